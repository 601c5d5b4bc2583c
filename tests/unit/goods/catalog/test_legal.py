"""What the law wants known of a product."""

from dataclasses import replace

import pytest

from comptoir.goods.catalog.legal import Exemptions, check_product, missing, unmarked_allergens
from comptoir.goods.catalog.model import Product
from comptoir.goods.catalog.rules import UnitPrice, unit_price
from comptoir.kernel.refusals import Refusal
from tests.stories.goods import a_product

BISCUITS = a_product(
    1,
    "Petits-beurre",
    category="biscuits",
    legal_name="Biscuits au beurre",
    net_value=200,
    net_unit="g",
    ingredients="farine de *blé*, *beurre*, sucre",
    allergens=("gluten", "milk"),
    nutrition={
        "energy_kj": "1850",
        "energy_kcal": "440",
        "fat": "14",
        "saturates": "9",
        "carbohydrate": "70",
        "sugars": "22",
        "protein": "7.5",
        "salt": "1.2",
    },
    storage="dry",
    operator="Biscuiterie de l'Essai, 35500 Vitré",
)


class TestMissing:
    def test_finds_nothing_on_a_complete_product(self) -> None:
        assert missing(BISCUITS) == ()

    @pytest.mark.parametrize(
        ("field", "empty"),
        [
            ("legal_name", ""),
            ("category", None),
            ("operator", ""),
            ("storage", ""),
            ("ingredients", ""),
            ("nutrition", None),
            ("nutrition", {"fat": "14"}),
            ("vat_reason", ""),
            ("net_value", None),
        ],
    )
    def test_names_what_is_empty(self, field: str, empty: str | None) -> None:
        product = replace(BISCUITS, **{field: empty})  # pyright: ignore[reportArgumentType]
        assert missing(product) == (field,)

    def test_wants_no_list_of_a_single_ingredient(self) -> None:
        apples = replace(BISCUITS, category="apples", ingredients="", allergens=())
        exempt = Exemptions(ingredients=frozenset({"apples"}))
        assert missing(apples, exempt=exempt) == ()

    def test_wants_an_age_and_no_nutrition_of_alcohol(self) -> None:
        wine = replace(
            BISCUITS, vat_reason="alcohol", vat_rate=2000, nutrition=None, ingredients=""
        )
        assert missing(wine) == ("minimum_age",)
        assert missing(replace(wine, minimum_age=18)) == ()

    def test_wants_no_net_quantity_of_goods_sold_by_weight(self) -> None:
        loose = replace(BISCUITS, sale_unit="kg", net_value=None, net_unit=None)
        assert missing(loose) == ()


class TestCheckProduct:
    def test_lets_an_incomplete_product_pass(self) -> None:
        check_product(a_product(1))

    @pytest.mark.parametrize(
        "facts",
        [
            {"gtin": "2900000000000"},
            {"name": "  "},
            {"name": "x" * 201},
            {"name": "a\x00b"},
            {"net_value": None},
            {"net_value": -1, "net_unit": "g"},
            {"sale_unit": "litre"},
            {"allergens": ("poivre",)},
            {"labels": ("Très bio",)},
            {"vat_rate": 2000},
            {"vat_reason": "", "vat_rate": 10_001},
            {"nutriscore": "F"},
            {"nutrition": {"fat": "beaucoup"}},
            {"nutrition": {"magic": "1"}},
            {"deposit": -1},
            {"aliases": ("x" * 81,)},
        ],
    )
    def test_refuses_what_cannot_be(self, facts: dict[str, object]) -> None:
        with pytest.raises(Refusal):
            check_product(replace(BISCUITS, **facts))  # pyright: ignore[reportArgumentType]


class TestUnmarkedAllergens:
    def test_sees_allergens_that_nothing_sets_apart(self) -> None:
        assert not unmarked_allergens(BISCUITS)
        assert unmarked_allergens(replace(BISCUITS, ingredients="farine de blé"))


def _of(product: Product, price: int) -> UnitPrice | None:
    return unit_price(
        price,
        sale_unit=product.sale_unit,
        net_value=product.net_value,
        net_unit=product.net_unit,
        drained_g=product.drained_g,
    )


class TestUnitPrice:
    def test_is_a_kilogram_a_litre_or_a_piece(self) -> None:
        assert _of(BISCUITS, 145) == UnitPrice(725, "kg")
        assert _of(replace(BISCUITS, net_unit="ml", net_value=750), 100) == UnitPrice(133, "l")
        assert _of(replace(BISCUITS, net_unit="piece", net_value=6), 215) == UnitPrice(36, "piece")

    def test_counts_the_drained_weight(self) -> None:
        assert _of(replace(BISCUITS, drained_g=100), 145) == UnitPrice(1450, "kg")

    def test_is_the_price_of_goods_sold_by_weight(self) -> None:
        assert _of(replace(BISCUITS, sale_unit="kg"), 299) == UnitPrice(299, "kg")

    def test_is_nothing_without_a_net_quantity(self) -> None:
        assert _of(a_product(1), 299) is None
