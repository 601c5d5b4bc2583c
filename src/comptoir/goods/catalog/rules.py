"""What follows from a product's own fields: its unit price, and how many fit an amount said."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal, Protocol

from comptoir.kernel.measure import Quantity, grams, pieces, round_to_step
from comptoir.kernel.money import divide_half_up
from comptoir.kernel.refusals import invalid

NetUnit = Literal["piece", "g", "ml"]
SaleUnit = Literal["piece", "kg"]
Per = Literal["kg", "l", "piece"]

_OFF_BY = Fraction(1, 5)
"""A shop assistant asks before she gives more than a fifth too much or too little."""

_MANY_INSIDE = 20
"""Nobody counts what is in a pack of so many: "deux thés" are two boxes, not two bags."""

_CRUMB_G = 33
"""Nor slices and other things so light: "deux saumons fumés" are two packs, not two slices."""

_SLICED = re.compile(r"\btranch", re.IGNORECASE)
_ROUGHLY = (250, 500, 1000)
_INSIDE = re.compile(
    r"\b(?:(?:pack|lot|sachet|boîte|paquet|étui|filet|barquette)s? de (\d{1,3})"
    r"(?![\d,.]|\s*[kgcml]+\b)"
    r"|(\d{1,3})\s*(?:×|x\b|(?:tranche|pot|pièce|bouteille|canette|briquette|rouleau|gourde|"
    r"dosette|capsule|sachet)[sx]?\b))",
    re.IGNORECASE,
)
"""Names tell what is inside: "4 tranches", "pack de 6", "6 × 1,5 l"; "boîte de 500 g" does not."""


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price for comparing: `amount` cents a kilogram, a litre or a piece."""

    amount: int
    per: Per


def unit_price(
    price: int,
    *,
    sale_unit: SaleUnit,
    net_value: int | None,
    net_unit: NetUnit | None,
    drained_g: int | None = None,
) -> UnitPrice | None:
    """Work out the price per kilogram, litre or piece, or None without a net quantity.

    Of goods in a covering liquid the drained weight counts (arrêté du 16 novembre 1999, art. 5).
    """
    if sale_unit == "kg":
        return UnitPrice(price, "kg")
    if drained_g:
        return UnitPrice(divide_half_up(price * 1000, drained_g), "kg")
    if not net_value or net_unit is None:
        return None
    match net_unit:
        case "g":
            return UnitPrice(divide_half_up(price * 1000, net_value), "kg")
        case "ml":
            return UnitPrice(divide_half_up(price * 1000, net_value), "l")
        case "piece":
            return UnitPrice(divide_half_up(price, net_value), "piece")


class Sold(Protocol):
    """How a product is sold, as a catalogue product or a shelf item tells it."""

    @property
    def name(self) -> str:
        """The name, which may tell what is inside ("4 tranches")."""
        ...

    @property
    def sale_unit(self) -> SaleUnit:
        """Whether its price is for a piece or a kilogram."""
        ...

    @property
    def net_value(self) -> int | None:
        """How much is in one piece."""
        ...

    @property
    def net_unit(self) -> NetUnit | None:
        """What `net_value` counts."""
        ...

    @property
    def each_g(self) -> int | None:
        """What one of the goods sold by weight typically weighs."""
        ...

    @property
    def step_g(self) -> int | None:
        """In which steps it is weighed."""
        ...


class SaidUnit(StrEnum):
    """The units in which shoppers name amounts."""

    PIECE = "piece"
    PACK = "pack"
    SLICE = "slice"
    BUNCH = "bunch"
    GRAM = "g"
    KILOGRAM = "kg"
    MILLILITRE = "ml"
    LITRE = "l"
    POUND = "lb"
    OUNCE = "oz"
    PINT = "pint"


@dataclass(frozen=True, slots=True)
class Said:
    """An amount as said, and what a pack of it should hold: "deux paquets de 500 g"."""

    value: Fraction
    unit: SaidUnit
    size: "Said | None" = None
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class Fits:
    """So many packs or grams are meant; `exact` is false when it is not quite what was said."""

    quantity: Quantity
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Ask:
    """What was said comes out otherwise than the goods do: these are the nearest quantities."""

    options: tuple[Quantity, ...]


def fit(goods: Sold, said: Said | None) -> Fits | Ask:
    """Turn an amount said into pieces or grams of these goods, or into a short question.

    "2 L" of milk in one-litre bottles are two; three tomatoes sold by weight are about 360 g.

    :raises Refusal: when the amount is not positive.
    """
    if said is not None and said.value <= 0:
        raise invalid("quantity", "positive")
    return _weigh(goods, said) if goods.sale_unit == "kg" else _count(goods, said)


_MEASURES: dict[SaidUnit, tuple[Fraction, Literal["g", "ml"]]] = {
    SaidUnit.GRAM: (Fraction(1), "g"),
    SaidUnit.KILOGRAM: (Fraction(1000), "g"),
    SaidUnit.POUND: (Fraction(45_359_237, 100_000), "g"),
    SaidUnit.OUNCE: (Fraction(45_359_237, 1_600_000), "g"),
    SaidUnit.MILLILITRE: (Fraction(1), "ml"),
    SaidUnit.LITRE: (Fraction(1000), "ml"),
    SaidUnit.PINT: (Fraction(568), "ml"),
}


