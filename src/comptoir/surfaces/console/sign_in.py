"""Coming in at the desk and leaving it: by a code or a link, and nothing to remember."""

import logging
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from comptoir.kernel.ids import secret
from comptoir.kernel.locale import Language, language_of
from comptoir.staff.access import commands as access
from comptoir.staff.access import queries
from comptoir.staff.access.model import CODE_LIFE, NotThatCode
from comptoir.staff.directory.model import Member
from comptoir.street import session as sessions
from comptoir.street.letters.entry import code_letter
from comptoir.street.messages.ports import NotCarried, Unsure
from comptoir.street.shop import Shop
from comptoir.surfaces.console import entry, forms
from comptoir.surfaces.console.entry import COOKIE, Visit
from comptoir.surfaces.console.house import caller, house_of
from comptoir.surfaces.console.pages import ROOT, fill

CODE_COOKIE = "comptoir_desk_code"

log = logging.getLogger(__name__)


async def ask(request: Request) -> Response:
    """Say how to come in."""
    if await entry.entered_by(request) is not None:
        return RedirectResponse(ROOT, 303)
    return _way_in(request)


async def send_code(request: Request) -> Response:
    """Send a code to who has an address; whoever asks is told the same, known or not."""
    sessions.check_origin(request)
    posted, shop = await forms.read(request), house_of(request).shop
    email = posted.fields.get("email", "")
    if shop.mail is None or not email:
        return _way_in(request, 422)
    async with shop.database.work(caller(entry.asked_language(request))) as uow:
        asked = await access.ask_code(uow, email=email)
    response = _code_page(request)
    response.set_cookie(
        CODE_COOKIE,
        asked.browser,
        max_age=int(CODE_LIFE.total_seconds()),
        path=f"{ROOT}/sign-in",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    if asked.member is not None:
        # Afterwards, so that nobody can tell by the time it takes whether there is somebody.
        response.background = BackgroundTask(_mail, shop, asked.member, asked.code)
    return response


async def _mail(shop: Shop, member: Member, code: str) -> None:
    """Send a code, which is kept nowhere; one that does not arrive is asked for again."""
    if shop.mail is None:
        return
    letter = code_letter(member.email, code, language_of(member.language))
    try:
        await shop.mail.send(letter, reference=secret(), at=shop.database.clock.now())
    except (NotCarried, Unsure):
        log.warning("a code to come in at the desk may not have been carried", exc_info=True)


async def enter_by_code(request: Request) -> Response:
    """Let whoever types the code in, in the browser that asked for it."""
    sessions.check_origin(request)
    posted = await forms.read(request)
    async with house_of(request).shop.database.work(caller(Language.FRENCH)) as uow:
        entered = await access.enter_by_code(
            uow,
            browser=request.cookies.get(CODE_COOKIE, ""),
            code=posted.fields.get("code", ""),
        )
    if isinstance(entered, NotThatCode):
        return _code_page(request, wrong="code_wrong" if entered.left else "code_spent")
    there = RedirectResponse(inside(request.query_params.get("next")), 303)
    there.delete_cookie(CODE_COOKIE, path=f"{ROOT}/sign-in", httponly=True, samesite="strict")
    return entry.keep(request, there, entered.secret)


def _way_in(request: Request, status: int = 200) -> HTMLResponse:
    """Show the ways in: a code by mail where mail is sent, and how to get a link."""
    return outside(
        request,
        "sign_in.html",
        status,
        next=inside(request.query_params.get("next")),
        by_mail=house_of(request).shop.mail is not None,
    )


def _code_page(request: Request, *, wrong: str = "") -> HTMLResponse:
    there = inside(request.query_params.get("next"))
    return outside(request, "code.html", 422 if wrong else 200, next=there, wrong=wrong)


async def offer(request: Request) -> Response:
    """Show whom a link lets in; only the button uses it up, so that no mail scanner does."""
    language, link = entry.asked_language(request), str(request.path_params["link"])
    async with house_of(request).shop.database.read(caller(language)) as on:
        who = await queries.bearer(on, link=link)
    if who is None:
        return outside(request, "spent.html", 410)
    action = f"{ROOT}/enter/{quote(link)}?next={quote(inside(request.query_params.get('next')))}"
    return outside(request, "enter.html", member=who, action=action)


async def enter(request: Request) -> Response:
    """Let the bearer of a link in."""
    sessions.check_origin(request)
    link = str(request.path_params["link"])
    async with house_of(request).shop.database.work(caller(Language.FRENCH)) as uow:
        entered = await access.enter(uow, link=link)
    there = RedirectResponse(inside(request.query_params.get("next")), 303)
    return entry.keep(request, there, entered.secret)


async def leave(request: Request, visit: Visit) -> Response:
    """Close the session."""
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        await access.close(uow, session=visit.session)
    response = RedirectResponse(f"{ROOT}/sign-in", 303)
    response.delete_cookie(COOKIE, path=ROOT, httponly=True, samesite="strict")
    return response


def inside(path: str | None) -> str:
    """Give where to go on to, only ever a page of the desk."""
    plain = (path or "").split("\\")[0]
    if plain != ROOT and not plain.startswith((f"{ROOT}/", f"{ROOT}?")):
        return ROOT
    if "//" in plain or any(ord(each) < 33 for each in plain):
        return ROOT
    return plain


def outside(request: Request, template: str, status: int = 200, **context: object) -> HTMLResponse:
    """Answer whoever is not signed in."""
    text = fill(
        template,
        entry.asked_language(request),
        visit=None,
        sheets=house_of(request).sheets,
        path=request.url.path,
        **context,
    )
    return HTMLResponse(text, status)
