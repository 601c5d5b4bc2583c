"""Hands events to their reactions after the commit, in batches of one store, each event once.

A job for every event would double the price of an order: the queue's own statements cost more than
the order's. Here one transaction takes up to a hundred events, lets the reactions follow, each
event in a savepoint of its own, and marks them. `skip locked` lets several processes do it at once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from comptoir.db.outbox import OUTBOX, Happened
from comptoir.db.query import Query, Statement
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM

Reaction = Callable[[UnitOfWork, Mapping[str, Any]], Awaitable[None]]
"""What follows an event: gets its facts, works in the unit of work, is safe to repeat."""

GIVE_UP_AFTER = 12
"""Attempts, each twice as long after the one before: a little more than an hour in all."""

_BATCH = 100
_LOOK_EVERY_SECONDS = 5.0

_STORES = Query(
    """
    select distinct store from (
        select store from outbox where due <= %(now)s order by due limit 1000
    ) as waiting
    """,
    str,
)
_TAKE = Query(
    """
    select store, id, kind, payload, at from outbox
    where store = %(store)s and due <= %(now)s
    order by due, id
    limit %(limit)s
    for update skip locked
    """,
    Happened,
)
_DONE = Statement(
    "update outbox set due = null where store = %(store)s and id = any (%(ids)s::bigint[])"
)
_LATER = Statement(
    """
    update outbox
    set attempts = attempts + 1,
        due = case when attempts + 1 < %(most)s
            then %(now)s::timestamptz + interval '1 second' * power(2, attempts) end
    where store = %(store)s and id = any (%(ids)s::bigint[])
    """
)

log = logging.getLogger(__name__)


class Dispatcher:
    """Lets reactions follow events; `reactions` names them by the kind of event."""

    def __init__(self, database: Database, reactions: Mapping[str, Sequence[Reaction]]) -> None:
        self._database = database
        self._reactions = reactions

    async def run(self) -> None:
        """Follow events as they come, until cancelled."""
        async with self._database.live.watch(OUTBOX) as watch:
            while True:
                try:
                    while await self.drain():
                        pass
                except Exception:  # nobody else would go on handing events over
                    log.exception("events wait")
                with suppress(TimeoutError):
                    await asyncio.wait_for(watch.next(), _LOOK_EVERY_SECONDS)

    async def drain(self) -> int:
        """Let the reactions to events that are due follow, and give how many events there were."""
        async with self._database.read(SYSTEM) as on:
            stores = await _STORES.all(on, now=on.now)
        return sum([await self._drain_store(store) for store in stores])

    async def _drain_store(self, store: str) -> int:
        done: list[int] = []
        failed: list[int] = []
        async with self._database.work(SYSTEM) as uow:
            events = await _TAKE.all(uow, store=store, now=uow.now, limit=_BATCH)
            for event in events:
                followed = await self._follow(uow, event)
                (done if followed else failed).append(event.id)
            await _DONE.run(uow, store=store, ids=done)
            await _LATER.run(uow, store=store, ids=failed, now=uow.now, most=GIVE_UP_AFTER)
        return len(events)

    async def _follow(self, uow: UnitOfWork, event: Happened) -> bool:
        try:
            async with uow.attempt():
                for reaction in self._reactions.get(event.kind, ()):
                    await reaction(uow, event.payload)
        except Exception:  # whatever a reaction does wrong, the other events go on
            log.exception("a reaction to %s %s/%s failed", event.kind, event.store, event.id)
            return False
        return True
