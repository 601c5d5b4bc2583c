"""What can be done with shelves: count what they sell."""

from collections.abc import Collection

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.shelf import _store


async def count_sale(uow: UnitOfWork, *, store: str, order_id: str, gtins: Collection[str]) -> None:
    """Count that an order sold these products; a repeated order counts once."""
    if await _store.COUNT_SOLD_ORDER.run(uow, store=store, order_id=order_id):
        await _store.COUNT_SOLD.run(uow, store=store, gtins=sorted(gtins))
