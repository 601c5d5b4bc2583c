"""Figures of the demo's products that contradict each other, or that no shop would show."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import pytest

from comptoir.app.demo.assortment import assortment
from comptoir.goods.catalog.legal import Allergen, is_food
from comptoir.goods.catalog.model import Product
from comptoir.goods.catalog.rules import unit_price
from tests.unit.app.demo.bands import BANDS
from tests.unit.app.demo.nutriscore import grades

_WORDS: Mapping[Allergen, str] = {
    "milk": "lait lactose beurre crème fromage fromages lactosérum mascarpone emmental",
    "gluten": "blé seigle orge avoine épeautre gluten",
    "eggs": "œuf œufs",
    "soy": "soja",
    "nuts": "amande amandes noisette noisettes noix pistache pistaches pécan cajou",
    "peanuts": "arachide arachides cacahuète cacahuètes",
    "sesame": "sésame",
    "mustard": "moutarde",
    "celery": "céleri",
    "sulphites": "sulfites disulfite",
    "crustaceans": """crevette crevettes crabe tourteau homard langouste langoustines écrevisses
        araignée""",
    "molluscs": """moule moules calamars saint-jacques pétoncles encornet encornets seiche poulpe
        huîtres bulots escargots palourdes coques bigorneaux""",
    "fish": """poisson poissons saumon anchois thon cabillaud colin maquereau maquereaux sardines
        morue hareng truite lieu églefin brochet merlu merlan bar dorade sole lotte raie lompe
        esturgeon espadon rouget turbot lingue sébaste limande plie""",
}
_MEANS = {word: allergen for allergen, words in _WORDS.items() for word in words.split()}
_MARKED = re.compile(r"\*([^*]+)\*")
_STRENGTH = re.compile(r"(\d+(?:,\d+)?) % vol")
_SWEETENED = re.compile(r"sans sucres|édulcor|polyols|maltitol|stévia")


@cache
def products() -> tuple[Product, ...]:
    return assortment().products


def strength(product: Product) -> float:
    """Give the per cent of alcohol that the legal name tells."""
    told = _STRENGTH.search(product.legal_name)
    return 0.0 if told is None or "moins de" in product.legal_name else _number(told[1])


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def figures() -> Iterator[tuple[Product, Mapping[str, float]]]:
    for product in products():
        if product.nutrition:
            yield product, {name: float(text) for name, text in product.nutrition.items()}


def none(odd: Callable[[Mapping[str, float]], bool]) -> None:
    assert [product.name for product, has in figures() if odd(has)] == []


class TestNutrition:
    def test_energy_is_that_of_what_is_inside(self) -> None:
        for product, has in figures():
            if _SWEETENED.search(f"{product.name} {product.ingredients}".lower()):
                continue  # polyols and sweeteners count less than sugars
            energy = 37 * has["fat"] + 17 * (has["carbohydrate"] + has["protein"])
            energy += 8 * has["fibre"] + 29 * 0.789 * strength(product)
            assert abs(has["energy_kj"] - energy) <= max(0.06 * energy, 20), product.name

    def test_kilojoules_and_kilocalories_say_the_same(self) -> None:
        none(
            lambda has: (
                abs(has["energy_kj"] - 4.184 * has["energy_kcal"]) > 5 + 0.04 * has["energy_kj"]
            )
        )

    def test_parts_are_no_more_than_the_whole(self) -> None:
        none(lambda has: has["saturates"] > has["fat"] or has["sugars"] > has["carbohydrate"])
        whole = ("fat", "carbohydrate", "fibre", "protein", "salt")
        none(lambda has: sum(has[name] for name in whole) > 103)

    def test_no_energy_exceeds_pure_fat(self) -> None:
        none(lambda has: has["energy_kj"] > 3_700)

    def test_a_nutri_score_follows_from_the_figures(self) -> None:
        wrong = {
            f"{product.gtin} {product.name}": product.nutriscore
            for product, _ in figures()
            if product.nutriscore
            and product.vat_reason != "infant_food"
            # Unprocessed goods and water bear A without a sum; what is eaten prepared is rated so.
            and product.nutriscore != "A"
            and "déshydratée" not in product.name
            and product.nutriscore not in grades(product)
        }
        assert wrong == {}


class TestAllergens:
    def test_flags_and_marked_words_agree(self) -> None:
        for product in products():
            if not is_food(product) or not product.ingredients:
                continue
            marked = {
                _MEANS[word]
                for words in _MARKED.findall(product.ingredients.lower())
                for word in re.findall(r"[\wœ]+(?:-[\wœ]+)?", words)
                if word in _MEANS and not (word == "noix" and "saint-jacques" in words)
            }
            assert marked == set(product.allergens), product.name

    def test_no_marked_word_is_unknown(self) -> None:
        unknown = {
            words
            for product in products()
            if is_food(product)
            for words in _MARKED.findall(product.ingredients.lower())
            if not any(word in _MEANS for word in re.findall(r"[\wœ]+(?:-[\wœ]+)?", words))
        }
        assert unknown == set()

    def test_traces_are_not_what_is_inside(self) -> None:
        assert [p.name for p in products() if set(p.traces) & set(p.allergens)] == []


class TestAlcohol:
    def test_above_the_line_it_is_for_adults_and_fully_taxed(self) -> None:
        for product in products():
            alcohol = strength(product) > 1.2
            assert alcohol == (product.vat_reason == "alcohol"), product.name
            assert alcohol == (product.minimum_age == 18), product.name
            assert not alcohol or product.vat_rate == 2_000, product.name


class TestWeights:
    def test_a_pack_weighs_no_more_than_one_carries(self) -> None:
        for product in products():
            if product.net_unit in ("g", "ml"):
                assert 1 <= (product.net_value or 0) <= 20_000, product.name
            assert not product.drained_g or product.drained_g <= (product.net_value or 0)

    def test_steps_are_smaller_than_pieces(self) -> None:
        for product in products():
            if product.each_g and product.step_g:
                assert product.step_g <= max(product.each_g, 50), product.name


class TestPrices:
    def test_every_category_has_a_band(self) -> None:
        assert {product.category for product in products()} - BANDS.keys() == set()

    @pytest.mark.parametrize("store", assortment().stores)
    def test_lie_within_their_category(self, store: str) -> None:
        known = {product.gtin: product for product in products()}
        odd: dict[str, tuple[int, str]] = {}
        for each in assortment().stores[store]:
            product = known[each.offer.gtin]
            per = unit_price(
                each.offer.price,
                sale_unit=product.sale_unit,
                net_value=product.net_value,
                net_unit=product.net_unit,
                drained_g=product.drained_g,
            )
            if per is None:
                continue
            low, high = BANDS[product.category or ""].get(per.per, (0, 0))
            if not low * 100 <= per.amount <= high * 100:
                odd[product.name] = (per.amount, per.per)
        assert odd == {}
