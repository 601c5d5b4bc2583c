"""Search and type-ahead in one store, over real rows."""

from collections.abc import Sequence

import pytest

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.catalog.commands import put_categories, put_products
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.shelf.completion import complete
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.shelf.search import Filters, Found, Sort, search
from comptoir.kernel.locale import Language
from tests.stories.goods import a_gtin, a_product, a_store
from tests.stories.promotions import percent_off

DAIRY = Category("essai-cremerie", None, "Crèmerie", "Dairy")
MILKS = Category("essai-laits", "essai-cremerie", "Laits", "Milk")
BISCUITS = Category("essai-biscuits", None, "Biscuits", "Biscuits")
FRUIT = Category("essai-fruits", None, "Fruits frais", "Fresh fruit")


def a_good(number: int, name: str, **facts: object) -> Product:
    return a_product(9_000 + number, name, **{"net_value": 500, "net_unit": "g"} | facts)


def a_milk(number: int, name: str, **facts: object) -> Product:
    known: dict[str, object] = {"category": "essai-laits", "net_value": 1000, "net_unit": "ml"}
    return a_good(number, name, **known | {"allergens": ("milk",)} | facts)


GOODS = (
    a_milk(1, "Lait demi-écrémé UHT", name_en="Semi-skimmed milk", brand="Vallombelle"),
    a_milk(2, "Lait entier UHT", name_en="Whole milk", brand="Comptoir"),
    a_milk(3, "Lait sans lactose demi-écrémé", labels=("lactose_free",), brand="Vallombelle"),
    a_milk(4, "Lait demi-écrémé UHT", net_value=1500, brand="Comptoir"),
    a_good(5, "Chocolat au lait", allergens=("milk",)),
    a_good(6, "Biscuits au chocolat", category="essai-biscuits", allergens=("gluten", "milk")),
    a_good(7, "Biscuits sans gluten", category="essai-biscuits", labels=("gluten_free",)),
    a_good(8, "Galettes bretonnes", category="essai-biscuits", allergens=("gluten", "milk")),
    a_good(9, "Pommes Golden", category="essai-fruits", labels=("vegan",), nutriscore="A"),
    a_good(10, "Compote de pommes", labels=("vegan",), nutriscore="A"),
    a_good(11, "Jus de pomme", net_unit="ml", net_value=1000, nutriscore="C"),
    a_good(12, "Camembert de Normandie", allergens=("milk",), nutriscore="D"),
    a_good(13, "Essuie-tout blanc 2 rouleaux", vat_rate=2000, vat_reason="non_food"),
)


async def a_shop(uow: UnitOfWork, goods: Sequence[Product] = GOODS, *, stock: int = 20) -> str:
    store = (await a_store(uow)).id
    await put_categories(uow, categories=[DAIRY, MILKS, BISCUITS, FRUIT])
    await put_products(uow, products=goods)
    offers = [Offer(gtin=each.gtin, price=100 + 10 * n) for n, each in enumerate(goods)]
    await pricing.set_offers(uow, store=store, offers=offers)
    await inventory.set_counts(uow, store=store, counts={each.gtin: stock for each in goods})
    return store


def _key(item: ShelfItem, sort: Sort) -> tuple[int, str]:
    if sort == "name":
        return (0, item.name)
    if sort == "price":
        return (item.price, "")
    assert item.unit_price is not None
    return (item.unit_price.amount, "")


