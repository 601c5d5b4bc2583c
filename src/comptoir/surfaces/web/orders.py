"""The page of an order: every line, its VAT, its window and its state, and calling it off."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import queries as stores
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import not_found
from comptoir.shopping.orders import commands as order_commands
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import Order, State, order_topic
from comptoir.shopping.payments import queries as intents
from comptoir.shopping.payments.model import IntentState
from comptoir.street import session as sessions
from comptoir.street import streams
from comptoir.street.figures import figures
from comptoir.street.session import Session
from comptoir.surfaces.web import forms, live, mailing, papers, visits
from comptoir.surfaces.web.framing import private_page
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.mailing import MailView
from comptoir.surfaces.web.pages import fill, from_htmx
from comptoir.surfaces.web.papers import PapersView
from comptoir.surfaces.web.views import OrderView, Print, order_view
from comptoir.surfaces.web.words import Words


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads an order: its id is the key, so anybody who was given it."""

    session: Session
    language: Language


async def show(request: Request) -> Response:
    """Show an order."""
    reader = await reader_of(request)
    context = await _context(request, reader, request.path_params["order"])
    return await private_page(request, reader.session, "order.html", context)


async def leave_email(request: Request) -> Response:
    """Take the address that an order's letters go to, from whoever ordered it."""
    form = await forms.fields(request)
    reader = await writer_of(request, form)
    order, shop = str(request.path_params["order"]), house_of(request).shop
    async with shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
    if not await papers.is_own(request, reader.session, found):
        raise not_found("order", order)
    email = mailing.tried_email(form.get("email", ""), Words(reader.language))
    if email.wrong:
        context = await _context(request, reader, order, email)
        return await private_page(request, reader.session, "order.html", context, 422)
    async with shop.database.work(caller(reader.language)) as uow:
        await order_commands.leave_email(uow, order=order, email=email.value)
    return RedirectResponse(f"/orders/{order}#email", 303)


async def cancel(request: Request) -> Response:
    """Call an order off, before its cut-off."""
    reader = await writer_of(request, await forms.fields(request))
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
    reader, order = await reader_of(request), str(request.path_params["order"])
    await _read(request, reader, order)
    last = request.headers.get("last-event-id") or request.query_params.get("since") or ""
    since = int(last) if last.isdecimal() and len(last) < 16 else 0
    return live.stream(_changes(request, reader, order, since))


async def _changes(
    request: Request, reader: Reader, order: str, since: int
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


async def reader_of(request: Request) -> Reader:
    """Tell who reads, beginning a session for whoever has none."""
    session = await visits.session_of(request)
    language = visits.language_for(request, session)
    if session is None:
        session = sessions.fresh(house_of(request).shop.database.clock.now())
    return Reader(visits.speak(session, language), language)


async def writer_of(request: Request, form: Mapping[str, str]) -> Reader:
    """Tell who sent a form of an order's page.

    :raises Refusal: when the form is not from a page of this session.
    """
    sessions.check_origin(request)
    session = await visits.session_of(request)
    session = (await house_of(request).seal()).check(session, form.get("csrf"))
    return Reader(session, visits.language_for(request, session))


async def _read(request: Request, reader: Reader, order: str) -> OrderView:
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
        store = await stores.store(on, store=found.store)
        url = await _challenge(on, found)
    printer = figures(reader.language, currency=found.currency, timezone=store.timezone, now=on.now)
    return order_view(found, store, Print(Words(reader.language), printer), challenge=url)


async def _challenge(on: Reading, order: Order) -> str:
    """Give where a held order's payment waits for the shopper, if it does."""
    if order.state is not State.HELD:
        return ""
    intent = await intents.of_order(on, store=order.store, order_id=order.id)
    if intent is None or intent.state is not IntentState.CHALLENGED:
        return ""
    url = intent.challenge_url or ""
    return url if url.startswith(("/", "https://")) else ""


@dataclass(frozen=True, slots=True)
class _Own:
    """What only an order's own household sees on its page."""

    papers: PapersView | None = None
    mail: MailView | None = None


async def _own(
    request: Request, reader: Reader, order: str, email: mailing.EmailTried | None
) -> _Own:
    """Give an order's papers and letters to its household, nothing to who merely has its link."""
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
        if not await papers.is_own(request, reader.session, found):
            return _Own()
        invoices = await papers.papers(on, found, Words(reader.language))
        return _Own(invoices, await mailing.mail_view(on, found, email))


async def _context(
    request: Request, reader: Reader, order: str, email: mailing.EmailTried | None = None
) -> dict[str, object]:
    house = house_of(request)
    own = await _own(request, reader, order, email)
    return {
        "order": await _read(request, reader, order),
        "papers": own.papers,
        "mail": own.mail,
        "csrf": (await house.seal()).token(reader.session),
        "demo": house.shop.demo,
    }
