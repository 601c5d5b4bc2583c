"""Questions about stores."""

from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import _store
from comptoir.goods.stores.model import Seller, Store
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


async def seller(on: Reading, *, store: str) -> Seller | None:
    """Give who sells in a store, None when nobody has said so."""
    return await _store.SELLER.first(on, store=store)
