"""What happens to statements of withdrawal."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WithdrawalStated:
    """Somebody has withdrawn from an order or a part of it."""

    store: str
    order_id: str
    withdrawal: str


@dataclass(frozen=True, slots=True)
class WithdrawalSettled:
    """The store has given the money back, or said why not."""

    store: str
    order_id: str
    withdrawal: str
