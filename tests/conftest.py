"""One PostgreSQL for the whole run, and units of work on it that are rolled back."""

import os
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings
from psycopg import sql
from psycopg.conninfo import make_conninfo

from comptoir.db.migrate import migrate
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.ids import secret

# A busy machine is no fault of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """Give a connection string: of the server named in the environment, else of an embedded one."""
    named = os.environ.get("COMPTOIR_DATABASE_URL")
    if named:
        yield named
        return
    from comptoir.db.server import EmbeddedServer  # noqa: PLC0415 (not needed with a named server)

    embedded = EmbeddedServer(Path(tmp_path_factory.mktemp("postgresql")))
    try:
        yield embedded.start()
    finally:
        embedded.erase()


@pytest.fixture(scope="session")
def conninfo(server: str) -> Generator[str]:
    """Make an empty database of this run's own, dropped at its end."""
    with new_database(server) as conninfo:
        yield conninfo


@contextmanager
def new_database(server: str) -> Generator[str]:
    """Make an empty database for as long as the context lasts."""
    name = f"comptoir_test_{secret().lower().replace('-', '_')}"
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        yield make_conninfo(server, dbname=name)
    finally:
        # Autovacuum may be at work in it, which an ordinary role cannot send away: an embedded
        # server goes with all its databases anyway, and on another one the name tells whose it is.
        with suppress(psycopg.Error), psycopg.connect(server, autocommit=True) as conn:
            conn.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest_asyncio.fixture(scope="session")
async def migrated(conninfo: str) -> str:
    """Bring the run's database up to date and give its connection string."""
    await migrate(conninfo)
    return conninfo


@pytest.fixture
def clock() -> FixedClock:
    """Give a clock that stands still at 8 in the morning, UTC, of Monday 15 June 2026."""
    return FixedClock()


@pytest_asyncio.fixture
async def database(migrated: str, clock: FixedClock) -> AsyncGenerator[Database]:
    """Give an open database whose work is committed: use stores of the test's own."""
    database = Database(migrated, clock=clock)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


class _RolledBack(Exception):
    """Ends a test's unit of work without a trace."""


@pytest_asyncio.fixture
async def uow(database: Database) -> AsyncGenerator[UnitOfWork]:
    """Give a unit of work that is rolled back at the end of the test."""
    try:
        async with database.work(SYSTEM) as uow:
            yield uow
            raise _RolledBack
    except _RolledBack:
        pass
