"""Carts: what a household means to buy from a store, at the prices it was told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from comptoir.goods.pricing.mechanics import Step, Terms, next_step
from comptoir.goods.pricing.model import Promotion
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.money import VatShare
from comptoir.shopping.slots.model import Held, Mode

PRICE_KEPT_FOR = timedelta(hours=24)
"""A price told at the counter holds this long, then a dearer one replaces it and is said."""

MOST_LINES = 200


class NotNow(StrEnum):
    """Why a discount code gives nothing."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    """It is over, or was ended."""
    USED_UP = "used_up"
    """As many orders as it was made for have had it."""
    HAD = "had"
    """The household has had it as often as it may."""
    NOT_YET = "not_yet"
    MINIMUM = "minimum"
    """The cart is not worth enough."""
    NAMELESS = "nameless"
    """It is limited by household, and nobody knows whose cart it is."""


class Substitution(StrEnum):
    """What the shopper wants when the product is missing at picking."""

    SIMILAR = "similar"
    THIS = "this"
    ASK = "ask"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class CartLine:
    """A product in a cart; money in minor units.

    `terms` are the list price and the promotion that hold for it, `price` what one piece costs by
    them, or one kilogram of goods sold by weight. `total` is goods only, its promotion counted;
    `deposit` and `discount` are the line's own. `price_was` is the price told before, when the one
    that holds now is another. `available` is what the store can promise, in the line's unit.
    """

    gtin: str
    name: str
    brand: str
    category: str | None
    quantity: Quantity
    terms: Terms
    price: int
    price_was: int | None
    total: int
    deposit: int
    discount: int
    vat_rate: int
    minimum_age: int | None
    available: int
    net_value: int | None
    net_unit: str | None
    each_g: int | None
    note: str
    substitution: Substitution
    substitute: str | None
    listed: bool = True
    """Whether the store still sells it."""
    added_by: str = ""
    """Who of the household put it there, where somebody gave a name."""
    promotion_was: Promotion | None = None
    """The promotion that was told, where it holds no more."""

    @property
    def saved(self) -> int:
        """Tell what its promotion takes off, in minor units."""
        return self.terms.saved(self.quantity)

    @property
    def next_step(self) -> Step | None:
        """Tell what would complete a lot of its promotion, if the store has that many."""
        step = next_step(self.terms, self.quantity)
        enough = step is not None and self.available >= self.quantity.value + step.pieces
        return step if enough else None

    @property
    def promisable(self) -> bool:
        """Tell whether the store has this much of it now."""
        return self.available >= self.quantity.value


@dataclass(frozen=True, slots=True)
class Totals:
    """What a cart comes to, in minor units: `total = goods + deposits + fee − discount`."""

    goods: int
    deposits: int
    discount: int
    fee: int

    @property
    def total(self) -> int:
        """Give what is to be paid."""
        return self.goods + self.deposits + self.fee - self.discount


@dataclass(frozen=True, slots=True)
class Cart:
    """A cart, whole, as it stands."""

    id: str
    store: str
    household: str | None
    language: str
    currency: str
    state: str
    mode: Mode | None
    version: int
    updated_at: datetime
    lines: tuple[CartLine, ...]
    totals: Totals
    vat: tuple[VatShare, ...]
    discount_code: str | None
    discount_refused: NotNow | None
    """Why the code gives nothing now."""
    minimum: int
    age_confirmed: bool
    slot: Held | None
    discount_missing: int = 0
    """What is missing to the code's minimum, in minor units."""
    discount_from: datetime | None = None
    """When a code that does not count yet begins to."""

    @property
    def articles(self) -> int:
        """Count articles as a shopper does: pieces, and one for whatever is weighed."""
        return sum(
            1 if line.quantity.unit is Unit.GRAM else line.quantity.value for line in self.lines
        )

    @property
    def minimum_missing(self) -> int:
        """Tell how much is missing to the store's minimum order, in minor units."""
        return max(0, self.minimum - self.totals.goods) if self.lines else self.minimum

    @property
    def age_required(self) -> int | None:
        """Give the highest age that a line asks for, unless it has been confirmed."""
        ages = [line.minimum_age for line in self.lines if line.minimum_age is not None]
        return None if self.age_confirmed or not ages else max(ages)

    @property
    def saved(self) -> int:
        """Tell what promotions and the discount take off, in minor units."""
        return sum(line.saved for line in self.lines) + self.totals.discount

    def line(self, gtin: str) -> CartLine | None:
        """Find the line of a product."""
        return next((line for line in self.lines if line.gtin == gtin), None)


@dataclass(frozen=True, slots=True)
class Want:
    """So much of a product, in its own unit; pieces of goods sold by weight are weighed.

    `by` is the name of whoever wants it, where one is known.
    """

    gtin: str
    quantity: Quantity
    note: str = ""
    substitution: Substitution | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """It is in the cart: `added` just now, `now` in all."""

    gtin: str
    added: Quantity
    now: Quantity


@dataclass(frozen=True, slots=True)
class OnlySome:
    """The store cannot promise that much; nothing was changed, `left` more could be taken."""

    gtin: str
    asked: Quantity
    left: Quantity


@dataclass(frozen=True, slots=True)
class SoldOut:
    """The store has none left; nothing was changed."""

    gtin: str
    asked: Quantity


Outcome = Added | OnlySome | SoldOut


def cart_topic(cart: str) -> str:
    """Name the live topic on which a cart's versions are told."""
    return f"cart:{cart}"
