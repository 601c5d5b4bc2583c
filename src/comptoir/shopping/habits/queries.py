"""Questions about habits."""

from comptoir.db.unit_of_work import Reading
from comptoir.shopping.habits import _store
from comptoir.shopping.habits.model import Habit


async def usual(
    on: Reading, *, store: str, household: str, at_least: int = 2, limit: int = 40
) -> tuple[Habit, ...]:
    """Give what a household took `at_least` so often or has listed itself, most often first.

    What it has taken off the list is not there.
    """
    rows = await _store.USUAL.all(on, store=store, household=household, least=at_least, limit=limit)
    return tuple(rows)


async def left_out(on: Reading, *, store: str, household: str) -> tuple[Habit, ...]:
    """Give what a household has taken off its list."""
    return tuple(await _store.LEFT_OUT.all(on, store=store, household=household))


async def known(on: Reading, *, store: str, household: str) -> tuple[Habit, ...]:
    """Give everything that a household has taken or listed."""
    return tuple(await _store.KNOWN.all(on, store=store, household=household))
