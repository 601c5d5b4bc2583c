"""What a cart's lines cost, and what of a wish can be promised."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from comptoir.goods.pricing.mechanics import Terms, better
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.measure import MOST_GRAMS, MOST_PIECES, Quantity, Unit, round_to_step
from comptoir.kernel.money import BasisPoints, VatShare, split_vat, spread
from comptoir.kernel.refusals import invalid, not_found
from comptoir.shopping.carts.model import (
    PRICE_KEPT_FOR,
    Added,
    OnlySome,
    Outcome,
    SoldOut,
    Want,
)

TRANSPORT_VAT = BasisPoints(2000)
"""Delivery is a service at the standard rate (CGI art. 278)."""

_FINEST_STEP = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A want in the unit in which the product is sold."""

    item: ShelfItem
    value: int


def kept_terms(
    told: Terms, today: Terms, quantity: Quantity, *, added_at: datetime, now: datetime
) -> Terms:
    """Choose between what was told and what is asked today: the cheaper, while the told holds."""
    return better(told, today, quantity) if now - added_at < PRICE_KEPT_FOR else today


def asked(want: Want, item: ShelfItem, *, field: str = "quantity") -> Asked:
    """Read a want in the product's own unit; pieces of weighed goods become grams.

    :raises Refusal: when the value is not positive, absurd, or in a unit it is not sold in.
    """
    value, unit = want.quantity.value, want.quantity.unit
    if value < 1:
        raise invalid(field, "at_least_one", gtin=item.gtin)
    if item.unit == Unit.GRAM and unit is Unit.PIECE and item.each_g is not None:
        value = round_to_step(min(value, MOST_GRAMS) * item.each_g, item.step_g or _FINEST_STEP)
    elif unit != item.unit:
        raise invalid(field, "use_unit", gtin=item.gtin, unit=item.unit)
    most = MOST_GRAMS if item.unit == Unit.GRAM else MOST_PIECES
    if value > most:
        raise invalid(field, "at_most", gtin=item.gtin, most=most, unit=item.unit)
    return Asked(item, value)


def promise(asked: Asked, *, in_cart: int) -> Outcome:
    """Tell whether `asked` more can be promised beside what the cart has already."""
    unit = Unit(asked.item.unit)
    wanted = Quantity(asked.value, unit)
    left = max(0, asked.item.available - in_cart)
    if asked.value <= left:
        return Added(asked.item.gtin, wanted, Quantity(in_cart + asked.value, unit))
    if asked.item.available == 0:
        return SoldOut(asked.item.gtin, wanted)
    return OnlySome(asked.item.gtin, wanted, Quantity(left, unit))


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write: final quantities by GTIN; and what to answer, in the order of the wants."""

    wants: dict[str, Want]
    outcomes: tuple[Outcome, ...]


def plan(
    wants: Sequence[Want], items: Mapping[str, ShelfItem], had: Mapping[str, int], *, add: bool
) -> Plan:
    """Decide what of `wants` goes into a cart that has `had` (pieces or grams by GTIN).

    With `add` the wants come on top, without it they replace what is there.

    :raises Refusal: when a product is not sold here or a quantity cannot be.
    """
    now = dict(had)
    final: dict[str, Want] = {}
    outcomes: list[Outcome] = []
    for want in wants:
        if want.gtin not in items:
            raise not_found("product", want.gtin)
        wish = asked(want, items[want.gtin])
        outcome = promise(wish, in_cart=now.get(want.gtin, 0) if add else 0)
        outcomes.append(outcome)
        if isinstance(outcome, Added):
            _within_bounds(outcome, wish.item)
            now[want.gtin] = outcome.now.value
            final[want.gtin] = replace(want, quantity=outcome.now)
    return Plan(final, tuple(outcomes))


def _within_bounds(outcome: Added, item: ShelfItem) -> None:
    most = MOST_GRAMS if item.unit == Unit.GRAM else MOST_PIECES
    if outcome.now.value > most:
        raise invalid("quantity", "at_most", gtin=item.gtin, most=most, unit=item.unit)


def discount_parts(totals: list[int], discount: int) -> list[int]:
    """Spread a discount over lines by what they cost, to the cent."""
    return spread(discount, totals) if discount else [0] * len(totals)


class Taxed(Protocol):
    """A line as VAT sees it: minor units, and a rate in basis points."""

    @property
    def vat_rate(self) -> int:
        """Give the rate in basis points."""
        ...

    @property
    def total(self) -> int:
        """Give what the goods cost, promotions counted, before discount."""
        ...

    @property
    def discount(self) -> int:
        """Give the line's part of the discount."""
        ...


def vat_of(lines: Iterable[Taxed], *, fee: int) -> tuple[VatShare, ...]:
    """Split what is paid for goods and delivery by VAT rate.

    Deposits are outside VAT while the packaging may come back (BOI-TVA-BASE-10-20-40-20).
    """
    gross: list[tuple[int, int]] = [(line.vat_rate, line.total - line.discount) for line in lines]
    if fee:
        gross.append((TRANSPORT_VAT, fee))
    return split_vat(gross)
