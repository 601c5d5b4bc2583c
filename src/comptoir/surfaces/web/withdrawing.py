"""Withdrawing from an order, in two steps: a statement, then its confirmation (D. 221-5).

An order's own address is the key to it, as to its page; who has lost it states the number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import queries as stores
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.customers.rules import checked_line
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import GONE, Order
from comptoir.shopping.orders.model import State as OrderState
from comptoir.shopping.withdrawals import commands, queries
from comptoir.shopping.withdrawals.model import LineRight, Right, State, Withdrawal
from comptoir.street.figures import Figures, figures
from comptoir.surfaces.web import forms, papers, rejoining, visits
from comptoir.surfaces.web.framing import private_page
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.mailing import tried_email
from comptoir.surfaces.web.readers import Reader, reader_of, writer_of
from comptoir.surfaces.web.words import Words

_NUMBER = 8
"""Letters and digits of an order's number."""

_SHOWN = 10

_BECAME = {
    State.STATED: "withdrawal_stated_state",
    State.CREDITED: "withdrawal_credited",
    State.DECLINED: "withdrawal_declined",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A statement as it was typed, and what is wrong with it, field by field."""

    name: str = ""
    email: str = ""
    number: str = ""
    lines: frozenset[str] = frozenset()
    wrong: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def first_wrong(self) -> str:
        """Name the first field that is wrong."""
        return next(iter(self.wrong), "")


@dataclass(frozen=True, slots=True)
class LineView:
    """A line: what of it may be given back, in words."""

    gtin: str
    name: str
    quantity: str
    total: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class StatedView:
    """A statement that was made, and what became of it."""

    when: str
    lines: tuple[str, ...]
    words: str
    paper: str


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """An order as it may be withdrawn from."""

    order: str
    number: str
    may: tuple[LineView, ...]
    may_not: tuple[LineView, ...]
    until: str
    over: str
    cancel: bool
    """Whether it can simply be called off, which costs less trouble."""
    stated: tuple[StatedView, ...]


async def show(request: Request) -> Response:
    """Show what of an order may be withdrawn from, with the statement to make."""
    reader, order = await reader_of(request), str(request.path_params["order"])
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
    typed = await _known(request, reader, found)
    return await _page(request, reader, found, typed)


async def state(request: Request) -> Response:
    """Take a statement: shown again to be confirmed, then kept and acknowledged."""
    posted = await forms.many(request)
    form = dict(posted)
    reader, order = await writer_of(request, form), str(request.path_params["order"])
    words, shop = Words(reader.language), house_of(request).shop
    typed = _typed(form, frozenset(value for name, value in posted if name == "line"), words)
    async with shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
    if not typed.lines:
        typed = _wrong(typed, "line", words("withdrawal_no_line"))
    if typed.wrong:
        return await _page(request, reader, found, typed, status=422)
    if form.get("step") != "confirm":
        return await _page(request, reader, found, typed, confirming=True)
    try:
        async with shop.database.work(caller(reader.language)) as uow:
            await commands.state(
                uow, order=order, gtins=typed.lines, name=typed.name, email=typed.email
            )
    except Refusal as refusal:
        key = f"refused_{refusal.code}"
        if not words.has(key):
            raise
        return await _page(request, reader, found, typed, notice=words(key), status=409)
    return RedirectResponse(f"/orders/{order}/withdrawal#stated", 303)


async def begin(request: Request) -> Response:
    """Show the orders that are known here, and ask for the number of any other."""
    reader = await reader_of(request)
    return await _beginning(request, reader, Typed())


async def state_by_number(request: Request) -> Response:
    """Take a statement by who knows an order's number; nothing of the order is shown to them."""
    form = await forms.fields(request)
    reader = await writer_of(request, form)
    words, shop = Words(reader.language), house_of(request).shop
    typed = _typed(form, frozenset(), words, number=form.get("number", ""))
    async with shop.database.read(caller(reader.language)) as on:
        found = await _numbered(on, typed.number)
    if found is None:
        typed = _wrong(typed, "number", words("withdrawal_no_number"))
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


async def _page(
    request: Request,
    reader: Reader,
    order: Order,
    typed: Typed,
    *,
    confirming: bool = False,
    notice: str = "",
    status: int = 200,
) -> Response:
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        view = await _view(on, reader, order, typed)
    context = {"withdrawal": view, "told": notice, "typed": typed, "confirming": confirming}
    return await private_page(request, reader.session, "withdrawal.html", context, status)


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


def _typed(form: Mapping[str, str], lines: frozenset[str], words: Words, number: str = "") -> Typed:
    email, wrong = tried_email(form.get("email", ""), words), dict[str, str]()
    name = form.get("name", "")[:400]
    try:
        name = checked_line("name", name)
    except Refusal as refusal:
        wrong["name"] = words(f"wrong_{refusal.facts.get('remedy')}", **_most(refusal))
    if email.wrong:
        wrong["email"] = email.wrong
    return Typed(name, email.value, number[:40], lines, wrong)


def _most(refusal: Refusal) -> dict[str, object]:
    return {"most": refusal.facts["most"]} if "most" in refusal.facts else {}


def _wrong(typed: Typed, name: str, words: str) -> Typed:
    wrong = {name: words, **typed.wrong}
    return Typed(typed.name, typed.email, typed.number, typed.lines, wrong)


async def _known(request: Request, reader: Reader, order: Order) -> Typed:
    """Begin a statement with what is known of an order's own household, and of nobody else's."""
    if not await papers.is_own(request, reader.session, order):
        return Typed()
    me = await rejoining.who(request, reader.session)
    email = order.customer.email or (me.email if me is not None else "")
    return Typed(order.customer.name, email or "")


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
        printer = _figures(reader, order, zones[order.store].timezone, order.created_at)
        when = printer.moment(order.created_at)
        label = words("withdrawal_order", number=order.number, when=when)
        told.append((label, f"/orders/{order.id}/withdrawal"))
    return tuple(told)


async def _view(on: Reading, reader: Reader, order: Order, typed: Typed) -> WithdrawalView:
    store = await stores.store(on, store=order.store)
    printer, words = _figures(reader, order, store.timezone, on.now), Words(reader.language)
    right = await queries.withdrawable(on, order=order)
    stated = await queries.of_order(on, order=order.id)
    open_lines = right.open_lines
    chosen = typed.lines or {line.gtin for line in open_lines}
    over = ""
    if right.over:
        over = words("withdrawal_never" if right.until is None else "withdrawal_past")
    return WithdrawalView(
        order=order.id,
        number=order.number,
        may=tuple(_line(line, printer, words, chosen) for line in open_lines),
        may_not=tuple(
            _line(line, printer, words, frozenset())
            for line in right.lines
            if line.right is Right.PERISHABLE and not line.stated
        ),
        until=words("withdrawal_until", day=printer.last_day(right.until))
        if right.until is not None
        else words("withdrawal_days"),
        over=over,
        cancel=order.may_change(on.now),
        stated=tuple(_stated(each, printer, words) for each in stated if not each.by_number),
    )


def _line(
    line: LineRight, printer: Figures, words: Words, chosen: frozenset[str] | set[str]
) -> LineView:
    return LineView(
        line.gtin,
        line.name,
        printer.quantity(line.quantity),
        printer.money(line.total),
        words(f"right_{line.right.value}"),
        line.gtin in chosen,
    )


def _stated(stated: Withdrawal, printer: Figures, words: Words) -> StatedView:
    return StatedView(
        words("withdrawal_stated", when=printer.moment(stated.stated_at)),
        tuple(f"{line.name} · {printer.quantity(line.quantity)}" for line in stated.lines),
        words(_BECAME[stated.state]),
        stated.reason if stated.state is State.DECLINED else "",
    )


def _figures(reader: Reader, order: Order, zone: str, now: datetime) -> Figures:
    return figures(reader.language, currency=order.currency, timezone=zone, now=now)
