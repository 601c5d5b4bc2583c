"""Withdrawing from an order, in two steps: a statement, then its confirmation (D. 221-5).

An order's own address is the key to it, as to its page; `withdrawal_begin` is for who has lost it.
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
from comptoir.shopping.orders.model import Order
from comptoir.shopping.withdrawals import commands, queries
from comptoir.shopping.withdrawals.model import LineRight, Right, State, Withdrawal
from comptoir.street.figures import Figures, figures
from comptoir.surfaces.web import forms, papers, rejoining
from comptoir.surfaces.web.framing import private_page
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.mailing import tried_email
from comptoir.surfaces.web.readers import Reader, reader_of, writer_of
from comptoir.surfaces.web.words import Words

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
    lines = frozenset(value for name, value in posted if name == "line")
    typed = read_typed(form, words, lines=lines)
    async with shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
    if not typed.lines:
        typed = with_wrong(typed, "line", words("withdrawal_no_line"))
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


def read_typed(
    form: Mapping[str, str], words: Words, *, lines: frozenset[str] = frozenset()
) -> Typed:
    """Read a statement as it was typed, and tell what is wrong with it."""
    email, wrong = tried_email(form.get("email", ""), words), dict[str, str]()
    name = form.get("name", "")[:400]
    try:
        name = checked_line("name", name)
    except Refusal as refusal:
        wrong["name"] = words(f"wrong_{refusal.facts.get('remedy')}", **_most(refusal))
    if email.wrong:
        wrong["email"] = email.wrong
    return Typed(name, email.value, form.get("number", "")[:40], lines, wrong)


def _most(refusal: Refusal) -> dict[str, object]:
    return {"most": refusal.facts["most"]} if "most" in refusal.facts else {}


def with_wrong(typed: Typed, name: str, words: str) -> Typed:
    """Say what is wrong with a field, before what is wrong with others."""
    wrong = {name: words, **typed.wrong}
    return Typed(typed.name, typed.email, typed.number, typed.lines, wrong)


async def _known(request: Request, reader: Reader, order: Order) -> Typed:
    """Begin a statement with what is known of an order's own household, and of nobody else's."""
    if not await papers.is_own(request, reader.session, order):
        return Typed()
    me = await rejoining.who(request, reader.session)
    email = order.customer.email or (me.email if me is not None else "")
    return Typed(order.customer.name, email or "")


async def _view(on: Reading, reader: Reader, order: Order, typed: Typed) -> WithdrawalView:
    store = await stores.store(on, store=order.store)
    printer, words = printer_of(reader, order, store.timezone, on.now), Words(reader.language)
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
        stated=tuple(stated_view(each, printer, words) for each in stated if not each.by_number),
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


def stated_view(stated: Withdrawal, printer: Figures, words: Words) -> StatedView:
    """Work out what to show of a statement."""
    return StatedView(
        words("withdrawal_stated", when=printer.moment(stated.stated_at)),
        tuple(
            f"{line.name}\u00a0·\u00a0{printer.quantity(line.quantity)}" for line in stated.lines
        ),
        words(_BECAME[stated.state]),
        stated.reason if stated.state is State.DECLINED else "",
    )


def printer_of(reader: Reader, order: Order, zone: str, now: datetime) -> Figures:
    """Give the figures of an order for whoever reads."""
    """Give the figures of an order for whoever reads."""
    return figures(reader.language, currency=order.currency, timezone=zone, now=now)