def names(found: Found) -> list[str]:
    return [item.name for item in found.items]


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "first"),
        [
            ("lait", "Lait demi-écrémé UHT"),
            ("lait sans lactose", "Lait sans lactose demi-écrémé"),
            ("LAITS DEMI ECREME", "Lait demi-écrémé UHT"),
            ("camenbert", "Camembert de Normandie"),
            ("sopalin", "Essuie-tout blanc 2 rouleaux"),
            ("pommes", "Pommes Golden"),
            ("je voudrais du jus de pomme s'il vous plaît", "Jus de pomme"),
            ("whole milk", "Lait entier UHT"),
            ("apples", "Pommes Golden"),
            ("gluten free biscuits", "Biscuits sans gluten"),
            ("biscuits s/ gluten", "Biscuits sans gluten"),
        ],
    )
    async def test_puts_what_was_meant_first(self, uow: UnitOfWork, words: str, first: str) -> None:
        store = await a_shop(uow)
        assert names(await search(uow, store=store, words=words))[0] == first

    async def test_tells_price_and_what_is_left(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        (item, *_) = (await search(uow, store=store, words="camembert")).items
        assert (item.price, item.available) == (210, 20)

    async def test_prefers_the_size_that_was_said(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        found = await search(uow, store=store, words="lait demi-écrémé 1,5 l")
        assert found.items[0].net_value == 1500

    async def test_puts_goods_in_stock_before_the_same_goods_sold_out(
        self, uow: UnitOfWork
    ) -> None:
        twins = [a_milk(21, "Lait ribot"), a_milk(22, "Lait ribot", brand="Bocage")]
        store = await a_shop(uow, twins)
        await inventory.set_counts(uow, store=store, counts={twins[0].gtin: 0})
        found = await search(uow, store=store, words="lait ribot")
        assert [item.gtin for item in found.items] == [twins[1].gtin, twins[0].gtin]

    async def test_prefers_among_equals_what_sells(self, uow: UnitOfWork) -> None:
        twins = [a_milk(23, "Lait ribot"), a_milk(24, "Lait ribot", brand="Bocage")]
        store = await a_shop(uow, twins)
        bestseller = Offer(gtin=twins[1].gtin, price=100, popularity=900)
        await pricing.set_offers(uow, store=store, offers=[bestseller])
        found = await search(uow, store=store, words="lait ribot")
        assert found.items[0].gtin == twins[1].gtin

    async def test_puts_what_sells_first_where_only_a_thing_is_named(self, uow: UnitOfWork) -> None:
        kinds = [a_milk(25, "Lait à la fraise"), a_milk(26, "Lait demi-écrémé UHT brique")]
        store = await a_shop(uow, kinds)
        bestseller = Offer(gtin=kinds[1].gtin, price=100, popularity=900)
        await pricing.set_offers(uow, store=store, offers=[bestseller])
        assert names(await search(uow, store=store, words="lait"))[0] == kinds[1].name
        assert names(await search(uow, store=store, words="lait fraise"))[0] == kinds[0].name

    async def test_puts_wine_without_alcohol_behind_wine_unless_it_is_asked_for(
        self, uow: UnitOfWork
    ) -> None:
        wines = [a_good(27, "Vin rouge sans alcool"), a_good(28, "Vin rouge de pays du littoral")]
        store = await a_shop(uow, wines)
        assert names(await search(uow, store=store, words="vin rouge"))[0] == wines[1].name
        found = await search(uow, store=store, words="vin rouge sans alcool")
        assert names(found)[0] == wines[0].name

    async def test_finds_nothing_that_the_store_does_not_list(self, uow: UnitOfWork) -> None:
        await a_shop(uow)
        other = (await a_store(uow)).id
        assert (await search(uow, store=other, words="lait")).items == ()

    async def test_tells_how_many_meet_the_question_in_full(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        found = await search(uow, store=store, words="camembert au lait entier")
        assert found.exact == 0
        assert set(names(found)) >= {"Lait entier UHT"}
        found = await search(uow, store=store, words="lait entier")
        assert found.exact == 1 < len(found.items)

    async def test_fills_up_with_no_goods_that_hold_what_must_not_be_inside(
        self, uow: UnitOfWork
    ) -> None:
        store = await a_shop(uow)
        found = await search(uow, store=store, words="biscuits sans gluten")
        assert all("gluten" not in item.allergens for item in found.items)

    async def test_fills_up_with_nothing_unknown_when_an_allergen_is_asked_out(
        self, uow: UnitOfWork
    ) -> None:
        unknown = a_good(14, "Biscuits ronds", category="essai-biscuits", ingredients="")
        known = a_good(15, "Biscuits de riz", category="essai-biscuits", ingredients="Riz, sucre.")
        store = await a_shop(uow, (*GOODS, unknown, known))
        found = names(await search(uow, store=store, words="biscuits sans gluten"))
        assert found[0] == "Biscuits sans gluten"
        assert "Biscuits de riz" in found
        assert "Biscuits ronds" not in found

    async def test_takes_a_taste_in_another_section_for_no_thing(self, uow: UnitOfWork) -> None:
        apples = [
            a_good(40 + each, f"Pommes {kind}", category="essai-fruits")
            for each, kind in enumerate(
                ("Gala", "Fuji", "Elstar", "Ariane", "Canada", "Jazz", "Ida")
            )
        ]
        pies = [
            a_good(60 + each, f"Pommes {kind}", category="essai-fruits")
            for each, kind in enumerate(("Akane", "Juliet", "Opale", "Topaz", "Dalinette", "Api"))
        ]
        taste = a_good(50, "Pomme", category="essai-biscuits")
        store = await a_shop(uow, (*apples, *pies, taste))
        found = names(await search(uow, store=store, words="pommes fraîches"))
        assert found
        assert "Pomme" not in found[:5]

    async def test_serves_a_purpose(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow, (*GOODS, a_good(16, "Farine de blé")))
        found = names(await search(uow, store=store, words="de quoi faire des crêpes"))
        assert "Farine de blé" in found[:3]
        assert any(name.startswith("Lait") for name in found)

    async def test_puts_what_stands_for_an_unknown_brand_in_order(self, uow: UnitOfWork) -> None:
        spread = a_good(17, "Pâte à tartiner aux noisettes")
        store = await a_shop(uow, (*GOODS, spread))
        found = await search(uow, store=store, words="nutella")
        assert found.exact == 0
        assert names(found)[0] == spread.name

    async def test_says_what_it_took_to_be_meant(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        assert (await search(uow, store=store, words="camambert")).corrected == "camembert"
        assert (await search(uow, store=store, words="camembert")).corrected is None

    async def test_follows_the_catalogue_as_it_changes(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        assert names(await search(uow, store=store, words="zorglonde")) == []
        new = a_good(31, "Zorglonde fraîche")
        await put_products(uow, products=[new])
        await pricing.set_offers(uow, store=store, offers=[Offer(gtin=new.gtin, price=99)])
        assert names(await search(uow, store=store, words="zorglonde")) == ["Zorglonde fraîche"]
        assert names(await search(uow, store=store, words="zorglnde"))[0] == "Zorglonde fraîche"

    async def test_gives_pages_without_a_gap_or_a_repetition(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        whole = (await search(uow, store=store, words="lait", limit=8)).items
        pages = [
            item
            for offset in range(0, 8, 2)
            for item in (await search(uow, store=store, words="lait", limit=2, offset=offset)).items
        ]
        assert [item.gtin for item in pages] == [item.gtin for item in whole]

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            (Filters(brand="vallombelle"), {1, 3}),
            (Filters(category="essai-cremerie"), {1, 2, 3, 4}),
            (Filters(labels=("lactose_free",)), {3}),
            (Filters(max_price=110), {1, 2}),
            (Filters(without_allergens=("milk",)), set[int]()),
        ],
    )
    async def test_keeps_to_its_filters(
        self, uow: UnitOfWork, filters: Filters, expected: set[int]
    ) -> None:
        store = await a_shop(uow)
        found = await search(uow, store=store, words="lait", filters=filters, limit=4)
        assert {item.gtin for item in found.items} == {a_gtin(9_000 + n) for n in expected}

    async def test_shows_a_whole_section_without_words(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        filters = Filters(category="essai-biscuits")
        found = await search(uow, store=store, words="", filters=filters, sort="name")
        assert names(found) == [
            "Biscuits au chocolat",
            "Biscuits sans gluten",
            "Galettes bretonnes",
        ]

    async def test_browses_the_store_without_words(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        filters = Filters(nutriscore_at_least="B", available_only=True)
        found = await search(uow, store=store, words="", filters=filters, sort="price")
        assert names(found) == ["Pommes Golden", "Compote de pommes"]

    @pytest.mark.parametrize("sort", ["price", "unit_price", "name"])
    async def test_sorts_as_asked(self, uow: UnitOfWork, sort: Sort) -> None:
        store = await a_shop(uow)
        found = await search(uow, store=store, words="lait", sort=sort)
        keys = [_key(item, sort) for item in found.items]
        assert keys == sorted(keys)
        assert len(keys) >= 4

    async def test_finds_promotions_only_while_they_run(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        await pricing.set_promotion(uow, store=store, gtin=a_gtin(9_002), promotion=percent_off(20))
        found = await search(uow, store=store, words="lait", filters=Filters(promotion=True))
        assert [item.gtin for item in found.items] == [a_gtin(9_002)]

    @pytest.mark.parametrize(
        "words",
        ["'", "lait' | 'x", "\\", "a\x00b", "'; drop table product; --", "🥛", "& | ! ( )",
         "lait:*", "<b>lait</b>", "ä" * 5_000, "lait " * 2_000, "﷽", "-", "sans", "s/", "0",
         "1 kg"],
    )  # fmt: skip
    @pytest.mark.parametrize("language", list(Language))
    async def test_takes_whatever_is_typed(
        self, uow: UnitOfWork, words: str, language: Language
    ) -> None:
        store = await a_shop(uow, GOODS[:2])
        nasty = Filters(brand=words[:50], category=words[:50], labels=(words[:9],))
        found = await search(uow, store=store, words=words, language=language, filters=nasty)
        assert found.items == ()
        assert (await search(uow, store=store, words=words, language=language)).exact >= 0


class TestComplete:
    async def test_goes_on_from_the_first_letters(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        assert await complete(uow, store=store, prefix="cam") == ("Camembert de Normandie",)

    async def test_puts_the_shortest_first_and_each_once(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        found = await complete(uow, store=store, prefix="Lait")
        assert found[0] == "Lait entier UHT"
        assert found.count("Lait demi-écrémé UHT") == 1

    async def test_knows_brands_and_accents(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        assert await complete(uow, store=store, prefix="VÀLL") == ("Vallombelle",)

    async def test_mends_a_misspelt_beginning(self, uow: UnitOfWork) -> None:
        store = await a_shop(uow)
        assert await complete(uow, store=store, prefix="camenber") == ("Camembert de Normandie",)

    async def test_says_only_what_the_store_sells(self, uow: UnitOfWork) -> None:
        await a_shop(uow)
        other = (await a_store(uow)).id
        assert await complete(uow, store=other, prefix="cam") == ()

    @pytest.mark.parametrize("prefix", ["", "  ", "%", "\x00", "'", "\\", "x" * 5_000])
    async def test_takes_whatever_is_typed(self, uow: UnitOfWork, prefix: str) -> None:
        store = await a_shop(uow, GOODS[:1])
        assert await complete(uow, store=store, prefix=prefix) == ()
