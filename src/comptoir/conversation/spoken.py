"""Goods, lines and windows as they are spoken of."""

from dataclasses import dataclass
from datetime import datetime

from comptoir.goods.catalog.rules import NetUnit, UnitPrice
from comptoir.goods.pricing.model import Promotion
from comptoir.kernel.measure import Quantity
from comptoir.shopping.slots.model import Mode


@dataclass(frozen=True, slots=True)
class Goods:
    """A product as it is spoken of; `name` is in the shopper's language, `price` minor units.

    `promotion` is the one that runs, `percent_off` the reduction it is announced with.
    """

    gtin: str
    name: str
    brand: str
    net_value: int | None
    net_unit: NetUnit | None
    by_weight: bool
    price: int
    unit_price: UnitPrice | None = None
    promotion: Promotion | None = None
    percent_off: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a cart or an order as it is spoken of; `total` in minor units."""

    goods: Goods
    quantity: Quantity
    total: int


@dataclass(frozen=True, slots=True)
class Period:
    """A window as it is spoken of, in the store's time."""

    starts: datetime
    ends: datetime
    mode: Mode
    fee: int = 0
