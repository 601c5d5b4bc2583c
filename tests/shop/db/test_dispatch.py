"""Reactions follow events: once each, apart from each other, and again when they fail."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from comptoir.db.dispatch import GIVE_UP_AFTER, Dispatcher
from comptoir.db.query import Query
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.ids import secret
from comptoir.shopping.orders.events import OrderCancelled, OrderPlaced

WAITING = Query(
    "select count(*)::integer from outbox where store = %(store)s and due is not null", int
)


class Seen:
    """A reaction that counts, and fails for some orders."""

    def __init__(self, *, failing: frozenset[str] = frozenset(), mine: str = "") -> None:
        self.mine = mine
        self.orders: Counter[str] = Counter()
        self.failing = failing
        self.called = asyncio.Event()

    async def __call__(self, uow: UnitOfWork, event: Mapping[str, Any]) -> None:
        self.orders[event["order_id"]] += 1
        if event["order_id"].startswith(self.mine):
            self.called.set()
        if event["order_id"] in self.failing:
            raise RuntimeError(event["order_id"])


async def announce(database: Database, store: str, count: int) -> list[str]:
    orders = [f"{store}-{number}" for number in range(count)]
    async with database.work(SYSTEM) as uow:
        for order in orders:
            await uow.announce(OrderPlaced(store, order))
    return orders


async def waiting(database: Database, store: str) -> int:
    async with database.read(SYSTEM) as on:
        return await WAITING.one(on, store=store)


class TestDispatcher:
    async def test_lets_each_event_be_followed_once(self, database: Database) -> None:
        store, seen = secret(), Seen()
        orders = await announce(database, store, 5)
        dispatcher = Dispatcher(database, {"OrderPlaced": (seen,)})
        await dispatcher.drain()
        await dispatcher.drain()
        assert {order: seen.orders[order] for order in orders} == dict.fromkeys(orders, 1)
        assert await waiting(database, store) == 0

    async def test_several_at_once_share_the_work(self, database: Database) -> None:
        store, seen = secret(), Seen()
        orders = await announce(database, store, 30)
        dispatchers = [Dispatcher(database, {"OrderPlaced": (seen,)}) for _ in range(4)]
        await asyncio.gather(*(each.drain() for each in dispatchers))
        await dispatchers[0].drain()
        assert {order: seen.orders[order] for order in orders} == dict.fromkeys(orders, 1)

    async def test_a_failing_reaction_stops_no_other_event(
        self, database: Database, clock: FixedClock
    ) -> None:
        store = secret()
        seen = Seen(failing=frozenset({f"{store}-1"}))
        await announce(database, store, 3)
        dispatcher = Dispatcher(database, {"OrderPlaced": (seen,)})
        await dispatcher.drain()
        assert await waiting(database, store) == 1
        seen.failing = frozenset()
        clock.advance(timedelta(seconds=2))
        await dispatcher.drain()
        assert seen.orders[f"{store}-1"] == 2
        assert await waiting(database, store) == 0

    async def test_gives_up_after_many_attempts(
        self, database: Database, clock: FixedClock
    ) -> None:
        store = secret()
        seen = Seen(failing=frozenset({f"{store}-0"}))
        await announce(database, store, 1)
        dispatcher = Dispatcher(database, {"OrderPlaced": (seen,)})
        for _ in range(GIVE_UP_AFTER + 3):
            await dispatcher.drain()
            clock.advance(timedelta(hours=2))
        assert seen.orders[f"{store}-0"] == GIVE_UP_AFTER
        assert await waiting(database, store) == 0

    async def test_an_event_without_reactions_is_done(self, database: Database) -> None:
        store = secret()
        async with database.work(SYSTEM) as uow:
            await uow.announce(OrderCancelled(store, "nothing", "customer"))
        await Dispatcher(database, {}).drain()
        assert await waiting(database, store) == 0

    async def test_wakes_when_something_happens(self, database: Database) -> None:
        store = secret()
        seen = Seen(mine=store)
        running = asyncio.create_task(Dispatcher(database, {"OrderPlaced": (seen,)}).run())
        (order,) = await announce(database, store, 1)
        await asyncio.wait_for(seen.called.wait(), 20)
        running.cancel()
        assert seen.orders[order] == 1
