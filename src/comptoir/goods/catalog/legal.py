"""What French and European law wants known of a product before it is bought."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from comptoir.goods.catalog.gtin import is_valid
from comptoir.goods.catalog.model import Product
from comptoir.kernel.refusals import invalid

Allergen = Literal[
    "gluten",
    "crustaceans",
    "eggs",
    "fish",
    "peanuts",
    "soy",
    "milk",
    "nuts",
    "celery",
    "mustard",
    "sesame",
    "sulphites",
    "lupin",
    "molluscs",
]
"""The fourteen of annex II of regulation (EU) 1169/2011, in its order."""

ALLERGENS: tuple[Allergen, ...] = get_args(Allergen)

_ALLERGENS = frozenset(ALLERGENS)

VAT_RATES: dict[str, int] = {
    "food": 550,
    "infant_food": 550,
    "soft_drink": 550,
    "intimate_protection": 550,
    "contraception": 550,
    "ready_to_eat": 1000,
    "horticulture": 1000,
    "firewood": 1000,
    "alcohol": 2000,
    "confectionery": 2000,
    "chocolate": 2000,
    "margarine": 2000,
    "caviar": 2000,
    "non_food": 2000,
    "pet_food": 2000,
}
"""Why a product bears which rate in metropolitan France, in basis points (CGI art. 278 à 279)."""

_DERIVED = "derived_on_import"

NOT_EATEN = frozenset(
    {
        "non_food",
        "pet_food",
        "intimate_protection",
        "contraception",
        "horticulture",
        "firewood",
    }
)

NUTRIENTS = (
    "energy_kj",
    "energy_kcal",
    "fat",
    "saturates",
    "carbohydrate",
    "sugars",
    "fibre",
    "protein",
    "salt",
)
"""What `nutrition` may hold, in the order of annex XV of regulation (EU) 1169/2011."""

_OBLIGATORY = tuple(name for name in NUTRIENTS if name != "fibre")


@dataclass(frozen=True, slots=True)
class Exemptions:
    """The categories whose goods may lack a list of ingredients, or a nutrition declaration.

    Ingredients: fresh fruit and vegetables, a single ingredient named by the legal name, milk and
    cheese without additions (art. 19). Nutrition: unprocessed single ingredients, water, herbs,
    spices, tea, coffee, vinegar, salt (annex V).
    """

    ingredients: frozenset[str] = frozenset()
    nutrition: frozenset[str] = frozenset()


NO_EXEMPTIONS = Exemptions()

_DECIMAL = re.compile(r"\d{1,5}(?:\.\d{1,3})?\Z")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TEXTS = (
    ("name", 200),
    ("name_en", 200),
    ("brand", 120),
    ("legal_name", 500),
    ("ingredients", 20_000),
    ("vat_reason", 40),
    ("nutriscore_version", 40),
    ("nutriscore_source", 200),
    ("storage", 200),
    ("operator", 400),
    ("image_url", 500),
    ("source", 200),
    ("licence", 200),
)


def derived(ground: str) -> str:
    """Name a ground for VAT that was concluded from a category and still wants confirming."""
    return f"{ground}:{_DERIVED}"


def vat_ground(reason: str) -> str:
    """Give the ground that a reason names, confirmed or derived."""
    return reason.partition(":")[0]


def is_food(product: Product) -> bool:
    """Tell whether the product is eaten or drunk by people."""
    return vat_ground(product.vat_reason) not in NOT_EATEN


def check_product(product: Product) -> None:
    """Check that a product can be; it need not be complete.

    :raises Refusal: when a field cannot be, naming it and the product.
    """
    if not is_valid(product.gtin):
        raise invalid("gtin", "check_digit", gtin=product.gtin[:20])
    if not product.name.strip():
        raise invalid("name", "not_empty", gtin=product.gtin)
    _check_texts(product)
    _check_quantities(product)
    _check_codes(product)
    _check_figures(product)


def _check_codes(product: Product) -> None:
    if product.nutriscore not in (None, "A", "B", "C", "D", "E"):
        raise invalid("nutriscore", "a_to_e", gtin=product.gtin)
    if not _ALLERGENS.issuperset(product.allergens) or not _ALLERGENS.issuperset(product.traces):
        raise invalid("allergens", "one_of", gtin=product.gtin, choices=list(ALLERGENS))
    if not all(_CODE.match(label) for label in product.labels):
        raise invalid("labels", "code", gtin=product.gtin)


def _check_figures(product: Product) -> None:
    if not 0 <= product.vat_rate <= 10_000:
        raise invalid("vat_rate", "basis_points", gtin=product.gtin)
    if product.vat_rate != VAT_RATES.get(vat_ground(product.vat_reason), product.vat_rate):
        raise invalid("vat_rate", "of_its_reason", gtin=product.gtin)
    for nutrient, value in (product.nutrition or {}).items():
        if nutrient not in NUTRIENTS or not _DECIMAL.match(value):
            raise invalid("nutrition", "decimal", gtin=product.gtin, nutrient=nutrient[:40])


def _check_texts(product: Product) -> None:
    for field, most in _TEXTS:
        text: str = getattr(product, field)
        if len(text) > most:
            raise invalid(field, "shorter", gtin=product.gtin[:20], most=most)
        if _CONTROL.search(text):
            raise invalid(field, "printable", gtin=product.gtin[:20])
    if len(product.aliases) > 40 or any(len(alias) > 80 for alias in product.aliases):
        raise invalid("aliases", "shorter", gtin=product.gtin[:20], most=80)


def _check_quantities(product: Product) -> None:
    for field in ("net_value", "each_g", "step_g", "drained_g", "minimum_age"):
        value: int | None = getattr(product, field)
        if value is not None and not 0 < value <= 1_000_000:
            raise invalid(field, "positive", gtin=product.gtin[:20])
    if (product.net_value is None) != (product.net_unit is None):
        raise invalid("net_unit", "with_net_value", gtin=product.gtin[:20])
    if product.net_unit not in (None, "piece", "g", "ml"):
        raise invalid("net_unit", "one_of", gtin=product.gtin[:20], choices=["piece", "g", "ml"])
    if product.sale_unit not in ("piece", "kg"):
        raise invalid("sale_unit", "one_of", gtin=product.gtin[:20], choices=["piece", "kg"])
    if product.deposit < 0:
        raise invalid("deposit", "not_negative", gtin=product.gtin[:20])


def missing(product: Product, *, exempt: Exemptions = NO_EXEMPTIONS) -> tuple[str, ...]:
    """List the fields that the law wants of this product and that are empty.

    Regulation (EU) 1169/2011 art. 9 with the exemptions of art. 16 (alcohol), 19 and annex V;
    arrêté du 16 novembre 1999 (net quantity); code de la santé publique art. L3342-1 (age).
    """
    alcohol = vat_ground(product.vat_reason) == "alcohol"
    wanted: list[tuple[str, bool]] = [
        ("legal_name", not product.legal_name),
        ("category", product.category is None),
        ("vat_reason", product.vat_reason not in VAT_RATES),
        ("operator", not product.operator),
        ("net_value", product.sale_unit == "piece" and product.net_value is None),
        ("minimum_age", alcohol and product.minimum_age != 18),
    ]
    if is_food(product):
        listed = alcohol or product.category in exempt.ingredients
        declared = alcohol or product.category in exempt.nutrition
        nutrition = product.nutrition or {}
        wanted += [
            ("storage", not product.storage),
            ("ingredients", not product.ingredients and not listed),
            ("nutrition", not nutrition and not declared),
            ("nutrition", bool(nutrition) and any(name not in nutrition for name in _OBLIGATORY)),
        ]
    return tuple(dict.fromkeys(field for field, lacks in wanted if lacks))


def unmarked_allergens(product: Product) -> bool:
    """Tell whether a listed allergen is nowhere set apart in the ingredients (art. 21).

    Ingredients set allergens apart between asterisks: "farine de *blé*".
    """
    return bool(product.ingredients and product.allergens and "*" not in product.ingredients)
