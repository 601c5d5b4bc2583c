"""A product as one store sells it now."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from comptoir.goods.catalog.rules import NetUnit, SaleUnit, UnitPrice, unit_price
from comptoir.goods.pricing.mechanics import Terms, announced
from comptoir.goods.pricing.model import Promotion
from comptoir.kernel.measure import Unit


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """What a shopper sees of a product in one store, at its price of this moment.

    `price` and `list_price` are cents a piece, or a kilogram for goods sold by weight; `promotion`
    is there only while it runs. `prior_price` is what a reduction is announced from: the lowest
    price of the thirty days before it. `available` may be promised now: pieces or grams.
    """

    gtin: str
    name: str
    name_en: str
    brand: str
    category: str | None
    legal_name: str
    net_value: int | None
    net_unit: NetUnit | None
    sale_unit: SaleUnit
    each_g: int | None
    step_g: int | None
    drained_g: int | None
    vat_rate: int
    minimum_age: int | None
    deposit: int
    labels: Sequence[str]
    allergens: Sequence[str]
    nutriscore: str | None
    price: int
    list_price: int
    promotion: Promotion | None
    prior_price: int | None
    available: int
    aisle: str
    origin: str
    graded: bool = False
    """Whether it is fresh produce, which is sold by a class and with its origin."""

    @property
    def unit(self) -> Unit:
        """Tell whether it is sold by the piece or by the gram."""
        return Unit.GRAM if self.sale_unit == "kg" else Unit.PIECE

    @property
    def unit_price(self) -> UnitPrice | None:
        """Work out the price per kilogram, litre or piece."""
        return self._unit_price(self.price)

    @property
    def terms(self) -> Terms:
        """Give what is asked for it: the list price, and the promotion that runs."""
        return Terms(self.list_price, self.promotion)

    @property
    def lot_unit_price(self) -> UnitPrice | None:
        """Work out the price per kilogram, litre or piece in a whole lot of its promotion."""
        lot, promotion = self.terms.lot, self.promotion
        if lot is None or promotion is None or promotion.size is None:
            return None
        return self._unit_price(lot, pieces=promotion.size)

    @property
    def percent_off(self) -> int | None:
        """Tell with what percentage the reduction that runs is announced."""
        return announced(self.terms, self.prior_price)

    def _unit_price(self, price: int, *, pieces: int = 1) -> UnitPrice | None:
        return unit_price(
            price,
            sale_unit=self.sale_unit,
            net_value=None if self.net_value is None else self.net_value * pieces,
            net_unit=self.net_unit,
            drained_g=None if self.drained_g is None else self.drained_g * pieces,
        )


@dataclass(frozen=True, slots=True)
class Sales:
    """How well a store sells a product: the grocer's own figure, and in how many orders it went."""

    gtin: str
    popularity: int
    orders: int


@dataclass(frozen=True, slots=True)
class Called:
    """What a product is called, in French and English, and what shoppers also call it."""

    name: str
    name_en: str
    brand: str
    aliases: Sequence[str]


class Listing(StrEnum):
    """Which part of a store's list."""

    ALL = "all"
    LISTED = "listed"
    PROMOTION = "promotion"
    SHORT = "short"
    DELISTED = "delisted"


@dataclass(frozen=True, slots=True)
class Kept:
    """A product on a store's list: `price` is the list price, `asked` what is asked now."""

    gtin: str
    name: str
    brand: str
    sale_unit: SaleUnit
    net_value: int | None
    net_unit: NetUnit | None
    price: int
    promotion: Promotion | None
    asked: int
    listed: bool
    on_hand: int
    held: int
    safety: int

    @property
    def unit(self) -> Unit:
        """Tell whether it is sold by the piece or by the gram."""
        return Unit.GRAM if self.sale_unit == "kg" else Unit.PIECE

    @property
    def promisable(self) -> int:
        """Tell how much may still be promised to shoppers."""
        return max(0, self.on_hand - self.safety - self.held)
