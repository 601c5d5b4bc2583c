"""Questions about the national catalogue."""

from collections.abc import Collection
from datetime import datetime

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog import _store
from comptoir.goods.catalog.model import Category, NetChange, Product
from comptoir.kernel.refusals import not_found


async def product(on: Reading, *, gtin: str) -> Product:
    """Give one product with everything the law wants shown.

    :raises Refusal: when the catalogue has none of that number.
    """
    found = await _store.PRODUCTS.first(on, gtins=[gtin])
    if found is None:
        raise not_found("product", gtin)
    return found


async def products(on: Reading, *, gtins: Collection[str]) -> dict[str, Product]:
    """Give each of these products that the catalogue has."""
    rows = await _store.PRODUCTS.all(on, gtins=list(gtins))
    return {row.gtin: row for row in rows}


async def known(on: Reading, *, gtins: Collection[str]) -> frozenset[str]:
    """Tell which of these numbers the catalogue has."""
    return frozenset(await _store.KNOWN.all(on, gtins=list(gtins)))


async def categories(on: Reading) -> tuple[Category, ...]:
    """Give every category in the order a shop shows them."""
    return tuple(await _store.CATEGORIES.all(on))


async def net_changes(on: Reading, *, gtin: str, since: datetime) -> tuple[NetChange, ...]:
    """Give what a product's net quantity was before each change since then, newest first."""
    return tuple(await _store.NET_CHANGES.all(on, gtin=gtin, since=since))
