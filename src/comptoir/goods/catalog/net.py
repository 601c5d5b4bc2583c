"""Net quantities as packs print them: "1,5 l", "75 cl", "6 x 33 cl", "500g", "10 pièces"."""

import re
from decimal import Decimal

from comptoir.kernel.measure import Quantity, Unit

_FACTORS: dict[str, tuple[Unit, int]] = {
    "kg": (Unit.GRAM, 1000),
    "g": (Unit.GRAM, 1),
    "gr": (Unit.GRAM, 1),
    "l": (Unit.MILLILITRE, 1000),
    "dl": (Unit.MILLILITRE, 100),
    "cl": (Unit.MILLILITRE, 10),
    "ml": (Unit.MILLILITRE, 1),
    "piece": (Unit.PIECE, 1),
    "pieces": (Unit.PIECE, 1),
    "pièce": (Unit.PIECE, 1),
    "pièces": (Unit.PIECE, 1),
    "pc": (Unit.PIECE, 1),
    "pcs": (Unit.PIECE, 1),
}
_NET = re.compile(
    r"\s*(?:(?P<packs>\d{1,3})\s*[x×*]\s*)?(?P<value>\d{1,7}(?:[.,]\d{1,3})?)\s*"
    r"(?P<unit>kg|gr?|[dcm]?l|pi[eè]ces?|pcs?)\b",
    re.IGNORECASE,
)
MOST = 1_000_000
"""A thousand kilograms or litres: above it a net quantity is a slip."""


def net_quantity(text: str) -> Quantity | None:
    """Read the net quantity that `text` begins with, or None when it begins with none."""
    match = _NET.match(text)
    if match is None:
        return None
    unit, factor = _FACTORS[match["unit"].lower()]
    value = Decimal(match["value"].replace(",", ".")) * factor * int(match["packs"] or 1)
    if value != value.to_integral_value() or not 0 < value <= MOST:
        return None
    return Quantity(int(value), unit)
