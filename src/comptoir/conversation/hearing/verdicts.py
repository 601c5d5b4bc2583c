"""Put the yes or no that opens a sentence before what follows it."""

from dataclasses import replace

from comptoir.conversation.hearing.answers import CONFIRMED_BY, YES_OR_NO, bare_amount
from comptoir.conversation.hearing.joining import is_sure
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Act, Intent, PendingKind

REFUSABLE = frozenset(
    {PendingKind.OFFER_NEW_ORDER, PendingKind.OFFER_SUBSTITUTE, PendingKind.CONFIRM_ADD}
)
"""Offers that "non c'est tout" refuses."""

_OFFERED = (PendingKind.OFFER_SUBSTITUTE, PendingKind.CONFIRM_ADD)


def with_opening(
    opening: Intent | None,
    said: tuple[Act, ...],
    kind: PendingKind | None,
    nothing: frozenset[str],
) -> tuple[Act, ...]:
    """Return a yes or no with what follows it, where a question of a kind waits for one.

    Words of `nothing` name no product: "non rien".
    """
    if opening is None:
        return _said_again(said, kind)
    verdict = Act(opening, manners=Manner.OPENS)
    part = _part_of_answer(verdict, said, kind, nothing)
    if part is not None:
        return part
    if not said or (kind in YES_OR_NO and not is_sure(said)):
        return (verdict,)
    ended = said[0].intent in (Intent.CHECKOUT, Intent.STOP)
    refused = kind in _OFFERED and all(act.intent is Intent.REMOVE for act in said)
    if opening is Intent.DENY and (refused or (ended and kind in REFUSABLE)):
        return (verdict,)
    if opening is Intent.DENY:
        return (_after_a_no(said[0]), *said[1:])
    return _after_a_yes(verdict, said, kind)


def _said_again(said: tuple[Act, ...], kind: PendingKind | None) -> tuple[Act, ...]:
    """Read "on valide comme ça" as a yes where the shop asks whether to close the order."""
    reserves = kind is PendingKind.CONFIRM_SLOT and all(_is_plain_slot(act) for act in said)
    if said and reserves:  # "réserve celui-là"
        return (replace(said[0], intent=Intent.CONFIRM),)
    again = CONFIRMED_BY.get(kind, frozenset()) if kind is PendingKind.CONFIRM_CHECKOUT else ()
    if said and all(act.intent in again and not act.items for act in said):
        return (replace(said[0], intent=Intent.CONFIRM),)
    return said


def _is_plain_slot(act: Act) -> bool:
    """Tell whether an act is about the window offered and names no other."""
    return act.intent is Intent.CHOOSE_SLOT and act.slot is None and not act.question


def _part_of_answer(
    verdict: Act, said: tuple[Act, ...], kind: PendingKind | None, nothing: frozenset[str]
) -> tuple[Act, ...] | None:
    """Read "non juste les surgelés" and "oui si c'est moins de trois euros"."""
    first = said[0] if said else None
    if first is None:
        return None
    named = any(item.product and item.product not in nothing for item in first.items)
    if verdict.intent is Intent.DENY and kind is PendingKind.CONFIRM_CLEAR:
        return (replace(first, intent=Intent.REMOVE),) if named else None
    limited = first.max_price is not None and not named and not first.filters
    if verdict.intent is Intent.CONFIRM and limited and kind in _OFFERED:
        return (replace(verdict, max_price=first.max_price), *said[1:])
    return None


def _after_a_yes(verdict: Act, said: tuple[Act, ...], kind: PendingKind | None) -> tuple[Act, ...]:
    """Return what follows a yes, the yes before it where it is more than an opening."""
    if said[0].intent is Intent.DENY:
        return (verdict, *said[1:])
    if kind is PendingKind.OFFER_SUBSTITUTE and bare_amount(said[0]) is not None:
        return (verdict, replace(said[0], intent=Intent.SET_QUANTITY, anaphoric=True))
    if kind is PendingKind.OFFER_SUBSTITUTE and said[0].intent is Intent.ADD:
        return (replace(verdict, items=()), *said[1:])
    again = CONFIRMED_BY.get(kind) if kind else None
    if again is None:
        return said
    return (verdict, *(act for act in said if act.intent not in again))


def _after_a_no(act: Act) -> Act:
    """Return what was said behind a no, which puts right what was said before."""
    named = any(item.product for item in act.items) or bool(act.filters)
    bare = act.intent is Intent.ADD and not named
    if bare:
        act = replace(act, intent=Intent.SET_QUANTITY, anaphoric=True)
    return replace(act, manners=act.manners | Manner.AFTER_A_NO)
