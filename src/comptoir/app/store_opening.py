"""Opens a new store so that it can be shopped in: its details, and windows in its hours."""

from dataclasses import dataclass

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.stores import commands, queries
from comptoir.goods.stores.model import Hours, Store, StoreDetails, Weekday
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.slots import commands as slots
from comptoir.shopping.slots.model import Mode, Template


@dataclass(frozen=True, slots=True)
class Pattern:
    """Windows laid over opening hours: minutes long, places, fee in cents, minutes of cut-off."""

    mode: Mode
    minutes: int
    capacity: int
    fee: int
    cut_off: int


USUAL: dict[Mode, Pattern] = {
    Mode.PICKUP: Pattern(Mode.PICKUP, minutes=60, capacity=10, fee=0, cut_off=120),
    Mode.DELIVERY: Pattern(Mode.DELIVERY, minutes=120, capacity=8, fee=490, cut_off=180),
}
"""What a new store begins with, until its grocer decides otherwise."""


async def open_store(database: Database, *, store: str, details: StoreDetails) -> Store:
    """Open a store and the windows of its first days.

    :raises Refusal: when the id or a detail cannot be, or the id is taken.
    """
    async with database.work(SYSTEM) as uow:
        created = await commands.create_store(uow, store=store, details=details)
        for mode in created.modes:
            await _lay(uow, created, USUAL[Mode(mode)])
    return created


async def open_windows(database: Database, *, store: str, pattern: Pattern) -> int:
    """Lay windows over a store's opening hours, and give how many are newly open.

    :raises Refusal: when there is no such store.
    """
    async with database.work(SYSTEM) as uow:
        return await _lay(uow, await queries.store(uow, store=store), pattern)


async def _lay(uow: UnitOfWork, store: Store, pattern: Pattern) -> int:
    await slots.put_templates(uow, store=store.id, templates=templates(store.hours, pattern))
    return await slots.open_windows(uow, store=store.id, zone=store.timezone)


def templates(hours: Hours, pattern: Pattern) -> list[Template]:
    """Cut opening hours into windows of equal length; what is left over stays closed."""
    return [
        Template(
            id=f"{pattern.mode.value}-{weekday}-{starts:04}",
            mode=pattern.mode,
            weekday=weekday,
            starts_minute=starts,
            ends_minute=starts + pattern.minutes,
            capacity=pattern.capacity,
            fee=pattern.fee,
            cut_off_minutes=pattern.cut_off,
        )
        for weekday, day in enumerate(Weekday)
        for opens, closes in hours.get(day.value, ())
        for starts in range(_minute(opens), _minute(closes) - pattern.minutes + 1, pattern.minutes)
    ]


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
