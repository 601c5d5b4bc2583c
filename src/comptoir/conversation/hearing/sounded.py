"""Put right goods that were written as other words of the same sound: "charbon de boit"."""

from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.conversation.hearing.lattice import put_right
from comptoir.conversation.hearing.sounds import pieces
from comptoir.conversation.hearing.tokens import Kind, Token, fold, stem
from comptoir.conversation.vocabulary import Vocabulary

_LONGEST = 4
_SHORTEST_MEANT = 5
"""Letters below which a name is too short to be told by its sound across words."""
_SHORTEST_SHARED = 4
"""Letters below which a word that a name shares with what was written tells nothing."""


@dataclass(frozen=True)
class SoundedWords:
    """What is needed to tell goods by the sound of words that are spelt well."""

    bounds: frozenset[str]
    """Words with which no name of goods begins or ends: le, du, et, de."""
    openings: frozenset[str]
    """Words behind which goods are named: le, du, un, de."""
    counting: frozenset[str]
    """Words for numbers."""
    vessels: frozenset[str]
    """The stems of containers, with which no name that was misheard begins."""
    common: frozenset[str]
    """Words of the grammar."""
    adjectives: frozenset[str]


def sounded(tokens: Sequence[Token], words: SoundedWords, known: Vocabulary) -> tuple[Token, ...]:
    """Return the words with neighbours put right that are no goods as written and sound like some.

    Every name is marked as one that was heard by its sound, and as a guess where only a slip of
    the ear explains words that are spelt well.
    """
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        before = tokens[at - 1] if at else None
        meant, length = _meant(tokens[at : at + _LONGEST], before, words, known)
        result.extend(meant or tokens[at : at + length])
        at += length
    return tuple(result)


def _meant(
    tokens: Sequence[Token], before: Token | None, words: SoundedWords, known: Vocabulary
) -> tuple[tuple[Token, ...], int]:
    """Return the goods that the first words are, none where they stand for themselves."""
    plains = tuple(token.sign for token in tokens)
    if plains[0] in words.bounds | words.counting or stem(plains[0]) in words.vessels:
        return (), 1
    well = known.longest(plains, 0)
    for length in range(len(tokens), max(well, 1), -1):
        window = tokens[:length]
        if plains[length - 1] in words.bounds or not all(_is_word(one, words) for one in window):
            continue
        texts = tuple(token.text for token in window)
        name = known.near_sound(texts)
        if name is None or len(name) < _SHORTEST_MEANT or not _says_more(name, window, words):
            continue
        same = known.by_sound(texts) == name
        if _is_believed(window, name, before, words, known, same=same):
            slip = not same and not any(known.is_no_word(text) for text in texts)
            return put_right(window, name, guessed=slip), length
    return (), max(well, 1)


def _is_word(token: Token, words: SoundedWords) -> bool:
    return token.kind is Kind.WORD and not token.bound and token.plain not in words.counting


def _says_more(name: str, window: Sequence[Token], words: SoundedWords) -> bool:
    """Tell whether a name has a word that was not written: "riz au lait est" has all of it."""
    said = {stem(token.plain) for token in window}
    meant = (fold(one) for one in pieces(name))
    return any(stem(one) not in said and one not in words.bounds for one in meant)


def _is_believed(
    window: Sequence[Token],
    name: str,
    before: Token | None,
    words: SoundedWords,
    known: Vocabulary,
    *,
    same: bool,
) -> bool:
    """Tell whether a name keeps what was heard well, or stands where goods are named."""
    meant = {stem(fold(one)) for one in pieces(name)}
    kept = [stem(one.plain) in meant and len(one.plain) >= _SHORTEST_SHARED for one in window]
    other = [one for one, well in zip(window, kept, strict=True) if not well]
    if not same and all(one.plain in words.bounds for one in other):
        return False
    if not (kept[0] or same) and known.longest((window[0].sign,), 0):
        return False
    strange = any(_is_strange(one, words, known) for one in other)
    odd = strange and any(one.plain not in words.common for one in other)
    if kept[0]:
        return same or odd
    named = before is not None and before.plain in words.openings | words.counting
    slip = odd or any(known.is_no_word(one.text) for one in other)
    return strange and named and (same or (any(kept) and slip))


def _is_strange(token: Token, words: SoundedWords, known: Vocabulary) -> bool:
    """Tell whether a word is neither goods nor said of them, or is none of the language."""
    plain = stem(token.plain)
    told = known.knows(token.plain) or plain in words.adjectives or plain in words.vessels
    return not told or known.is_no_word(token.text)
