"""Less in the pack for more a kilogram is told for two months, and nothing else is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog.model import Product
from comptoir.goods.catalog.rules import UnitPrice
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.shrinkage import Shrunk, months_before, shrunk
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.measure import grams
from tests.stories.goods import a_product, a_store, on_shelf

CRISPS = a_product(711, "Chips lisses", net_value=150, net_unit="g")


async def told_of(
    database: Database, clock: FixedClock, product: Product, *, price: int, days: int = 0
) -> Shrunk | None:
    """Sell crisps at 2 € for a week, then `product` at `price`; look `days` later."""
    async with database.work(SYSTEM) as uow:
        store = (await a_store(uow)).id
        await on_shelf(uow, CRISPS, store=store, price=200)
    clock.advance(7 * DAY)
    async with database.work(SYSTEM) as uow:
        await catalog.put_products(uow, products=[product])
        await pricing.set_price(uow, store=store, gtin=CRISPS.gtin, price=price)
    clock.advance(days * DAY)
    async with database.work(SYSTEM) as uow:
        item = await shelf.item(uow, store=store, gtin=CRISPS.gtin)
        told = await shrunk(uow, store=store, item=item)
        await catalog.put_products(uow, products=[CRISPS])
    clock.advance(100 * DAY)
    return told


DAY = timedelta(days=1)
LESS = replace(CRISPS, net_value=135)


class TestShrunk:
    async def test_tells_both_quantities_and_prices_for_the_unit(
        self, database: Database, clock: FixedClock
    ) -> None:
        told = await told_of(database, clock, LESS, price=200)
        assert told is not None
        assert (told.was, told.now) == (grams(150), grams(135))
        assert (told.price_was, told.price_now) == (UnitPrice(1333, "kg"), UnitPrice(1481, "kg"))
        assert told.rise == 1110

    async def test_says_nothing_where_the_price_shrank_as_much(
        self, database: Database, clock: FixedClock
    ) -> None:
        assert await told_of(database, clock, LESS, price=180) is None

    async def test_says_nothing_of_a_larger_pack(
        self, database: Database, clock: FixedClock
    ) -> None:
        assert await told_of(database, clock, replace(CRISPS, net_value=165), price=400) is None

    @pytest.mark.parametrize(("days", "due"), [(60, True), (63, False)])
    async def test_ends_after_two_months(
        self, database: Database, clock: FixedClock, days: int, due: bool
    ) -> None:
        told = await told_of(database, clock, LESS, price=200, days=days)
        assert (told is not None) is due


class TestMonthsBefore:
    def test_keeps_the_day_or_takes_the_months_last(self) -> None:
        assert months_before(datetime(2026, 8, 15, tzinfo=UTC)) == datetime(2026, 6, 15, tzinfo=UTC)
        assert months_before(datetime(2026, 1, 31, tzinfo=UTC)) == datetime(
            2025, 11, 30, tzinfo=UTC
        )
        assert months_before(datetime(2026, 4, 30, tzinfo=UTC)) == datetime(2026, 2, 28, tzinfo=UTC)
