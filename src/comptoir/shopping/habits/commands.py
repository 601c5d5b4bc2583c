"""What can be done with habits."""

from collections.abc import Mapping
from datetime import datetime

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.shopping.habits import _store


async def count_order(
    uow: UnitOfWork,
    *,
    store: str,
    household: str,
    order_id: str,
    quantities: Mapping[str, int],
    at: datetime,
) -> None:
    """Count an order's goods (pieces or grams by GTIN) as habits; a repeated order counts once."""
    if await _store.COUNT_ORDER.run(uow, store=store, order_id=order_id) == 0:
        return
    await _store.COUNT_GOODS.run(
        uow,
        store=store,
        household=household,
        gtins=list(quantities),
        quantities=list(quantities.values()),
        at=at,
    )


async def bring(uow: UnitOfWork, *, store: str, guest: str, into: str) -> None:
    """Move a guest's habits in a store to the household they turn out to be of."""
    await _store.BRING.run(uow, store=store, guest=guest, into=into)
    await _store.LEAVE.run(uow, store=store, guest=guest)
