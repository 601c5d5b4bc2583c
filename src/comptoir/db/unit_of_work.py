"""The unit of work: one command's open transaction, its caller, its time and what it announces."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from comptoir.db import outbox
from comptoir.db.jobs import Jobs
from comptoir.db.live import Live
from comptoir.kernel.caller import Caller
from comptoir.kernel.clock import Clock, SystemClock


class Reading:
    """A connection to ask questions on; each statement sees the last committed state."""

    def __init__(self, connection: AsyncConnection[Any], caller: Caller, now: datetime) -> None:
        self._connection = connection
        self.caller = caller
        self.now = now

    @property
    def connection(self) -> AsyncConnection[Any]:
        """Give the open connection."""
        return self._connection


class UnitOfWork(Reading):
    """One transaction. Commands write through it and only its opener commits it."""

    def __init__(
        self, connection: AsyncConnection[Any], caller: Caller, now: datetime, jobs: Jobs
    ) -> None:
        super().__init__(connection, caller, now)
        self._jobs = jobs
        self._touched: dict[str, int] = {}

    async def announce(self, event: outbox.Event) -> None:
        """Write what happened; after the commit its reactions follow (see `dispatch`)."""
        self.touch(outbox.OUTBOX, await outbox.write(self, event, at=self.now))

    async def defer(self, job: str, *, at: datetime | None = None, **arguments: str | int) -> None:
        """Ask for `job` to run after the commit, not before `at`."""
        await self._jobs.defer(self, job, arguments, at=at)

    def touch(self, topic: str, version: int) -> None:
        """Tell whoever watches `topic`, once committed, that it has reached `version`."""
        self._touched[topic] = max(version, self._touched.get(topic, 0))

    @property
    def touched(self) -> dict[str, int]:
        """Give the topics touched so far and their newest versions."""
        return dict(self._touched)

    @asynccontextmanager
    async def attempt(self) -> AsyncGenerator[None]:
        """Undo what the block did, and only that, when it raises (a savepoint)."""
        touched = dict(self._touched)
        try:
            async with self.connection.transaction():
                yield
        except BaseException:
            self._touched = touched
            raise


class Database:
    """A pool of connections, the clock, the job queue and the live channel of one process."""

    def __init__(self, conninfo: str, *, clock: Clock | None = None, connections: int = 16) -> None:
        self.conninfo = conninfo
        self.clock: Clock = clock or SystemClock()
        self.jobs = Jobs.on(conninfo)
        self.live = Live(conninfo)
        self._pool = AsyncConnectionPool(
            conninfo,
            min_size=min(2, connections),
            max_size=connections,
            kwargs={"autocommit": True},
            open=False,
        )

    async def open(self) -> None:
        """Open the pool, the job queue and the live channel.

        :raises psycopg_pool.PoolTimeout: when the database does not answer within 30 seconds.
        """
        await self._pool.open(wait=True)
        await self.jobs.app.open_async()
        await self.live.start()

    async def close(self) -> None:
        """Close everything that `open` opened."""
        await self.live.stop()
        await self.jobs.app.close_async()
        await self._pool.close()

    @asynccontextmanager
    async def work(self, caller: Caller) -> AsyncGenerator[UnitOfWork]:
        """Open a unit of work; it commits when the block ends and rolls back when it raises."""
        async with self._pool.connection() as connection:
            async with connection.transaction():
                uow = UnitOfWork(connection, caller, self.clock.now(), self.jobs)
                yield uow
            self.live.publish(uow.touched)

    @asynccontextmanager
    async def read(self, caller: Caller) -> AsyncGenerator[Reading]:
        """Borrow a connection for questions, without a transaction."""
        async with self._pool.connection() as connection:
            yield Reading(connection, caller, self.clock.now())
