"""Questions about stock."""

from collections.abc import Collection

from comptoir.db.unit_of_work import Reading
from comptoir.goods.inventory import _store
from comptoir.goods.inventory.model import Movement, StockLevel

_NEWEST = 2**63 - 1


async def levels(on: Reading, *, store: str, gtins: Collection[str]) -> dict[str, StockLevel]:
    """Give the stock level of each product that the store has ever stocked."""
    rows = await _store.LEVELS.all(on, store=store, gtins=list(gtins))
    return {row.gtin: row for row in rows}


async def movements(
    on: Reading, *, store: str, gtin: str, before: int = _NEWEST, limit: int = 50
) -> tuple[Movement, ...]:
    """Give the ledger of one product, newest first; `before` is the last id already seen."""
    rows = await _store.MOVEMENTS.all(on, store=store, gtin=gtin, before=before, limit=limit)
    return tuple(rows)
