"""Quantities of goods: whole pieces, grams or millilitres, never a float."""

from dataclasses import dataclass
from enum import StrEnum

MOST_PIECES = 999
MOST_GRAMS = 100_000
"""A line above these bounds is a slip of the tongue or an attack, not groceries."""


class Unit(StrEnum):
    """The units in which quantities are kept and exchanged."""

    PIECE = "piece"
    GRAM = "g"
    MILLILITRE = "ml"


class UnknownUnit(ValueError):
    """A unit was named that is neither piece, g nor ml."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A whole `value` of `unit`."""

    value: int
    unit: Unit = Unit.PIECE

    def same_unit(self, other: "Quantity") -> bool:
        """Tell whether the two can be added."""
        return self.unit is other.unit

    def __add__(self, other: "Quantity") -> "Quantity":
        if not self.same_unit(other):
            raise UnknownUnit(f"{self.unit} and {other.unit} cannot be added")
        return Quantity(self.value + other.value, self.unit)


def pieces(value: int) -> Quantity:
    """Count `value` pieces."""
    return Quantity(value, Unit.PIECE)


def grams(value: int) -> Quantity:
    """Weigh `value` grams."""
    return Quantity(value, Unit.GRAM)


def millilitres(value: int) -> Quantity:
    """Measure `value` millilitres."""
    return Quantity(value, Unit.MILLILITRE)


def unit_of(name: str) -> Unit:
    """Read a unit's wire name.

    :raises UnknownUnit: when it is none of piece, g, ml.
    """
    try:
        return Unit(name)
    except ValueError:
        raise UnknownUnit(name) from None


def round_to_step(value: int, step: int) -> int:
    """Round `value` to the nearest positive multiple of `step`, halves up."""
    return max(step, (2 * value + step) // (2 * step) * step)
