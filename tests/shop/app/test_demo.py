"""The demo chain in a database of its own."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import pytest_asyncio

from comptoir.app.demo import chain
from comptoir.app.demo.assortment import LETTERS, assortment
from comptoir.app.demo.leaflet import Promotion, leaflet
from comptoir.app.demo.seed import in_season, seed, week_of
from comptoir.app.demo.visitors import welcome
from comptoir.db.migrate import migrate
from comptoir.db.unit_of_work import Database, Reading, UnitOfWork
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.inventory import queries as stock
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores import queries as known_stores
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.locale import Language
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.habits import queries as habits
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode
from tests.conftest import new_database
from tests.stories.goods import a_product, a_store, on_shelf

GALA, MILK = "2401000000201", "2405000000100"


@pytest_asyncio.fixture
async def empty(server: str, clock: FixedClock) -> AsyncGenerator[Database]:
    with new_database(server) as conninfo:
        await migrate(conninfo)
        database = Database(conninfo, clock=clock, connections=4)
        await database.open()
        try:
            yield database
        finally:
            await database.close()


class TestSeed:
    async def test_opens_a_shop_and_leaves_it_alone_the_second_time(
        self, empty: Database, clock: FixedClock
    ) -> None:
        steps: list[str] = []
        await seed(empty, progress=lambda step, _number, _steps: steps.append(step))
        assert steps == ["stores", "products", *chain.STORES]
        await self._is_open(empty)
        await self._sell_and_rename(empty)
        clock.advance(timedelta(weeks=1))
        await seed(empty)
        await self._is_as_it_was_left(empty)

    async def _is_open(self, database: Database) -> None:
        async with database.read(SYSTEM) as on:
            names = {store.id for store in await known_stores.stores(on)}
            assert names == set(chain.STORES)
            milk = await shelf.item(on, store="grand-ouest", gtin=MILK)
            assert milk.available > 0
            for store, details in chain.STORES.items():
                for mode in details.modes:
                    tomorrow = on.now + timedelta(days=1)
                    assert await slots.windows(
                        on, store=store, mode=Mode(mode), from_=on.now, to=tomorrow
                    )

    async def _sell_and_rename(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            await inventory.sell(uow, store="grand-ouest", quantities={MILK: 7})
            store = await known_stores.store(uow, store="gare")
            await stores.edit_store(uow, store="gare", details=store.details)

    async def _is_as_it_was_left(self, database: Database) -> None:
        async with database.read(SYSTEM) as on:
            movements = await stock.movements(on, store="grand-ouest", gtin=MILK)
            assert [movement.kind for movement in movements] == ["sale", "receipt"]
            assert (await known_stores.store(on, store="gare")).version == 2
            assert len(await pricing.price_history(on, store="grand-ouest", gtin=MILK)) == 1
            kept = await catalog.product(on, gtin=GALA)
            assert kept.sale_unit == "kg"
            monday = week_of(on.now, "Europe/Paris")
            for store, letter in LETTERS.items():
                await self._follows_the_leaflet(on, store, leaflet().of_week(monday, letter=letter))

    async def _follows_the_leaflet(
        self, on: Reading, store: str, week: Mapping[str, Promotion]
    ) -> None:
        for gtin, promotion in islice(week.items(), 5):
            offer = await pricing.offer(on, store=store, gtin=gtin)
            if offer.listed:
                assert offer.promotion == promotion

    async def test_sells_in_season_only(self, empty: Database, clock: FixedClock) -> None:
        await seed(empty)
        asked = [
            (each.offer.gtin, each.season)
            for each in assortment().stores["grand-ouest"]
            if each.season is not None
        ]
        async with empty.read(SYSTEM) as on:
            found = {
                gtin: (await pricing.offer(on, store="grand-ouest", gtin=gtin)).listed
                for gtin, _season in asked
            }
        monday = week_of(clock.now(), "Europe/Paris")
        assert found == {gtin: in_season(season, monday) for gtin, season in asked}
        assert 0 < sum(found.values()) < len(found)

    async def test_lets_a_visitor_in(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        await on_shelf(uow, replace(a_product(1), gtin=MILK), store=store)
        household = await welcome(uow, store, Language.FRENCH)
        assert household is not None
        kept = await customers.household(uow, household=household)
        assert (kept.name, kept.home) == (chain.HOUSEHOLD_NAME, chain.HOME)
        usual = await habits.usual(uow, store=store, household=household)
        assert [(habit.gtin, habit.usual_quantity) for habit in usual] == [(MILK, 2)]

    async def test_gives_a_promotion_the_whole_week(self, clock: FixedClock) -> None:
        monday = week_of(clock.now(), "Europe/Paris")
        assert (monday.weekday(), monday.hour, monday.date()) == (0, 0, clock.now().date())
        assert week_of(clock.now() + timedelta(days=6), "Europe/Paris") == monday
