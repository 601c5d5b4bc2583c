"""Questions about habits."""

from comptoir.db.unit_of_work import Reading
from comptoir.shopping.habits import _store
from comptoir.shopping.habits.model import Habit


async def usual(
    on: Reading, *, store: str, household: str, at_least: int = 2, limit: int = 40
) -> tuple[Habit, ...]:
    """Give what a household took `at_least` so often, most often first."""
    rows = await _store.USUAL.all(on, store=store, household=household, least=at_least, limit=limit)
    return tuple(rows)
