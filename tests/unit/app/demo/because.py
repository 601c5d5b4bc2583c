"""Why a product of the demo may lack a field that the law asks of most: the rule, by category."""

from comptoir.goods.catalog.legal import Exemptions, is_food, vat_ground
from comptoir.goods.catalog.model import Product

_FRUIT = """apples-pears citrus bananas-exotic berries stone-fruit grapes-melons tomatoes salads
    potatoes onions-garlic roots cabbages fruit-vegetables green-vegetables mushrooms"""
_MEAT = "beef veal pork lamb poultry offal game"
_FISH = "white-fish salmon-trout oily-fish shellfish"

WITH_ORIGIN = frozenset(f"{_FRUIT} {_MEAT} {_FISH} herbs eggs".split())
"""Origin is asked of unprocessed fruit and vegetables (1308/2013, art. 76), meat (1337/2013 and
1760/2000), fish (1379/2013, art. 35) and eggs (2023/2465)."""

WITH_CLASS = frozenset(_FRUIT.split())
"""Quality classes are those of the marketing standards (delegated regulation 2023/2429)."""

INGREDIENTS = {
    "1169/2011 art. 19(1)(a): fresh fruit and vegetables that are not peeled or cut": frozenset(
        f"{_FRUIT} herbs edible-flowers-plants".split()
    ),
    "1169/2011 art. 19(1)(e): a single ingredient that the name gives": frozenset(
        f"""{_MEAT} foie-gras frozen-meat nuts-dried-fruit frozen-fruit frozen-vegetables
        frozen-herbs coffee tea spices sugar oils jam-honey rice pulses-grains baking-flour
        baking-aids water sparkling-water""".split()
    ),
}
NUTRITION = {
    "1169/2011 annex V: water, herbs, spices, tea, coffee, vinegar, yeast, chewing gum": frozenset(
        [
            "herbs",
            "edible-flowers-plants",
            "frozen-herbs",
            "water",
            "sparkling-water",
            "coffee",
            "tea",
            "spices",
            "vinegars",
            "baking-flour",
            "baking-aids",
            "confectionery",
        ]
    ),
}

EXEMPT = Exemptions(
    ingredients=frozenset[str]().union(*INGREDIENTS.values()),
    nutrition=frozenset[str]().union(*NUTRITION.values()),
)


def because(field: str, product: Product) -> str:
    """Give the rule that lets the product go without the field, or nothing."""
    match field:
        case "ingredients" | "nutrition":
            return _eaten(field, product)
        case "storage":
            return "" if is_food(product) else "not eaten"
        case "allergens":
            return "" if product.allergens else "contains none of the fourteen"
        case "nutriscore_version":
            return "" if product.nutriscore else "Nutri-Score is the operator's choice"
        case "minimum_age":
            alcohol = vat_ground(product.vat_reason) == "alcohol"
            return "" if alcohol else "no alcohol above 1.2 %"
        case "origin":
            return "" if product.category in WITH_ORIGIN else "no origin rule for its category"
        case "class":
            return "" if product.category in WITH_CLASS else "no marketing standard"
        case "net_value":
            return "sold by weight" if product.sale_unit == "kg" else ""
        case _:
            return ""


def _eaten(field: str, product: Product) -> str:
    if not is_food(product):
        return "not eaten"
    if vat_ground(product.vat_reason) == "alcohol":
        return "1169/2011 art. 16(4): more than 1.2 % of alcohol"
    if product.name.startswith("Eau de source"):
        return "water is its own ingredient"
    rules = INGREDIENTS if field == "ingredients" else NUTRITION
    return next((rule for rule, kinds in rules.items() if product.category in kinds), "")
