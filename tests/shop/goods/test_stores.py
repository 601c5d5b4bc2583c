"""Stores, created and edited by command."""

from dataclasses import replace

import pytest

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores import queries
from comptoir.goods.stores.commands import create_store, edit_store
from comptoir.kernel.refusals import Kind, Refusal
from tests.stories.goods import A_STORE, a_store


class TestCreateStore:
    async def test_keeps_every_detail(self, uow: UnitOfWork) -> None:
        created = await create_store(uow, store="centre", details=A_STORE)
        kept = await queries.store(uow, store="centre")
        assert kept == created
        assert (kept.name, kept.postcode, kept.version) == (A_STORE.name, "35500", 1)
        assert kept.hours == A_STORE.hours
        assert tuple(kept.modes) == A_STORE.modes
        assert kept in await queries.stores(uow)

    async def test_refuses_an_id_that_is_taken(self, uow: UnitOfWork) -> None:
        await create_store(uow, store="centre", details=A_STORE)
        with pytest.raises(Refusal) as refused:
            await create_store(uow, store="centre", details=A_STORE)
        assert refused.value.kind is Kind.CONFLICT

    @pytest.mark.parametrize("store", ["", "Centre", "-a", "a b", "a~b", "x" * 41, "é"])
    async def test_refuses_an_id_that_cannot_be(self, uow: UnitOfWork, store: str) -> None:
        with pytest.raises(Refusal) as refused:
            await create_store(uow, store=store, details=A_STORE)
        assert refused.value.code == "invalid_store"


class TestEditStore:
    async def test_replaces_the_details(self, uow: UnitOfWork) -> None:
        store = await a_store(uow)
        later = replace(store.details, name="Comptoir du port", minimum_order=1500)
        edited = await edit_store(uow, store=store.id, details=later, version=store.version)
        assert (edited.name, edited.minimum_order, edited.version) == ("Comptoir du port", 1500, 2)

    async def test_refuses_an_edit_of_what_someone_else_edited(self, uow: UnitOfWork) -> None:
        store = await a_store(uow)
        await edit_store(uow, store=store.id, details=store.details, version=1)
        with pytest.raises(Refusal) as refused:
            await edit_store(uow, store=store.id, details=store.details, version=1)
        assert refused.value.facts == {"version": 2}

    async def test_refuses_an_unknown_store(self, uow: UnitOfWork) -> None:
        with pytest.raises(Refusal) as refused:
            await edit_store(uow, store="nulle-part", details=A_STORE)
        assert refused.value.code == "store_not_found"
