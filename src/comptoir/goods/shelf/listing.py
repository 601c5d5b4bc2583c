"""Aisles of one store: pages of goods, narrowed and sorted, and what they may be narrowed by."""

from collections.abc import Collection
from dataclasses import dataclass

from comptoir.db.unit_of_work import Reading
from comptoir.goods.shelf import _listing_store
from comptoir.goods.shelf._listing_store import Counts
from comptoir.goods.shelf.asking import NO_FILTERS, Filters, Sort
from comptoir.goods.shelf.model import ShelfItem


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of goods, and how many there are on all pages."""

    items: tuple[ShelfItem, ...]
    total: int


async def goods_of(
    on: Reading,
    *,
    store: str,
    categories: Collection[str] | None = None,
    filters: Filters = NO_FILTERS,
    sort: Sort = "relevance",
    limit: int = 24,
    offset: int = 0,
) -> Listing:
    """Give a page of what a store sells of these leaf categories, or of everything.

    Goods in stock come first, whatever the order; by relevance the best sold do. Of the filters,
    category and brand are not looked at: the caller names the leaves.
    """
    rows = await _listing_store.LISTED.all(
        on,
        store=store,
        now=on.now,
        categories=None if categories is None else list(categories),
        labels=list(filters.labels) or None,
        without=list(filters.without_allergens) or None,
        nutriscore=filters.nutriscore_at_least,
        promotion=filters.promotion,
        max_price=filters.max_price,
        only_available=filters.available_only,
        sort=sort,
        limit=limit,
        offset=offset,
    )
    if not rows and offset:  # a page beyond the last still knows how many there are
        first = await goods_of(
            on, store=store, categories=categories, filters=filters, sort=sort, limit=1
        )
        return Listing((), first.total)
    return Listing(tuple(rows), rows[0].total if rows else 0)


async def counts(on: Reading, *, store: str, categories: Collection[str] | None = None) -> Counts:
    """Count what the goods of these leaf categories, or all, may be narrowed by."""
    return await _listing_store.COUNTS.one(
        on,
        store=store,
        now=on.now,
        categories=None if categories is None else list(categories),
    )


async def aisles(
    on: Reading, *, store: str, categories: Collection[str] | None = None
) -> dict[str, int]:
    """Tell how many goods a store has of each of these categories, or of all, where it has any."""
    within = None if categories is None else list(categories)
    rows = await _listing_store.AISLES.all(on, store=store, categories=within)
    return {row.category: row.goods for row in rows}


async def every_gtin(on: Reading, *, after: str = "", limit: int) -> tuple[str, ...]:
    """Give the products that some store sells, in the order of their numbers."""
    return tuple(await _listing_store.EVERY_GTIN.all(on, after=after, limit=limit))


__all__ = ["Counts", "Filters", "Listing", "Sort", "aisles", "counts", "every_gtin", "goods_of"]
