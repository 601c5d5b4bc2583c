"""A sentence that opens with "non, plutôt" corrects what was just put into the cart."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import cast

from comptoir.conversation.manners import Manner
from comptoir.conversation.memory import Memory
from comptoir.conversation.model import Act, Intent, SaidItem
from comptoir.conversation.saying.tongue import words_of
from comptoir.conversation.turning.naming import said_stems
from comptoir.conversation.turning.phrasing import has, phrases
from comptoir.goods.catalog.text import words
from comptoir.kernel.locale import Language

_ONES = "fr_ones"
_JUST_PUT = frozenset({Intent.ADD, Intent.SET_QUANTITY, Intent.REPLACE, Intent.CHOOSE})


def corrected(
    acts: Sequence[Act], text: str, memory: Memory, language: Language
) -> tuple[Act, ...]:
    """Read goods added after such an opening as a new quantity, or as another of their kind."""
    acts = [_wanted_after_all(act, memory, language) for act in acts]
    acts = [_unwanted(act, text, memory, language) for act in acts]
    if memory.dialogue.last in _JUST_PUT and (
        other := _other_of_last(acts, text, memory, language)
    ):
        return (other,)
    if memory.dialogue.last not in _JUST_PUT or not _opens(text, language):
        return tuple(acts)
    return tuple(_corrected(act, memory, language) for act in acts)


def _wanted_after_all(act: Act, memory: Memory, language: Language) -> Act:
    """Read "du lait de riz plutôt" after something was taken out as wanted in its place.

    It would go on taking out, but the cart has none of it.
    """
    if Manner.GOES_ON not in act.manners or not act.items:
        return act
    carted = [set(said_stems(each.product, language)) for each in memory.dialogue.carted]
    named = (set(said_stems(item.product, language)) for item in act.items)
    if any(stems <= other for stems in named for other in carted):
        return act
    return replace(act, intent=Intent.ADD)


def _unwanted(act: Act, text: str, memory: Memory, language: Language) -> Act:
    """Read "no sausages" of what the cart has as taking it out; "no, skimmed" puts right."""
    bare = act.intent is Intent.ADD and Manner.BARE in act.manners and len(act.items) == 1
    item = act.items[0] if bare else None
    if item is None or item.amount is not None or not item.product:
        return act
    refused = has(words(text[: item.span[0]])[-1:], phrases(language, "qualifiers")["none"])
    stopped = text[: item.span[0]].rstrip()[-1:] in (",", ".")
    stems = set(said_stems(item.product, language))
    carted = any(stems <= set(said_stems(one.product, language)) for one in memory.dialogue.carted)
    return replace(act, intent=Intent.REMOVE) if refused and carted and not stopped else act


def _other_of_last(
    acts: Sequence[Act], text: str, memory: Memory, language: Language
) -> Act | None:
    """Read "celui en grains" as another of what was just put: "café en grains"."""
    said = words(text)
    old = memory.called(memory.last) if memory.last else None
    adds = len(acts) == 1 and acts[0].intent is Intent.ADD and len(acts[0].items) == 1
    points = len(said) > 2 and said[0] in cast("list[str]", words_of("corrections")[_ONES])
    if not (old and adds and points) or language is not Language.FRENCH:
        return None
    product = " ".join((old.split(" ", 1)[0], *said[1:]))
    item = replace(acts[0].items[0], product=product, doubts=())
    return replace(acts[0], intent=Intent.REPLACE, items=(item,), replaces=(old,), doubts=())


def _opens(text: str, language: Language) -> bool:
    said = words(text)
    return any(said[: len(opening)] == list(opening) for opening in _openings(language))


def _corrected(act: Act, memory: Memory, language: Language) -> Act:
    if act.intent is not Intent.ADD or len(act.items) != 1 or not act.items[0].product:
        return act
    item = act.items[0]
    carted = memory.dialogue.carted
    stems = set(said_stems(item.product, language))
    if any(stems <= set(said_stems(each.product, language)) for each in carted):
        known = item.amount is not None
        return replace(act, intent=Intent.SET_QUANTITY, elliptic=False) if known else act
    old = _of_kind(carted, item, language)
    return act if old is None else replace(act, intent=Intent.REPLACE, replaces=(old.product,))


def _of_kind(carted: Sequence[SaidItem], item: SaidItem, language: Language) -> SaidItem | None:
    head = said_stems(item.product, language)[:1]
    same = [each for each in carted if said_stems(each.product, language)[:1] == head]
    return same[-1] if head and same else None


@cache
def _openings(language: Language) -> tuple[tuple[str, ...], ...]:
    openings = cast("list[str]", words_of("corrections")[language.value])
    return tuple(tuple(words(opening)) for opening in openings)
