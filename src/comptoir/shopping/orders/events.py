"""What happens to orders."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderPlaced:
    """An order stands: goods and place are promised."""

    store: str
    order_id: str


@dataclass(frozen=True, slots=True)
class OrderAmended:
    """A placed order was changed by its household before the cut-off."""

    store: str
    order_id: str


@dataclass(frozen=True, slots=True)
class OrderCancelled:
    """An order was called off; goods and place are free again."""

    store: str
    order_id: str
    reason: str
