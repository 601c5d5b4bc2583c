"""A card: what a device with a screen shows beside the voice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from comptoir.conversation import outcomes as came
from comptoir.conversation.memory import Question
from comptoir.conversation.model import PendingKind
from comptoir.conversation.outcomes import Outcome
from comptoir.conversation.saying.voice import Voice

_CHOOSING = frozenset(
    {PendingKind.CHOICES, PendingKind.WHICH_LINE, PendingKind.OFFER_SUBSTITUTE, PendingKind.ASK_QTY}
)
_TIMED = frozenset(
    {PendingKind.ASK_SLOT, PendingKind.SLOTS, PendingKind.CONFIRM_SLOT, PendingKind.ASK_MODE}
)
_ORDERING = frozenset(
    {PendingKind.CONFIRM_CHECKOUT, PendingKind.CONFIRM_CANCEL, PendingKind.ORDERS}
)


@dataclass(frozen=True, slots=True)
class Card:
    """A title, a text, and what the shopper may say next, in her own words."""

    title: str
    text: str
    chips: tuple[str, ...] = ()


def card(
    outcomes: Sequence[Outcome], question: Question | None, voice: Voice, *, text: str,
    chips: tuple[str, ...],
) -> Card:  # fmt: skip
    """Make the card of a turn: its title tells what the turn is about."""
    return Card(voice.phrase(f"card.{_subject(outcomes, question)}"), text, chips)


def _subject(outcomes: Sequence[Outcome], question: Question | None) -> str:
    if question is not None and question.asks:
        for kinds, subject in ((_CHOOSING, "choice"), (_TIMED, "window"), (_ORDERING, "order")):
            if question.kind in kinds:
                return subject
    for one in reversed(outcomes):
        if isinstance(one, came.OrderPlaced | came.OrderTold | came.OrderCancelled):
            return "order"
        if isinstance(one, get_args(came.AboutCart)):
            return "cart"
    return "groceries"
