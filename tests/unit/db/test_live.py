"""What one process commits, the watchers of another hear."""

import asyncio
from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from comptoir.db.live import Watch
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM

SOON = 10
"""Seconds after which a message counts as lost; none is ever waited for that long."""


@pytest_asyncio.fixture
async def elsewhere(migrated: str) -> AsyncGenerator[Database]:
    """Open the same database as another process would."""
    other = Database(migrated, connections=2)
    await other.open()
    try:
        yield other
    finally:
        await other.close()


async def _hear(watch: Watch) -> int:
    return await asyncio.wait_for(watch.next(), SOON)


class TestWatch:
    async def test_hears_what_another_process_committed(
        self, database: Database, elsewhere: Database
    ) -> None:
        async with elsewhere.live.watch("cart:1") as watch:
            async with database.work(SYSTEM) as uow:
                uow.touch("cart:1", 7)
            assert await _hear(watch) == 7

    async def test_hears_its_own_process_too(self, database: Database) -> None:
        async with database.live.watch("cart:2") as watch:
            async with database.work(SYSTEM) as uow:
                uow.touch("cart:2", 1)
            assert await _hear(watch) == 1

    async def test_hears_nothing_of_what_was_rolled_back(
        self, database: Database, elsewhere: Database
    ) -> None:
        async def fail() -> None:
            async with database.work(SYSTEM) as uow:
                uow.touch("cart:3", 9)
                raise RuntimeError("no")

        async with elsewhere.live.watch("cart:3") as watch:
            with pytest.raises(RuntimeError, match="no"):
                await fail()
            async with database.work(SYSTEM) as uow:
                uow.touch("cart:3", 2)
            assert await _hear(watch) == 2

    async def test_hears_only_its_topic(self, database: Database, elsewhere: Database) -> None:
        async with elsewhere.live.watch("cart:4") as four, elsewhere.live.watch("cart:5") as five:
            async with database.work(SYSTEM) as uow:
                uow.touch("cart:5", 3)
            assert await _hear(five) == 3
            async with database.work(SYSTEM) as uow:
                uow.touch("cart:4", 1)
            assert await _hear(four) == 1

    async def test_catches_up_to_the_newest_at_once(self) -> None:
        watch = Watch()
        for version in (3, 5, 4):
            watch.tell(version)
        assert await _hear(watch) == 5

    async def test_tells_many_topics_in_messages_of_bounded_size(
        self, database: Database, elsewhere: Database
    ) -> None:
        topics = [f"cart:{'x' * 60}{number}" for number in range(400)]
        async with (
            elsewhere.live.watch(topics[0]) as first,
            elsewhere.live.watch(topics[-1]) as last,
        ):
            database.live.publish(dict.fromkeys(topics, 1))
            assert (await _hear(first), await _hear(last)) == (1, 1)


class TestStop:
    async def test_tells_what_was_committed_just_before(
        self, migrated: str, elsewhere: Database
    ) -> None:
        leaving = Database(migrated, connections=2)
        await leaving.open()
        async with elsewhere.live.watch("cart:6") as watch:
            leaving.live.publish({"cart:6": 11})
            await leaving.close()
            assert await _hear(watch) == 11
