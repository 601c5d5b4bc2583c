"""Questions about stores."""

from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import _store
from comptoir.goods.stores.model import Store
from comptoir.kernel.refusals import not_found


async def store(on: Reading, *, store: str) -> Store:
    """Give one store.

    :raises Refusal: when there is none of that id.
    """
    found = await _store.STORE.first(on, store=store)
    if found is None:
        raise not_found("store", store)
    return found


async def stores(on: Reading) -> tuple[Store, ...]:
    """Give every store in the order of the names."""
    return tuple(await _store.STORES.all(on))
