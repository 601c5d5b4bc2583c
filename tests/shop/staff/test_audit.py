"""The record of changes: it says who, when, what, from which to which, and it stays."""

from datetime import timedelta

import psycopg
import pytest

from comptoir.db.query import Statement
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.staff.audit import commands, queries
from comptoir.staff.audit.model import AtTheMachine, Change, Field, Thing
from tests.stories.goods import a_store
from tests.stories.staff import an_administrator

_EDIT = Statement("update staff_change set member_name = 'x' where store = %(store)s")
_DELETE = Statement("delete from staff_change where store = %(store)s")
_EMPTY = Statement("truncate staff_change")


def a_change(gtin: str = "1", **more: str) -> Change:
    return Change(kind=Thing.OFFER, object=gtin, label="Lait", fields=[Field("price", "1", "2")])


class TestRecord:
    async def test_tells_who_changed_what_and_when(self, uow: UnitOfWork) -> None:
        store, who = (await a_store(uow)).id, await an_administrator(uow)
        await commands.record(uow, by=who, store=store, changes=[a_change()], file="prix.csv")
        (found,) = await queries.changes(uow, stores=[store])
        assert (found.member, found.member_name, found.at) == (who.id, who.name, uow.now)
        assert (found.kind, found.object, found.label, found.action) == (
            "offer", "1", "Lait", "changed",
        )  # fmt: skip
        assert list(found.fields) == [{"field": "price", "was": "1", "now": "2"}]
        assert found.file == "prix.csv"

    async def test_leaves_out_what_changes_nothing(self, uow: UnitOfWork) -> None:
        store = (await a_store(uow)).id
        nothing = Change(kind=Thing.STORE, object=store, fields=[])
        await commands.record(uow, by=AtTheMachine(), store=store, changes=[nothing])
        assert await queries.changes(uow, stores=[store]) == ()

    @pytest.mark.parametrize("statement", [_EDIT, _DELETE, _EMPTY])
    async def test_stays(self, uow: UnitOfWork, statement: Statement) -> None:
        store, who = (await a_store(uow)).id, await an_administrator(uow)
        await commands.record(uow, by=who, store=store, changes=[a_change()])
        parameters = {} if statement is _EMPTY else {"store": store}
        with pytest.raises(psycopg.errors.RaiseException, match="stays on record"):
            async with uow.attempt():
                await statement.run(uow, **parameters)
        assert len(await queries.changes(uow, stores=[store])) == 1


class TestChanges:
    async def test_filter_by_store_object_member_day_and_page(self, uow: UnitOfWork) -> None:
        store, other = (await a_store(uow)).id, (await a_store(uow)).id
        first, second = await an_administrator(uow), await an_administrator(uow)
        await commands.record(uow, by=first, store=store, changes=[a_change("1"), a_change("2")])
        uow.now += timedelta(days=1)
        await commands.record(uow, by=second, store=store, changes=[a_change("3")])
        await commands.record(uow, by=second, store=other, changes=[a_change("4")])

        async def objects(**asked: object) -> list[str]:
            found = await queries.changes(uow, **({"stores": [store]} | asked))  # pyright: ignore[reportArgumentType]
            return [each.object for each in found]

        assert await objects() == ["3", "2", "1"]
        assert await objects(member=first.id) == ["2", "1"]
        assert await objects(kind=Thing.OFFER, object="2") == ["2"]
        assert await objects(kind=Thing.STORE) == []
        assert await objects(from_=uow.now) == ["3"]
        assert await objects(until=uow.now) == ["2", "1"]
        assert await objects(stores=[store, other]) == ["4", "3", "2", "1"]
        assert await objects(stores=[]) == []
        page = await queries.changes(uow, stores=[store], limit=2)
        assert await objects(before=page[-1].id) == ["1"]
