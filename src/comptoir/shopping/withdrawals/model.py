"""Withdrawal from a contract: what may be given back, and the statement of who changed their mind.

The right and its function: code de la consommation, L. 221-18 to L. 221-28 and D. 221-5; directive
2011/83/EU, articles 9 to 16, with the function of article 11a that directive (EU) 2023/2673 added.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from comptoir.kernel.measure import Quantity
from comptoir.shopping.orders.model import Order

DAYS = 14
"""Days from receipt, the day of receipt not counted (L. 221-18, L. 221-19)."""

REFUND_WITHIN = timedelta(days=14)
"""Money is given back at the latest so long after the statement (L. 221-24)."""


class Right(StrEnum):
    """What the facts of a product say of giving it back."""

    OPEN = "open"
    """It may be given back."""
    SEALED = "sealed"
    """It may be given back as long as it was not unsealed (L. 221-28, 5°)."""
    UNKNOWN = "unknown"
    """The catalogue does not say enough; the store decides when it is asked."""
    PERISHABLE = "perishable"
    """It spoils or expires quickly: there is no right (L. 221-28, 4°)."""


class State(StrEnum):
    """Where a statement stands."""

    STATED = "stated"
    CREDITED = "credited"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class LineRight:
    """A line of an order and what may be done with it; `stated` when it is withdrawn from."""

    gtin: str
    name: str
    quantity: Quantity
    total: int
    right: Right
    stated: bool = False

    @property
    def may(self) -> bool:
        """Tell whether it may be withdrawn from now."""
        return self.right is not Right.PERISHABLE and not self.stated


@dataclass(frozen=True, slots=True)
class Withdrawable:
    """An order as far as it may be withdrawn from.

    `until` is the end of the last day, None where nobody noted when the goods were received.
    """

    lines: tuple[LineRight, ...]
    until: datetime | None
    over: bool

    @property
    def open_lines(self) -> tuple[LineRight, ...]:
        """Give what may be withdrawn from now."""
        return () if self.over else tuple(line for line in self.lines if line.may)


@dataclass(frozen=True, slots=True)
class Given:
    """A product that a statement names, as it was when it was made."""

    gtin: str
    name: str
    quantity: Quantity
    right: Right


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A statement of withdrawal, and what the store did about it."""

    id: str
    store: str
    order: str
    name: str
    email: str
    lines: tuple[Given, ...]
    state: State
    stated_at: datetime
    settled_at: datetime | None = None
    reason: str = ""
    credit: int | None = None
    by_number: bool = False
    """Stated by who knew the order's number alone: what is in it is not told to them."""

    @property
    def due(self) -> datetime:
        """Give the last instant at which the money is to be given back (L. 221-24)."""
        return self.stated_at + REFUND_WITHIN


@dataclass(frozen=True, slots=True)
class Case:
    """A statement in a store's list, with the number and the language of its order.

    An order that is still `amendable` is better amended or cancelled than credited. `value` is what
    was paid for the goods as they stand in it, in minor units, without a fee.
    """

    stated: Withdrawal
    number: str
    language: str
    value: int
    amendable: bool


def case_of(order: Order, stated: Withdrawal, at: datetime) -> Case:
    """Put a statement together with its order."""
    named = {line.gtin for line in stated.lines}
    value = sum(
        line.total - line.discount + line.deposit for line in order.lines if line.gtin in named
    )
    return Case(stated, order.number, order.language, value, amendable=order.may_change(at))
