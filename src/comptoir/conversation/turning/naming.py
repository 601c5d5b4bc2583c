"""What goods are called: names and what was said of them, as stems."""

from collections.abc import Iterator, Sequence
from functools import cache

from comptoir.conversation.turning.phrasing import phrases
from comptoir.goods.catalog.terms import english_stems, stems
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language


def names(item: ShelfItem, words: Sequence[str], language: Language) -> bool:
    """Tell whether a product's name or brand has all the stems of what was said."""
    name = set(_stems(f"{item.name} {item.brand}", Language.FRENCH))
    if language is Language.ENGLISH:
        name |= set(_stems(item.name_en, Language.ENGLISH))
    return name.issuperset(words)


def headed(item: ShelfItem, words: Sequence[str], language: Language) -> bool:
    """Tell whether one of the words is what goods are first of all: "comté" of "Comté AOP"."""
    english = language is Language.ENGLISH and item.name_en
    name = _stems(item.name_en if english else item.name, language if english else Language.FRENCH)
    return bool(set(name[-1:] if english else name[:1]) & set(words))


def akin(item: ShelfItem, words: Sequence[str], language: Language) -> bool:
    """Tell whether goods share a word with what was said; what shares none is no proposal."""
    return any(names(item, (word,), language) for word in words)


def covered(item: ShelfItem, words: Sequence[str], language: Language) -> int:
    """Count the words said that a product's name, brand or legal name has."""
    legal = set(_stems(item.legal_name, Language.FRENCH))
    return sum(names(item, (word,), language) or word in legal for word in words)


def is_wide(said: str, language: Language) -> bool:
    """Tell whether a word names a whole shelf rather than goods: "fromage", "charcuterie"."""
    wide = phrases(language, "qualifiers")["wide"]
    return said_stems(said, language) in {said_stems(" ".join(one), language) for one in wide}


def said_stems(text: str, language: Language) -> tuple[str, ...]:
    """Read what was said of goods as stems of its language."""
    return _stems(text, language)


@cache
def _cached(text: str, language: Language) -> tuple[str, ...]:
    return stems(text) if language is Language.FRENCH else tuple(_sized(english_stems(text)))


def _sized(found: Sequence[str]) -> Iterator[str]:
    """Put a size and its number together, as the catalogue's own terms do: "size 3, 4-9 kg"."""
    after_size = False
    for each in found:
        number = _FIGURES.get(each, each)
        if after_size and number.isdigit():
            yield f"size.{number}"
        elif each != "size":
            yield each
        after_size = each == "size"


_FIGURES = {
    word: str(number)
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven"), 1)
}


def _stems(text: str, language: Language) -> tuple[str, ...]:
    return _cached(text, language) if len(text) < 80 else stems(text)
