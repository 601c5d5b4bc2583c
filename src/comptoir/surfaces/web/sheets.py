"""A product's sheet: everything that French and European law wants told before it is bought."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.goods.catalog.legal import NUTRIENTS, is_food
from comptoir.goods.catalog.model import Product
from comptoir.goods.catalog.rules import Per
from comptoir.goods.pricing.model import Offer
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.shelf.shrinkage import Shrunk
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity, Unit
from comptoir.street.typography import apostrophes
from comptoir.surfaces.web.cards import CardView, card, label_names
from comptoir.surfaces.web.views import Print

_DEGREES = re.compile(r"(chilled|frozen) (-?\d+)\Z")
_PER: dict[Per, str] = {"kg": "per_kilogram", "l": "per_l", "piece": "per_piece"}
_WITHIN = frozenset({"saturates", "sugars"})
"""Nutrients that are part of the one before them."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a list of ingredients; an allergen is `set_apart` (INCO, art. 21)."""

    text: str
    set_apart: bool


@dataclass(frozen=True, slots=True)
class Nutrient:
    """A row of the nutrition declaration; `within` when it is part of the row above."""

    name: str
    amount: str
    within: bool


@dataclass(frozen=True, slots=True)
class SheetView:
    """A product's sheet; a text that does not apply is empty.

    `fresh` are class, variety and size of fresh goods, `facts` the rest that must be told, both
    labelled; texts of the catalogue are French.
    """

    card: CardView
    image: str
    origin: str
    fresh: tuple[tuple[str, str], ...]
    shrunk: str
    deposit: str
    weighed: bool
    age: bool
    net: str
    labels: tuple[str, ...]
    nutriscore_about: str
    food: bool
    ingredients: tuple[Part, ...]
    contains: str
    may_contain: str
    allergens_known: bool
    nutrition: tuple[Nutrient, ...]
    nutrition_per: str
    facts: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the rooms know of a product in one store."""

    item: ShelfItem
    product: Product
    offer: Offer
    shrunk: Shrunk | None


def sheet(known: Known, printed: Print, shown: CardView | None = None) -> SheetView:
    """Work out what to show of a product."""
    product, words, figures = known.product, printed.words, printed.figures
    deposit = figures.money(product.deposit)
    return SheetView(
        card=shown or card(known.item, printed),
        image=_own(product.image_url),
        origin=apostrophes(known.offer.origin),
        fresh=_fresh(known.offer, printed),
        shrunk=_shrunk(known.shrunk, printed),
        deposit=words("sheet_deposit", amount=deposit) if product.deposit else "",
        weighed=product.sale_unit == "kg",
        age=product.minimum_age is not None,
        net=_net(product, printed),
        labels=label_names(product.labels, printed),
        nutriscore_about=_nutriscore(product, printed),
        food=is_food(product),
        ingredients=parts_of(apostrophes(product.ingredients)),
        contains=_allergens("sheet_contains", product.allergens, printed),
        may_contain=_allergens("sheet_traces", product.traces, printed),
        allergens_known=bool(product.ingredients or product.allergens),
        nutrition=_nutrition(product, printed),
        nutrition_per=words("per_100ml" if product.net_unit == "ml" else "per_100g"),
        facts=_facts(product, printed),
        source=_source(product, printed),
    )


def parts_of(ingredients: str) -> tuple[Part, ...]:
    """Split ingredients at the asterisks between which allergens stand."""
    pieces = ingredients.split("*")
    if len(pieces) % 2 == 0:  # an asterisk without its fellow is no mark
        return (Part(ingredients, set_apart=False),)
    return tuple(Part(text, place % 2 == 1) for place, text in enumerate(pieces) if text)


def _fresh(offer: Offer, printed: Print) -> tuple[tuple[str, str], ...]:
    words = printed.words
    told = (("class", offer.class_), ("variety", offer.variety), ("calibre", offer.calibre))
    return tuple((words(f"fresh_{key}"), value) for key, value in told if value)


def _shrunk(shrunk: Shrunk | None, printed: Print) -> str:
    """Write the notice that the arrêté of 16 April 2024 (art. 2) words."""
    if shrunk is None:
        return ""
    figures = printed.figures
    return printed.words(
        "shrunk",
        was=figures.quantity(shrunk.was),
        now=figures.quantity(shrunk.now),
        per=printed.words(_PER[shrunk.price_now.per]),
        rise=figures.rate(shrunk.rise),
    )


def _allergens(key: str, codes: Sequence[str], printed: Print) -> str:
    named = ", ".join(printed.words(f"allergen_{code}") for code in codes)
    return printed.words(key, list=named) if named else ""


def _nutrition(product: Product, printed: Print) -> tuple[Nutrient, ...]:
    told = product.nutrition or {}
    rows: list[Nutrient] = []
    if "energy_kj" in told or "energy_kcal" in told:
        rows.append(Nutrient(printed.words("nutrient_energy"), _energy(product, printed), False))
    rows.extend(
        Nutrient(
            printed.words(f"nutrient_{name}"),
            f"{_decimal(told[name], printed)}\u202fg",
            name in _WITHIN,
        )
        for name in NUTRIENTS
        if name in told and not name.startswith("energy")
    )
    return tuple(rows)


def _energy(product: Product, printed: Print) -> str:
    told = product.nutrition or {}
    units = (("energy_kj", "kJ"), ("energy_kcal", "kcal"))
    return " / ".join(
        f"{_decimal(told[name], printed)}\u202f{unit}" for name, unit in units if name in told
    )


def _decimal(text: str, printed: Print) -> str:
    return text.replace(".", ",") if printed.words.language is Language.FRENCH else text


def _nutriscore(product: Product, printed: Print) -> str:
    if not product.nutriscore:
        return ""
    words = printed.words
    version = product.nutriscore_version
    about = [words("nutriscore_version", version=version)] if version else []
    source = product.nutriscore_source
    if source:
        key = f"nutriscore_by_{source}"
        about.append(words(key) if words.has(key) else source)
    return ", ".join(about)


def _storage(told: str, printed: Print) -> str:
    """Print how to keep it: a code of ours in words, anything else as the grocer wrote it."""
    degrees = _DEGREES.match(told)
    if degrees is not None:
        shown = degrees[2].replace("-", "−")
        return printed.words(f"storage_{degrees[1]}", degrees=shown)
    key = f"storage_{told}"
    return printed.words(key) if printed.words.has(key) else told


def _net(product: Product, printed: Print) -> str:
    if product.sale_unit == "kg" or not product.net_value or not product.net_unit:
        return ""
    if product.net_unit == "piece":
        return printed.words("pieces", count=product.net_value)
    return printed.figures.quantity(Quantity(product.net_value, Unit(product.net_unit)))


def _grams(value: int | None, printed: Print) -> str:
    return printed.figures.quantity(Quantity(value, Unit.GRAM)) if value else ""


def _facts(product: Product, printed: Print) -> tuple[tuple[str, str], ...]:
    words, figures = printed.words, printed.figures
    told = (
        ("sheet_legal_name", product.legal_name or product.name),
        ("sheet_net", _net(product, printed)),
        ("sheet_drained", _grams(product.drained_g, printed)),
        ("sheet_storage", _storage(product.storage, printed)),
        ("sheet_operator", product.operator),
        ("fact_vat", figures.rate(product.vat_rate)),
        ("fact_gtin", product.gtin),
    )
    return tuple((words(key), apostrophes(value)) for key, value in told if value)


def _own(address: str) -> str:
    """Give a picture's address where it is our own: a page asks no other house for anything."""
    return address if address.startswith("/") and not address.startswith("//") else ""


def _source(product: Product, printed: Print) -> str:
    if not product.source:
        return ""
    if not product.licence:
        return printed.words("source_of", source=product.source)
    return printed.words("source_licensed", source=product.source, licence=product.licence)
