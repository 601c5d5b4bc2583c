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
from comptoir.surfaces.web import mailing, papers
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.mailing import EmailTried, MailView
from comptoir.surfaces.web.order_views import OrderView, order_view
from comptoir.surfaces.web.pages import fill
from comptoir.surfaces.web.papers import PapersView
from comptoir.surfaces.web.readers import Reader
from comptoir.surfaces.web.views import Print
from comptoir.surfaces.web.withdrawing import StatedView, printer_of, stated_view
from comptoir.surfaces.web.words import Words


@dataclass(frozen=True, slots=True)
class _Known:
    """An order with all that its page may show of it, to one reader or another."""

    order: Order
    view: OrderView
    papers: PapersView
    mail: MailView | None
    stated: tuple[StatedView, ...]


async def context(
    request: Request, reader: Reader, order: str, email: EmailTried | None = None
) -> dict[str, object]:
    """Give what the template of an order needs; an address that was refused is shown as typed.

    Its papers and its letters are given to those whom they are for, and to nobody who merely has
    its address.

    :raises Refusal: when there is no such order.
    """
    house = house_of(request)
    async with house.shop.database.read(caller(reader.language)) as on:
        known = await _read(on, reader, order, email)
    may_read = await papers.may_read(request, reader.session, known.order)
    own = may_read and await papers.is_own(request, reader.session, known.order)
    return {
        "order": known.view,
        "papers": known.papers if may_read else known.papers.put_away(),
        "mail": known.mail if own else None,
        "stated": known.stated,
        "csrf": (await house.seal()).token(reader.session),
        "demo": house.shop.demo,
    }


async def changed(request: Request, reader: Reader, order: str) -> str:
    """Write an order anew for a window that shows it."""
    whole = await context(request, reader, order)
    return fill("_order_changes.html", reader.language, answered=False, **whole)


async def version(request: Request, reader: Reader, order: str) -> int:
    """Give the version of an order.

    :raises Refusal: when there is no such order.
    """
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        return (await orders.order(on, order=order)).version


async def _read(on: Reading, reader: Reader, order: str, email: EmailTried | None) -> _Known:
    found, words = await orders.order(on, order=order), Words(reader.language)
    store = await stores.store(on, store=found.store)
    url = await _challenge(on, found)
    printer = printer_of(reader, found, store.timezone, on.now)
    stated = await withdrawals.of_order(on, order=order)
    return _Known(
        found,
        order_view(found, store, Print(words, printer), challenge=url),
        await papers.papers(on, found, words),
        await mailing.mail_view(on, found, email),
        tuple(stated_view(each, printer, words) for each in stated if not each.by_number),
    )


async def _challenge(on: Reading, order: Order) -> str:
    """Give where a held order's payment waits for the shopper, if it does."""
    if order.state is not State.HELD:
        return ""
    intent = await intents.of_order(on, store=order.store, order_id=order.id)
    if intent is None or intent.state is not IntentState.CHALLENGED:
        return ""
    url = intent.challenge_url or ""
    return url if url.startswith(("/", "https://")) else ""
