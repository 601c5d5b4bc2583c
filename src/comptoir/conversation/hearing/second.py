"""Hear a sentence a second time when the first reading made little of it: what may have been meant.

A recogniser writes words that sound like those that were said: "rampe lace" for remplace,
"cartes tranches" for quatre tranches. Such words are looked for only where the sentence as it is
written is not understood, and what is found by them is marked, so that the turn may ask.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from comptoir.conversation.hearing.nearness import Nearby
from comptoir.conversation.hearing.sounds import SoundRules, sound_of_all
from comptoir.conversation.hearing.tokens import Kind, Token, respelt, stem
from comptoir.conversation.model import Act, Doubt, Intent
from comptoir.conversation.vocabulary import Vocabulary

_LONGEST_VERB = 3
BARE = "products named without a verb"
"""Why an act was made of words without a frame."""
_LONGEST_PRODUCT = 4
_SHORTEST_PRODUCT = 4


@dataclass(frozen=True)
class SecondWords:
    """What may have been meant by words that a recogniser misspelt."""

    verbs: Nearby
    numbers: Nearby
    counting: frozenset[str]
    """Words for numbers, which are no verb misheard."""
    measured: frozenset[str]
    """The stems of words that stand behind a number: gramme, tranche, heure, personne."""
    openings: frozenset[str]
    """Words before which a verb stands, and behind which no product begins: le, du, mon."""
    starts: frozenset[str]
    """Words behind which a clause may begin: et, puis, non."""
    common: frozenset[str]
    adjectives: frozenset[str]
    rules: SoundRules


def worth(acts: Sequence[Act]) -> tuple[int, int]:
    """Return how much of a sentence was understood: the more the better."""
    if not acts:
        return (-2, 0)
    unknown = sum(
        Doubt.UNKNOWN_PRODUCT in item.doubts for act in acts for item in act.items if item.product
    )
    known = sum(
        Doubt.UNKNOWN_PRODUCT not in item.doubts
        for act in acts
        for item in act.items
        if item.product
    )
    return (-unknown, known)


def is_doubtful(acts: Sequence[Act]) -> bool:
    """Tell whether a sentence is worth hearing a second time."""
    return is_strange(acts) or worth(acts)[0] < 0


def betters(again: Sequence[Act], acts: Sequence[Act]) -> bool:
    """Tell whether another reading is to be believed: it knows more of the same wishes."""
    if is_strange(again):
        return False
    if is_strange(acts):
        return True
    same = [act.intent for act in again] == [act.intent for act in acts]
    return worth(again) > worth(acts) and (same or is_verbless(acts))


def is_verbless(acts: Sequence[Act]) -> bool:
    """Tell whether no turn of phrase was found, so that a verb may have been misheard."""
    return is_strange(acts) or all(act.why[:1] == (BARE,) and not act.elliptic for act in acts)


def is_strange(acts: Sequence[Act]) -> bool:
    """Tell whether nothing that a shop does was understood."""
    return all(act.intent is Intent.OUT_OF_DOMAIN for act in acts)


def variants(
    tokens: tuple[Token, ...], words: SecondWords, known: Vocabulary, *, verbless: bool
) -> Iterator[tuple[Token, ...]]:
    """Return what may have been said, the nearest to what was written first.

    Verbs are looked for only in a sentence that has none.
    """
    numbered = _numbers(tokens, words, known)
    for base in dict.fromkeys((numbered, tokens)):
        meant = _products(base, words, known)
        if base is not tokens:
            yield base
        if meant != base:
            yield meant
        for verbal in _verbs(base, words, known) if verbless else ():
            yield verbal
            if (both := _products(verbal, words, known)) != verbal:
                yield both


def _verbs(
    tokens: tuple[Token, ...], words: SecondWords, known: Vocabulary
) -> Iterator[tuple[Token, ...]]:
    """Return the sentence with what opens a clause as the verb that it sounds like."""
    for start in range(len(tokens)):
        if start and tokens[start - 1].plain not in words.starts:
            continue
        for length in range(_LONGEST_VERB, 0, -1):
            window = tokens[start : start + length]
            following = tokens[start + length : start + length + 1]
            if len(window) < length or not _all_words(window) or not following:
                continue
            counted = following[0].kind is not Kind.WORD
            if not counted and following[0].plain not in words.openings:
                continue
            plains = tuple(token.plain for token in window)
            heard_well = length == 1 and plains[0] in words.common
            product = length == 1 and known.longest(plains, 0)
            if plains[0] in words.counting or heard_well or product:
                continue
            meant = words.verbs.find(sound_of_all(plains, words.rules))
            if meant is not None and meant != plains[0]:
                yield (*tokens[:start], *_put_right(window, meant), *tokens[start + length :])


def _numbers(tokens: tuple[Token, ...], words: SecondWords, known: Vocabulary) -> tuple[Token, ...]:
    """Return the sentence with what stands before "grammes" as the number that it sounds like."""
    said: list[Token] = []
    for at, token in enumerate(tokens):
        said.append(token)
        if at + 1 == len(tokens):
            break
        before_unit = stem(tokens[at + 1].plain) in words.measured
        strange = token.plain not in words.common and not known.longest((token.plain,), 0)
        if token.kind is not Kind.WORD or not before_unit or not strange:
            continue
        meant = words.numbers.find(sound_of_all((token.plain,), words.rules))
        if meant is not None:
            said[-1:] = [respelt(token, word) for word in meant.split()]
    return tuple(said)


def _products(
    tokens: tuple[Token, ...], words: SecondWords, known: Vocabulary
) -> tuple[Token, ...]:
    """Return the sentence with strange words as the products that they nearly sound like."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        meant, length = _product_at(tokens, index, words, known)
        result.extend(meant or tokens[index : index + length])
        index += length
    return tuple(result)


