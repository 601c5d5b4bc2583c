"""What a category tells of VAT, age and price, and the prices invented from it."""

import pytest

from comptoir.adapters.catalogues.model import CategoryName, FoundProduct
from comptoir.app.importing.foreign import translator
from comptoir.app.importing.grounds import DEFAULT, Ground, english_names, ground_of, groups
from comptoir.app.importing.samples import sample
from comptoir.goods.catalog.categories import check_tree
from comptoir.goods.catalog.legal import VAT_RATES, check_product, is_food
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing.rules import FOOD_CAP, OTHER_CAP, check_offer, promotion_cap
from comptoir.kernel.measure import grams
from tests.stories.files import a_code


def french(*names: str) -> list[CategoryName]:
    return [CategoryName(f"fr:{name}", french=name) for name in names]


def english(*names: str) -> list[CategoryName]:
    return [CategoryName(f"en:{name}", english=name) for name in names]


class TestGroundOf:
    @pytest.mark.parametrize(
        ("category", "vat"),
        [
            ("Chocolats", "chocolate"),
            ("Chocolats de dégustation", "chocolate"),
            ("Desserts au chocolat", "food"),
            ("Bonbons", "confectionery"),
            ("Bières", "alcohol"),
            ("Sandwichs", "ready_to_eat"),
            ("Eaux", "soft_drink"),
            ("Margarines", "margarine"),
            ("Aliments pour chats", "pet_food"),
            ("Papier toilette", "non_food"),
            ("Préservatifs", "contraception"),
            ("Vinaigres de vin", "food"),
            ("Choses jamais vues", "food"),
        ],
    )
    def test_reads_french_categories_from_their_first_words(self, category: str, vat: str) -> None:
        assert ground_of(french(category), "x").vat == vat

    @pytest.mark.parametrize(
        ("category", "vat"),
        [
            ("Dark chocolates", "chocolate"),
            ("Chocolate cereals", "food"),
            ("Belgian beers", "alcohol"),
            ("Fruit juices", "soft_drink"),
            ("Condoms", "contraception"),
        ],
    )
    def test_reads_english_categories_from_their_last_words(self, category: str, vat: str) -> None:
        assert ground_of(english(category), "x").vat == vat

    def test_asks_an_age_for_alcohol_anywhere_above(self) -> None:
        lineage = english("Beverages", "Alcoholic beverages", "Regional specialities")
        assert ground_of(lineage, "Cuvée").age == 18

    def test_asks_none_for_what_has_lost_its_alcohol(self) -> None:
        lineage = english("Alcoholic beverages", "Beers", "Non alcoholic beers")
        assert ground_of(lineage, "Bière blonde sans alcool").age is None

    def test_falls_back_to_the_name(self) -> None:
        assert ground_of((), "Bière blonde").age == 18
        assert ground_of((), "Objet trouvé") == DEFAULT

    def test_marks_its_reason_as_derived(self) -> None:
        assert DEFAULT.vat_reason == "food:derived_on_import"
        assert promotion_cap(vat_rate=2000, vat_reason="chocolate:derived_on_import") == FOOD_CAP
        assert promotion_cap(vat_rate=2000, vat_reason="non_food:derived_on_import") == OTHER_CAP
        soap = Product(gtin=a_code(1), name="Savon", vat_rate=2000, vat_reason="non_food:x")
        assert not is_food(soap)


class TestTables:
    def test_name_known_reasons_and_groups(self) -> None:
        from comptoir.app.importing import grounds  # noqa: PLC0415 (its table is private)

        table = grounds._table()  # pyright: ignore[reportPrivateUsage]
        for ground in (*table.french.values(), *table.english.values()):
            assert ground.vat in VAT_RATES
            assert ground.group in groups()
            assert 0 < ground.low < ground.high
            assert ground.typical > 0

    def test_translate_every_name(self) -> None:
        assert all(english_names().values())


class TestTranslator:
    def found(self, *categories: CategoryName) -> FoundProduct:
        return FoundProduct(
            line=1, gtin=a_code(1), name="Petits-beurre", categories=categories, net=grams(200)
        )

    def test_hangs_foreign_categories_under_a_place_in_the_shop(self) -> None:
        makes = translator(())
        product, _ = makes.product(self.found(*french("Biscuits")))
        assert product.category == "off-biscuits"
        wanted = {each.id: each for each in makes.take_wanted()}
        check_tree(wanted)
        assert wanted["off-biscuits"].parent == "aisle-biscuits-and-cakes"
        assert wanted["off-biscuits"].name_en == "Biscuits"
        check_product(product)

    def test_asks_for_each_category_once(self) -> None:
        makes = translator(())
        makes.product(self.found(*french("Biscuits")))
        makes.take_wanted()
        makes.product(self.found(*french("Biscuits")))
        assert makes.take_wanted() == []

    def test_learns_a_french_name_that_comes_later(self) -> None:
        makes = translator(())
        makes.product(self.found(CategoryName("en:biscuits", english="Biscuits sorts")))
        makes.take_wanted()
        makes.product(self.found(CategoryName("en:biscuits", "Sablés", "Biscuits sorts")))
        assert [each.name_fr for each in makes.take_wanted()] == ["Sablés"]

    def test_finds_the_grocers_category_by_its_name_or_makes_it(self) -> None:
        makes = translator(())
        assert makes.own_category([CategoryName("Crèmerie", "Crèmerie")]) == "own-cremerie"
        makes.take_wanted()
        assert makes.own_category([CategoryName("cremerie", "CREMERIE")]) == "own-cremerie"
        assert makes.take_wanted() == []


class TestSample:
    def product(self, number: int, grams_inside: int | None = 200) -> Product:
        return Product(
            gtin=a_code(number),
            name="Petits-beurre",
            vat_rate=550,
            net_value=grams_inside,
            net_unit="g" if grams_inside else None,
        )

    def test_is_the_same_every_time(self) -> None:
        assert sample(self.product(1), DEFAULT) == sample(self.product(1), DEFAULT)

    def test_keeps_within_what_a_category_costs(self) -> None:
        ground = Ground("food", None, "other", low=500, high=1_000, typical=200)
        prices = [sample(self.product(number), ground).price for number in range(200)]
        assert min(prices) >= 95
        assert max(prices) <= 205
        assert len(set(prices)) > 8

    def test_makes_a_large_pack_dearer_and_its_kilo_cheaper(self) -> None:
        small = sample(self.product(1, 200), DEFAULT).price
        large = sample(self.product(1, 1_000), DEFAULT).price
        assert small < large < 5 * small

    def test_makes_an_offer_that_can_be_and_says_what_it_is(self) -> None:
        for number in range(50):
            made = sample(self.product(number, None), DEFAULT, popularity=3)
            check_offer(made.offer)
            assert made.offer.sample
            assert made.stock >= 6
