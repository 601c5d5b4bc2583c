"""What tells one of several goods by its size or its price: "le plus grand", "the cheapest"."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import lru_cache

from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.hearing.stages import prepared
from comptoir.conversation.model import Filter, Ref, RefBy
from comptoir.conversation.turning.phrasing import Phrase, has, phrases
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
        if has(said, table[most]):
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


def without_fillers(text: str, language: Language) -> str:
    """Give a sentence without the little words around what it says: "no, actually the other"."""
    said = words(text)
    fillers = sorted(_table(language)["fillers"], key=len, reverse=True)
    kept: list[str] = []
    while said:
        filler = next((one for one in fillers if tuple(said[: len(one)]) == one), None)
        if filler is None:
            kept.append(said.pop(0))
        else:
            said = said[len(filler) :]
    return " ".join(kept)


def whole_ref(text: str, language: Language) -> Ref | None:
    """Read a sentence that says nothing but which is meant: "both", "non l'autre", "le petit"."""
    said, table = tuple(words(without_fillers(text, language))), _table(language)
    if said in table["other"]:
        return Ref(RefBy.OTHER)
    if said in (*table["several"], *table["each"]):
        return Ref(RefBy.OTHER, " ".join(said))
    plain = [word for word in said if word not in _ARTICLES]
    ends = {phrase for most in Most for phrase in table[most]}
    ends |= {*table["bare_largest"], *table["bare_smallest"]}
    return Ref(RefBy.ATTRIBUTE, " ".join(said)) if tuple(plain) in ends else None


@lru_cache(maxsize=256)
def filters_said(text: str, language: Language) -> tuple[Filter, ...]:
    """Read a sentence that says nothing but what goods have to be: "make it organic", "en bio"."""
    book = lexicon(language.value)
    said = without_fillers(text, language)
    tokens = [
        token
        for token in prepared(book.cut(said), book.stages).tokens
        if token.plain not in _AROUND[language]
    ]
    filters = [token.value for token in tokens if isinstance(token.value, Filter)]
    return tuple(filters) if len(filters) == len(tokens) else ()


_AROUND = {
    Language.FRENCH: frozenset({"du", "de", "la", "le", "les", "des", "en", "celui", "preference"}),
    Language.ENGLISH: frozenset({"one", "ones", "some", "the", "an", "a"}),
}


def opened(text: str, language: Language, name: str) -> str | None:
    """Give what follows "de la marque" or "à la" where a sentence begins so."""
    said, table = words(without_fillers(text, language)), _table(language)
    for phrase in sorted(table[name], key=len, reverse=True):
        if tuple(said[: len(phrase)]) == phrase and len(said) > len(phrase):
            return " ".join(said[len(phrase) :])
    return None


def says_dozen(text: str, language: Language) -> bool:
    """Tell whether pieces were counted by the dozen, which nobody says of packs."""
    return has(words(text), _table(language)["dozens"])


def says_enough(text: str, language: Language) -> bool:
    """Tell whether a sentence says that so much suffices."""
    return has(words(text), _table(language)["suffices"])


def says_also(text: str, language: Language) -> bool:
    """Tell whether something is wanted beside what there is."""
    return has(words(text), _table(language)["also"])


def says_again(text: str, language: Language) -> bool:
    """Tell whether a sentence asks for one more."""
    return has(words(text), _table(language)["again"])


def extreme(items: Sequence[ShelfItem], most: Most) -> ShelfItem | None:
    """Give the one at an end of the row; None where all are alike, by what can be compared."""
    measure: Callable[[ShelfItem], int] = _price if most in _BY_PRICE else _size
    there = [item for item in items if measure(item)]
    if len({measure(item) for item in there}) < min(2, len(items)):
        return None
    least = most in (Most.CHEAPEST, Most.SMALLEST)
    return (min if least else max)(there, key=measure, default=None)


_ARTICLES = frozenset(
    {"le", "la", "les", "l", "un", "une", "celui", "celle", "ceux", "celles", "the", "a", "one"}
)
_BY_PRICE = frozenset({Most.CHEAPEST, Most.DEAREST})


def _price(item: ShelfItem) -> int:
    return item.unit_price.amount if item.unit_price else item.price


def _size(item: ShelfItem) -> int:
    return item.net_value or 0


def _table(language: Language) -> dict[str, tuple[Phrase, ...]]:
    return phrases(language, "qualifiers")
