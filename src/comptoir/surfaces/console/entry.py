"""Who is at the desk: the session behind the cookie, and the guards that every page stands behind.

The shop's own cookie opens nothing here: this one has another name, another path, another life.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial, wraps
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from comptoir.desk.files import MOST_BYTES
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.kernel.locale import Language, language_of
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.withdrawals import queries as withdrawals
from comptoir.staff.access import commands as access
from comptoir.staff.access.model import LIFE, Entered
from comptoir.staff.directory.model import Act, Member
from comptoir.staff.directory.rules import check, may
from comptoir.street import session as sessions
from comptoir.street.session import Session
from comptoir.surfaces.console import forms
from comptoir.surfaces.console.forms import NOTHING, Posted, Upload
from comptoir.surfaces.console.house import caller, house_of
from comptoir.surfaces.console.pages import ROOT, fill

COOKIE = "comptoir_desk"

MENU = (
    ("orders", "orders", Act.LOOK),
    ("withdrawals", "withdrawals", Act.LOOK),
    ("goods", "goods", Act.LOOK),
    ("codes", "codes", Act.LOOK),
    ("windows", "windows", Act.LOOK),
    ("files", "files", Act.LOOK),
    ("", "store", Act.LOOK),
    ("seller", "seller", Act.LOOK),
)
"""The pages of a store: the end of the address, the words, and who may look."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at the desk, in one of their stores where the page is a store's."""

    member: Member
    session: str
    csrf: str
    store: Store | None = None
    waiting: int = 0
    """Statements of withdrawal in this store that nobody has seen to."""
    posted: Posted = NOTHING
    upload: Upload | None = None

    @property
    def language(self) -> Language:
        """Give the language they read."""
        return language_of(self.member.language)

    @property
    def here(self) -> Store:
        """Give the store that the page is about.

        :raises LookupError: when it is about none.
        """
        if self.store is None:
            raise LookupError("no store on this page")
        return self.store

    @property
    def base(self) -> str:
        """Give the beginning of the addresses of the store's pages."""
        return f"{ROOT}/stores/{self.here.id}"

    def may(self, act: str) -> bool:
        """Tell whether they may do something here, or in the chain when the page is no store's."""
        return may(self.member, Act(act), "" if self.store is None else self.store.id)


Handler = Callable[[Request, Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]
_Reader = Callable[[Request], Awaitable[tuple[Posted, Upload | None]]]


def shown(handler: Handler) -> Endpoint:
    """Guard a page: only for whoever is signed in, and may look at its store."""

    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        entered = await entered_by(request)
        if entered is None:
            there = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"{ROOT}/sign-in?next={quote(there)}", 303)
        response = await handler(request, await _visit(request, entered))
        return keep(request, response, entered.secret)

    return endpoint


def done(handler: Handler) -> Endpoint:
    """Guard a form: it must come from a page of this session, too."""

    async def read(request: Request) -> tuple[Posted, Upload | None]:
        return await forms.read(request), None

    return _guarded(handler, read)


def brought(handler: Handler) -> Endpoint:
    """Guard a form that brings a file, in the same way."""
    return _guarded(handler, partial(forms.read_upload, most=MOST_BYTES))


def _guarded(handler: Handler, read: _Reader) -> Endpoint:
    @wraps(handler)
    async def endpoint(request: Request) -> Response:
        sessions.check_origin(request)
        entered = await entered_by(request)
        if entered is None:
            raise Refusal(Kind.FORBIDDEN, "desk_closed")
        visit = await _visit(request, entered)
        posted, upload = await read(request)
        await check_token(request, entered, posted.fields.get("csrf"))
        response = await handler(request, replace(visit, posted=posted, upload=upload))
        return keep(request, response, entered.secret)

    return endpoint


async def entered_by(request: Request) -> Entered | None:
    """Find the session of the browser's cookie; None when it has none that still holds."""
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        return None
    async with house_of(request).shop.database.work(caller(asked_language(request))) as uow:
        return await access.resume(uow, cookie=cookie)


async def check_token(request: Request, entered: Entered, token: str | None) -> None:
    """Check that a form is from a page of this session.

    :raises Refusal: when it is not.
    """
    seal = await house_of(request).shop.seal()
    seal.check(_session(entered), token)


def asked_language(request: Request) -> Language:
    """Choose a language for who is not signed in: the one asked for, else the browser's."""
    asked = request.query_params.get("lang")
    return language_of(asked or request.headers.get("accept-language"))


def keep(request: Request, response: Response, secret: str | None) -> Response:
    """Send a session's new secret along, if there is one."""
    if secret is not None:
        response.set_cookie(
            COOKIE,
            secret,
            max_age=int(LIFE.total_seconds()),
            path=ROOT,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
    return response


def page(
    request: Request, visit: Visit, template: str, status: int = 200, **context: object
) -> HTMLResponse:
    """Answer with a page of the desk, filled."""
    text = fill(
        template,
        visit.language,
        visit=visit,
        menu=MENU,
        sheets=house_of(request).sheets,
        path=request.url.path,
        **context,
    )
    return HTMLResponse(text, status)


async def _visit(request: Request, entered: Entered) -> Visit:
    house = house_of(request)
    token = (await house.shop.seal()).token(_session(entered))
    named = request.path_params.get("store")
    if named is None:
        return Visit(entered.member, entered.id, token)
    check(entered.member, Act.LOOK, str(named))
    async with house.shop.database.read(caller(language_of(entered.member.language))) as on:
        store = await stores.store(on, store=str(named))
        waiting = await withdrawals.count_waiting(on, store=store.id)
    return Visit(entered.member, entered.id, token, store, waiting)


def _session(entered: Entered) -> Session:
    """Give what tokens are made of; no shopper's session has a key like it."""
    return Session(f"desk:{entered.id}", entered.member.created_at)
