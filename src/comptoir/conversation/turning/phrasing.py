"""Turns of phrase beside the shopping: words in a row, and patterns of whole sentences."""

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from comptoir.conversation.hearing.patterns import compile_all
from comptoir.conversation.saying.tongue import words_of
from comptoir.goods.catalog.text import words
from comptoir.kernel.locale import Language

Phrase = tuple[str, ...]
ASIDES = "asides"


def has(said: Sequence[str], phrases_: Sequence[Phrase]) -> bool:
    """Tell whether one of these turns of phrase is in a sentence, word for word."""
    return first_of(said, phrases_) is not None


def first_of(said: Sequence[str], phrases_: Sequence[Phrase]) -> tuple[int, int] | None:
    """Find where the first of these turns of phrase begins and ends."""
    return next(
        (
            (start, start + len(phrase))
            for start in range(len(said))
            for phrase in phrases_
            if said[start] == phrase[0] and tuple(said[start : start + len(phrase)]) == phrase
        ),
        None,
    )


def whole(said: Sequence[str], pattern: re.Pattern[str]) -> bool:
    """Tell whether a sentence is one of these turns of phrase from end to end."""
    return pattern.fullmatch("".join(f"{word} " for word in said)) is not None


@cache
def phrases(language: Language, file: str = ASIDES) -> dict[str, tuple[Phrase, ...]]:
    """Read the turns of phrase of a file and a language that are found anywhere in a sentence."""
    return {
        name: tuple(tuple(words(phrase)) for phrase in cast("list[str]", listed))
        for name, listed in _table(language, file).items()
        if isinstance(listed, list)
    }


@cache
def sentences(language: Language) -> dict[str, re.Pattern[str]]:
    """Read the patterns of whole sentences of a language."""
    table = _table(language, ASIDES)
    classes = cast("dict[str, str]", table["classes"])
    whole_ = cast("dict[str, list[str]]", table["whole"])
    return {name: compile_all(patterns, classes) for name, patterns in whole_.items()}


def _table(language: Language, file: str) -> dict[str, object]:
    return cast("dict[str, dict[str, object]]", words_of(file))[language.value]
