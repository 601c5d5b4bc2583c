"""Payments: an intent per order, and what a provider may answer to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IntentState(StrEnum):
    """Where a payment intent stands."""

    OPEN = "open"
    CHALLENGED = "challenged"
    AUTHORISED = "authorised"
    DECLINED = "declined"
    VOIDING = "voiding"
    """It shall be let go: nobody may use it any more, and the provider is about to be told."""
    VOIDED = "voided"
    CAPTURED = "captured"
    REFUNDED = "refunded"


UNRESOLVED = frozenset({IntentState.OPEN, IntentState.CHALLENGED})

NEXT: dict[IntentState, frozenset[IntentState]] = {
    IntentState.OPEN: frozenset(
        {IntentState.CHALLENGED, IntentState.AUTHORISED, IntentState.DECLINED, IntentState.VOIDED}
    ),
    IntentState.CHALLENGED: frozenset(
        {IntentState.AUTHORISED, IntentState.DECLINED, IntentState.VOIDED}
    ),
    IntentState.AUTHORISED: frozenset({IntentState.VOIDING, IntentState.CAPTURED}),
    IntentState.VOIDING: frozenset({IntentState.VOIDED}),
    IntentState.CAPTURED: frozenset({IntentState.REFUNDED}),
    # A provider that changes its mind binds money, which must be used or let go.
    IntentState.DECLINED: frozenset({IntentState.AUTHORISED}),
    IntentState.VOIDED: frozenset(),
    IntentState.REFUNDED: frozenset(),
}
"""Which state may follow which; a repeat of the same state is always harmless."""


@dataclass(frozen=True, slots=True)
class Intent:
    """The wish to be paid `amount` minor units for an order; `id` is its idempotency key.

    `authorised` is what a provider keeps for us, which the amount may fall below and come back to.
    """

    store: str
    id: str
    order_id: str
    method: str
    amount: int
    authorised: int | None
    currency: str
    state: IntentState
    provider_reference: str | None
    challenge_url: str | None
    reason: str
    created_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "state", IntentState(self.state))


@dataclass(frozen=True, slots=True)
class Authorised:
    """The provider keeps the amount for us."""

    reference: str


@dataclass(frozen=True, slots=True)
class Challenged:
    """The shopper must first prove who they are at `url` (strong authentication, PSD2 art. 97)."""

    reference: str
    url: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The provider says no; `reason` is its code."""

    reason: str


@dataclass(frozen=True, slots=True)
class NeverSeen:
    """The provider knows nothing of this intent: it was never asked."""


Answer = Authorised | Challenged | Declined
Found = Authorised | Challenged | Declined | NeverSeen
