"""A unit of work commits whole, rolls back whole, and tells only what was committed."""

import pytest

from comptoir.db.outbox import read
from comptoir.db.query import Query, Statement
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.orders.events import OrderPlaced

OPEN_HOUSEHOLD = Statement(
    "insert into household (id, name, created_at) values (%(id)s, %(name)s, %(now)s)"
)
NAME = Query("select name from household where id = %(id)s", str)
EVENTS = Query("select id::integer from outbox where store = %(store)s order by id", int)


class Oops(Exception):
    pass


async def _name(database: Database, household: str) -> str | None:
    async with database.read(SYSTEM) as on:
        return await NAME.first(on, id=household)


class TestWork:
    async def test_commits_when_the_block_ends(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            await OPEN_HOUSEHOLD.run(uow, id="uow-1", name="Un", now=uow.now)
            assert await _name(database, "uow-1") is None, "seen before the commit"
        assert await _name(database, "uow-1") == "Un"

    async def test_rolls_back_when_the_block_raises(self, database: Database) -> None:
        async def fail() -> None:
            async with database.work(SYSTEM) as uow:
                await OPEN_HOUSEHOLD.run(uow, id="uow-2", name="Deux", now=uow.now)
                raise Oops

        with pytest.raises(Oops):
            await fail()
        assert await _name(database, "uow-2") is None

    async def test_takes_the_time_once_from_the_clock(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            assert uow.now == database.clock.now()
            assert uow.now.tzinfo is not None


class TestAttempt:
    async def test_undoes_only_its_own_block(self, uow: UnitOfWork) -> None:
        await OPEN_HOUSEHOLD.run(uow, id="try-1", name="Avant", now=uow.now)
        uow.touch("a", 1)

        async def fail() -> None:
            async with uow.attempt():
                await OPEN_HOUSEHOLD.run(uow, id="try-2", name="Dedans", now=uow.now)
                uow.touch("a", 2)
                uow.touch("b", 1)
                raise Oops

        with pytest.raises(Oops):
            await fail()
        assert await NAME.first(uow, id="try-1") == "Avant"
        assert await NAME.first(uow, id="try-2") is None
        assert uow.touched == {"a": 1}

    async def test_keeps_what_went_well(self, uow: UnitOfWork) -> None:
        async with uow.attempt():
            await OPEN_HOUSEHOLD.run(uow, id="try-3", name="Bien", now=uow.now)
            uow.touch("a", 3)
        assert await NAME.first(uow, id="try-3") == "Bien"
        assert uow.touched == {"a": 3}

    async def test_leaves_the_transaction_usable_after_a_database_error(
        self, uow: UnitOfWork
    ) -> None:
        await OPEN_HOUSEHOLD.run(uow, id="try-4", name="Une fois", now=uow.now)
        with pytest.raises(Exception, match="duplicate key"):
            async with uow.attempt():
                await OPEN_HOUSEHOLD.run(uow, id="try-4", name="Deux fois", now=uow.now)
        assert await NAME.first(uow, id="try-4") == "Une fois"


class TestTouch:
    async def test_keeps_the_newest_version(self, uow: UnitOfWork) -> None:
        uow.touch("cart:x", 4)
        uow.touch("cart:x", 3)
        assert uow.touched == {"cart:x": 4}


class TestAnnounce:
    async def test_writes_the_event_with_the_change(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            await uow.announce(OrderPlaced("outbox-1", "outbox-1~order"))
        async with database.read(SYSTEM) as on:
            (event,) = await EVENTS.all(on, store="outbox-1")
            happened = await read(on, store="outbox-1", id=event)
            assert await read(on, store="outbox-2", id=event) is None
        assert happened is not None
        assert happened.kind == "OrderPlaced"
        assert happened.payload == {"store": "outbox-1", "order_id": "outbox-1~order"}
        assert happened.at == database.clock.now()

    async def test_leaves_no_event_when_the_change_fails(self, database: Database) -> None:
        async def fail() -> None:
            async with database.work(SYSTEM) as uow:
                await uow.announce(OrderPlaced("outbox-3", "outbox-3~order"))
                raise Oops

        with pytest.raises(Oops):
            await fail()
        async with database.read(SYSTEM) as on:
            assert await EVENTS.all(on, store="outbox-3") == []

    async def test_is_undone_with_a_failed_attempt(self, database: Database) -> None:
        async def fail(uow: UnitOfWork) -> None:
            async with uow.attempt():
                await uow.announce(OrderPlaced("outbox-4", "outbox-4~order"))
                raise Oops

        async with database.work(SYSTEM) as uow:
            with pytest.raises(Oops):
                await fail(uow)
        async with database.read(SYSTEM) as on:
            assert await EVENTS.all(on, store="outbox-4") == []
