"""A product as Open Food Facts publishes it, whichever way, in the shape of our own catalogue."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import cast

from comptoir.adapters.catalogues.food_codes import allergens_of, labels_of, nutrition_of
from comptoir.adapters.catalogues.model import (
    BadCell,
    CategoryName,
    Flaw,
    FoundProduct,
    Reason,
)
from comptoir.adapters.catalogues.taxonomy import Taxonomy
from comptoir.goods.catalog import gtin
from comptoir.goods.catalog.net import MOST, net_quantity
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.refusals import Refusal

SOURCE = "Open Food Facts"
LICENCE = "ODbL 1.0, © Open Food Facts contributors"
LONGEST = {"name": 200, "brand": 120, "legal_name": 500, "ingredients": 20_000, "storage": 200,
           "operator": 400, "image_url": 500, "quantity": 200}  # fmt: skip

Get = Callable[[str], object]
"""Gives the value of a published field, or None."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NO_LETTER = re.compile(r"[\W_]+")
_OTHER_BRANDS = 4
_NAMES = ("product_name_fr", "product_name", "abbreviated_product_name")
_GRADES = ("nutriscore_grade", "nutrition_grades", "nutrition_grade_fr")
_UNIT_OF = {"g": Unit.GRAM, "ml": Unit.MILLILITRE}


