"""Search in one store: words become a question, the question goods with price and stock."""

from dataclasses import dataclass

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.text import raw_words, stem_of
from comptoir.goods.shelf import memory
from comptoir.goods.shelf.asking import NO_FILTERS, Asking, Filters, Sort
from comptoir.goods.shelf.completion import complete
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.shelf.question import Question, keys_of
from comptoir.goods.shelf.reading import LONGEST, read
from comptoir.goods.shelf.vocabulary import Vocabulary
from comptoir.kernel.locale import Language

ENOUGH = 10
"""Where fewer goods meet a question in full, those that nearly do follow them."""
_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """A page of goods; `total_or_more` is at least how many there are up to its end.

    The first `exact` of all pages meet the question in full, those after it nearly. `corrected` is
    what was taken to be meant when the words were misspelt.
    """

    items: tuple[ShelfItem, ...]
    total_or_more: int
    corrected: str | None = None
    exact: int = 0
    stands_in: bool = False
    """True when none meets it, and these are what the lexicon names beside a brand not sold."""


async def search(
    on: Reading,
    *,
    store: str,
    words: str,
    language: Language | None = None,
    filters: Filters = NO_FILTERS,
    sort: Sort = "relevance",
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """Find goods that a store sells, by words in French or English and by filters.

    Words may be misspelt, cut short, misheard, a whole sentence, or none at all. `language` is a
    hint. Ranked by `sort`; by relevance, goods in stock and goods that sell come first.
    """
    known = await memory.vocabulary(on)
    while True:
        question = _read(words, known, language)
        asked = Asking(on, store, question, known, filters, sort)
        found = await _find(asked, limit=limit, offset=offset)
        newer = await memory.newer(on, known, asked.seen)
        if newer is None:
            return found
        known = newer


def _read(words: str, vocabulary: Vocabulary, language: Language | None) -> Question:
    """Read words, or remember how they were read: the same few are asked for all day."""
    asked = (words[:LONGEST], language)
    question = vocabulary.readings.get(asked)
    if question is None:
        if len(vocabulary.readings) >= _REMEMBERED:
            vocabulary.readings.clear()
        question = read(words, vocabulary=vocabulary, language=language)
        vocabulary.readings[asked] = question
    return question


async def _find(asked: Asking, *, limit: int, offset: int) -> Found:
    """Find a page; its first goods may be filled up with such as nearly meet the question."""
    fills = asked.can_fill and offset < ENOUGH
    begin = 0 if fills else offset
    items = await asked.exactly(limit=offset - begin + limit, offset=begin)
    if not items and not offset and (heard := asked.question.heard()) is not None:
        asked.question = heard
        items = await asked.exactly(limit=limit, offset=0)
    exact = begin + len(items)
    wanted = min(ENOUGH, offset + limit)
    if fills and len(items) < wanted:
        items = await _fill(asked, items, wanted)
    page = tuple(items[offset - begin :][:limit])
    stands_in = not exact and asked.stands_in
    return Found(page, begin + len(items), _corrected(asked.question, items), exact, stands_in)


async def _fill(asked: Asking, items: list[ShelfItem], wanted: int) -> list[ShelfItem]:
    """Add goods that meet all but one part of the question, then goods of the same shelf."""
    filled = list(items)
    for more in (asked.loosely, asked.alike):
        if len(filled) < wanted:
            known = {item.gtin for item in filled}
            found = await more(filled, limit=wanted)
            filled.extend(item for item in found if item.gtin not in known)
    return filled[:wanted]


def _corrected(question: Question, items: list[ShelfItem]) -> str | None:
    """Give what was taken to be meant, in the words of the goods found."""
    if not question.corrected:
        return None
    shown: dict[str, str] = {}
    for item in items:
        for word in raw_words(f"{item.name} {item.brand}"):
            shown.setdefault(stem_of(word), word)
    meant = [
        " ".join(shown[key] for key in keys_of([group], 1) if key in shown)
        if group.corrected
        else group.said
        for group in question.groups
    ]
    return " ".join(word for word in meant if word) or None


__all__ = ["Filters", "Found", "Sort", "complete", "search"]
