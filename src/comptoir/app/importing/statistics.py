"""Brings the planner's statistics up to date after a large import."""

from comptoir.app.importing import _store
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM


async def refresh(database: Database) -> None:
    """Let the next searches know how many products and offers there are now."""
    async with database.read(SYSTEM) as on:
        await _store.ANALYZE.run(on)
