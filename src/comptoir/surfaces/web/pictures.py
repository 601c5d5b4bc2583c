"""Which pictogram stands for which goods, and all of them in one file."""

import re
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

FALLBACK = "basket"

KINDS = {
    "fresh": "salad", "fruit": "apple", "apples-pears": "apple", "citrus": "citrus",
    "bananas-exotic": "banana", "berries": "strawberry", "stone-fruit": "peach",
    "grapes-melons": "grapes", "nuts-dried-fruit": "nuts", "vegetables": "carrot",
    "tomatoes": "tomato", "salads": "salad", "potatoes": "potato", "onions-garlic": "onion",
    "roots": "carrot", "cabbages": "cabbage", "fruit-vegetables": "aubergine",
    "green-vegetables": "peas", "mushrooms": "mushroom", "herbs": "herbs", "meat": "beef",
    "beef": "beef", "veal": "beef", "pork": "pork", "lamb": "lamb", "poultry": "poultry",
    "sausages": "sausages", "offal": "offal", "charcuterie": "ham", "ham": "ham",
    "dry-sausage": "saucisson", "pate": "pate", "bacon": "bacon", "fish": "fish",
    "white-fish": "fish", "salmon-trout": "salmon", "oily-fish": "fish",
    "shellfish": "shellfish", "smoked-fish": "salmon", "bakery": "baguette", "bread": "baguette",
    "sliced-bread": "sliced-bread", "viennoiseries": "croissant", "pastries": "cake",
    "dairy": "milk", "milk": "milk", "plant-drinks": "plant-drink", "cream": "cream",
    "butter": "butter", "margarine": "margarine", "eggs": "eggs", "yogurt": "yogurt",
    "fresh-cheese": "fresh-cheese", "desserts": "dessert", "cheese": "cheese",
    "grated-cheese": "grated-cheese", "soft-cheese": "soft-cheese", "hard-cheese": "cheese",
    "blue-cheese": "blue-cheese", "goat-cheese": "goat-cheese", "spread-cheese": "spread-cheese",
    "deli": "ready-meal", "ready-meals": "ready-meal", "fresh-pizza": "pizza",
    "fresh-pasta": "fresh-pasta", "salads-dips": "dips", "veggie": "veggie", "grocery": "pasta",
    "pasta": "pasta", "rice": "rice", "pulses-grains": "pulses", "tinned-vegetables": "tin",
    "tinned-fish": "tinned-fish", "tinned-meals": "tin", "soups": "soup", "sauces": "sauce",
    "condiments": "condiment", "oils": "oil", "vinegars": "vinegar", "spices": "spices",
    "stocks": "stock", "crisps-snacks": "crisps", "olives-pickles": "olives",
    "world-food": "world", "baking-flour": "flour", "sweet": "biscuit", "coffee": "coffee",
    "tea": "tea", "cocoa": "cocoa", "breakfast-cereals": "cereal", "jam-honey": "jam",
    "spreads": "spread", "biscuits": "biscuit", "chocolate": "chocolate",
    "confectionery": "candy", "sugar": "sugar", "baking-aids": "baking", "compotes": "compote",
    "drinks": "juice", "water": "water", "sparkling-water": "sparkling-water", "juice": "juice",
    "soft-drinks": "soda", "syrups": "syrup", "beer": "beer", "cider": "cider",
    "red-wine": "wine", "white-wine": "wine", "rose-wine": "wine",
    "sparkling-wine": "sparkling-wine", "spirits": "spirits", "frozen": "frozen",
    "frozen-vegetables": "peas", "frozen-fries": "fries", "frozen-fish": "fish",
    "frozen-meat": "poultry", "frozen-meals": "ready-meal", "frozen-pizza": "pizza",
    "ice-cream": "ice-cream", "frozen-desserts": "cake", "frozen-fruit": "strawberry",
    "baby": "baby-bottle", "baby-milk": "baby-bottle", "baby-food": "baby-food",
    "nappies": "nappy", "baby-care": "baby-care", "hygiene": "shower", "shower": "shower",
    "shampoo": "shampoo", "oral-care": "oral-care", "deodorant": "deodorant", "shaving": "razor",
    "skin-care": "skin-care", "intimate-protection": "intimate", "first-aid": "first-aid",
    "paper": "paper", "household": "cleaner", "laundry": "laundry", "dishwashing": "dishes",
    "cleaners": "cleaner", "bin-bags": "bin-bag", "kitchenware": "kitchenware",
    "bulbs-batteries": "bulb", "insecticides": "air-freshener", "stationery": "stationery",
    "pets": "paw", "dog": "dog", "cat": "cat", "small-pets": "paw",
    "frozen-bakery": "croissant", "frozen-herbs": "herbs", "instant-meals": "soup",
    "rusks": "bread", "game": "beef", "foie-gras": "pate", "prepared-fruit": "apple",
    "prepared-vegetables": "carrot", "sprouts": "herbs", "edible-flowers-plants": "herbs",
    "sandwiches": "sliced-bread", "sushi": "world", "fresh-soups": "soup", "party-food": "offer",
    "liqueurs": "spirits", "aperitifs": "spirits", "alcohol-free": "wine",
    "energy-drinks": "soda", "seasonal-chocolate": "chocolate", "cereal-bars": "cereal",
    "diet": "usual", "frozen-snacks": "ready-meal", "frozen-veggie": "veggie",
    "make-up": "skin-care", "sun-care": "skin-care", "home": "kitchenware",
    "cleaning-tools": "cleaner", "laundry-care": "laundry", "tableware": "dishes",
    "cookware": "kitchenware", "food-storage": "kitchenware", "candles": "air-freshener",
    "garden": "herbs", "plants-flowers": "herbs", "games-toys": "stationery",
    "socks-tights": "laundry", "fire-barbecue": "bulb", "party": "offer", "diy": "kitchenware",
    "paint": "cleaner", "car-bike": "bulb", "christmas-decorations": "offer",
}  # fmt: skip
"""The pictogram of each category; what lies in a category without one takes its aisle's."""

_BODY = re.compile(r"<svg\b[^>]*>(.*)</svg>\s*\Z", re.DOTALL)

_INK = re.compile(r' (?:fill|stroke)="#[0-9a-f]{6}"')
"""The colours of a drawing that stands alone; on a page it takes those of the page."""


@cache
def names() -> frozenset[str]:
    """Name every pictogram there is."""
    return frozenset(each.name.removesuffix(".svg") for each in _files())


@cache
def sprite() -> bytes:
    """Put every pictogram into one file, each a symbol of its name."""
    symbols = (_symbol(each) for each in sorted(_files(), key=lambda each: each.name))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'.encode()


def pictogram(*categories: str | None) -> str:
    """Choose the pictogram of goods by their category and those it lies in, nearest first."""
    return next((KINDS[each] for each in categories if each in KINDS), FALLBACK)


def _files() -> tuple[Traversable, ...]:
    folder = resources.files("comptoir.surfaces.web").joinpath("pictograms")
    return tuple(each for each in folder.iterdir() if each.name.endswith(".svg"))


def _symbol(file: Traversable) -> str:
    name = file.name.removesuffix(".svg")
    found = _BODY.match(file.read_text("utf-8").strip())
    if found is None:
        raise ValueError(f"{file.name} is no drawing")
    inherited = _INK.sub("", found[1].strip())
    return f'<symbol id="{name}" viewBox="0 0 48 48">{inherited}</symbol>'
