"""How the weekly pattern becomes windows with dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from comptoir.shopping.slots.model import Mode, Template


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
