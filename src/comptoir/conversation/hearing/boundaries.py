"""Put right products whose word boundaries a recogniser moved: "pain de mi", "noix zette"."""

from dataclasses import replace

from comptoir.conversation.hearing.goods_words import GoodsWords
from comptoir.conversation.hearing.tokens import Kind, Token, respelt, stem
from comptoir.conversation.vocabulary import Vocabulary

_LONGEST_WINDOW = 5
_SHORTEST_MEANT = 5
"""Letters below which a product is too short to be recognised across boundaries."""


def mended(
    tokens: tuple[Token, ...], words: GoodsWords, known: Vocabulary
) -> tuple[tuple[Token, ...], frozenset[int]]:
    """Return the tokens with neighbours that sound like one product put right, and where."""
    starts: set[int] = set()
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        meant, length = _meant(tokens, index, words, known)
        starts.update(token.start for token in meant)
        result.extend(meant or tokens[index : index + length])
        index += length
    return tuple(result), frozenset(starts)


def _meant(
    tokens: tuple[Token, ...], start: int, words: GoodsWords, known: Vocabulary
) -> tuple[tuple[Token, ...], int]:
    """Return the words meant from a place, none when they were heard well, and their number."""
    plains = tuple(token.plain for token in tokens[start : start + _LONGEST_WINDOW])
    if tokens[start].kind is not Kind.WORD or _opens(plains[0], words):
        return (), 1
    for length in range(len(plains), 1, -1):
        window = tokens[start : start + length]
        if len(window[-1].plain) == 1 or not _is_odd(window, words, known):
            continue
        meant = known.near_sound(tuple(token.text for token in window))
        if meant is None or len(meant) < _SHORTEST_MEANT:
            continue
        spelt = meant.replace("'", "' ").replace("-", " ").split()
        said = tuple(respelt(window[0], word) for word in spelt)
        return (*said[:-1], replace(said[-1], end=window[-1].end)), length
    return (), 1


def _opens(word: str, words: GoodsWords) -> bool:
    joins = (words.articles, words.definite, words.joints, words.separators)
    return any(word in those for those in joins) or word.endswith("'")


def _is_odd(window: tuple[Token, ...], words: GoodsWords, known: Vocabulary) -> bool:
    """Tell whether a window holds words only, one of which no product has."""
    if any(token.kind is not Kind.WORD for token in window):
        return False
    ear = words.ear
    return any(
        len(token.plain.strip("'")) > 1
        and token.plain not in ear.deaf
        and token.plain not in ear.common
        and not known.knows(token.plain)
        and stem(token.plain) not in words.adjectives
        for token in window
    )
