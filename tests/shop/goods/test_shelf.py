"""What a store sells now, and what it offers instead."""

import pytest

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.catalog.commands import put_categories, put_products
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.catalog.rules import UnitPrice
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.shelf import queries
from comptoir.goods.shelf.substitutes import substitutes
from comptoir.kernel.measure import Unit
from comptoir.kernel.refusals import Refusal
from tests.stories.goods import a_gtin, a_product, a_store, on_shelf

MILKS = Category("essai-milk", None, "Laits", "Milk")


def a_milk(number: int, name: str, **facts: object) -> Product:
    known: dict[str, object] = {
        "category": "essai-milk",
        "net_value": 1000,
        "net_unit": "ml",
        "allergens": ("milk",),
    }
    return a_product(number, name, **known | facts)


SEMI = a_milk(601, "Lait demi-écrémé UHT")
WHOLE = a_milk(602, "Lait entier UHT")
LACTOSE_FREE = a_milk(603, "Lait sans lactose", labels=("lactose_free",))
WITH_NUTS = a_milk(604, "Lait demi-écrémé aux noix", allergens=("milk", "nuts"))
TRACES = a_milk(605, "Lait demi-écrémé au cacao", traces=("soy",))
BUTTERMILK = a_milk(606, "Babeurre")
BOCAGE = a_milk(607, "Lait demi-écrémé UHT", brand="Bocage", net_value=900)


async def a_dairy(uow: UnitOfWork, *products: Product) -> str:
    store = (await a_store(uow)).id
    await put_categories(uow, categories=[MILKS])
    for product in products:
        await on_shelf(uow, product, store=store)
    return store


class TestItems:
    async def test_joins_catalogue_offer_and_stock(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow, SEMI)
        await inventory.hold(uow, store=store, quantities={SEMI.gtin: 30})
        await inventory.set_counts(uow, store=store, counts={}, safety={SEMI.gtin: 5})
        found = await queries.items(uow, store=store, gtins=[SEMI.gtin, WHOLE.gtin, a_gtin(99)])
        assert list(found) == [SEMI.gtin]
        item = found[SEMI.gtin]
        assert (item.name, item.price, item.available, item.unit) == (
            SEMI.name,
            109,
            65,
            Unit.PIECE,
        )
        assert item.unit_price == UnitPrice(109, "l")

    async def test_sells_goods_by_weight_by_the_gram(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow, a_product(620, "Tomates", sale_unit="kg", each_g=120))
        item = await queries.item(uow, store=store, gtin=a_gtin(620))
        assert (item.unit, item.unit_price) == (Unit.GRAM, UnitPrice(109, "kg"))

    async def test_has_nothing_left_of_goods_never_stocked(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        await on_shelf(uow, SEMI, store=store, stock=0)
        assert (await queries.item(uow, store=store, gtin=SEMI.gtin)).available == 0


class TestSubstitutes:
    async def offered(self, uow: UnitOfWork, store: str, product: Product) -> list[str]:
        return [item.gtin for item in await substitutes(uow, store=store, gtin=product.gtin)]

    async def test_puts_the_most_alike_first(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow, SEMI, WHOLE, BOCAGE)
        assert await self.offered(uow, store, SEMI) == [BOCAGE.gtin, WHOLE.gtin]

    async def test_offers_no_new_allergen_and_no_new_trace(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow, SEMI, WITH_NUTS, TRACES)
        assert await self.offered(uow, store, SEMI) == []

    async def test_gives_up_no_diet(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow, SEMI, LACTOSE_FREE)
        assert await self.offered(uow, store, LACTOSE_FREE) == []
        assert await self.offered(uow, store, SEMI) == [LACTOSE_FREE.gtin]

    async def test_offers_only_what_is_in_stock(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow, SEMI)
        await on_shelf(uow, WHOLE, store=store, stock=1)
        assert await self.offered(uow, store, SEMI) == [WHOLE.gtin]
        await inventory.hold(uow, store=store, quantities={WHOLE.gtin: 1})
        assert await self.offered(uow, store, SEMI) == []

    async def test_offers_nothing_rather_than_something_else(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow, SEMI, BUTTERMILK)
        assert await self.offered(uow, store, SEMI) == []

    async def test_offers_for_what_the_store_never_sold(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow, SEMI)
        await put_products(uow, products=[WHOLE])
        assert await self.offered(uow, store, WHOLE) == [SEMI.gtin]

    async def test_prefers_what_the_household_has_taken(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow, SEMI, WHOLE, BOCAGE)
        found = await substitutes(uow, store=store, gtin=SEMI.gtin, taken={WHOLE.gtin: 3})
        assert found[0].gtin == WHOLE.gtin

    async def test_refuses_an_unknown_product(self, uow: UnitOfWork) -> None:
        store = await a_dairy(uow)
        with pytest.raises(Refusal):
            await substitutes(uow, store=store, gtin=a_gtin(99))
