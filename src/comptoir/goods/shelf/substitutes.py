"""What a polite shop assistant would offer instead: in stock, as safe, and much the same thing."""

import re
from collections.abc import Collection, Mapping, Sequence

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.rules import UnitPrice, unit_price
from comptoir.goods.shelf import _store, queries
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.refusals import not_found

DIETS = (
    "gluten_free",
    "lactose_free",
    "sugar_free",
    "no_added_sugar",
    "vegetarian",
    "vegan",
    "halal",
    "egg_free",
    "peanut_free",
    "no_pork",
)
"""The labels that a substitute never gives up; the others only weigh."""

_LEAST_ALIKE = 0.25
_LEAST_PRICE = 1 / 3
"""Three times the price a kilogram is not the same thing any more."""

_HOLDERS = frozenset(
    (
        "filet",
        "barquet",
        "sachet",
        "boit",
        "lot",
        "pack",
        "melang",
        "bouteil",
        "bocal",
        "assortiment",
    )
)
"""Stems that say how goods are held rather than what they are."""

_WORN = re.compile(r"tail\d+|\d\w*age")
"""Terms that tell whom goods fit, a size or an age with its number: nothing else will do."""

_NAME, _SIZE, _PRICE, _BRAND, _LABELS, _HABIT = 0.5, 0.2, 0.15, 0.05, 0.1, 0.3


async def substitutes(
    on: Reading,
    *,
    store: str,
    gtin: str,
    limit: int = 3,
    taken: Mapping[str, int] | None = None,
    labels: Collection[str] = (),
) -> tuple[ShelfItem, ...]:
    """Give what the store could offer instead of a product, the best first; perhaps nothing.

    Only goods of the same leaf category, in stock, without an allergen or a trace the original
    has not, with all its diet labels and those asked for by `labels`. `taken` tells how often the
    household took a product.

    :raises Refusal: when the catalogue has no such product.
    """
    original = await _store.ORIGINAL.first(on, store=store, gtin=gtin, now=on.now)
    if original is None:
        raise not_found("product", gtin)
    alike = await _store.ALIKE.all(on, store=store, gtin=gtin, diets=list(DIETS))
    stems = {
        row.gtin: row.name_stems
        for row in alike
        if likeness(original.name_stems, row.name_stems) >= _LEAST_ALIKE
    }
    if not stems:
        return ()
    items = await queries.items(on, store=store, gtins=list(stems))
    alike_enough = [item for item in items.values() if set(labels) <= set(item.labels)]
    return _ranked(original, alike_enough, stems, taken or {})[:limit]


def _ranked(
    original: _store.Original,
    items: Sequence[ShelfItem],
    stems: Mapping[str, Sequence[str]],
    taken: Mapping[str, int],
) -> tuple[ShelfItem, ...]:
    """Rank what is not much dearer, the likest first."""
    asked = _unit_price(original)
    return tuple(
        sorted(
            (item for item in items if _not_dearer(asked, item.unit_price) >= _LEAST_PRICE),
            key=lambda item: (
                -_score(original, item, stems[item.gtin], taken.get(item.gtin, 0)),
                item.gtin,
            ),
        )
    )


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Tell how alike two names are, 0 to 1: the stems they share; the first counts double.

    Nappies of one size and of another are not alike at all.
    """
    first = [stem for stem in first if stem not in _HOLDERS]
    second = [stem for stem in second if stem not in _HOLDERS]
    if not first or not second:
        return 0.0
    if (fits := _fits(first)) and (others := _fits(second)) and fits.isdisjoint(others):
        return 0.0
    shared = set(first) & set(second)
    head = 1 if first[0] == second[0] else 0
    return (len(shared) + head) / (max(len(set(first)), len(set(second))) + 1)


def _fits(stems: Sequence[str]) -> frozenset[str]:
    """Give the sizes of wearers that a name tells: "taille 3", "1er âge"."""
    return frozenset(stem for stem in stems if _WORN.fullmatch(stem))


def ratio(first: int, second: int) -> float:
    """Tell how near two quantities are: 1 when equal, 0.5 when one is twice the other."""
    return min(first, second) / max(first, second) if first > 0 and second > 0 else 0.0


def _score(original: _store.Original, item: ShelfItem, stems: Sequence[str], taken: int) -> float:
    return (
        _NAME * likeness(original.name_stems, stems)
        + _SIZE * _size(original, item)
        + _PRICE * _not_dearer(_unit_price(original), item.unit_price)
        + _BRAND * (original.brand == item.brand)
        + _LABELS * _same_labels(original.labels, item.labels)
        + _HABIT * min(taken, 3) / 3
    )


def _size(original: _store.Original, item: ShelfItem) -> float:
    if original.sale_unit != item.sale_unit or original.net_unit != item.net_unit:
        return 0.0
    return 1.0 if item.sale_unit == "kg" else ratio(original.net_value or 0, item.net_value or 0)


def _unit_price(original: _store.Original) -> UnitPrice | None:
    if original.price is None:
        return None
    return unit_price(
        original.price,
        sale_unit=original.sale_unit,
        net_value=original.net_value,
        net_unit=original.net_unit,
    )


def _not_dearer(asked: UnitPrice | None, offered: UnitPrice | None) -> float:
    if asked is None or offered is None or asked.per != offered.per:
        return 0.5
    return 1.0 if offered.amount <= asked.amount else ratio(asked.amount, offered.amount)


def _same_labels(first: Sequence[str], second: Sequence[str]) -> float:
    both = set(first) | set(second)
    return len(set(first) & set(second)) / len(both) if both else 1.0
