"""Fills an empty database with the demo chain; a second time it changes only what is stale."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from comptoir.app.demo import chain
from comptoir.app.demo.assortment import LETTERS, Assortment, OnSale, assortment
from comptoir.app.demo.leaflet import Leaflet, leaflet
from comptoir.app.demo.season import Season
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import DiscountCode, Offer, Promotion
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores import queries as known_stores
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.slots import commands as slots

Progress = Callable[[str, int, int], None]
"""Hears the step that begins (`stores`, `products`, a store's id), its number, how many
there are."""

OPENING = "demo-opening"
WELCOME = DiscountCode(code="BIENVENUE", percent=10, minimum=2_000)


def silent(step: str, number: int, steps: int) -> None:
    """Hear about progress and say nothing."""


async def seed(database: Database, *, progress: Progress = silent) -> None:
    """Put the demo chain into the database: stores, goods, prices, stock and windows.

    Repeating it refreshes the week's promotions and seasons and opens the coming days' windows; it
    neither fills the shelves again nor undoes an edited store.
    """
    goods, printed = assortment(), leaflet()
    steps = len(chain.STORES) + 2
    progress("stores", 1, steps)
    await _open_stores(database)
    progress("products", 2, steps)
    async with database.work(SYSTEM) as uow:
        await catalog.put_categories(uow, categories=goods.categories)
        await catalog.put_products(uow, products=goods.products)
    filling: list[Awaitable[None]] = []  # all at once: no transaction touches two stores
    for number, store in enumerate(chain.STORES, start=3):
        progress(store, number, steps)
        filling.append(_fill(database, store, goods, printed))
    await asyncio.gather(*filling)


async def _fill(database: Database, store: str, goods: Assortment, printed: Leaflet) -> None:
    await _stock_shelves(database, store, goods, printed)
    await _open_windows(database, store)


async def _open_stores(database: Database) -> None:
    async with database.work(SYSTEM) as uow:
        there = {store.id for store in await known_stores.stores(uow)}
        for store, details in chain.STORES.items():
            if store not in there:
                await stores.create_store(uow, store=store, details=details)
                await stores.set_seller(uow, store=store, seller=chain.SELLER)
                await pricing.create_discount_code(uow, store=store, code=WELCOME)


async def _stock_shelves(
    database: Database, store: str, goods: Assortment, printed: Leaflet
) -> None:
    async with database.work(SYSTEM) as uow:
        zone = (await known_stores.store(uow, store=store)).timezone
        monday = week_of(uow.now, zone)
        on_sale = goods.stores[store]
        week = printed.of_week(monday, letter=LETTERS[store])
        offers = [this_week(each, monday, week.get(each.offer.gtin)) for each in on_sale]
        await pricing.set_offers(uow, store=store, offers=offers)
        delivered = {each.offer.gtin: each.stock for each in on_sale if each.stock}
        await inventory.receive(uow, store=store, quantities=delivered, reference=OPENING)


async def _open_windows(database: Database, store: str) -> None:
    async with database.work(SYSTEM) as uow:
        zone = (await known_stores.store(uow, store=store)).timezone
        await slots.put_templates(uow, store=store, templates=chain.TEMPLATES[store])
        await slots.open_windows(uow, store=store, zone=zone)


def week_of(now: datetime, zone: str) -> datetime:
    """Give the beginning of the local week that `now` lies in."""
    today = now.astimezone(ZoneInfo(zone)).date()
    monday = today - timedelta(days=today.weekday())
    return datetime.combine(monday, time(), tzinfo=ZoneInfo(zone))


def this_week(sold: OnSale, monday: datetime, promotion: Promotion | None) -> Offer:
    """Give the offer as it stands in the week of that Monday: in season or not, and promoted."""
    if sold.season is not None and not in_season(sold.season, monday):
        return replace(sold.offer, listed=False)
    if promotion is None:
        return sold.offer
    return replace(
        sold.offer,
        promotion=promotion,
    )


def in_season(season: Season, monday: datetime) -> bool:
    """Tell whether a season touches the week of that Monday."""
    return any(season.holds(monday.date() + timedelta(days=days)) for days in range(7))
