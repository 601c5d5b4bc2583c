"""Type-ahead: what a store sells that begins as typed."""

from comptoir.db.query import Query
from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.text import fold
from comptoir.goods.shelf import _search_store, memory
from comptoir.goods.shelf.mending import mend

_POOL = 240
_WORTH_MENDING = 4
LONGEST = 60


async def complete(on: Reading, *, store: str, prefix: str, limit: int = 8) -> tuple[str, ...]:
    """Give words to go on with: names and brands the store sells, the shortest first.

    Where nothing begins as typed, the words are taken as misspelt.
    """
    typed = " ".join(fold(prefix.replace("\x00", "")).split())[:LONGEST]
    if not typed:
        return ()
    found = await _begun(on, store, typed, limit)
    if not found and len(typed) >= _WORTH_MENDING:
        meant = mend(typed.split(), await memory.vocabulary(on))
        found = await _begun(on, store, " ".join(fold(each.word) for each in meant), limit)
    return tuple(found)


async def _begun(on: Reading, store: str, typed: str, limit: int) -> list[str]:
    query: Query[str] = _search_store.COMPLETE_1
    if len(typed) > 1:
        query = _search_store.COMPLETE_2 if len(typed) < 4 else _search_store.COMPLETE_4
    return await query.all(on, store=store, prefix=typed, limit=limit, pool=_POOL)
