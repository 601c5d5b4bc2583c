"""A cart in another store: which amounts go along, and what is told of each line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from comptoir.goods.pricing.model import Promotion
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.measure import Quantity, Unit
from comptoir.shopping.carts.model import Cart, CartLine

Given = Mapping[str, tuple[int | None, int | None]]
"""What two carts had of a product when the one was last copied into the other: source, target."""


class Fate(StrEnum):
    """What became of a line in the other store; the first that is so."""

    MISSING = "missing"
    """The store does not sell it."""
    SOLD_OUT = "sold_out"
    FEWER = "fewer"
    """The store cannot promise as much."""
    PRICE = "price"
    """It is there whole, at another price or on another promotion."""
    SAME = "same"


@dataclass(frozen=True, slots=True)
class LineMove:
    """A line in the other store; prices in minor units a piece or a kilogram, promos undated.

    `now` is what the cart there has of it, None where it has nothing.
    """

    gtin: str
    name: str
    fate: Fate
    asked: Quantity
    now: Quantity | None
    price_was: int
    price: int | None
    promo_was: Promotion | None = None
    promo: Promotion | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A place in a window of the store that was left: it does not come along."""

    mode: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed when a cart was copied to another store; money in minor units."""

    source: str
    cart: str
    at: datetime
    lines: tuple[LineMove, ...]
    total_was: int
    there_already: tuple[str, ...] = ()
    """Products that only the cart there had."""
    slot_lost: Lost | None = None
    mode_lost: str | None = None
    """How the goods were to come, where the store does not offer it."""
    code_lost: str | None = None

    @property
    def came(self) -> tuple[LineMove, ...]:
        """Give the lines of which there is anything in the store."""
        return tuple(line for line in self.lines if line.fate not in NOTHING)

    @property
    def did_not_come(self) -> tuple[LineMove, ...]:
        """Give the lines of which there is nothing in the store."""
        return tuple(line for line in self.lines if line.fate in NOTHING)

    @property
    def is_the_same(self) -> bool:
        """Tell whether there is nothing to tell."""
        lost = self.slot_lost or self.mode_lost or self.code_lost or self.there_already
        return not lost and all(line.fate is Fate.SAME for line in self.lines)


NOTHING = frozenset({Fate.MISSING, Fate.SOLD_OUT})


@dataclass(frozen=True, slots=True)
class Changes:
    """What to write into the cart: amounts in pieces or grams, and what to take out."""

    put: dict[str, int]
    drop: tuple[str, ...]


def changes(
    source: Mapping[str, int],
    target: Mapping[str, int],
    given: Given,
    items: Mapping[str, ShelfItem],
) -> Changes:
    """Decide what of `source` is written into `target`, whose store sells `items`.

    What the source has not changed since the two last met is left as the target has it, so that
    repeating changes nothing and going back finds what did not come along. What was taken out of
    the source is taken out of the target too, unless it was changed there meanwhile.
    """
    put: dict[str, int] = {}
    drop: list[str] = []
    for gtin in dict.fromkeys([*source, *target]):
        has, there = source.get(gtin), target.get(gtin)
        had, there_then = given.get(gtin, (None, None))
        if has == had:
            continue
        if has is None:
            if there == there_then:
                drop.append(gtin)
            continue
        fits = promisable(items.get(gtin), has)
        if fits and fits != there:
            put[gtin] = fits
    return Changes(put, tuple(drop))


def promisable(item: ShelfItem | None, wanted: int) -> int:
    """Tell how much of a wish a store can promise; what is weighed comes in whole steps."""
    if item is None:
        return 0
    if item.available >= wanted:
        return wanted
    step = item.step_g if item.unit is Unit.GRAM else None
    return item.available - item.available % (step or 1)


def told(
    lines: Sequence[CartLine], there: Mapping[str, int], items: Mapping[str, ShelfItem]
) -> tuple[LineMove, ...]:
    """Tell what became of each line; `there` is what the other cart has of it now."""
    return tuple(_told(line, there.get(line.gtin), items.get(line.gtin)) for line in lines)


def _told(line: CartLine, there: int | None, item: ShelfItem | None) -> LineMove:
    now = None if item is None or there is None else Quantity(there, line.quantity.unit)
    return LineMove(
        gtin=line.gtin,
        name=line.name,
        fate=_fate(line, there, item),
        asked=line.quantity,
        now=now,
        price_was=line.price,
        price=None if item is None else item.price,
        promo_was=_undated(line.terms.promotion),
        promo=None if item is None else _undated(item.promotion),
    )


def _fate(line: CartLine, there: int | None, item: ShelfItem | None) -> Fate:
    if item is None:
        return Fate.MISSING
    if there is None or item.available <= 0:
        return Fate.SOLD_OUT
    if there < line.quantity.value:
        return Fate.FEWER
    same = item.price == line.price
    same &= _undated(item.promotion) == _undated(line.terms.promotion)
    return Fate.SAME if same else Fate.PRICE


def _undated(promotion: Promotion | None) -> Promotion | None:
    return None if promotion is None else promotion.undated


def amounts(cart: Cart) -> dict[str, int]:
    """Give what a cart has of each product, in pieces or grams."""
    return {line.gtin: line.quantity.value for line in cart.lines}


def exchanged(source: Mapping[str, int], target: Mapping[str, int]) -> Given:
    """Note what both carts have once the one was copied into the other."""
    every = dict.fromkeys([*source, *target])
    return {gtin: (source.get(gtin), target.get(gtin)) for gtin in every}


def reversed_(given: Given) -> Given:
    """Read what was noted the other way round."""
    return {gtin: (target, source) for gtin, (source, target) in given.items()}
