"""The demo assortment, every row: complete by the law's list, and true to its own format."""

from collections import Counter
from functools import cache

import pytest

from comptoir.app.demo import chain
from comptoir.app.demo.assortment import Assortment, assortment
from comptoir.goods.catalog import legal
from comptoir.goods.catalog.categories import check_tree
from comptoir.goods.catalog.gtin import in_store, is_valid, weighed_label
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing.rules import check_offer
from comptoir.goods.stores.rules import check_details
from tests.unit.app.demo.because import EXEMPT, WITH_CLASS, WITH_ORIGIN, because

_BASICS = (
    "lait",
    "beurre",
    "œufs",
    "yaourts",
    "baguette",
    "pâtes",
    "riz",
    "farine",
    "sucre",
    "sel",
    "huile",
    "café",
    "thé",
    "eau",
    "tomates",
    "pommes",
    "bananes",
    "carottes",
    "oignons",
    "poulet",
    "jambon",
    "steak",
    "saumon",
    "fromage",
    "pizza",
    "glace",
    "bière",
    "vin",
    "lessive",
    "dentifrice",
    "shampooing",
    "papier",
    "couches",
)


@cache
def the_assortment() -> Assortment:
    return assortment()


def _complaints(product: Product) -> tuple[str, ...]:
    lacking = legal.missing(product, exempt=EXEMPT)
    return tuple(field for field in lacking if not because(field, product))


def _products() -> dict[str, Product]:
    return {product.gtin: product for product in the_assortment().products}


class TestProducts:
    def test_fill_a_shop(self) -> None:
        assert len(_products()) >= 2_200
        names = " ".join(product.name.lower() for product in _products().values())
        assert [word for word in _BASICS if word not in names] == []

    def test_can_all_be_put_into_a_catalogue(self) -> None:
        for product in _products().values():
            legal.check_product(product)

    def test_have_all_that_the_law_wants_known(self) -> None:
        lacking = {
            f"{product.gtin} {product.name}": _complaints(product)
            for product in _products().values()
            if _complaints(product)
        }
        assert lacking == {}

    def test_set_their_allergens_apart(self) -> None:
        unmarked = [p.name for p in _products().values() if legal.unmarked_allergens(p)]
        assert unmarked == []

    def test_have_barcodes_of_their_own_from_24_to_29(self) -> None:
        assert len(_products()) == len(the_assortment().products)
        for gtin in _products():
            assert is_valid(gtin)
            assert in_store(gtin)
            assert not weighed_label(gtin)

    def test_are_told_apart_by_name_brand_and_size(self) -> None:
        seen = Counter(
            (p.name, p.brand, p.net_value, p.net_unit, p.sale_unit) for p in _products().values()
        )
        assert [key for key, count in seen.items() if count > 1] == []

    def test_weigh_in_steps_when_sold_by_weight(self) -> None:
        by_weight = [p for p in _products().values() if p.sale_unit == "kg"]
        assert len(by_weight) >= 50
        assert [p.name for p in by_weight if p.step_g is None] == []

    def test_are_for_adults_only_where_there_is_alcohol(self) -> None:
        for product in _products().values():
            assert (product.minimum_age == 18) == (product.vat_reason == "alcohol"), product.name

    def test_say_vegetarian_where_they_say_vegan(self) -> None:
        for product in _products().values():
            assert "vegan" not in product.labels or "vegetarian" in product.labels, product.name
            animal = {"milk", "eggs", "fish", "crustaceans", "molluscs"} & set(product.allergens)
            assert not ("vegan" in product.labels and animal), product.name

    def test_do_not_promise_to_be_free_of_what_they_contain(self) -> None:
        for label, allergen in (
            ("gluten_free", "gluten"),
            ("egg_free", "eggs"),
            ("peanut_free", "peanuts"),
        ):
            for product in _products().values():
                assert not (label in product.labels and allergen in product.allergens), product.name

    def test_hang_on_leaves_of_the_category_tree(self) -> None:
        tree = {category.id: category for category in the_assortment().categories}
        check_tree(tree)
        parents = {category.parent for category in tree.values()}
        assert {p.category for p in _products().values() if p.category in parents} == set()


class TestOffers:
    @pytest.mark.parametrize("store", chain.STORES)
    def test_are_of_known_products_within_the_law(self, store: str) -> None:
        products = _products()
        for each in the_assortment().stores[store]:
            assert each.offer.gtin in products
            check_offer(each.offer)

    def test_tell_the_origin_and_class_of_fresh_goods(self) -> None:
        products = _products()
        silent: set[str] = set()
        for goods in the_assortment().stores.values():
            for each in goods:
                product = products[each.offer.gtin]
                if product.category in WITH_ORIGIN and not each.offer.origin:
                    silent.add(f"{product.name}: origin")
                if product.category in WITH_CLASS and not each.offer.class_:
                    silent.add(f"{product.name}: class")
        assert silent == set()

    def test_differ_from_store_to_store(self) -> None:
        stores = the_assortment().stores
        counts = {store: len(goods) for store, goods in stores.items()}
        assert counts["gare"] < counts["les-halles"] < counts["grand-ouest"]
        prices = {s: {each.offer.gtin: each.offer.price for each in g} for s, g in stores.items()}
        both = prices["gare"].keys() & prices["grand-ouest"].keys()
        dearer = [gtin for gtin in both if prices["gare"][gtin] > prices["grand-ouest"][gtin]]
        assert len(dearer) > len(both) // 2

    def test_sell_every_product_somewhere(self) -> None:
        sold = {each.offer.gtin for goods in the_assortment().stores.values() for each in goods}
        assert _products().keys() - sold == set()

    def test_run_out_here_and_there(self) -> None:
        stocks = [each.stock for goods in the_assortment().stores.values() for each in goods]
        assert 0 < stocks.count(0) < len(stocks) // 20


class TestChain:
    def test_has_four_stores_that_can_be(self) -> None:
        assert len(chain.STORES) == 4
        for details in chain.STORES.values():
            check_details(details)

    def test_delivers_to_the_household_from_every_store_that_delivers(self) -> None:
        for details in chain.STORES.values():
            assert chain.HOME.postcode in details.delivery_postcodes

    def test_has_windows_for_every_way_a_store_hands_over(self) -> None:
        for store, details in chain.STORES.items():
            modes = {template.mode.value for template in chain.TEMPLATES[store]}
            assert modes == set(details.modes)
            names = [template.id for template in chain.TEMPLATES[store]]
            assert len(names) == len(set(names))

    def test_sells_the_household_what_it_usually_takes(self) -> None:
        hyper = {each.offer.gtin for each in the_assortment().stores["grand-ouest"]}
        assert chain.USUAL.keys() <= hyper
