"""Chips: a few short things that the shopper may say next, in her own words."""

import re
from collections.abc import Collection, Sequence

from comptoir.conversation import outcomes as came
from comptoir.conversation.memory import Offered, Question
from comptoir.conversation.model import PendingKind
from comptoir.conversation.outcomes import Outcome
from comptoir.conversation.saying.voice import Voice, first_named
from comptoir.conversation.told import CartGoesOn, FoundMore, WantsGoOn

MOST_CHIPS = 4
LONGEST_CHIP = 25
"""Characters that fit a chip on every device that shows chips."""

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
_ANSWERS: dict[PendingKind, tuple[str, ...]] = {
    PendingKind.CONFIRM_CHECKOUT: ("place_order", "no", "read_cart"),
    PendingKind.ASK_MODE: ("delivery", "pickup"),
    PendingKind.ASK_SLOT: ("tomorrow", "day_after", "soonest"),
    PendingKind.ASK_SERVINGS: ("for_two", "for_four", "for_six"),
}
_LISTS = (came.Found, FoundMore)
"""What is told of the shelves, for the next sentence to choose from."""

_ORDINALS = ("first", "second", "third", "fourth")
_PRICE = re.compile(r" (?:à|at) \S*\d.*")
_SIZE = re.compile(r"(?: × \d+| \d+(?:[.,]\d+)? ?(?:kg|g|cl|ml|L))$")
_JOINTS = frozenset(("de", "du", "des", "à", "au", "aux", "en", "et", "of", "with", "in", "and"))
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3}")


def chips(
    outcomes: Sequence[Outcome], question: Question | None, *, lines: int, voice: Voice
) -> tuple[str, ...]:
    """Give what answers the question that waits, or what people say next over such a cart."""
    if question is not None and question.asks:
        said = _answers(question, voice)
    elif question is not None and question.wants:
        said = _named(("yes", "no"), voice)
    elif question is not None and any(isinstance(one, _LISTS) for one in outcomes):
        said = _answers(question, voice)
    elif any(isinstance(one, came.OrderPlaced) for one in outcomes):
        said = _named(("where_order",), voice)
    else:
        said = _named(("cart", "check_out") if lines else ("usual", "help"), voice)
    if _goes_on(outcomes, asks=question is not None and question.asks):
        said = (*said[: MOST_CHIPS - 1], *_named(("rest",), voice))
    return tuple(dict.fromkeys(said))[:MOST_CHIPS]


def _goes_on(outcomes: Sequence[Outcome], *, asks: bool) -> bool:
    """Tell whether "go on" is heard as the rest of a list; under a question, of what it asks."""
    if asks:
        return any(isinstance(one, WantsGoOn) and one.left for one in outcomes)
    return any(_has_more(one) for one in outcomes)


def _has_more(one: Outcome) -> bool:
    match one:
        case came.Found(more=more) | FoundMore(more=more):
            return more
        case CartGoesOn(left=left):
            return left > 0
        case came.CartTold(lines=lines):
            return len(lines) > first_named(len(lines), speaks=False)
        case _:
            return False


def _answers(question: Question, voice: Voice) -> Sequence[str]:
    offered = question.offered
    if question.kind in _YES_NO or (len(offered) == 1 and question.kind is not PendingKind.ASK_QTY):
        return _named(("yes", "no"), voice)
    if question.kind is PendingKind.ASK_QTY:
        return [voice.tongue.quantity(each.quantity) for each in offered if each.quantity]
    if offered and all(each.starts for each in offered):
        return _windows(offered, voice)
    if offered:
        return _apart([each.label for each in offered]) or _ordinals(offered, voice)
    return _named(_ANSWERS.get(question.kind, ()), voice)


def _windows(offered: Sequence[Offered], voice: Voice) -> Sequence[str]:
    """Give the hours of windows of one day, else day and hours where they fit."""
    days = {each.label.partition(hours)[0] for each, hours in voice.hours_of(offered)}
    if len(days) == 1:
        return [_begun(hours) for _, hours in voice.hours_of(offered)]
    said = [_begun(each.label) for each in offered]
    return said if all(len(each) <= LONGEST_CHIP for each in said) else _ordinals(offered, voice)


def _apart(labels: Sequence[str]) -> Sequence[str]:
    """Give the words that tell things apart: "demi-écrémé" of "Lait demi-écrémé UHT 1 L".

    Nothing when some have none, so that a size or a place in the row has to tell them.
    """
    titles = [_bare(label).split(" ") for label in labels]
    common = {word.lower() for word in titles[0]}
    for title in titles[1:]:
        common &= {word.lower() for word in title}
    own = [_own(each, common) for each in titles]
    said = [_begun(_trimmed(words)) for words in own]
    fits = all(_WORD.search(each) and len(each) <= LONGEST_CHIP for each in said)
    fits = fits and not any(_FIGURE.search(each) for each in said)
    return said if fits and len(set(said)) == len(said) else ()


def _own(title: Sequence[str], common: Collection[str]) -> list[str]:
    """Give the words that not all names have, without the "de" before one that all have."""
    kept: list[str] = []
    for word in title:
        if word.lower() not in common:
            kept.append(word)
        elif kept and kept[-1].lower() in _JOINTS:
            kept.pop()
    return kept


def _bare(label: str) -> str:
    """Give a label without its price, its size and what follows a comma."""
    return _SIZE.sub("", _PRICE.sub("", label).partition(", ")[0])


def _trimmed(words: Sequence[str]) -> str:
    """Join words without the "de" that the word left out stood at."""
    kept = list(words)
    while kept and kept[-1].lower() in _JOINTS:
        kept.pop()
    while kept and kept[0].lower() in _JOINTS:
        kept.pop(0)
    return " ".join(kept)


def _ordinals(offered: Sequence[Offered], voice: Voice) -> Sequence[str]:
    return _named(_ORDINALS[: len(offered)], voice)


def _named(keys: Sequence[str], voice: Voice) -> Sequence[str]:
    return [voice.phrase(f"chips.{key}") for key in keys]


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
