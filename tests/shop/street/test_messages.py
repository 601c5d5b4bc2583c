"""Posting letters and sending them, each once."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.street.messages import commands, process, queries
from comptoir.street.messages.model import Fate
from comptoir.street.messages.ports import NotCarried, Unsure
from tests.stories.goods import a_store
from tests.stories.letters import Carrier, a_letter

KEY = "order/1"


async def a_posted_letter(database: Database, *, key: str = KEY) -> str:
    """Post a letter in a store of its own and give the store."""
    async with database.work(SYSTEM) as uow:
        store = (await a_store(uow)).id
        await commands.post(uow, store=store, key=key, letter=a_letter())
    return store


async def fate(database: Database, store: str) -> Fate | None:
    async with database.read(SYSTEM) as on:
        told = await queries.fate(on, store=store, key=KEY)
    return None if told is None else told[0]


class TestPost:
    async def test_takes_a_key_once(self, database: Database) -> None:
        store = await a_posted_letter(database)
        async with database.work(SYSTEM) as uow:
            assert not await commands.post(uow, store=store, key=KEY, letter=a_letter())
        carrier = Carrier()
        assert await process.sweep(database, carrier, store=store) == 1
        assert carrier.sent == [a_letter()]

    async def test_comes_to_nothing_with_its_transaction(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            store = (await a_store(uow)).id
        with suppress(ZeroDivisionError):
            async with database.work(SYSTEM) as uow:
                await commands.post(uow, store=store, key=KEY, letter=a_letter())
                raise ZeroDivisionError
        assert await fate(database, store) is None


class TestSend:
    async def test_is_done_once_however_often_it_is_asked_for(self, database: Database) -> None:
        store, carrier = await a_posted_letter(database), Carrier()
        for _ in range(3):
            await process.sweep(database, carrier, store=store)
        assert carrier.asked == 1
        assert await fate(database, store) is Fate.SENT

    async def test_is_done_once_by_many_at_the_same_time(self, database: Database) -> None:
        store, carrier = await a_posted_letter(database), Carrier()
        sent = await asyncio.gather(
            *[process.sweep(database, carrier, store=store) for _ in range(8)]
        )
        assert sum(sent) == carrier.asked == 1

    async def test_is_tried_again_after_longer_and_longer_pauses(
        self, database: Database, clock: FixedClock
    ) -> None:
        store = await a_posted_letter(database)
        carrier = Carrier([NotCarried("451 later", again=True)] * 2)
        assert await process.sweep(database, carrier, store=store) == 0
        assert await process.sweep(database, carrier, store=store) == 0
        assert carrier.asked == 1
        clock.advance(process.FIRST_PAUSE)
        assert await process.sweep(database, carrier, store=store) == 0
        clock.advance(process.FIRST_PAUSE)
        assert await process.sweep(database, carrier, store=store) == 0
        assert carrier.asked == 2
        clock.advance(process.FIRST_PAUSE)
        assert await process.sweep(database, carrier, store=store) == 1
        assert await fate(database, store) is Fate.SENT

    async def test_ends_with_a_final_no(self, database: Database, clock: FixedClock) -> None:
        store = await a_posted_letter(database)
        carrier = Carrier([NotCarried("550 nobody", again=False)])
        await process.sweep(database, carrier, store=store)
        clock.advance(timedelta(days=1))
        await process.sweep(database, carrier, store=store)
        assert carrier.asked == 1
        assert await fate(database, store) is Fate.REFUSED

    @pytest.mark.parametrize("broken", [Unsure("line"), KeyboardInterrupt(), RuntimeError("bug")])
    async def test_is_never_done_twice_when_its_end_is_unknown(
        self, database: Database, clock: FixedClock, broken: Exception
    ) -> None:
        store, carrier = await a_posted_letter(database), Carrier([broken])
        with suppress(KeyboardInterrupt, RuntimeError):  # what a crash looks like from here
            await process.sweep(database, carrier, store=store)
        clock.advance(process.LEASE)
        assert await process.sweep(database, carrier, store=store) == 0
        assert carrier.asked == 1
        assert await fate(database, store) is Fate.UNKNOWN

    async def test_lapses_when_it_is_of_no_more_use(
        self, database: Database, clock: FixedClock
    ) -> None:
        store, carrier = await a_posted_letter(database), Carrier()
        assert await process.sweep(database, None, store=store) == 0
        assert await fate(database, store) is Fate.WAITING
        clock.advance(commands.USEFUL_FOR)
        assert await process.sweep(database, carrier, store=store) == 0
        assert await fate(database, store) is Fate.LAPSED


class TestForget:
    async def test_forgets_what_was_sent_long_ago(
        self, database: Database, clock: FixedClock
    ) -> None:
        store = await a_posted_letter(database)
        await process.sweep(database, Carrier(), store=store)
        clock.advance(commands.KEPT_FOR)
        async with database.work(SYSTEM) as uow:
            assert await commands.forget(uow) >= 1
        assert await fate(database, store) is None


class TestPause:
    def test_grows_up_to_an_hour(self) -> None:
        pauses = [process.pause(attempts) for attempts in range(1, 12)]
        assert pauses[:3] == [timedelta(seconds=each) for each in (30, 60, 120)]
        assert pauses[-1] == process.LONGEST_PAUSE == max(pauses)
