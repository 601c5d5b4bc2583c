"""Chips: a few short things that the shopper may say next, in her own words."""

from collections.abc import Sequence

from comptoir.conversation.memory import Offered, Question
from comptoir.conversation.model import PendingKind
from comptoir.conversation.saying.voice import Voice

MOST_CHIPS = 4

_YES_NO = frozenset(
    {
        PendingKind.CONFIRM_CLEAR,
        PendingKind.CONFIRM_CANCEL,
        PendingKind.CONFIRM_REORDER,
        PendingKind.CONFIRM_AGE,
        PendingKind.CONFIRM_ADD,
        PendingKind.RECIPE_LIST,
        PendingKind.OFFER_SUBSTITUTE,
        PendingKind.OFFER_NEW_ORDER,
    }
)
_POINTING = frozenset(
    {
        PendingKind.CHOICES,
        PendingKind.WHICH_LINE,
        PendingKind.ASK_QTY,
        PendingKind.SLOTS,
        PendingKind.CONFIRM_SLOT,
        PendingKind.ORDERS,
        PendingKind.PRICES_TOLD,
    }
)
_ANSWERS: dict[PendingKind, tuple[str, ...]] = {
    PendingKind.CONFIRM_CHECKOUT: ("place_order", "no", "read_cart"),
    PendingKind.ASK_MODE: ("delivery", "pickup"),
    PendingKind.ASK_SLOT: ("tomorrow", "day_after", "soonest"),
    PendingKind.ASK_SERVINGS: ("for_two", "for_four", "for_six"),
}
_ORDINALS = ("first", "second", "third", "fourth")


def chips(question: Question | None, *, lines: int, voice: Voice) -> tuple[str, ...]:
    """Give what answers the question that waits, or what people say next over such a cart."""
    if question is not None and question.asks:
        keys = _answers(question)
    elif question is not None and question.wants:
        keys = ("yes", "no")
    elif lines:
        keys = ("read_cart", "check_out")
    else:
        keys = ("usual", "help")
    return tuple(dict.fromkeys(voice.phrase(f"chips.{key}") for key in keys))[:MOST_CHIPS]


def _answers(question: Question) -> Sequence[str]:
    if question.kind in _YES_NO:
        return ("yes", "no")
    if question.kind in _POINTING and question.offered:
        return _pointing(question.offered)
    return _ANSWERS.get(question.kind, ())


def _pointing(offered: Sequence[Offered]) -> Sequence[str]:
    return ("yes", "no") if len(offered) == 1 else _ORDINALS[: len(offered)]
