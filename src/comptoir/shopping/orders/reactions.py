"""What follows from an order's events, each safe to repeat."""

from collections.abc import Mapping
from typing import Any

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.shelf import commands as shelf
from comptoir.shopping.habits import commands as habits
from comptoir.shopping.orders import queries


async def remember_habits(uow: UnitOfWork, event: Mapping[str, Any]) -> None:
    """Count a placed order's goods as its household's habits, once."""
    order = await queries.order(uow, order=event["order_id"])
    if order.household is None:
        return
    await habits.count_order(
        uow,
        store=order.store,
        household=order.household,
        order_id=order.id,
        quantities=order.quantities,
        at=order.placed_at or uow.now,
    )


async def count_sales(uow: UnitOfWork, event: Mapping[str, Any]) -> None:
    """Count a placed order's goods as sold by its store, once."""
    order = await queries.order(uow, order=event["order_id"])
    await shelf.count_sale(uow, store=order.store, order_id=order.id, gtins=order.quantities)
