"""From which price a reduction is announced: the lowest of the thirty days before it."""

from datetime import timedelta

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.pricing.commands import set_price, set_promotion
from comptoir.goods.shelf import listing
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.asking import Filters
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.shelf.search import search
from tests.stories.goods import a_product, a_store, on_shelf
from tests.stories.promotions import a_promotion

SOAP = a_product(1, "Savon de Marseille", vat_rate=2000, vat_reason="non_food")
DAY = timedelta(days=1)


async def a_shelf(uow: UnitOfWork, price: int = 200) -> str:
    store = (await a_store(uow)).id
    await on_shelf(uow, SOAP, store=store, price=price)
    return store


async def promote(uow: UnitOfWork, store: str, text: str, *, days: int = 7, wait: int = 0) -> None:
    """Announce a promotion, to begin after `wait` days and to last for some."""
    starts = uow.now + wait * DAY
    promotion = a_promotion(text, starts=starts, ends=starts + days * DAY)
    await set_promotion(uow, store=store, gtin=SOAP.gtin, promotion=promotion)


async def soap(uow: UnitOfWork, store: str) -> ShelfItem:
    return await shelf.item(uow, store=store, gtin=SOAP.gtin)


class TestPriorPrice:
    async def test_is_the_list_price_when_nothing_was_cheaper(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        uow.now += 40 * DAY
        await promote(uow, store, "-20 %")
        item = await soap(uow, store)
        assert (item.price, item.prior_price, item.percent_off) == (160, 200, 20)

    async def test_is_a_lower_list_price_of_the_days_before(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow, price=170)
        uow.now += 20 * DAY
        await set_price(uow, store=store, gtin=SOAP.gtin, price=200)
        uow.now += 10 * DAY
        await promote(uow, store, "-20 %")
        item = await soap(uow, store)
        assert (item.price, item.prior_price, item.percent_off) == (160, 170, 5)

    async def test_is_an_earlier_promotion_of_the_days_before(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        await promote(uow, store, "-25 %")
        uow.now += 25 * DAY
        await promote(uow, store, "-20 %")
        item = await soap(uow, store)
        assert (item.price, item.prior_price, item.percent_off) == (160, 150, None)

    async def test_forgets_what_is_longer_ago(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        await promote(uow, store, "-25 %")
        uow.now += 40 * DAY
        await promote(uow, store, "1,70 €")
        item = await soap(uow, store)
        assert (item.price, item.prior_price, item.percent_off) == (170, 200, 15)

    async def test_of_a_reduction_that_grows_is_that_before_its_beginning(
        self, uow: UnitOfWork
    ) -> None:
        store = await a_shelf(uow)
        uow.now += 40 * DAY
        starts = uow.now
        for percent in (10, 30):
            growing = a_promotion(f"-{percent} %", starts=starts, ends=starts + 14 * DAY)
            await set_promotion(uow, store=store, gtin=SOAP.gtin, promotion=growing)
            uow.now += 5 * DAY
        item = await soap(uow, store)
        assert (item.price, item.prior_price, item.percent_off) == (140, 200, 30)

    async def test_is_not_told_of_a_lot_nor_before_the_promotion(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow)
        await promote(uow, store, "2e à -50 %")
        item = await soap(uow, store)
        assert (item.price, item.prior_price, item.percent_off) == (200, None, None)
        await promote(uow, store, "-20 %", wait=2)
        item = await soap(uow, store)
        assert (item.price, item.prior_price, item.promotion) == (200, None, None)

    async def test_is_the_same_in_lists(self, uow: UnitOfWork) -> None:
        store = await a_shelf(uow, price=170)
        await set_price(uow, store=store, gtin=SOAP.gtin, price=200)
        uow.now += DAY
        await promote(uow, store, "-20 %")
        found = await search(uow, store=store, words="savon")
        browsed = await search(uow, store=store, words="", filters=Filters(promotion=True))
        listed = await listing.goods_of(uow, store=store)
        for items in (found.items, browsed.items, listed.items):
            assert [item.prior_price for item in items] == [170]


class TestLotUnitPrice:
    async def test_is_that_of_a_whole_lot(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        milk = a_product(2, net_value=500, net_unit="ml")
        await on_shelf(uow, milk, store=store, price=100)
        await set_promotion(uow, store=store, gtin=milk.gtin, promotion=a_promotion("2e à -50 %"))
        item = await shelf.item(uow, store=store, gtin=milk.gtin)
        assert item.unit_price is not None
        assert item.lot_unit_price is not None
        assert (item.unit_price.amount, item.lot_unit_price.amount) == (200, 150)
        assert item.lot_unit_price.per == "l"
