"""What one can do to a store: create it and edit it."""

import json
from dataclasses import asdict, fields

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores import _store, queries, rules
from comptoir.goods.stores.model import Seller, Store, StoreDetails
from comptoir.kernel.ids import is_store_id
from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found


async def create_store(uow: UnitOfWork, *, store: str, details: StoreDetails) -> Store:
    """Open a store under the id `store`.

    :raises Refusal: when the id or a detail cannot be, or the id is taken.
    """
    if not is_store_id(store):
        raise invalid("store", "lower_case_letters_digits_hyphens")
    rules.check_details(details)
    created = await _store.CREATE.first(uow, store=store, now=uow.now, **_columns(details))
    if created is None:
        raise Refusal(Kind.CONFLICT, "store_exists", {"id": store})
    return await queries.store(uow, store=store)


async def lock(uow: UnitOfWork, *, store: str) -> None:
    """Let nobody else edit a store until this transaction ends.

    :raises Refusal: when there is no such store.
    """
    if await _store.LOCK.first(uow, store=store) is None:
        raise not_found("store", store)


async def edit_store(
    uow: UnitOfWork, *, store: str, details: StoreDetails, version: int | None = None
) -> Store:
    """Replace a store's details; `version`, when given, is the one the editor has read.

    :raises Refusal: when there is no such store, a detail cannot be, or someone else edited it.
    """
    rules.check_details(details)
    edited = await _store.EDIT.first(
        uow, store=store, version=version, now=uow.now, **_columns(details)
    )
    if edited is None:
        found = await _store.STORE.first(uow, store=store)
        if found is None:
            raise not_found("store", store)
        raise Refusal(Kind.CONFLICT, "store_changed", {"version": found.version})
    return await queries.store(uow, store=store)


async def set_seller(uow: UnitOfWork, *, store: str, seller: Seller) -> None:
    """Say who sells in a store, as invoices and confirmations name it.

    :raises Refusal: when there is no such store, or a text cannot be.
    """
    await queries.store(uow, store=store)
    rules.check_seller(seller)
    await _store.PUT_SELLER.run(uow, store=store, now=uow.now, **asdict(seller))


def _columns(details: StoreDetails) -> dict[str, object]:
    columns: dict[str, object] = {
        each.name: getattr(details, each.name) for each in fields(details)
    }
    columns["hours"] = json.dumps(details.hours)
    columns["modes"] = list(details.modes)
    columns["delivery_postcodes"] = list(details.delivery_postcodes)
    return columns
