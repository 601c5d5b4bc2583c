"""How much is meant: an amount as said, fitted to the goods it was said of."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from comptoir.conversation.model import Amount, SaidItem, Unit
from comptoir.goods.catalog import rules
from comptoir.goods.catalog.rules import Ask, Fits, Said, SaidUnit
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.measure import Quantity, grams, millilitres, pieces
from comptoir.kernel.measure import Unit as KeptUnit

_DEAR = 1200
"""Cents a kilogram above which a little is a quarter of a kilogram rather than half of one."""

_PUBLIC: dict[Unit, tuple[int, KeptUnit]] = {
    Unit.PIECE: (1, KeptUnit.PIECE),
    Unit.PACK: (1, KeptUnit.PIECE),
    Unit.SLICE: (1, KeptUnit.PIECE),
    Unit.BUNCH: (1, KeptUnit.PIECE),
    Unit.GRAM: (1, KeptUnit.GRAM),
    Unit.KILOGRAM: (1000, KeptUnit.GRAM),
    Unit.POUND: (454, KeptUnit.GRAM),
    Unit.OUNCE: (28, KeptUnit.GRAM),
    Unit.MILLILITRE: (1, KeptUnit.MILLILITRE),
    Unit.LITRE: (1000, KeptUnit.MILLILITRE),
    Unit.PINT: (568, KeptUnit.MILLILITRE),
}

_HELD = re.compile(r"\b(?:pack|lot) de \d+ ([^\W\d_]{3,})")
_A_BUNCH = Amount(Fraction(1), Unit.BUNCH)
_COUNTS = frozenset({SaidUnit.PIECE, SaidUnit.PACK, SaidUnit.SLICE, SaidUnit.BUNCH})


@dataclass(frozen=True, slots=True)
class HowMuch:
    """A quantity to put; `count` when pieces were said of goods that are weighed.

    `exact` is false when a measure was said that comes out otherwise.
    """

    quantity: Quantity
    count: int | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Unclear:
    """The shopper has to choose; `packs` when it is a matter of how many packs."""

    options: tuple[Quantity, ...]
    packs: bool


def fitted(item: ShelfItem, said: SaidItem) -> Fits | Ask:
    """Fit an amount as said to a product.

    :raises Refusal: when it is not positive.
    """
    return rules.fit(item, _said(said))


def how_much(item: ShelfItem, said: SaidItem, *, usual: int | None = None) -> HowMuch | Unclear:
    """Decide how much of a product is meant, or what has to be asked.

    Where nothing was said of goods sold by weight, the household's usual weight is taken, else
    half a kilogram (a quarter of dear goods): a shop assistant would not stop a list for it.

    :raises Refusal: when the amount is not positive.
    """
    weighed = item.unit is KeptUnit.GRAM
    if weighed and said.amount == _A_BUNCH:  # of bananas: nobody means one
        said = replace(said, amount=None)
    if said.amount is None and weighed and usual is not None:
        return HowMuch(grams(usual))
    found = fitted(item, said)
    if isinstance(found, Fits):
        return HowMuch(found.quantity, _count(item, said), found.exact or not measured(said))
    if _each_counts(item, said):
        return HowMuch(min(found.options, key=lambda each: each.value))
    if len(found.options) == 1 and not off(item, said):
        return HowMuch(found.options[0], exact=not measured(said) or _says_size(item, said))
    if said.amount is None and weighed:
        return HowMuch(found.options[0 if item.price >= _DEAR else 1])
    return Unclear(found.options, packs=not weighed)


def inside(item: ShelfItem, said: SaidItem, heard: str) -> SaidItem:
    """Read "six canettes" of a "pack de 6 canettes" as the pieces inside rather than six packs."""
    amount = said.amount
    held = _HELD.search(item.name.lower())
    if amount is None or amount.unit is not Unit.PACK or held is None:
        return said
    one = held[1].rstrip("s")
    if one not in {word.rstrip("s") for word in heard.lower().split()}:
        return said
    return replace(said, amount=Amount(amount.value, Unit.PIECE))


def measured(said: SaidItem) -> bool:
    """Tell whether a weight or a volume was said, of the whole or of one pack."""
    return said.size is not None or (
        said.amount is not None and SaidUnit(said.amount.unit.value) not in _COUNTS
    )


def _says_size(item: ShelfItem, said: SaidItem) -> bool:
    """Tell whether a name has the measure that was said: bags "30 l", a plate "23 cm"."""
    one = said.size or said.amount
    if one is None or item.net_unit != "piece":
        return False
    return (
        re.search(rf"\b{one.value} ?{re.escape(one.unit.value)}\b", item.name.lower()) is not None
    )


def off(item: ShelfItem, said: SaidItem) -> bool:
    """Tell whether a measure was said from which any number of these goods is too far."""
    comparable = item.unit is KeptUnit.GRAM or item.net_unit in ("g", "ml")
    return comparable and measured(said) and isinstance(fitted(item, said), Ask)


def more_of(item: ShelfItem, said: SaidItem) -> HowMuch | Unclear:
    """Decide how much a product that is in the cart already is set to: a bare number counts packs.

    :raises Refusal: when the amount is not positive.
    """
    found = how_much(item, said)
    amount = said.amount
    if not isinstance(found, Unclear) or amount is None or amount.unit is not Unit.PIECE:
        return found
    return HowMuch(pieces(max(1, round(amount.value)))) if found.packs else found


def public(amount: Amount | None) -> Quantity | None:
    """Give an amount as it is exchanged: pieces, grams or millilitres, rounded up."""
    if amount is None:
        return None
    factor, unit = _PUBLIC[amount.unit]
    value = amount.value * factor
    return Quantity(max(1, -(-value.numerator // value.denominator)), unit)


def kept(quantity: Quantity) -> Amount:
    """Give a kept quantity as an amount that means the same when it is said of the same goods."""
    match quantity.unit:
        case KeptUnit.GRAM:
            return Amount(Fraction(quantity.value), Unit.GRAM)
        case KeptUnit.MILLILITRE:
            return Amount(Fraction(quantity.value), Unit.MILLILITRE)
        case KeptUnit.PIECE:
            return Amount(Fraction(quantity.value), Unit.PACK)


def in_unit(item: ShelfItem, value: int) -> Quantity:
    """Give a value in the unit in which a product is kept."""
    match item.unit:
        case KeptUnit.GRAM:
            return grams(value)
        case KeptUnit.MILLILITRE:
            return millilitres(value)
        case KeptUnit.PIECE:
            return pieces(value)


def _each_counts(item: ShelfItem, said: SaidItem) -> bool:
    """Tell whether what was counted are the pieces inside: four "œufs", not four "essuie-tout"."""
    counted = said.amount is not None and said.amount.unit is Unit.PIECE
    many = item.name.split(" ", 1)[0].endswith(("s", "x"))
    return counted and many and item.net_unit == "piece" and (item.net_value or 0) > 1


def _count(item: ShelfItem, said: SaidItem) -> int | None:
    amount = said.amount
    weighed = item.unit is KeptUnit.GRAM
    if not weighed or amount is None or amount.unit not in (Unit.PIECE, Unit.BUNCH):
        return None
    return round(amount.value) if amount.value.denominator == 1 else None


def _said(said: SaidItem) -> Said | None:
    if said.amount is None:
        return None if said.size is None else Said(Fraction(1), SaidUnit.PACK, _size(said.size))
    size = None if said.size is None else _size(said.size)
    return Said(
        said.amount.value,
        SaidUnit(said.amount.unit.value),
        size=size if said.amount.unit in (Unit.PACK, Unit.PIECE) else None,
        inside=said.pack_size,
    )


def _size(size: Amount) -> Said:
    return Said(size.value, SaidUnit(size.unit.value))
