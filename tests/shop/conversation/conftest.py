"""The demo chain, for what is said at its counters."""

from collections.abc import AsyncGenerator

import pytest_asyncio

from comptoir.app.demo import seed
from comptoir.db.migrate import migrate
from comptoir.db.unit_of_work import Database
from comptoir.kernel.clock import FixedClock
from tests.conftest import new_database


@pytest_asyncio.fixture(scope="module")
async def demo(server: str) -> AsyncGenerator[Database]:
    """Give the demo chain, in a database of its own."""
    with new_database(server) as conninfo:
        await migrate(conninfo)
        database = Database(conninfo, clock=FixedClock())
        await database.open()
        try:
            await seed.seed(database)
            yield database
        finally:
            await database.close()
