"""Type-ahead: what a store sells that begins as typed."""

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.text import fold
from comptoir.goods.shelf import _search_store

_POOL = 60


async def complete(on: Reading, *, store: str, prefix: str, limit: int = 8) -> tuple[str, ...]:
    """Give words to go on with: names and brands the store sells, the shortest first."""
    typed = " ".join(fold(prefix).split())
    if not typed:
        return ()
    found = await _search_store.COMPLETE.all(on, store=store, prefix=typed, limit=limit, pool=_POOL)
    return tuple(found)
