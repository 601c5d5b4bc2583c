"""Pages for those who have signed in: who it is, and the way to sign in for who has not."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.kernel.caller import Caller, Door
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.identity.model import SignedIn
from comptoir.surfaces.web import forms, rejoining
from comptoir.surfaces.web.framing import private_page
from comptoir.surfaces.web.readers import Reader, reader_of, writer_of
from comptoir.surfaces.web.words import Words

_DONE = frozenset(
    {
        "saved",
        "added",
        "removed",
        "preferred",
        "invited",
        "joined",
        "signed_out",
        "in_cart",
        "passkey_added",
    }
)
"""What a page may be asked to say of the form that led to it."""


_PLACES = {
    "account": "/account",
    "orders": "/account/orders",
    "usual": "/account/usual",
    "addresses": "/account/addresses",
    "household": "/account/household",
    "devices": "/account/sign-in",
    "data": "/account/data",
}
"""The pages of the account, in their order."""


class SignInFirst(Exception):
    """A page that is for who has signed in was opened by somebody who has not."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who has signed in, at their browser."""

    reader: Reader
    me: SignedIn

    @property
    def caller(self) -> Caller:
        """Say who asks."""
        return Caller(Door.WEB, self.reader.language, self.me.household)

    @property
    def words(self) -> Words:
        """Give the page's words in their language."""
        return Words(self.reader.language)


async def member_of(request: Request) -> Member:
    """Tell who opens a page.

    :raises SignInFirst: when nobody has signed in.
    """
    reader = await reader_of(request)
    me = await rejoining.who(request, reader.session)
    if me is None:
        raise SignInFirst
    return Member(reader, me)


async def acting(request: Request) -> tuple[Member, Mapping[str, str]]:
    """Tell who sent a form, and what is in it.

    :raises Refusal: when the form is not from a page of theirs, or they have not signed in.
    """
    form = await forms.fields(request)
    reader = await writer_of(request, form)
    me = await rejoining.who(request, reader.session)
    if me is None:
        raise Refusal(Kind.FORBIDDEN, "session_expired")
    return Member(reader, me), form


async def to_sign_in(request: Request, _error: Exception) -> Response:
    """Lead to signing in, and from there back to the page."""
    path = request.url.path
    return RedirectResponse(f"/sign-in?next={quote(path)}", 303)


async def show(
    request: Request,
    member: Member,
    template: str,
    *,
    place: str,
    status: int = 200,
    notice: str = "",
    **context: object,
) -> Response:
    """Answer with a page of the account; `place` is where in it one is."""
    done = request.query_params.get("done", "")
    told = notice or (member.words(f"done_{done}") if done in _DONE else "")
    views = {
        "me": member.me,
        "places": tuple(
            (member.words(f"account_{name}"), path, name == place) for name, path in _PLACES.items()
        ),
        "told": told,
        "alarmed": bool(notice),
        **context,
    }
    session, template = member.reader.session, f"account/{template}"
    return await private_page(request, session, template, views, status)


def done(path: str, what: str) -> Response:
    """Lead back to a page that says what was done."""
    return RedirectResponse(f"{path}?done={what}", 303)
