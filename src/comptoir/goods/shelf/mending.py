"""Words that no product has, mended: joined, parted, completed, or spelt as they sound; pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.terms import stems
from comptoir.goods.catalog.text import fold, stem, stem_of
from comptoir.goods.shelf.spelling import corrections, distance
from comptoir.goods.shelf.vocabulary import Vocabulary

_SEEN, _RARE, _SOME = 2, 3, 30
_COMMON = 10
"""A word is taken for a slip when so many times more products have the other one."""
_COMPLETIONS = 6
_ELISIONS = ("d", "l", "de", "du", "la", "le", "au", "aux", "des", "les", "s")


@dataclass(frozen=True, slots=True)
class Mended:
    """A word as it was probably meant, folded unless it is as said.

    `others` are further terms it may mean; `heard` sound the same, for when nothing is found.
    """

    word: str
    said: str
    others: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    corrected: bool = False


def mend(words: Sequence[str], vocabulary: Vocabulary) -> list[Mended]:
    """Give French words as meant: those that goods or the lexicon know stay as they are."""
    joined = _join(words, vocabulary)
    mended: list[Mended] = []
    for place, word in enumerate(joined):
        if _is_plain(word) or _is_known(word, vocabulary):
            mended.append(_widened(word, vocabulary))
        else:
            mended.extend(_put_right(word, vocabulary, last=place == len(joined) - 1))
    return mended


def mend_english(words: Sequence[str]) -> list[Mended]:
    """Give English words as meant, spelt as the lexicon spells them."""
    dictionary = _english_dictionary()
    mended: list[Mended] = []
    for word in words:
        folded = fold(word)
        key = entries.english_phrase(folded)
        near = () if not key or dictionary.products(key[0]) else _near_english(folded, key[0])
        mended.append(Mended(near[0], folded, corrected=True) if near else Mended(word, folded))
    return mended


def _near_english(word: str, key: str) -> tuple[str, ...]:
    if len(key) < 5:
        return ()
    near = corrections(word, key, _english_dictionary())
    return near if near and distance(near[0], key) == 1 else ()


@cache
def _english_dictionary() -> Vocabulary:
    return Vocabulary(0, dict.fromkeys(entries.english_words(), 1), {})


def _is_plain(word: str) -> bool:
    """Tell whether a word needs no goods: grammar, containers, numbers, short forms."""
    folded = fold(word)
    return (
        folded.isdigit()
        or folded in entries.stop_words()
        or folded in entries.containers()
        or folded in entries.spoken_words()
        or (folded,) in entries.abbreviations()
    )


def _is_known(word: str, vocabulary: Vocabulary) -> bool:
    key = stem_of(word)
    return (
        vocabulary.products(key) > 0
        or vocabulary.is_lexical(key)
        or key in entries.homophone_words()
    )


def _join(words: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Put neighbours together that are one word ("con fiture"), when one of them is hardly one."""
    joined: list[str] = []
    place = 0
    while place < len(words):
        together = _one_word(words[place : place + 2], vocabulary)
        joined.append(together or words[place])
        place += 2 if together else 1
    return joined


def _one_word(pair: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """Give the one word that two make, or None; an article may be the head of a broken word."""
    if len(pair) < 2 or _is_plain(pair[1]) or vocabulary.is_lexical(stem_of(pair[1])):
        return None
    counted = [word for word in pair if not _is_plain(word)]
    if len(counted) == 1 and len(pair[0]) > 3:
        return None
    seen = min(vocabulary.products(stem_of(word)) for word in counted)
    word = fold("".join(pair))
    if seen > _RARE or word.isdigit():
        return None
    least = _COMMON * seen or _SEEN
    for key in (*stems(word)[:1], *vocabulary.sounding(word)[:1]):
        if vocabulary.weight(key) >= least:
            return vocabulary.surface(key)
    return None


def _widened(word: str, vocabulary: Vocabulary) -> Mended:
    """Let a word that few products have also stand for a near one that is everywhere.

    What hardly any product has is taken for a slip; what some have may have been misheard.
    """
    folded, key = fold(word), stem_of(word)
    seen = vocabulary.products(key)
    by_ear = word.endswith(("é", "és", "ée", "ées")) and word not in entries.written_words()
    known = vocabulary.is_lexical(key) and not by_ear
    known = known or (not seen and key in entries.homophone_words())
    if _is_plain(word):
        return Mended(word, folded)
    if (seen > _SOME and not by_ear) or known:
        return Mended(word, folded, heard=tuple(vocabulary.sounding(folded)[:3]))
    common = max(_COMMON, _COMMON * seen)
    near = [each for each in vocabulary.sounding(folded)[:2] if vocabulary.weight(each) >= common]
    if seen <= _RARE and len(folded) >= 5:
        found = corrections(folded, key, vocabulary)
        near += [each for each in found if vocabulary.weight(each) >= common]
    near = [each for each in dict.fromkeys(near) if each != key]
    if near and (seen <= _RARE or by_ear):
        return Mended(vocabulary.surface(near[0]), folded, (*near[1:], key))
    return Mended(word, folded, tuple(near))


def _put_right(word: str, vocabulary: Vocabulary, *, last: bool) -> list[Mended]:
    """Complete, correct or part a word that neither goods nor the lexicon know."""
    folded = fold(word)
    key = stem(folded)
    near = corrections(folded, key, vocabulary)
    begun = vocabulary.beginning(folded, _COMPLETIONS) if last and len(folded) >= 3 else []
    if begun and not (near and near[0] in vocabulary.sounding(folded)):
        return [Mended(vocabulary.surface(begun[0]), folded, tuple(begun[1:]))]
    if not near or distance(near[0], key) > 1:
        parted = _parted(folded, vocabulary)
        if parted:
            return [
                Mended(vocabulary.surface(each), vocabulary.surface(each), corrected=True)
                for each in parted
            ]
    if not near:
        return [Mended(word, folded)]
    first = _commonest(near, vocabulary)
    others = tuple(each for each in near if each != first)
    return [Mended(vocabulary.surface(first), folded, others, corrected=True)]


def _commonest(near: Sequence[str], vocabulary: Vocabulary) -> str:
    """Choose among what sounds like the nearest the commonest: names hold slips too."""
    said = vocabulary.sound(near[0])
    alike = [each for each in near if vocabulary.sound(each) == said]
    best = max(alike, key=vocabulary.weight)
    return best if vocabulary.weight(best) >= _COMMON * vocabulary.weight(near[0]) else near[0]


def _parted(word: str, vocabulary: Vocabulary) -> Collection[str]:
    """Part a word in two that many products have ("jusdorange"), or from its article."""
    best: tuple[int, tuple[str, ...]] = (_COMMON - 1, ())
    for cut in range(1, len(word) - 2):
        left, right = word[:cut], word[cut:]
        rights = [right, *(right[len(e) :] for e in _ELISIONS if right.startswith(e))]
        for each in rights:
            if len(each) < 3 or (cut < 3 and left not in _ELISIONS):
                continue
            keys = stems(f"{left} {each}")
            seen = min((vocabulary.products(key) for key in keys), default=0)
            if len(keys) == 2 - (cut < 3) and seen > best[0]:
                best = (seen, keys)
    return best[1]
