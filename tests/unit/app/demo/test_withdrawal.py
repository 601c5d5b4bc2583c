"""Which goods of the demo may be given back, product by product, and why the others may not."""

import re
from collections import Counter

import pytest

from comptoir.app.demo.assortment import assortment
from comptoir.goods.catalog.model import Product
from comptoir.shopping.withdrawals.model import Right
from comptoir.shopping.withdrawals.rules import right_of

GOODS = assortment()
GRADED = {sold.offer.gtin for store in GOODS.stores.values() for sold in store if sold.offer.class_}

KEPT_BAKERY = re.compile(r"précuites")
"""Of the bread shelf, what is closed in its bag and keeps for weeks."""


def why_not(product: Product) -> str:
    """Say why a product spoils or expires quickly (L. 221-28, 4°), or nothing where it keeps."""
    if product.category == "eggs":
        return "eggs, sold within three weeks of laying"
    if product.category == "bread" and not KEPT_BAKERY.search(product.name):
        return "baked here, stale in days"
    if product.storage == "days":
        return "made to be eaten in days"
    if product.storage.startswith(("chilled", "frozen")):
        return "leaves the cold"
    if product.gtin in GRADED and product.storage != "dry":
        return "fresh fruit and vegetables"
    if product.storage == "counter":
        return "fresh herbs and plants"
    if product.vat_reason == "ready_to_eat":
        return "sold hot"
    if re.search(r"coupées\b", product.legal_name):
        return "cut flowers"
    return ""


@pytest.mark.parametrize("category", sorted({p.category or "" for p in GOODS.products}))
def test_a_product_may_be_given_back_unless_it_spoils(category: str) -> None:
    found = {
        product.name: (right_of(product, graded=product.gtin in GRADED), why_not(product))
        for product in GOODS.products
        if product.category == category
    }
    wrong = {
        name: (right, why)
        for name, (right, why) in found.items()
        if (right is Right.PERISHABLE) != bool(why)
    }
    assert wrong == {}


def test_every_reason_has_goods() -> None:
    reasons = Counter(why_not(product) for product in GOODS.products)
    assert len(reasons) == 9, reasons
    assert reasons[""] > 1000


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Fougasse aux lardons", Right.PERISHABLE),
        ("Œufs plein air, plateau de 30", Right.PERISHABLE),
        ("Croissant pur beurre", Right.PERISHABLE),
        ("Poulet rôti chaud", Right.PERISHABLE),
        ("Roses, botte de 10", Right.PERISHABLE),
        ("Poinsettia", Right.UNKNOWN),
        ("Raisins secs", Right.UNKNOWN),
        ("Boudoirs aux œufs frais", Right.SEALED),
        ("Pain de mie nature", Right.SEALED),
        ("Cassoulet", Right.SEALED),
        ("Marteau", Right.OPEN),
    ],
)
def test_what_shoppers_ask_about(name: str, right: Right) -> None:
    product = next(each for each in GOODS.products if each.name == name)
    assert right_of(product, graded=product.gtin in GRADED) is right
