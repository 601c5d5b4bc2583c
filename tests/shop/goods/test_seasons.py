"""What is in season at a store."""

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.catalog.commands import put_products
from comptoir.goods.catalog.model import Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.shelf.seasons import in_season, season_heads
from tests.stories.goods import a_product, a_store

STRAWBERRIES = a_product(721, "Fraises gariguette", sale_unit="kg", labels=("french",))
OTHER_STRAWBERRIES = a_product(722, "Fraises rondes", sale_unit="kg")
CLEMENTINES = a_product(723, "Clémentines", sale_unit="kg")
CHERRIES = a_product(724, "Cerises burlat", sale_unit="kg")
STRAWBERRY_JAM = a_product(725, "Fraises au sirop")


async def a_greengrocer(uow: UnitOfWork, *sold_out: Product) -> str:
    store = (await a_store(uow)).id
    fresh = (STRAWBERRIES, OTHER_STRAWBERRIES, CLEMENTINES, CHERRIES)
    await put_products(uow, products=[*fresh, STRAWBERRY_JAM])
    offers = [Offer(gtin=each.gtin, price=499, class_="I") for each in fresh]
    await pricing.set_offers(
        uow, store=store, offers=[*offers, Offer(gtin=STRAWBERRY_JAM.gtin, price=299)]
    )
    there = {each.gtin: 5_000 for each in (*fresh, STRAWBERRY_JAM) if each not in sold_out}
    await inventory.set_counts(uow, store=store, counts=there)
    return store


class TestInSeason:
    async def test_gives_one_of_each_kind_that_grows_now(self, uow: UnitOfWork) -> None:
        store = await a_greengrocer(uow)  # it is June
        found = await in_season(uow, store=store, zone="Europe/Paris", limit=10)
        assert [item.gtin for item in found] == [STRAWBERRIES.gtin, CHERRIES.gtin]

    async def test_gives_only_what_is_there(self, uow: UnitOfWork) -> None:
        store = await a_greengrocer(uow, STRAWBERRIES, CHERRIES)
        found = await in_season(uow, store=store, zone="Europe/Paris", limit=10)
        assert [item.gtin for item in found] == [OTHER_STRAWBERRIES.gtin]


class TestSeasonHeads:
    def test_are_those_of_the_month(self) -> None:
        assert "'h.ceris'" in season_heads(6)
        assert "'h.ceris'" not in season_heads(12)
        assert all(season_heads(month) for month in range(1, 13))
