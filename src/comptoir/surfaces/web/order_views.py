"""What the templates show of orders: texts, all worked out."""

from dataclasses import dataclass

from comptoir.goods.stores.model import Store
from comptoir.kernel.measure import Unit
from comptoir.shopping.orders.model import GONE, Order, OrderLine, State
from comptoir.street.bargains import bargain
from comptoir.street.typography import apostrophes
from comptoir.surfaces.web.views import Print, SumsView, VatView, sums_view, vat_view
from comptoir.surfaces.web.words import Words

AT_HANDOVER = "at_handover"


@dataclass(frozen=True, slots=True)
class OrderLineView:
    """A line of an order."""

    name: str
    brand: str
    quantity: str
    price: str
    rate: str
    total: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order."""

    id: str
    number: str
    version: int
    state: str
    mode: str
    lead: str
    challenge: str
    when: str
    where: tuple[str, ...]
    payment: str
    made: str
    store: str
    lines: tuple[OrderLineView, ...]
    sums: SumsView
    vat: VatView
    may_cancel: bool
    cancel_until: str
    withdraw: bool
    """Whether there is a contract that may be withdrawn from."""


def order_view(order: Order, store: Store, printed: Print, *, challenge: str = "") -> OrderView:
    """Work out what to show of an order; `challenge` is where its payment waits to be confirmed."""
    words, figures = printed.words, printed.figures
    may_cancel = order.may_change(figures.now)
    until = words("cancel_until", when=figures.moment(order.cut_off))
    return OrderView(
        id=order.id,
        number=order.number,
        version=order.version,
        state=order.state.value,
        mode=order.mode.value,
        lead=_lead(order.state, words, challenged=bool(challenge)),
        challenge=challenge,
        when=figures.period(order.window_starts, order.window_ends),
        where=_where(order, store),
        payment=words("pay_at_handover" if order.payment_method == AT_HANDOVER else "pay_other"),
        made=figures.moment(order.placed_at or order.created_at),
        store=store.name,
        lines=tuple(_order_line(line, printed) for line in order.lines),
        sums=sums_view(order.totals, order.mode, order.discount_code, printed, slot=True),
        vat=vat_view(order.vat, printed),
        may_cancel=may_cancel,
        cancel_until=until if may_cancel else "",
        withdraw=order.state is not State.HELD and order.state not in GONE,
    )


def _order_line(line: OrderLine, printed: Print) -> OrderLineView:
    words, figures = printed.words, printed.figures
    weighed = line.quantity.unit is Unit.GRAM
    price = figures.money(line.price)
    notes: list[str] = []
    if line.promotion is not None and line.saved:
        what = bargain(line.promotion, words.language, figures.money)
        notes.append(words("line_promotion", offer=what, amount=figures.money(line.saved)))
    if line.deposit:
        notes.append(words("line_deposit", amount=figures.money(line.deposit)))
    if line.note:
        notes.append(words("line_note", note=line.note))
    return OrderLineView(
        name=apostrophes(line.name),
        brand=line.brand,
        quantity=figures.quantity(line.quantity),
        price=words("per_kg", price=price) if weighed else price,
        rate=figures.rate(line.vat_rate),
        total=figures.money(line.total),
        notes=tuple(notes),
    )


def _lead(state: State, words: Words, *, challenged: bool) -> str:
    match state:
        case State.HELD:
            return words("order_challenged" if challenged else "order_waits")
        case State.PLACED:
            return words("order_thanks")
        case State.EXPIRED:
            return words("order_expired")
        case State.CANCELLED:
            return words("order_cancelled")
        case _:
            return ""


def _where(order: Order, store: Store) -> tuple[str, ...]:
    to = order.address
    if to is None:
        return tuple(part for part in (store.name, store.street, _town(store)) if part)
    town = f"{to.postcode} {to.city}"
    return tuple(part for part in (to.recipient, to.street, town, to.instructions) if part)


def _town(store: Store) -> str:
    return f"{store.postcode} {store.city}".strip()
