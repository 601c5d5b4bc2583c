"""Tools about stores and what they sell: anybody may ask, nobody needs to say who they are."""

from datetime import timedelta

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.search import Filters, search
from comptoir.goods.shelf.substitutes import substitutes
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode
from comptoir.street.pages import cursor, offset_of
from comptoir.surfaces.mcp import asks, documents, present
from comptoir.surfaces.mcp.present import Present
from comptoir.surfaces.mcp.shopper import Shopper


async def find_stores(who: Shopper, asked: asks.FindStores) -> documents.Stores:
    """Give the stores that fit, in the order of their names."""
    async with who.shop.database.read(who.caller) as on:
        every = await stores.stores(on)
    found = [each for each in every if _fits(each, asked)]
    begin = offset_of(asked.cursor)
    end = begin + asked.limit
    return documents.Stores(
        stores=[present.store(each) for each in found[begin:end]],
        next=cursor(end) if end < len(found) else None,
    )


def _fits(store: Store, asked: asks.FindStores) -> bool:
    words = f"{store.id} {store.name} {store.street} {store.postcode} {store.city}".casefold()
    zone = store.delivery_postcodes
    delivers = "delivery" in store.modes and (not zone or asked.postcode in zone)
    return (
        all(word in words for word in asked.query.casefold().split())
        and (asked.mode is None or asked.mode in store.modes)
        and (asked.postcode is None or delivers)
    )


async def search_products(who: Shopper, asked: asks.SearchProducts) -> documents.Products:
    """Give products with price and stock of this moment."""
    offset = offset_of(asked.cursor)
    async with who.shop.database.read(who.caller) as on:
        store = await stores.store(on, store=asked.store)
        found = await search(
            on,
            store=asked.store,
            words=asked.query,
            language=who.language,
            filters=_filters(asked),
            sort=asked.sort,
            limit=asked.limit + 1,
            offset=offset,
        )
    writer = Present(store, who.language)
    more = len(found.items) > asked.limit
    return documents.Products(
        products=[writer.product(each) for each in found.items[: asked.limit]],
        next=cursor(offset + asked.limit) if more else None,
        corrected=found.corrected,
    )


def _filters(asked: asks.SearchProducts) -> Filters:
    return Filters(
        category=asked.category,
        brand=asked.brand,
        labels=tuple(asked.labels),
        without_allergens=tuple(asked.without_allergens),
        nutriscore_at_least=asked.nutriscore,
        promotion=asked.promotion,
        max_price=asked.max_price,
        available_only=asked.available,
    )


async def get_product(who: Shopper, asked: asks.GetProduct) -> documents.ProductSheet:
    """Give a product's whole sheet and what would do instead of it."""
    async with who.shop.database.read(who.caller) as on:
        store = await stores.store(on, store=asked.store)
        on_shelf = await shelf.item(on, store=asked.store, gtin=asked.gtin)
        product = await catalog.product(on, gtin=asked.gtin)
        instead = await substitutes(on, store=asked.store, gtin=asked.gtin)
    return Present(store, who.language).sheet(product, on_shelf, instead)


async def list_windows(who: Shopper, asked: asks.ListWindows) -> documents.Windows:
    """Give a store's free windows of the coming days, earliest first."""
    async with who.shop.database.read(who.caller) as on:
        store = await stores.store(on, store=asked.store)
        found = await slots.windows(
            on,
            store=asked.store,
            mode=Mode(asked.mode),
            from_=on.now,
            to=on.now + timedelta(days=asked.days),
        )
    writer = Present(store, who.language)
    return documents.Windows(windows=[writer.window(each) for each in found[: asked.limit]])


async def writer_of(on: Reading, who: Shopper, store: str) -> Present:
    """Give what writes documents of a store for a shopper.

    :raises Refusal: when there is no such store.
    """
    return Present(await stores.store(on, store=store), who.language)
