"""Aisles of a store: pages, order, what narrows them, and how many there are of each."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.catalog.commands import put_categories, put_products
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.shelf.listing import Filters, Sort, aisles, counts, every_gtin, goods_of
from tests.stories.goods import a_product, a_store
from tests.stories.promotions import percent_off

SWEET = Category("essai-sweet", None, "Épicerie sucrée", "Sweet")
JAM = Category("essai-jam", "essai-sweet", "Confitures", "Jam")
TEA = Category("essai-tea", "essai-sweet", "Thés", "Tea")


def a_jam(number: int, name: str, **facts: object) -> Product:
    known: dict[str, object] = {"category": JAM.id, "net_value": 370, "net_unit": "g"}
    return a_product(number, name, **known | facts)


FIG = a_jam(701, "Confiture de figues", labels=("organic", "vegan"), nutriscore="D")
PLUM = a_jam(702, "Confiture de prunes", net_value=740, nutriscore="C")
NUT = a_jam(703, "Confiture de lait aux noix", allergens=("milk", "nuts"), nutriscore="E")
GREEN = a_product(704, "Thé vert", category=TEA.id, labels=("organic",))


@pytest.fixture
async def store(uow: UnitOfWork) -> str:
    """Open a store with three jams and a tea; the nut jam is on promotion, the tea sold out."""
    store = (await a_store(uow)).id
    await put_categories(uow, categories=[SWEET, JAM, TEA])
    await put_products(uow, products=[FIG, PLUM, NUT, GREEN])
    until = uow.now + timedelta(days=3)
    offers = [
        Offer(gtin=FIG.gtin, price=300, popularity=1),
        Offer(gtin=PLUM.gtin, price=400, popularity=9),
        Offer(gtin=NUT.gtin, price=500, promotion=percent_off(30, ends=until), popularity=5),
        Offer(gtin=GREEN.gtin, price=250),
    ]
    await pricing.set_offers(uow, store=store, offers=offers)
    jams = {each.gtin: 10 for each in (FIG, PLUM, NUT)}
    await inventory.set_counts(uow, store=store, counts=jams)
    return store


class TestGoodsOf:
    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("relevance", (PLUM, NUT, FIG)),
            ("price", (FIG, NUT, PLUM)),
            ("unit_price", (PLUM, FIG, NUT)),
            ("name", (FIG, NUT, PLUM)),
        ],
    )
    async def test_puts_them_in_order(
        self, uow: UnitOfWork, store: str, sort: Sort, order: Sequence[Product]
    ) -> None:
        found = await goods_of(uow, store=store, categories=[JAM.id], sort=sort)
        assert [item.gtin for item in found.items] == [each.gtin for each in order]
        assert found.total == 3

    @pytest.mark.parametrize(
        ("filters", "left"),
        [
            (Filters(labels=("organic",)), {FIG.gtin, GREEN.gtin}),
            (Filters(labels=("organic", "vegan")), {FIG.gtin}),
            (Filters(without_allergens=("nuts",)), {FIG.gtin, PLUM.gtin, GREEN.gtin}),
            (Filters(nutriscore_at_least="C"), {PLUM.gtin}),
            (Filters(promotion=True), {NUT.gtin}),
            (Filters(available_only=True), {FIG.gtin, PLUM.gtin, NUT.gtin}),
            (Filters(max_price=350), {FIG.gtin, NUT.gtin, GREEN.gtin}),
        ],
    )
    async def test_narrows_them(
        self, uow: UnitOfWork, store: str, filters: Filters, left: set[str]
    ) -> None:
        found = await goods_of(uow, store=store, filters=filters)
        assert {item.gtin for item in found.items} == left

    async def test_gives_price_promotion_and_stock_of_this_store(
        self, uow: UnitOfWork, store: str
    ) -> None:
        found = await goods_of(uow, store=store, filters=Filters(promotion=True))
        (item,) = found.items
        assert (item.price, item.list_price, item.percent_off, item.available) == (
            350,
            500,
            30,
            10,
        )

    async def test_puts_what_is_sold_out_last_in_any_order(
        self, uow: UnitOfWork, store: str
    ) -> None:
        for sort in ("relevance", "price", "name"):
            found = await goods_of(uow, store=store, sort=sort)
            assert found.items[-1].gtin == GREEN.gtin

    async def test_pages_and_knows_how_many_there_are(self, uow: UnitOfWork, store: str) -> None:
        pages = [await goods_of(uow, store=store, limit=3, offset=at) for at in (0, 3, 6)]
        assert [len(page.items) for page in pages] == [3, 1, 0]
        assert {page.total for page in pages} == {4}

    async def test_knows_nothing_of_another_store(self, uow: UnitOfWork, store: str) -> None:
        del store
        other = (await a_store(uow)).id
        assert (await goods_of(uow, store=other)).total == 0

    async def test_leaves_out_what_is_listed_no_more(self, uow: UnitOfWork, store: str) -> None:
        await pricing.delist(uow, store=store, gtin=FIG.gtin)
        found = await goods_of(uow, store=store, categories=[JAM.id])
        assert FIG.gtin not in {item.gtin for item in found.items}


class TestCounts:
    async def test_tell_what_an_aisle_may_be_narrowed_by(self, uow: UnitOfWork, store: str) -> None:
        told = await counts(uow, store=store)
        assert (told.goods, told.promotions, told.available) == (4, 1, 3)
        assert told.labels == {"organic": 2, "vegan": 1}
        assert told.nutriscores == {"C": 1, "D": 1, "E": 1}
        assert told.allergens == {"milk": 1, "nuts": 1}

    async def test_agree_with_the_pages(self, uow: UnitOfWork, store: str) -> None:
        told = await counts(uow, store=store, categories=[JAM.id])
        for label, number in told.labels.items():
            filters = Filters(labels=(label,))
            found = await goods_of(uow, store=store, categories=[JAM.id], filters=filters)
            assert found.total == number

    async def test_are_none_where_nothing_is_sold(self, uow: UnitOfWork, store: str) -> None:
        told = await counts(uow, store=store, categories=[])
        assert (told.goods, told.labels) == (0, {})


class TestAisles:
    async def test_count_the_goods_of_each_leaf(self, uow: UnitOfWork, store: str) -> None:
        assert await aisles(uow, store=store) == {JAM.id: 3, TEA.id: 1}
        assert await aisles(uow, store=store, categories=[TEA.id, SWEET.id]) == {TEA.id: 1}


class TestEveryGtin:
    async def test_goes_on_after_the_last(self, uow: UnitOfWork, store: str) -> None:
        del store
        mine = [each.gtin for each in (FIG, PLUM, NUT, GREEN)]
        before = str(int(FIG.gtin) - 1).zfill(13)
        first = await every_gtin(uow, after=before, limit=2)
        rest = await every_gtin(uow, after=first[-1], limit=2)
        assert [*first, *rest] == mine

    async def test_knows_a_product_of_two_stores_once(self, uow: UnitOfWork, store: str) -> None:
        del store
        other = (await a_store(uow)).id
        await pricing.set_offers(uow, store=other, offers=[Offer(gtin=FIG.gtin, price=1)])
        before = str(int(FIG.gtin) - 1).zfill(13)
        assert (await every_gtin(uow, after=before, limit=2)).count(FIG.gtin) == 1
