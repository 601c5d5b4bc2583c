"""What happens to orders."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderPlaced:
    """An order stands: goods and place are promised."""

    store: str
    order_id: str


@dataclass(frozen=True, slots=True)
class OrderAmended:
    """A placed order was changed before the cut-off, by its household or by the store."""

    store: str
    order_id: str


@dataclass(frozen=True, slots=True)
class EmailLeft:
    """Whoever ordered has said afterwards where the order's letters go."""

    store: str
    order_id: str


@dataclass(frozen=True, slots=True)
class OrderCancelled:
    """An order was called off; goods and place are free again."""

    store: str
    order_id: str
    reason: str
