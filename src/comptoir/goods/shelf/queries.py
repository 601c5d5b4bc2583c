"""Questions about what a store sells now."""

from collections.abc import Collection

from comptoir.db.unit_of_work import Reading
from comptoir.goods.shelf import _store
from comptoir.goods.shelf.model import Called, Sales, ShelfItem
from comptoir.kernel.refusals import not_found


async def items(on: Reading, *, store: str, gtins: Collection[str]) -> dict[str, ShelfItem]:
    """Give each of these products that the store lists, at its price and stock of this moment."""
    rows = await _store.ITEMS.all(on, store=store, gtins=list(gtins), now=on.now)
    return {row.gtin: row for row in rows}


async def sales(on: Reading, *, store: str, gtins: Collection[str]) -> dict[str, Sales]:
    """Tell how well a store sells each of these products, as far as it offers them."""
    rows = await _store.SALES.all(on, store=store, gtins=list(gtins))
    return {row.gtin: row for row in rows}


async def called(on: Reading, *, store: str) -> tuple[Called, ...]:
    """Give what everything that a store lists is called."""
    return tuple(await _store.CALLED.all(on, store=store))


async def item(on: Reading, *, store: str, gtin: str) -> ShelfItem:
    """Give one product as the store sells it now.

    :raises Refusal: when the store does not list it.
    """
    found = await items(on, store=store, gtins=[gtin])
    if gtin not in found:
        raise not_found("product", gtin)
    return found[gtin]
