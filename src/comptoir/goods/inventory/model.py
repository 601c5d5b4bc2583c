"""What a store has: levels, and the movements that made them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MovementKind(StrEnum):
    """Why the quantity on hand changed."""

    RECEIPT = "receipt"
    COUNT = "count"
    LOSS = "loss"
    SALE = "sale"


@dataclass(frozen=True, slots=True)
class StockLevel:
    """The stock of one product in one store: pieces, or grams for goods sold by weight."""

    gtin: str
    on_hand: int
    held: int
    safety: int

    @property
    def promisable(self) -> int:
        """Tell how much may still be promised to shoppers."""
        return max(0, self.on_hand - self.safety - self.held)


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of the ledger: `quantity` is the signed change of what is on hand."""

    id: int
    gtin: str
    kind: str
    quantity: int
    on_hand_after: int
    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """The outcome of a movement.

    `missing` is what orders hold although it is not on the shelf any more: the books keep it on
    hand, so that nothing more is promised, until those orders are cancelled or reported short.
    """

    gtin: str
    on_hand: int
    missing: int = 0
    repeated: bool = False