def _product_at(
    tokens: tuple[Token, ...], start: int, words: SecondWords, known: Vocabulary
) -> tuple[tuple[Token, ...], int]:
    first = tokens[start].plain
    elided = first.endswith("'")
    if elided or tokens[start].kind is not Kind.WORD or first in words.openings | words.starts:
        return (), 1
    for length in range(_LONGEST_PRODUCT, 0, -1):
        window = tokens[start : start + length]
        plains = tuple(token.plain for token in window)
        if len(window) < length or not _all_words(window) or not _is_strange(plains, words, known):
            continue
        if plains[-1] in words.openings or _amid_talk(plains, words):
            continue
        meant = known.near(tuple(token.text for token in window))
        if meant is None or len(meant) < _SHORTEST_PRODUCT:
            continue
        return _put_right(window, meant), length
    return (), 1


def _put_right(window: tuple[Token, ...], meant: str) -> tuple[Token, ...]:
    """Return the words meant in place of those written, which the last of them remembers."""
    spelt = meant.replace("'", "' ").replace("-", " ").split()
    said = [replace(respelt(window[0], word), misheard="") for word in spelt]
    written = " ".join(token.text for token in window)
    said[-1] = replace(said[-1], end=window[-1].end, misheard=written)
    return tuple(said)


def _is_strange(plains: tuple[str, ...], words: SecondWords, known: Vocabulary) -> bool:
    """Tell whether a word among these is no product's and none of the grammar."""
    return any(
        word not in words.common and not known.knows(word) and stem(word) not in words.adjectives
        for word in plains
    )


def _amid_talk(plains: tuple[str, ...], words: SecondWords) -> bool:
    """Tell whether most of a window are words of the grammar, which were not misheard."""
    said = [word in words.common for word in plains]
    return len(said) > 1 and sum(said) > len(said) / 2 and not said[-1]


def _all_words(tokens: Sequence[Token]) -> bool:
    return all(token.kind is Kind.WORD for token in tokens)
