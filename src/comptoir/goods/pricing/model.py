"""What a store asks for its goods: offers, their past, and discount codes."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A product in one store: `price` in cents a piece, or a kilogram for goods sold by weight.

    Origin, class, variety and calibre are what the law wants shown of fresh goods, as they lie in
    this store. `sample` marks invented prices of an imported catalogue.
    """

    gtin: str
    price: int
    promo_percent: int | None = None
    promo_from: datetime | None = None
    promo_until: datetime | None = None
    aisle: str = ""
    origin: str = ""
    class_: str = ""
    variety: str = ""
    calibre: str = ""
    popularity: int = 0
    sample: bool = False
    listed: bool = True


@dataclass(frozen=True, slots=True)
class OffersSet:
    """The outcome of setting offers: the products newly offered, and those whose offer changed."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A price as it was from `at` on, with its promotion if it had one."""

    gtin: str
    price: int
    promo_percent: int | None
    promo_from: datetime | None
    promo_until: datetime | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountCode:
    """A code that takes `percent` or `amount` cents off goods worth at least `minimum` cents."""

    code: str
    percent: int | None = None
    amount: int | None = None
    minimum: int = 0
    valid_from: datetime | None = None
    valid_until: datetime | None = None
