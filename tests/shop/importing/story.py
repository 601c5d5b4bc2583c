"""What the tests of imports share: a store of their own, and a run of one import."""

from pathlib import Path

from comptoir.app.importing.kinds import IMPORTS
from comptoir.app.importing.report import Options, Report
from comptoir.db.unit_of_work import Database, Reading
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.model import Product
from comptoir.goods.inventory import queries as inventory
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.kernel.caller import SYSTEM
from tests.stories.goods import a_store

PLAINLY = Options()


class Counter:
    """A store, and imports into it."""

    def __init__(self, database: Database, store: str) -> None:
        self.database = database
        self.store = store

    async def take(
        self, kind: str, file: Path, options: Options = PLAINLY, *, store: str | None = None
    ) -> Report:
        return await IMPORTS[kind](
            self.database, file=file, store=store or self.store, options=options
        )

    async def product(self, gtin: str) -> Product | None:
        async with self._asking() as on:
            return (await catalog.products(on, gtins=[gtin])).get(gtin)

    async def offer(self, gtin: str) -> Offer | None:
        async with self._asking() as on:
            return (await pricing.offers(on, store=self.store, gtins=[gtin])).get(gtin)

    async def listed(self) -> set[str]:
        async with self._asking() as on:
            return set(await pricing.listed(on, store=self.store))

    async def on_hand(self, gtin: str) -> int | None:
        async with self._asking() as on:
            level = (await inventory.levels(on, store=self.store, gtins=[gtin])).get(gtin)
        return None if level is None else level.on_hand

    def _asking(self):
        return self.database.read(SYSTEM)


async def a_counter(database: Database) -> Counter:
    """Open a store of the test's own."""
    async with database.work(SYSTEM) as uow:
        return Counter(database, (await a_store(uow)).id)


async def categories_of(on: Reading) -> dict[str, str | None]:
    """Give every category's parent."""
    return {each.id: each.parent for each in await catalog.categories(on)}
