"""Where a withdrawal begins for whoever is not on an order's page: theirs to choose, or a number.

Nothing of an order is shown to who has its number alone, and numbers are guessed at only so often.
"""

from starlette.requests import Request
from starlette.responses import Response

from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import queries as stores
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.identity import commands as identity
from comptoir.shopping.identity.model import NUMBERS_BY_CALLER
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import GONE
from comptoir.shopping.orders.model import State as OrderState
from comptoir.shopping.withdrawals import commands
from comptoir.street.callers import caller_address
from comptoir.street.figures import figures
from comptoir.surfaces.web import forms, rejoining, visits
from comptoir.surfaces.web.framing import private_page
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.readers import Reader, reader_of, writer_of
from comptoir.surfaces.web.withdrawing import Typed, printer_of, read_typed, with_wrong
from comptoir.surfaces.web.words import Words

_NUMBER = 8
"""Letters and digits of an order's number."""

_SHOWN = 10


async def begin(request: Request) -> Response:
    """Show the orders that are known here, and ask for the number of any other."""
    reader = await reader_of(request)
    return await _beginning(request, reader, Typed())


async def state_by_number(request: Request) -> Response:
    """Take a statement by who knows an order's number; nothing of the order is shown to them."""
    form = await forms.fields(request)
    reader = await writer_of(request, form)
    words, shop = Words(reader.language), house_of(request).shop
    typed = read_typed(form, words)
    try:
        async with shop.database.work(caller(reader.language)) as uow:
            await identity.bound(uow, NUMBERS_BY_CALLER, caller_address(request))
            found = await _numbered(uow, typed.number)
    except Refusal as refusal:
        if refusal.kind is not Kind.TOO_MANY:
            raise
        told = words("too_often", count=refusal.facts["minutes"])
        return await _beginning(request, reader, typed, notice=told, status=429)
    if found is None:
        typed = with_wrong(typed, "number", words("withdrawal_no_number"))
    if found is None or typed.wrong:
        return await _beginning(request, reader, typed, status=422)
    if form.get("step") != "confirm":
        return await _beginning(request, reader, typed, confirming=True)
    try:
        async with shop.database.work(caller(reader.language)) as uow:
            made = await commands.state(
                uow, order=found, name=typed.name, email=typed.email, by_number=True
            )
            store = await stores.store(uow, store=made.store)
    except Refusal as refusal:
        key = f"refused_{refusal.code}"
        if not words.has(key):
            key = "withdrawal_nothing"
        return await _beginning(request, reader, typed, notice=words(key), status=409)
    when = figures(
        reader.language, currency=store.currency, timezone=store.timezone, now=made.stated_at
    ).moment(made.stated_at)
    told = words("withdrawal_taken", number=typed.number, when=when, email=made.email)
    return await _beginning(request, reader, Typed(), taken=told)


async def _beginning(
    request: Request,
    reader: Reader,
    typed: Typed,
    *,
    confirming: bool = False,
    notice: str = "",
    taken: str = "",
    status: int = 200,
) -> Response:
    context = {
        "known": await _theirs(request, reader),
        "told": notice,
        "taken": taken,
        "typed": typed,
        "confirming": confirming,
    }
    return await private_page(request, reader.session, "withdrawal_begin.html", context, status)


async def _numbered(on: Reading, number: str) -> str | None:
    """Find the order of a number, in any store; part of one finds none."""
    said = "".join(each for each in number.upper() if each.isalnum())
    if len(said) != _NUMBER:
        return None
    for store in await stores.stores(on):
        found = await orders.find(on, store=store.id, number=said, limit=1)
        if found and found[0].state is not OrderState.HELD and found[0].state not in GONE:
            return found[0].id
    return None


async def _theirs(request: Request, reader: Reader) -> tuple[tuple[str, str], ...]:
    """Give the orders of whoever sits here, each with its page."""
    words, shop = Words(reader.language), house_of(request).shop
    me = await rejoining.who(request, reader.session)
    async with shop.database.read(caller(reader.language)) as on:
        every = await stores.stores(on)
        if me is not None:
            places = [(store.id, me.household) for store in every]
        else:
            known = await visits.guests(request, reader.session)
            places = [(each.store, each.household) for each in known]
        zones = {store.id: store for store in every}
        found = [
            order
            for store, household in places
            for order in await orders.orders_of(on, store=store, household=household, limit=_SHOWN)
            if order.placed_at is not None and order.state not in GONE
        ]
    told: list[tuple[str, str]] = []
    for order in sorted(found, key=lambda each: each.created_at, reverse=True)[:_SHOWN]:
        printer = printer_of(reader, order, zones[order.store].timezone, order.created_at)
        when = printer.moment(order.created_at)
        label = words("withdrawal_order", number=order.number, when=when)
        told.append((label, f"/orders/{order.id}/withdrawal"))
    return tuple(told)
