"""What tells one of several goods by its size or its price: "le plus grand", "the cheapest"."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from typing import cast

from comptoir.conversation.model import Ref, RefBy
from comptoir.conversation.saying.tongue import words_of
from comptoir.goods.catalog.text import words
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language


class Most(StrEnum):
    """An end of the row in which goods can be put."""

    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    LARGEST = "largest"
    SMALLEST = "smallest"


def most_said(text: str, language: Language, *, bare: bool = False) -> Most | None:
    """Read "le plus grand" in a text; `bare` reads "le petit" too where nothing else is said."""
    said = words(text)
    table = _table(language)
    for most in Most:
        if any(within(said, phrase) for phrase in table[most]):
            return most
    if bare:
        plain = [word for word in said if word not in _ARTICLES]
        for most in (Most.LARGEST, Most.SMALLEST):
            if tuple(plain) in table[f"bare_{most}"]:
                return most
    return None


def most_of(ref: Ref, language: Language) -> Most | None:
    """Read a way of pointing as an end of the row; None when it is another way."""
    if ref.by is RefBy.CHEAPEST:
        return Most.CHEAPEST
    if ref.by is RefBy.LARGEST:
        return Most.LARGEST
    if ref.by in (RefBy.OTHER, RefBy.ATTRIBUTE) and isinstance(ref.value, str):
        return most_said(ref.value, language, bare=True)
    return None


def all_said(ref: Ref, language: Language) -> bool:
    """Tell whether all that is offered is pointed at: "un de chaque", "les deux"."""
    if ref.by is not RefBy.OTHER or not isinstance(ref.value, str):
        return False
    table = _table(language)
    return tuple(words(ref.value)) in (*table["several"], *table["each"])


def extreme(items: Sequence[ShelfItem], most: Most) -> ShelfItem | None:
    """Give the one at an end of the row; None where all are alike, by what can be compared."""
    measure: Callable[[ShelfItem], int] = _price if most in _BY_PRICE else _size
    there = [item for item in items if measure(item)]
    if len({measure(item) for item in there}) < min(2, len(items)):
        return None
    least = most in (Most.CHEAPEST, Most.SMALLEST)
    return (min if least else max)(there, key=measure, default=None)


_ARTICLES = frozenset(
    {"le", "la", "les", "l", "un", "une", "celui", "celle", "ceux", "celles", "the", "a"}
)
_BY_PRICE = frozenset({Most.CHEAPEST, Most.DEAREST})


def within(said: Sequence[str], phrase: tuple[str, ...]) -> bool:
    """Tell whether words stand in a row within others."""
    return any(
        tuple(said[at : at + len(phrase)]) == phrase for at in range(len(said) - len(phrase) + 1)
    )


def _price(item: ShelfItem) -> int:
    return item.unit_price.amount if item.unit_price else item.price


def _size(item: ShelfItem) -> int:
    return item.net_value or 0


@cache
def _table(language: Language) -> dict[str, tuple[tuple[str, ...], ...]]:
    tables = cast("dict[str, dict[str, list[str]]]", words_of("qualifiers"))
    return {
        name: tuple(tuple(words(phrase)) for phrase in phrases)
        for name, phrases in tables[language.value].items()
    }
