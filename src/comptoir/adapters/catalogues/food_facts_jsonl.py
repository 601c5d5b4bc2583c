"""Reads JSON lines: as Open Food Facts publishes them, and in the compact shape derived of them."""

import json
from collections.abc import Iterator, Mapping
from typing import cast

from comptoir.adapters.catalogues.food_codes import allergens_of, labels_of
from comptoir.adapters.catalogues.food_facts import (
    LICENCE,
    SOURCE,
    Taken,
    category_names,
    code_of,
    first_brand,
    grade_of,
    published,
    text,
    words,
)
from comptoir.adapters.catalogues.food_facts_csv import sold_in
from comptoir.adapters.catalogues.lines import Line
from comptoir.adapters.catalogues.model import (
    BadCell,
    CategoryName,
    FileReason,
    FileRefused,
    Flaw,
    Found,
    FoundProduct,
    Nothing,
    Reason,
    Refused,
)
from comptoir.adapters.catalogues.taxonomy import Taxonomy
from comptoir.goods.catalog.net import net_quantity

_INVENTED = "synthetic"
_ENOUGH_LABELS = 60


def is_derived(record: Mapping[str, object]) -> bool:
    """Tell whether a record has the compact shape: `name` and `category_fr` instead of tags."""
    return "name" in record and "product_name" not in record


class FoodFactsJsonl:
    """Turns JSON lines into products."""

    def __init__(self, *, file: str, taxonomy: Taxonomy, country: str = "") -> None:
        self._file = file
        self._taxonomy = taxonomy
        self._country = country

    def read(self, lines: Iterator[Line]) -> Iterator[Found]:
        """Give what each line holds.

        :raises FileRefused: when the last line breaks off in the middle.
        """
        for line in lines:
            yield self._line(line)

    def _line(self, line: Line) -> Found:
        if line.flaw is not None:
            return Refused(line.number, "", Flaw("", line.flaw))
        if not line.text.strip():
            return Nothing(line.number)
        try:
            record: object = json.loads(line.text)
        except (ValueError, RecursionError):
            if not line.ended:
                raise FileRefused(FileReason.CUT_SHORT, file=self._file) from None
            return Refused(line.number, "", Flaw("", Reason.NOT_JSON, line.text[:80]))
        if not isinstance(record, dict):
            return Refused(line.number, "", Flaw("", Reason.NOT_AN_OBJECT, line.text[:80]))
        return self._product(line.number, cast("dict[str, object]", record))

    def _product(self, number: int, record: dict[str, object]) -> Found:
        try:
            if is_derived(record):
                return _derived(number, record, self._taxonomy)
            if self._country and not sold_in(words(record.get("countries_tags")), self._country):
                return Nothing(number)
            return published(number, record.get, _mapping(record.get("nutriments")), self._taxonomy)
        except BadCell as bad:
            return Refused(number, text(record.get("code"))[:20], bad.flaw)


def _mapping(value: object) -> Mapping[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _derived(line: int, record: dict[str, object], taxonomy: Taxonomy) -> FoundProduct:
    """Read the compact shape; what is marked as computed there helps to find but is not shown.

    :raises BadCell: when it has no valid number or no name.
    """
    taken = Taken()
    code = code_of(record.get("code"))
    name = taken.name(text(record.get("name")))
    brand = taken.text("brand", first_brand(text(record.get("brand"))))
    guessed = first_brand(text(record.get("brand_derived")))
    sources = words(record.get("sources"))
    invented = sources == [_INVENTED]
    quantity = text(record.get("quantity")) or text(record.get("quantity_derived"))
    said_allergens = [*words(record.get("allergens")), *words(record.get("allergens_derived"))]
    return FoundProduct(
        line=line,
        gtin=code,
        name=name,
        brand=brand,
        net=net_quantity(quantity),
        categories=_derived_categories(record, taxonomy),
        ingredients=taken.text("ingredients", text(record.get("ingredients"))),
        allergens=allergens_of(said_allergens),
        traces=allergens_of(words(record.get("traces"))),
        nutrition=taken.nutrition(_mapping(record.get("nutriments_100g"))),
        nutriscore=grade_of(text(record.get("nutriscore"))),
        labels=labels_of(words(record.get("labels"))[:_ENOUGH_LABELS]),
        aliases=(guessed[:80],) if guessed and not brand else (),
        image_url=taken.image(text(record.get("image"))),
        source=_INVENTED if invented else f"{SOURCE}: {' '.join(sources)}"[:200].rstrip(": "),
        licence="" if invented else LICENCE,
        left_out=tuple(taken.flaws),
    )


def _derived_categories(
    record: Mapping[str, object], taxonomy: Taxonomy
) -> tuple[CategoryName, ...]:
    tags = category_names(words(record.get("categories_tags")), (), taxonomy)
    leaf = text(record.get("category_fr"))
    named = category_names([leaf if ":" in leaf else f"fr:{leaf}"], [leaf], taxonomy)
    return (*tags, *named)
