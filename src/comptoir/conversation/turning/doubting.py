"""A sentence that nobody understood: a second opinion is asked for, weighed and settled."""

from collections.abc import Sequence
from dataclasses import replace

from comptoir.conversation.hear import hear
from comptoir.conversation.jsonable import JsonValue
from comptoir.conversation.model import Act, Doubt, Intent
from comptoir.conversation.opinion import meant_by
from comptoir.conversation.outcomes import Declined, MeantPerhaps, Outcome
from comptoir.conversation.ports import Unread
from comptoir.conversation.turning.desk import Desk
from comptoir.goods.shelf.search import search

_NO_MORE = frozenset({Intent.CONFIRM, Intent.DENY})


def unread(desk: Desk, acts: Sequence[Act]) -> Unread | None:
    """Give what a second opinion is asked; None when something of the sentence was understood."""
    if not all(Doubt.NOT_UNDERSTOOD in act.doubts for act in acts):
        return None
    if acts[0].intent is Intent.REPEAT:  # nothing was said
        return None
    question = desk.question
    if question is None or not question.asks:
        return Unread(desk.text, desk.language.value)
    labels = tuple(each.label for each in question.offered)
    return Unread(desk.text, desk.language.value, question.kind.value, labels)


async def weighed(desk: Desk, proposal: JsonValue) -> Sequence[Outcome] | None:
    """Ask whether a proposal was meant, or put it in the sentence's place when it changes nothing.

    None when the turn goes on: with the sentence as it was if the proposal is not believed, whose
    words are not the shopper's, or name what the store has not.
    """
    found = meant_by(proposal, text=desk.text, language=desk.language.value)
    if found is None:
        return None
    for product in found.products:
        goods = await search(
            desk.uow, store=desk.store.id, words=product, language=desk.language, limit=1
        )
        if not goods.exact:
            return None
    if not found.changes:
        desk.text = found.sentence
        return None
    desk.memory = replace(desk.memory, meant=found.sentence)
    return (MeantPerhaps(found.asked),)


def settled(desk: Desk) -> Sequence[Outcome] | None:
    """Put what was perhaps meant in the place of a yes; a plain no is answered at once.

    Anything else that is said lets it go.
    """
    meant = desk.memory.meant
    if not meant:
        return None
    desk.memory = replace(desk.memory, meant="")
    acts = hear(desk.text, language=desk.language.value, pending=None).acts
    if len(acts) != 1 or acts[0].intent not in _NO_MORE:
        return None
    if acts[0].intent is Intent.DENY:
        return (Declined(),)
    desk.text = meant
    return None
