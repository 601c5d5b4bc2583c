"""Turns of phrase that are known word for word."""

from collections.abc import Sequence
from functools import cache
from typing import cast

from comptoir.conversation.saying.tongue import words_of
from comptoir.goods.catalog.text import words
from comptoir.kernel.locale import Language

Phrase = tuple[str, ...]


def has(said: Sequence[str], phrases_: Sequence[Phrase]) -> bool:
    """Tell whether one of these turns of phrase is in a sentence, word for word."""
    return any(
        tuple(said[start : start + len(phrase)]) == phrase
        for phrase in phrases_
        for start in range(len(said) - len(phrase) + 1)
    )


def whole(said: Phrase, phrases_: Sequence[Phrase], politely: Sequence[Phrase]) -> bool:
    """Tell whether a sentence is one of these turns of phrase, a polite word after it or not."""
    return any(
        said == phrase or (said[: len(phrase)] == phrase and said[len(phrase) :] in politely)
        for phrase in phrases_
    )


@cache
def phrases(language: Language) -> dict[str, tuple[Phrase, ...]]:
    """Read the turns of phrase of a language."""
    table = cast("dict[str, dict[str, list[str]]]", words_of("asides"))[language.value]
    return {
        name: tuple(tuple(words(phrase)) for phrase in phrases_) for name, phrases_ in table.items()
    }
