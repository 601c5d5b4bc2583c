"""What the page of an order shows: to whoever has its link, and to its own household besides."""

from dataclasses import dataclass

from starlette.requests import Request

from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import queries as stores
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import Order, State
from comptoir.shopping.payments import queries as intents
from comptoir.shopping.payments.model import IntentState
from comptoir.shopping.withdrawals import queries as withdrawals
from comptoir.street.figures import figures
from comptoir.surfaces.web import mailing, papers
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.mailing import MailView
from comptoir.surfaces.web.order_views import OrderView, order_view
from comptoir.surfaces.web.pages import fill
from comptoir.surfaces.web.papers import PapersView
from comptoir.surfaces.web.readers import Reader
from comptoir.surfaces.web.views import Print
from comptoir.surfaces.web.withdrawing import StatedView, printer_of, stated_view
from comptoir.surfaces.web.words import Words


async def read(request: Request, reader: Reader, order: str) -> OrderView:
    """Read an order as its page shows it.

    :raises Refusal: when there is none.
    """
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
    """What is not shown to everybody who has an order's address: its papers, and its letters."""

    papers: PapersView
    mail: MailView | None = None


async def _own(
    request: Request, reader: Reader, order: str, email: mailing.EmailTried | None
) -> _Own:
    """Give an order's papers and letters, each to whom they are for."""
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
        invoices = await papers.papers(on, found, Words(reader.language))
        letters = await mailing.mail_view(on, found, email)
    if not await papers.may_read(request, reader.session, found):
        return _Own(invoices.put_away())
    if not await papers.is_own(request, reader.session, found):
        return _Own(invoices)
    return _Own(invoices, letters)


async def context(
    request: Request, reader: Reader, order: str, email: mailing.EmailTried | None = None
) -> dict[str, object]:
    """Give what the template of an order needs; an address that was refused is shown as typed.

    :raises Refusal: when there is no such order.
    """
    house = house_of(request)
    own = await _own(request, reader, order, email)
    return {
        "order": await read(request, reader, order),
        "papers": own.papers,
        "mail": own.mail,
        "stated": await _stated(request, reader, order),
        "csrf": (await house.seal()).token(reader.session),
        "demo": house.shop.demo,
    }


async def _stated(request: Request, reader: Reader, order: str) -> tuple[StatedView, ...]:
    """Give what was stated by who had the order's address, and what became of each."""
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
        known = await withdrawals.of_order(on, order=order)
        zone = (await stores.store(on, store=found.store)).timezone
        printer = printer_of(reader, found, zone, on.now)
    words = Words(reader.language)
    return tuple(stated_view(each, printer, words) for each in known if not each.by_number)


async def changed(request: Request, reader: Reader, order: str) -> str:
    """Write an order anew for a window that shows it."""
    whole = await context(request, reader, order)
    return fill("_order_changes.html", reader.language, answered=False, **whole)
