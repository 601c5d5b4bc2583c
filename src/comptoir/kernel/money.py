"""Money in integer minor units, with the rounding and the VAT split that French law asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

Cents = NewType("Cents", int)
"""An amount in minor units of its currency (cents for EUR)."""

BasisPoints = NewType("BasisPoints", int)
"""A rate in hundredths of a percent: 550 is 5.5 %."""


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies were put together."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount: `amount` in minor units of the ISO 4217 `currency`."""

    amount: int
    currency: str = "EUR"

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def times(self, count: int) -> "Money":
        """Multiply by a whole number."""
        return Money(self.amount * count, self.currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")


def divide_half_up(numerator: int, denominator: int) -> int:
    """Divide two integers, halves going away from zero: the usual commercial rounding.

    Rounding to the nearest cent is what EU case law leaves to member states (CJEU C-484/06) and
    what French tax doctrine accepts (BOI-TVA-DECLA-30-20-20).

    :raises ZeroDivisionError: when `denominator` is zero.
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))


def share(amount: int, part: int, whole: int) -> int:
    """Give `part / whole` of `amount`, rounded half up to the minor unit."""
    return divide_half_up(amount * part, whole)


def price_of_weight(price_per_kg: int, grams: int) -> int:
    """Price `grams` at `price_per_kg` cents: cents, rounded half up once at the line."""
    return divide_half_up(price_per_kg * grams, 1000)


def percent_off(amount: int, percent: int) -> int:
    """Take `percent` whole percent off `amount` cents, the discount rounded down to the cent."""
    return amount - amount * percent // 100


@dataclass(frozen=True, slots=True)
class VatShare:
    """One line of a VAT split: amounts in minor units, `gross = net + vat`."""

    rate: BasisPoints
    gross: int
    net: int
    vat: int


def vat_inside(gross: int, rate: int) -> int:
    """Find the VAT contained in a gross amount: cents, from a rate in basis points."""
    return divide_half_up(gross * rate, 10_000 + rate)


def split_vat(gross_by_rate: Iterable[tuple[int, int]]) -> tuple[VatShare, ...]:
    """Split gross amounts `(rate in basis points, cents)` into one share a rate, rates ascending.

    VAT is taken once from each rate's total rather than line by line, so that the split adds up
    to the total paid to the cent (CGI art. 242 nonies A, annex II, 9°).
    """
    totals: dict[int, int] = {}
    for rate, gross in gross_by_rate:
        totals[rate] = totals.get(rate, 0) + gross
    return tuple(
        VatShare(
            rate=BasisPoints(rate),
            gross=gross,
            net=gross - vat_inside(gross, rate),
            vat=vat_inside(gross, rate),
        )
        for rate, gross in sorted(totals.items())
    )


def spread(amount: int, weights: list[int]) -> list[int]:
    """Spread `amount` over `weights` so that the parts are whole and add up exactly.

    Largest-remainder method (Hamilton); ties go to the earlier part. All-zero weights give zeros
    unless `amount` is zero too.

    :raises ValueError: when a weight is negative, or all are zero and `amount` is not.
    """
    total = sum(weights)
    if any(weight < 0 for weight in weights) or (total == 0 and amount != 0):
        raise ValueError("weights must be non-negative and not all zero")
    if total == 0:
        return [0] * len(weights)
    sign = -1 if amount < 0 else 1
    exact = [abs(amount) * weight for weight in weights]
    parts = [value // total for value in exact]
    missing = abs(amount) - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(exact[i] % total), i))
    for index in by_remainder[:missing]:
        parts[index] += 1
    return [sign * part for part in parts]
