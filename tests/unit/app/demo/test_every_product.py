"""Every product in every store tells what the law wants, or there is a reason why not."""

from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from comptoir.app.demo.assortment import Assortment, assortment
from comptoir.goods.catalog.legal import VAT_RATES, is_food, unmarked_allergens
from comptoir.goods.catalog.model import Product
from comptoir.goods.catalog.rules import unit_price
from comptoir.goods.pricing.model import Offer
from tests.unit.app.demo.because import because


@cache
def goods() -> Assortment:
    return assortment()


def sheet(product: Product) -> Mapping[str, object]:
    """Give what the law wants told of a product before it is bought, by field."""
    return {
        "name": product.name,
        "name_en": product.name_en,
        "legal_name": product.legal_name,
        "category": product.category,
        "net_value": product.net_value and product.net_unit,
        "vat_reason": VAT_RATES.get(product.vat_reason) == product.vat_rate,
        "ingredients": product.ingredients,
        "allergens": product.allergens and not unmarked_allergens(product),
        "nutrition": product.nutrition,
        "nutriscore_version": product.nutriscore and product.nutriscore_version,
        "storage": product.storage,
        "operator": product.operator,
        "minimum_age": product.minimum_age,
    }


def in_store(product: Product, offer: Offer) -> Mapping[str, object]:
    """Give what the law wants told of it in one store."""
    per = unit_price(
        offer.price,
        sale_unit=product.sale_unit,
        net_value=product.net_value,
        net_unit=product.net_unit,
        drained_g=product.drained_g,
    )
    return {
        "price": offer.price,
        "unit_price": per is not None,
        "origin": offer.origin,
        "class": offer.class_,
    }


def lacking(product: Product, fields: Mapping[str, object]) -> Iterator[str]:
    """Give the empty fields for which there is no reason."""
    for field, told in fields.items():
        if not told and not because(field, product):
            yield field


class TestEveryProduct:
    def test_tells_what_the_law_wants_or_need_not(self) -> None:
        found = {
            f"{product.gtin} {product.name}": fields
            for product in goods().products
            if (fields := list(lacking(product, sheet(product))))
        }
        assert found == {}

    @pytest.mark.parametrize("store", goods().stores)
    def test_tells_it_in_every_store(self, store: str) -> None:
        products = {product.gtin: product for product in goods().products}
        found = {
            f"{product.gtin} {product.name}": fields
            for each in goods().stores[store]
            for product in [products[each.offer.gtin]]
            if (fields := list(lacking(product, in_store(product, each.offer))))
        }
        assert found == {}

    def test_is_one_of_two_thousand_and_more(self) -> None:
        assert len(goods().products) >= 2_200
        assert len({product.category for product in goods().products}) >= 120

    def test_is_kept_in_a_way_the_shop_knows(self) -> None:
        ways = {"ambient", "dry", "days", "counter"}
        ways |= {"frozen -18", "chilled 2", "chilled 4", "chilled 7"}
        assert {product.storage for product in goods().products if is_food(product)} <= ways


class TestBecause:
    """The walk would be worth nothing if reasons were given for everything."""

    def test_gives_no_reason_for_what_everything_must_tell(self) -> None:
        for product in goods().products:
            for field in ("name", "legal_name", "operator", "price", "unit_price", "vat_reason"):
                assert because(field, product) == "", product.name

    def test_gives_no_reason_for_composed_food(self) -> None:
        pizza = next(p for p in goods().products if p.name == "Pizza margherita")
        assert [because(f, pizza) for f in ("ingredients", "nutrition", "storage")] == [""] * 3

    def test_asks_origin_and_class_of_fruit(self) -> None:
        gala = next(p for p in goods().products if p.name == "Pommes Gala")
        assert because("origin", gala) == because("class", gala) == ""
        assert because("ingredients", gala).startswith("1169/2011")
