"""Search in one store: words become a question, the question goods with price and stock."""

from dataclasses import dataclass
from typing import Literal

from comptoir.db.unit_of_work import Reading
from comptoir.goods.shelf import _search_store, memory
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.shelf.question import (
    Question,
    all_of,
    any_of,
    asks,
    keys_of,
    lexeme,
)
from comptoir.goods.shelf.reading import read
from comptoir.kernel.locale import Language

Sort = Literal["relevance", "price", "unit_price", "name"]

_POOL = 60


@dataclass(frozen=True, slots=True)
class Filters:
    """What else must hold of goods; `max_price` in cents a piece or a kilogram."""

    category: str | None = None
    brand: str | None = None
    labels: tuple[str, ...] = ()
    without_allergens: tuple[str, ...] = ()
    nutriscore_at_least: str | None = None
    promotion: bool = False
    max_price: int | None = None
    available_only: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found."""

    items: tuple[ShelfItem, ...]
    total_or_more: int
    corrected: str | None = None


async def search(
    on: Reading,
    *,
    store: str,
    words: str,
    language: Language | None = None,
    filters: Filters = Filters(),
    sort: Sort = "relevance",
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """Find goods of a store."""
    vocabulary = await memory.vocabulary(on)
    question = read(words, vocabulary=vocabulary, language=language)
    if not question.groups:
        return Found((), 0)
    must = all_of([asks(group) for group in question.needed])
    rows = await _search_store.SEARCH.all(
        on,
        **parameters(question, must, filters),
        store=store,
        now=on.now,
        pool=_POOL + limit,
        limit=limit,
        offset=offset,
    )
    items = list(rows)
    if len(items) < limit and len(question.needed) > 1:
        must = any_of([asks(group) for group in question.needed])
        if len(question.needed) > 2:
            needed = question.needed
            must = any_of(
                ["(" + all_of([asks(g) for g in needed if g is not gone]) + ")" for gone in needed]
            )
        more = await _search_store.SEARCH.all(
            on,
            **parameters(question, must, filters),
            store=store,
            now=on.now,
            pool=_POOL + limit,
            limit=limit,
            offset=0,
        )
        seen = {i.gtin for i in items}
        items += [m for m in more if m.gtin not in seen]
    return Found(tuple(items[:limit]), len(items))


def parameters(question: Question, must: str, filters: Filters) -> dict[str, object]:
    groups = question.needed
    return {
        "must": must,
        "terms": any_of([lexeme(key) for key in keys_of(question.groups)]),
        "head": any_of([lexeme(f"h.{key}") for key in keys_of(groups, 3)]),
        "preferred": any_of(
            ["(" + all_of([lexeme(key, "CD") for key in keys]) + ")" for keys in question.preferred]
        ),
        "avoided": any_of([lexeme(k, "AB") for g in groups if (k := g.without())]),
        "sizes": any_of([lexeme(key) for key in question.sizes]),
        "brand": filters.brand,
        "labels": list(filters.labels) or None,
        "without": list(filters.without_allergens) or None,
        "nutriscore": filters.nutriscore_at_least,
        "max_price": filters.max_price,
        "promotion": filters.promotion,
        "available": filters.available_only,
    }
