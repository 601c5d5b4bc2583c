"""Orders: what was promised to a household, frozen at checkout."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from comptoir.goods.pricing.mechanics import Terms
from comptoir.goods.pricing.model import Promotion
from comptoir.kernel.measure import Quantity
from comptoir.kernel.money import VatShare
from comptoir.shopping.carts.model import Substitution, Totals
from comptoir.shopping.customers.model import Address
from comptoir.shopping.payments.model import Intent
from comptoir.shopping.slots.model import Mode

BY_THE_STORE = "store"
"""The reason of a step that the store takes by itself, not the household."""

HOLD_FOR = timedelta(minutes=15)
"""How long stock and place are kept for an order whose payment has no result yet."""

HOLD_AT_MOST = timedelta(minutes=60)
"""The bound on extensions while the provider cannot say what became of a payment."""


class State(StrEnum):
    """Where an order stands."""

    HELD = "held"
    PLACED = "placed"
    RELEASED = "released"
    PICKING = "picking"
    PICKED = "picked"
    STAGED = "staged"
    OUT_FOR_DELIVERY = "out_for_delivery"
    READY_FOR_PICKUP = "ready_for_pickup"
    HANDED_OVER = "handed_over"
    SETTLED = "settled"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


NEXT: dict[State, frozenset[State]] = {
    State.HELD: frozenset({State.PLACED, State.EXPIRED, State.CANCELLED}),
    State.PLACED: frozenset({State.RELEASED, State.CANCELLED}),
    State.RELEASED: frozenset({State.PICKING, State.CANCELLED}),
    State.PICKING: frozenset({State.PICKED}),
    State.PICKED: frozenset({State.STAGED}),
    State.STAGED: frozenset({State.OUT_FOR_DELIVERY, State.READY_FOR_PICKUP}),
    State.OUT_FOR_DELIVERY: frozenset({State.HANDED_OVER}),
    State.READY_FOR_PICKUP: frozenset({State.HANDED_OVER}),
    State.HANDED_OVER: frozenset({State.SETTLED}),
    State.SETTLED: frozenset(),
    # An authorisation that arrives late takes stock and place again, if they are still there.
    State.EXPIRED: frozenset({State.PLACED}),
    State.CANCELLED: frozenset(),
}
"""Which state may follow which."""


GONE = frozenset({State.EXPIRED, State.CANCELLED})
"""An order that came to nothing; money that was bound for it is let go."""


def may_change(state: State, cut_off: datetime, at: datetime) -> bool:
    """Tell whether a household may still amend or cancel an order in such a state."""
    return state in {State.HELD, State.PLACED} and at < cut_off


@dataclass(frozen=True, slots=True)
class Customer:
    """The household as it was when it ordered."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A product of an order; money in minor units.

    `list_price` and `promotion` are what was promised, `price` what one costs by them. `total` is
    goods only, the promotion counted, before discount.
    """

    gtin: str
    name: str
    brand: str
    quantity: Quantity
    list_price: int
    promotion: Promotion | None
    price: int
    vat_rate: int
    deposit: int
    discount: int
    total: int
    note: str
    substitution: Substitution
    substitute: str | None

    @property
    def saved(self) -> int:
        """Tell what its promotion took off, in minor units."""
        return Terms(self.list_price).total(self.quantity) - self.total


@dataclass(frozen=True, slots=True)
class Order:
    """An order, whole; `number` is what people say, `id` the unguessable key."""

    id: str
    number: str
    store: str
    cart: str
    household: str | None
    customer: Customer
    language: str
    state: State
    mode: Mode
    window_id: str
    window_starts: datetime
    window_ends: datetime
    cut_off: datetime
    address: Address | None
    currency: str
    lines: tuple[OrderLine, ...]
    totals: Totals
    vat: tuple[VatShare, ...]
    discount_code: str | None
    payment_method: str
    age_confirmed: bool
    hold_expires_at: datetime | None
    version: int
    created_at: datetime
    placed_at: datetime | None

    @property
    def saved(self) -> int:
        """Tell what promotions and the discount took off, in minor units."""
        return sum(line.saved for line in self.lines) + self.totals.discount

    @property
    def quantities(self) -> dict[str, int]:
        """Give how much of each product was ordered: pieces or grams by GTIN."""
        return {line.gtin: line.quantity.value for line in self.lines}

    def may_change(self, at: datetime) -> bool:
        """Tell whether the household may still amend or cancel it."""
        return may_change(self.state, self.cut_off, at)


@dataclass(frozen=True, slots=True)
class Found:
    """An order in a list: whose it is, when it is due, and what it comes to."""

    id: str
    number: str
    name: str
    state: State
    mode: Mode
    window_starts: datetime
    window_ends: datetime
    currency: str
    total: int
    created_at: datetime
    lines: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", State(self.state))
        object.__setattr__(self, "mode", Mode(self.mode))


@dataclass(frozen=True, slots=True)
class CodeUsed:
    """In how many orders a discount code counts, and what it took off them (minor units)."""

    code: str
    orders: int
    taken_off: int


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an order's life."""

    from_state: str | None
    to_state: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """An order whose goods and place are held, and the payment to ask for."""

    order: Order
    intent: Intent


@dataclass(frozen=True, slots=True)
class Placed:
    """The order stands."""

    order: Order


@dataclass(frozen=True, slots=True)
class PaymentChallenged:
    """The shopper must prove who they are at `url`; goods and place are kept until `until`."""

    order: Order
    url: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class PaymentPending:
    """The provider has not answered; goods and place are kept and it will be asked again."""

    order: Order
    until: datetime | None


Outcome = Placed | PaymentChallenged | PaymentPending


def order_topic(order: str) -> str:
    """Name the live topic on which an order's versions are told."""
    return f"order:{order}"
