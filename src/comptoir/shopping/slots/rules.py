"""How the weekly pattern becomes windows with dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from comptoir.kernel.refusals import invalid
from comptoir.shopping.slots.model import Mode, Template

MOST_PLACES = 10_000
MOST_FEE = 100_000
MOST_MINUTES = 7 * 1440
"""A cut-off earlier than a week before its window is a slip."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A window about to be opened."""

    id: str
    mode: Mode
    starts: datetime
    ends: datetime
    cut_off: datetime
    capacity: int
    fee: int


def check_figures(*, capacity: int, fee: int) -> None:
    """Check the places and the fee of a window.

    :raises Refusal: when one cannot be.
    """
    if not 0 <= capacity <= MOST_PLACES:
        raise invalid("capacity", "between", least=0, most=MOST_PLACES)
    if not 0 <= fee <= MOST_FEE:
        raise invalid("fee", "between", least=0, most=MOST_FEE)


def check_template(template: Template) -> None:
    """Check that a window can be part of a weekly pattern.

    :raises Refusal: when a field cannot be, naming it.
    """
    check_figures(capacity=template.capacity, fee=template.fee)
    if not 0 <= template.weekday <= 6:
        raise invalid("weekday", "between", least=0, most=6)
    if not 0 <= template.starts_minute < 1440:
        raise invalid("starts_minute", "between", least=0, most=1439)
    if not template.starts_minute < template.ends_minute <= 1440:
        raise invalid("ends_minute", "after_its_start")
    if not 0 <= template.cut_off_minutes <= MOST_MINUTES:
        raise invalid("cut_off_minutes", "between", least=0, most=MOST_MINUTES)


def openings(
    templates: Sequence[Template], *, zone: str, first: date, days: int
) -> Iterator[Opening]:
    """Lay the weekly pattern over `days` days from `first`, in the store's time zone.

    Local wall-clock times are kept across a change of summer time: a window at 18:00 stays there,
    and one that falls into the hour that is skipped does not open.
    """
    for offset in range(days):
        day = first + timedelta(days=offset)
        for template in templates:
            if template.weekday == day.weekday():
                opening = _opening(template, day, ZoneInfo(zone))
                if opening.starts < opening.ends:
                    yield opening


def _opening(template: Template, day: date, zone: ZoneInfo) -> Opening:
    starts = _at(day, template.starts_minute, zone)
    return Opening(
        id=f"{template.id}-{day:%Y%m%d}",
        mode=template.mode,
        starts=starts,
        ends=_at(day, template.ends_minute, zone),
        cut_off=starts - timedelta(minutes=template.cut_off_minutes),
        capacity=template.capacity,
        fee=template.fee,
    )


def _at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    day += timedelta(days=minute // 1440)
    wall = datetime(day.year, day.month, day.day, minute % 1440 // 60, minute % 60, tzinfo=zone)
    return wall.astimezone(UTC)  # differences in local time would be wrong on that night
