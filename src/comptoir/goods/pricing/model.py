"""What a store asks for its goods: offers, promotions, their past, and discount codes."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self


class Mechanic(StrEnum):
    """How a promotion works, as leaflets have it."""

    PERCENT = "percent"
    """Each is so many percent cheaper."""
    PRICE = "price"
    """Each costs a promotional price."""
    SOME_FREE = "some_free"
    """`size` for the price of `paid`: three for two."""
    NTH = "nth"
    """The last of `size` is so many percent cheaper: the second at half price."""
    LOT = "lot"
    """`size` together cost a price: two for five euros."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """A promotion from `starts` to before `ends`; `price` is minor units, a piece or a kilogram.

    `order_most` and `household_most` bound the pieces that get it, in an order and in all the
    orders of a household since it began.
    """

    mechanic: Mechanic
    percent: int | None = None
    price: int | None = None
    size: int | None = None
    paid: int | None = None
    order_most: int | None = None
    household_most: int | None = None
    starts: datetime | None = None
    ends: datetime | None = None

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Read it as the database gives it."""
        plain = {name: kept.get(name) for name in _COUNTS}
        return cls(
            mechanic=Mechanic(kept["mechanic"]),
            starts=_instant(kept.get("starts")),
            ends=_instant(kept.get("ends")),
            **plain,
        )

    def to_json(self) -> dict[str, str | int | None]:
        """Write it as the database takes it."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}

    @property
    def undated(self) -> Self:
        """Give it without its days: what may be the same offer in another week or store."""
        return replace(self, starts=None, ends=None)

    @property
    def by_lot(self) -> bool:
        """Tell whether it counts for several together, not for each."""
        return self.size is not None


_COUNTS = ("percent", "price", "size", "paid", "order_most", "household_most")


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _plain(value: Mechanic | int | datetime | None) -> str | int | None:
    return value.isoformat() if isinstance(value, datetime) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A product in one store: `price` in cents a piece, or a kilogram for goods sold by weight.

    Origin, class, variety and calibre are what the law wants shown of fresh goods, as they lie in
    this store. `sample` marks invented prices of an imported catalogue.
    """

    gtin: str
    price: int
    promotion: Promotion | None = None
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
    promotion: Promotion | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscountCode:
    """A code that takes `percent` or `amount` cents off goods worth at least `minimum` cents.

    It counts in `uses_most` orders in all and in `household_most` of one household, without a bound
    where that is None, as long as it `counts` at all.
    """

    code: str
    percent: int | None = None
    amount: int | None = None
    minimum: int = 0
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    uses_most: int | None = None
    household_most: int | None = None
    counts: bool = True
