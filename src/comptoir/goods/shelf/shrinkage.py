"""Less in the pack for more a kilogram: what French law wants told of it for two months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.model import NetChange
from comptoir.goods.catalog.rules import UnitPrice, unit_price
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.pricing.model import PriceChange
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.money import divide_half_up

TOLD_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A pack holds less than it did and costs more for its weight; `rise` in basis points."""

    was: Quantity
    now: Quantity
    price_was: UnitPrice
    price_now: UnitPrice

    @property
    def rise(self) -> int:
        """Tell by how much the price a unit has risen, in basis points."""
        more = self.price_now.amount - self.price_was.amount
        return divide_half_up(more * 10_000, self.price_was.amount)


async def shrunk(on: Reading, *, store: str, item: ShelfItem) -> Shrunk | None:
    """Give the notice that is due of a product, if any (arrêté du 16 avril 2024)."""
    if item.net_value is None or item.sale_unit == "kg":
        return None
    changes = await catalog.net_changes(on, gtin=item.gtin, since=months_before(on.now))
    if not changes:
        return None
    history = await pricing.price_history(on, store=store, gtin=item.gtin)
    return weighed(item, changes, history)


def weighed(
    item: ShelfItem, changes: Sequence[NetChange], history: Sequence[PriceChange]
) -> Shrunk | None:
    """Hold a product against what it was before its first change of late, newest changes first.

    Prices of promotions do not count on either side: they would hide a rise.
    """
    first = changes[-1]
    before = next((each.price for each in history if each.at < first.at), None)
    if before is None or item.net_value is None or item.net_value >= first.net_value:
        return None
    was = unit_price(before, sale_unit="piece", net_value=first.net_value, net_unit=first.net_unit)
    now = unit_price(
        item.list_price, sale_unit="piece", net_value=item.net_value, net_unit=first.net_unit
    )
    if was is None or now is None or now.amount <= was.amount:
        return None
    unit = Unit(first.net_unit)
    return Shrunk(Quantity(first.net_value, unit), Quantity(item.net_value, unit), was, now)


def months_before(now: datetime, months: int = TOLD_MONTHS) -> datetime:
    """Give the same day of an earlier month, or the last of that month where it has no such day."""
    month = now.month - 1 - months
    year, month = now.year + month // 12, month % 12 + 1
    for day in range(now.day, 0, -1):
        try:
            return now.replace(year=year, month=month, day=day)
        except ValueError:
            continue
    raise ValueError(now)
