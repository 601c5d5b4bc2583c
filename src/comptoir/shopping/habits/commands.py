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


async def put(uow: UnitOfWork, *, store: str, household: str, gtin: str, quantity: int) -> None:
    """Put a product on a household's list: `quantity` (pieces or grams) unless it is known."""
    await _store.PUT.run(
        uow, store=store, household=household, gtin=gtin, quantity=quantity, now=uow.now
    )


async def change(
    uow: UnitOfWork, *, store: str, household: str, gtin: str, by: int, least: int, most: int
) -> None:
    """Let a household usually take more or less of a product, between `least` and `most`."""
    await _store.CHANGE.run(
        uow, store=store, household=household, gtin=gtin, by=by, least=least, most=most
    )


async def leave_out(uow: UnitOfWork, *, store: str, household: str, gtin: str) -> None:
    """Take a product off a household's list, however often it is ordered."""
    await _store.LEAVE_OUT.run(uow, store=store, household=household, gtin=gtin)


async def forget(uow: UnitOfWork, *, store: str, household: str) -> None:
    """Forget what a household usually takes from a store."""
    await _store.LEAVE.run(uow, store=store, guest=household)
