"""The page of an order: every line, its VAT, its window and its state, and calling it off."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from comptoir.goods.stores import queries as stores
from comptoir.kernel.locale import Language
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import order_topic
from comptoir.street import session as sessions
from comptoir.street import streams
from comptoir.street.session import Session
from comptoir.surfaces.web import forms, live, visits
from comptoir.surfaces.web.figures import figures
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.pages import fill, from_htmx, page
from comptoir.surfaces.web.views import OrderView, Print, order_view
from comptoir.surfaces.web.words import Words


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads an order: its id is the key, so anybody who was given it."""

    session: Session
    language: Language


async def show(request: Request) -> Response:
    """Show an order."""
    reader = await _reader(request)
    context = await _context(request, reader, request.path_params["order"])
    response = page(request, "order.html", reader.language, 200, notice=None, **context)
    await visits.remember(request, response, reader.session)
    return response


async def cancel(request: Request) -> Response:
    """Call an order off, before its cut-off."""
    form = await forms.fields(request)
    sessions.check_origin(request)
    session = await visits.session_of(request)
    session = (await house_of(request).seal()).check(session, form.get("csrf"))
    reader = _Reader(session, visits.language_for(request, session))
    order: str = request.path_params["order"]
    await house_of(request).shop.cancel_order(caller(reader.language), order)
    if not from_htmx(request):
        return RedirectResponse(f"/orders/{order}", 303)
    context = await _context(request, reader, order)
    return HTMLResponse(
        fill("_order_changes.html", reader.language, answered=True, notice=None, **context)
    )


async def watch(request: Request) -> Response:
    """Send an order's page anew whenever the order changes."""
    reader, order = await _reader(request), str(request.path_params["order"])
    await _read(request, reader, order)
    last = request.headers.get("last-event-id") or request.query_params.get("since") or ""
    since = int(last) if last.isdecimal() and len(last) < 16 else 0
    return live.stream(_changes(request, reader, order, since))


async def _changes(
    request: Request, reader: _Reader, order: str, since: int
) -> AsyncGenerator[bytes]:
    shop = house_of(request).shop

    async def current() -> int:
        return (await _read(request, reader, order)).version

    async for version in streams.versions(shop, order_topic(order), since=since, current=current):
        if version is None:
            yield live.STILL_HERE
            continue
        context = await _context(request, reader, order)
        text = fill("_order_changes.html", reader.language, answered=False, **context)
        yield live.parts(text, id=str(version))


async def _reader(request: Request) -> _Reader:
    session = await visits.session_of(request)
    language = visits.language_for(request, session)
    if session is None:
        session = sessions.fresh(house_of(request).shop.database.clock.now())
    return _Reader(visits.speak(session, language), language)


async def _read(request: Request, reader: _Reader, order: str) -> OrderView:
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
        store = await stores.store(on, store=found.store)
    printer = figures(reader.language, currency=found.currency, timezone=store.timezone, now=on.now)
    return order_view(found, store, Print(Words(reader.language), printer))


async def _context(request: Request, reader: _Reader, order: str) -> dict[str, object]:
    house = house_of(request)
    return {
        "order": await _read(request, reader, order),
        "csrf": (await house.seal()).token(reader.session),
        "demo": house.shop.demo,
    }
