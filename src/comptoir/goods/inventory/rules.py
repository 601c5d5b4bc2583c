"""Arithmetic of stock: what a request leaves, and what a movement makes of a level."""

from collections.abc import Iterable, Mapping

from comptoir.goods.inventory.model import Moved, MovementKind, StockLevel
from comptoir.kernel.refusals import invalid

MOST_ON_HAND = 1_000_000_000
"""Above this many pieces or grams of one product in one store a figure is a slip."""


def shortages(
    levels: Iterable[StockLevel], wanted: Mapping[str, int]
) -> list[dict[str, str | int | bool | None]]:
    """List the products of which more is wanted than is left, in the order of their codes."""
    left = {level.gtin: level.promisable for level in levels}
    return [
        {"gtin": gtin, "wanted": quantity, "left": left.get(gtin, 0)}
        for gtin, quantity in sorted(wanted.items())
        if quantity > left.get(gtin, 0)
    ]


def moved(level: StockLevel, kind: MovementKind, quantity: int) -> Moved:
    """Work out the level after a movement; `quantity` is what was counted, moved, lost or sold.

    What orders hold is never taken off the books by a count, a loss or a sale at the till: the
    difference comes back as `missing`.
    """
    match kind:
        case MovementKind.RECEIPT:
            real = level.on_hand + quantity
        case MovementKind.COUNT:
            real = quantity
        case MovementKind.LOSS | MovementKind.SALE:
            real = level.on_hand - quantity
    on_hand = max(real, level.held)
    return Moved(level.gtin, on_hand, missing=on_hand - real)


def check_quantities(quantities: Mapping[str, int], *, least: int) -> None:
    """Check that every quantity is a sensible whole number.

    :raises Refusal: when one is below `least` or absurdly large.
    """
    for gtin, quantity in quantities.items():
        if not least <= quantity <= MOST_ON_HAND:
            raise invalid("quantity", "between", gtin=gtin[:80], least=least, most=MOST_ON_HAND)
