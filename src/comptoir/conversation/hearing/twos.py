"""Hear "deux" where a recogniser writes the "de" that it sounds like: "deux poires de bananes".

Such a word is a number where it can join nothing: before a container that holds nothing, between
two goods of a counted list that are sold as they grow, before a measure behind a container.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.conversation.hearing.tokens import Kind, Token, respelt, stem
from comptoir.conversation.vocabulary import Vocabulary


@dataclass(frozen=True)
class TwoWords:
    """The words that decide whether "de" is a number."""

    misheard: frozenset[str]
    """What is written for two: de."""
    two: str
    """The word for two: deux."""
    containers: frozenset[str]
    """The stems of containers: paquet, boîte."""
    measures: frozenset[str]
    """The stems of what a container may hold so much of: kilo, litre."""
    counting: frozenset[str]
    """Words for numbers, articles for one among them."""
    raw: frozenset[str]
    """The stems of goods that hold and flavour nothing: fruit and vegetables."""
    openings: frozenset[str]
    """Words that open the next product of a list or end it: et, des, pour."""


def recounted(tokens: tuple[Token, ...], words: TwoWords, known: Vocabulary) -> tuple[Token, ...]:
    """Return the tokens with the "de" that can join nothing as the number that was said."""
    if not any(token.plain in words.misheard for token in tokens):
        return tokens
    return tuple(
        respelt(token, words.two)
        if token.plain in words.misheard and _counts(tokens, at, words, known)
        else token
        for at, token in enumerate(tokens)
    )


def _counts(tokens: Sequence[Token], at: int, words: TwoWords, known: Vocabulary) -> bool:
    before, after = _stem(tokens, at - 1), _stem(tokens, at + 1)
    if not before or not after:
        return False
    if after in words.containers:
        return before not in words.containers | words.counting and _ends(tokens, at + 2, words)
    if after in words.measures:
        return before in words.containers and _ends(tokens, at + 2, words)
    return (
        after in words.raw
        and before in words.raw
        and _is_list(tokens, at, words)
        and not _is_one(tokens, at, known)
    )


def _stem(tokens: Sequence[Token], at: int) -> str:
    word = 0 <= at < len(tokens) and tokens[at].kind is Kind.WORD
    return stem(tokens[at].plain) if word else ""


def _ends(tokens: Sequence[Token], at: int, words: TwoWords) -> bool:
    """Tell whether nothing is held by what stands before a place."""
    return at >= len(tokens) or tokens[at].kind is Kind.STOP or tokens[at].plain in words.openings


def _is_list(tokens: Sequence[Token], at: int, words: TwoWords) -> bool:
    """Tell whether goods are counted around a place."""
    others = (token for place, token in enumerate(tokens) if place != at)
    return any(token.kind is Kind.NUMBER or token.plain in words.counting for token in others)


def _is_one(tokens: Sequence[Token], at: int, known: Vocabulary) -> bool:
    """Tell whether words on both sides of a place name one product: pomme de terre."""
    plains = tuple(token.plain for token in tokens)
    return any(start + known.longest(plains, start) > at + 1 for start in range(max(0, at - 3), at))