def text(value: object) -> str:
    """Read a value as one line of text; lists become words between commas."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return ",".join(text(each) for each in cast("list[object]", value))
    return " ".join(str(value).split())


def first_text(get: Get, *names: str) -> str:
    """Give the first of these fields that says something."""
    for name in names:
        if said := text(get(name)):
            return said
    return ""


def words(value: object) -> list[str]:
    """Read a list, or text between commas, as its words."""
    return [word for part in text(value).split(",") if (word := part.strip())]


def code_of(value: object) -> str:
    """Read a trade item number in the form that our catalogue keeps.

    :raises BadCell: when there is none, or its check digit is wrong.
    """
    said = text(value)
    if not said:
        raise BadCell("gtin", Reason.MISSING)
    try:
        return gtin.normal(said)
    except Refusal:
        raise BadCell("gtin", Reason.CHECK_DIGIT, said) from None


class Taken:
    """Takes texts over one by one and notes what had to be left out."""

    def __init__(self) -> None:
        self.flaws: list[Flaw] = []

    def name(self, said: str) -> str:
        """Take the name, without which there is no product.

        :raises BadCell: when it is missing, too long or not printable.
        """
        if not said:
            raise BadCell("name", Reason.MISSING)
        if len(said) > LONGEST["name"]:
            raise BadCell("name", Reason.TOO_LONG, said)
        if _CONTROL.search(said):
            raise BadCell("name", Reason.NOT_PRINTABLE, repr(said))
        return said

    def text(self, field: str, said: str) -> str:
        """Take a text, or leave it out when it is too long or not printable."""
        if len(said) > LONGEST[field]:
            self.flaws.append(Flaw(field, Reason.TOO_LONG, said[:80]))
            return ""
        if _CONTROL.search(said):
            self.flaws.append(Flaw(field, Reason.NOT_PRINTABLE, repr(said)[:80]))
            return ""
        return said

    def nutrition(self, said: Mapping[str, object]) -> dict[str, str] | None:
        """Take the nutrition declaration, or leave it out when a figure cannot be."""
        found, impossible = nutrition_of(said)
        if impossible:
            self.flaws.append(Flaw("nutrition", Reason.IMPOSSIBLE))
        return found

    def image(self, said: str) -> str:
        """Take the address of a picture, if it is one."""
        return self.text("image_url", said) if said.startswith("https://") else ""


def published(
    line: int, get: Get, nutrients: Mapping[str, object], taxonomy: Taxonomy
) -> FoundProduct:
    """Read a product out of the fields of a published dump (CSV and JSONL share their names).

    :raises BadCell: when it has no valid number or no name.
    """
    taken = Taken()
    code = code_of(get("code"))
    name = taken.name(
        first_text(get, "product_name_fr", "product_name", "abbreviated_product_name")
    )
    return FoundProduct(
        line=line,
        gtin=code,
        name=name,
        name_en=_english_name(get, name),
        brand=taken.text("brand", first_brand(text(get("brands")))),
        legal_name=taken.text("legal_name", first_text(get, "generic_name_fr", "generic_name")),
        net=net_of(get),
        categories=_categories(get, taxonomy),
        ingredients=taken.text(
            "ingredients", first_text(get, "ingredients_text_fr", "ingredients_text")
        ),
        allergens=allergens_of(words(get("allergens_tags")) or words(get("allergens"))),
        traces=allergens_of(words(get("traces_tags")) or words(get("traces"))),
        nutrition=taken.nutrition(nutrients),
        nutriscore=grade_of(first_text(get, *_GRADES)),
        nutriscore_version=text(get("nutriscore_version"))[:40],
        storage=taken.text("storage", text(get("conservation_conditions_fr"))),
        operator=taken.text("operator", text(get("customer_service_fr"))),
        labels=labels_of(words(get("labels_tags")) or words(get("labels"))),
        image_url=taken.image(first_text(get, "image_front_url", "image_url")),
        popularity=_whole(text(get("unique_scans_n"))),
        source=SOURCE,
        licence=LICENCE,
        left_out=tuple(taken.flaws),
    )  # fmt: skip


def _english_name(get: Get, name: str) -> str:
    english = first_text(get, "product_name_en")
    return "" if len(english) > LONGEST["name"] or english == name else english


def first_brand(said: str) -> str:
    """Give the first of several brands."""
    return said.split(",", maxsplit=1)[0].strip()


def grade_of(said: str) -> str | None:
    """Read a Nutri-Score; "unknown" and "not-applicable" are none."""
    return said.upper() if said.upper() in {"A", "B", "C", "D", "E"} else None


def net_of(get: Get) -> Quantity | None:
    """Read the net quantity as printed, else as Open Food Facts has computed it (g or ml)."""
    printed = net_quantity(text(get("quantity")))
    if printed is not None:
        return printed
    unit = _UNIT_OF.get(text(get("product_quantity_unit")).lower())
    try:
        value = Decimal(text(get("product_quantity")) or "0")
    except InvalidOperation:
        return None
    if unit is None or not value.is_finite() or value % 1 or not 0 < value <= MOST:
        return None
    return Quantity(int(value), unit)


def _whole(said: str) -> int:
    number = said.split(".", maxsplit=1)[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0


def _categories(get: Get, taxonomy: Taxonomy) -> tuple[CategoryName, ...]:
    """Give a product's categories, widest first, in French and English where that is known.

    Published products name their categories twice: as tags, and as the words of the product's
    language; where the two lists run side by side they translate each other.
    """
    tags = words(get("categories_hierarchy")) or words(get("categories_tags"))
    said = words(get("categories"))
    side_by_side = len(said) == len(tags) and text(get("lang") or get("categories_lc")) == "fr"
    return category_names(tags, said if side_by_side else (), taxonomy)


def category_names(
    tags: Iterable[str], french: Iterable[str], taxonomy: Taxonomy
) -> tuple[CategoryName, ...]:
    """Name categories by their tags (`en:breakfast-cereals`), widest first; the leaf comes last."""
    spoken = list(french)
    known = [
        taxonomy.name(tag) or _by_tag(tag, spoken[place] if spoken else "")
        for place, tag in enumerate(tags)
    ]
    named = [each for each in known if each is not None]
    if named and taxonomy:
        return taxonomy.above(named[-1].key) or tuple(named)
    return tuple(named)


_CATEGORY = re.compile(r"(?:(?P<language>[a-z]{2,3}):)?(?P<words>[^\s:][^:]{1,78})\Z")
_NO_CATEGORY = {"en:labeled-products", "en:null", "en:undefined", "fr:null"}


@lru_cache(maxsize=65_536)
def _by_tag(tag: str, spoken: str) -> CategoryName | None:
    match = _CATEGORY.match(tag)
    if match is None or tag in _NO_CATEGORY:
        return None
    language = match["language"] or "fr"
    if language not in ("en", "fr"):
        return None
    shown = match["words"].replace("-", " ").strip().capitalize()
    if language == "en":
        apart = spoken if ":" not in spoken else ""
        return CategoryName(tag, french=apart, english=shown)
    return CategoryName(tag, french=spoken if spoken and ":" not in spoken else shown)
