"""Live notifications: which versioned thing changed, told to every process once it is committed.

Changes are told after the commit and in batches. PostgreSQL serialises the commits of transactions
that notify, which would undo group commit on the busiest path (adding to a cart); and a lost
message does no harm, because every watcher catches up from the version it has.
"""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress

from psycopg import AsyncConnection, Error, sql

CHANNEL = "comptoir_live"
_BYTES_A_MESSAGE = 7_000
_RETRY_SECONDS = 1.0
_LAST_WORDS_SECONDS = 2.0

log = logging.getLogger(__name__)


class Watch:
    """What one watcher hears: the newest version of its topic, never a backlog."""

    def __init__(self) -> None:
        self._newest: int | None = None
        self._changed = asyncio.Event()

    def tell(self, version: int) -> None:
        """Note that the topic has reached `version`."""
        self._newest = max(version, self._newest or 0)
        self._changed.set()

    async def next(self) -> int:
        """Wait for a change and give the newest version."""
        await self._changed.wait()
        self._changed.clear()
        return self._newest or 0


class Live:
    """One listener and one teller a process, shared by all its streams."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._watches: dict[str, set[Watch]] = defaultdict(set)
        self._pending: dict[str, int] = {}
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._listening = asyncio.Event()
        self._told = asyncio.Event()
        self._told.set()

    async def start(self) -> None:
        """Begin to listen and to tell."""
        self._tasks = [
            asyncio.create_task(self._listen(), name="live-listen"),
            asyncio.create_task(self._tell(), name="live-tell"),
        ]
        await self._listening.wait()

    async def stop(self) -> None:
        """Stop both; what was not told yet is told first."""
        if self._tasks:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), _LAST_WORDS_SECONDS)
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._tasks = []

    def publish(self, changes: Mapping[str, int]) -> None:
        """Tell every process that each topic has reached its version, soon."""
        for topic, version in changes.items():
            self._pending[topic] = max(version, self._pending.get(topic, 0))
        if changes:
            self._told.clear()
            self._wake.set()

    @asynccontextmanager
    async def watch(self, topic: str) -> AsyncGenerator[Watch]:
        """Hear about `topic` for as long as the context lasts."""
        watch = Watch()
        self._watches[topic].add(watch)
        try:
            yield watch
        finally:
            self._watches[topic].discard(watch)
            if not self._watches[topic]:
                del self._watches[topic]

    async def _listen(self) -> None:
        while True:
            try:
                async with await AsyncConnection.connect(self._conninfo, autocommit=True) as conn:
                    await conn.execute(sql.SQL("listen {}").format(sql.Identifier(CHANNEL)))
                    self._listening.set()
                    async for notification in conn.notifies():
                        self._hear(notification.payload)
            except Error:
                log.warning("live listener lost its connection; trying again")
                await asyncio.sleep(_RETRY_SECONDS)

    def _hear(self, payload: str) -> None:
        changes: dict[str, int] = json.loads(payload)
        for topic, version in changes.items():
            for watch in self._watches.get(topic, ()):
                watch.tell(version)

    async def _tell(self) -> None:
        while True:
            try:
                async with await AsyncConnection.connect(self._conninfo, autocommit=True) as conn:
                    await self._tell_on(conn)
            except Error:
                log.warning("live teller lost its connection; trying again")
                await asyncio.sleep(_RETRY_SECONDS)

    async def _tell_on(self, conn: AsyncConnection[tuple[object, ...]]) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._pending:
                batch = self._take_batch()
                try:
                    await conn.execute("select pg_notify(%s, %s)", (CHANNEL, json.dumps(batch)))
                except Error:
                    self.publish(batch)
                    raise
            self._told.set()

    def _take_batch(self) -> dict[str, int]:
        batch: dict[str, int] = {}
        size = 2
        for topic in list(self._pending):
            size += len(topic) + 24
            if batch and size > _BYTES_A_MESSAGE:
                break
            batch[topic] = self._pending.pop(topic)
        return batch
