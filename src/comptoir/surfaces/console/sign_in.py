"""Coming in at the desk and leaving it: a link that opens once, and nothing to remember."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from comptoir.kernel.locale import Language
from comptoir.staff.access import commands as access
from comptoir.staff.access import queries
from comptoir.street import session as sessions
from comptoir.surfaces.console import entry
from comptoir.surfaces.console.entry import COOKIE, Visit
from comptoir.surfaces.console.house import caller, house_of
from comptoir.surfaces.console.pages import ROOT, fill


async def ask(request: Request) -> Response:
    """Say how to come in."""
    if await entry.entered_by(request) is not None:
        return RedirectResponse(ROOT, 303)
    return outside(request, "sign_in.html", next=inside(request.query_params.get("next")))


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