def _measure(said: Said) -> tuple[Fraction, Literal["g", "ml"]] | None:
    """Give the grams or millilitres said, or None when it was no measure."""
    if said.unit not in _MEASURES:
        return None
    factor, unit = _MEASURES[said.unit]
    return said.value * factor, unit


def _total(said: Said) -> tuple[Fraction, Literal["g", "ml"]] | None:
    """Give the whole measure said: the amount itself, or packs times the size of one."""
    if said.size is None:
        return _measure(said)
    one = _measure(said.size)
    return None if one is None else (one[0] * said.value, one[1])


def _weigh(goods: Sold, said: Said | None) -> Fits | Ask:
    step = goods.step_g or 1
    if said is None:
        big = goods.each_g is not None and goods.each_g >= _ROUGHLY[0]
        return Fits(grams(goods.each_g), exact=False) if big and goods.each_g else _how_much(step)
    total = _total(said)
    if total is not None:
        return _rounded(total[0], step)
    if said.unit is SaidUnit.PACK or goods.each_g is None:
        return _how_much(step)
    return Fits(grams(round_to_step(round(said.value * goods.each_g), step)), exact=False)


def _how_much(step: int) -> Ask:
    return Ask(tuple(grams(round_to_step(weight, step)) for weight in _ROUGHLY))


def _rounded(wanted: Fraction, step: int) -> Fits | Ask:
    weight = round_to_step(max(1, round(wanted)), step)
    if _too_far(Fraction(weight), wanted):
        return Ask((grams(weight),))
    return Fits(grams(weight), exact=weight == wanted)


def _count(goods: Sold, said: Said | None) -> Fits | Ask:
    if said is None:
        return Fits(pieces(1))
    total = _total(said)
    if total is not None:
        return _packs_of_measure(goods, *total)
    if said.inside is not None:
        return _packs_of_so_many(goods, said.value, said.inside)
    if said.unit is SaidUnit.PIECE:
        return _packs_of_pieces(goods, said.value)
    if said.unit is SaidUnit.SLICE:
        inside = inside_of(goods)
        return Ask((pieces(1),)) if inside is None else _nearest(said.value, Fraction(inside))
    return _whole(said.value)


def inside_of(goods: Sold) -> int | None:
    """Tell how many pieces one pack holds, by its net quantity, the weight of one, or its name."""
    if goods.net_unit == "piece" and goods.net_value:
        return goods.net_value
    if goods.net_value and goods.each_g:
        return max(1, divide_half_up(goods.net_value, goods.each_g))
    found = _INSIDE.search(goods.name)
    return int(found[1] or found[2]) if found else None


def _packs_of_pieces(goods: Sold, wanted: Fraction) -> Fits | Ask:
    """Count packs for pieces said: one pack for "un", two boxes of six for twelve eggs."""
    inside = inside_of(goods)
    if inside is None or inside <= 1 or wanted == 1 or not _counted(goods, wanted, inside):
        return _whole(wanted)
    found = _nearest(wanted, Fraction(inside))
    if isinstance(found, Ask) and wanted < inside:
        return Ask((pieces(1), pieces(_up(wanted))))
    return found


def _counted(goods: Sold, wanted: Fraction, inside: int) -> bool:
    """Tell whether a shopper counts what is inside these packs rather than the packs."""
    light = goods.each_g is not None and goods.each_g <= _CRUMB_G
    many = wanted < inside and inside >= _MANY_INSIDE
    return not (light or many or _SLICED.search(goods.name))


def _packs_of_so_many(goods: Sold, packs: Fraction, inside: int) -> Fits | Ask:
    """Count packs for "deux boîtes de six", whatever these goods hold."""
    real = inside_of(goods)
    if real == inside:
        return _whole(packs)
    if real is None:
        return Ask((pieces(_up(packs)), pieces(_up(packs * inside))))
    return _nearest(packs * inside, Fraction(real))


def _packs_of_measure(goods: Sold, wanted: Fraction, unit: Literal["g", "ml"]) -> Fits | Ask:
    if goods.net_value is None or goods.net_unit in (None, "piece"):
        return Ask((pieces(1),))
    found = _nearest(wanted, Fraction(goods.net_value))
    if isinstance(found, Fits) and goods.net_unit != unit:
        return Fits(found.quantity, exact=False)  # a litre of it weighs a kilogram, roughly
    return found


def _nearest(wanted: Fraction, inside: Fraction) -> Fits | Ask:
    """Choose the number of packs nearest to `wanted`, or ask between the two around it."""
    fewer = int(wanted / inside)
    around = [count for count in (fewer, fewer + 1) if count > 0]
    best = min(around, key=lambda count: abs(count * inside - wanted))
    if _too_far(best * inside, wanted):
        return Ask(tuple(pieces(count) for count in around))
    return Fits(pieces(best), exact=best * inside == wanted)


def _too_far(given: Fraction, wanted: Fraction) -> bool:
    return abs(given - wanted) > wanted * _OFF_BY


def _whole(packs: Fraction) -> Fits:
    return Fits(pieces(_up(packs)), exact=packs.denominator == 1)


def _up(packs: Fraction) -> int:
    return -(-packs.numerator // packs.denominator)
