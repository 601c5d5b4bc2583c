"""Stores and goods to tell stories with: plain functions, every figure a default one may change."""

from dataclasses import replace
from datetime import datetime

from comptoir.db.query import Query, Statement
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores.model import Store, StoreDetails
from comptoir.kernel.ids import secret

A_STORE = StoreDetails(
    name="Comptoir des essais",
    kind="supermarket",
    street="1 place du Marché",
    postcode="35500",
    city="Vitré",
    modes=("pickup", "delivery"),
    hours={"monday": [["08:30", "20:00"]], "sunday": [["09:00", "12:30"]]},
    delivery_postcodes=("35500",),
)


async def a_store(
    uow: UnitOfWork, *, store: str | None = None, details: StoreDetails = A_STORE
) -> Store:
    """Open a store, of an id of its own unless one is given."""
    name = store or "essai-" + secret().lower().replace("_", "0").strip("-") + "z"
    return await stores.create_store(uow, store=name, details=replace(details))
