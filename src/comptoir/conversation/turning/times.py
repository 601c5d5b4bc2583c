"""Which windows fit a time as said: pure, in the store's local time."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from comptoir.conversation.model import DayPart, Slot
from comptoir.shopping.slots.model import Window

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS: dict[DayPart, tuple[time, time]] = {
    DayPart.MORNING: (time(5), time(12)),
    DayPart.NOON: (time(11), time(14)),
    DayPart.AFTERNOON: (time(12), time(18)),
    DayPart.LATE_AFTERNOON: (time(16), time(19)),
    DayPart.EVENING: (time(17, 30), time(23)),
}
"""When a window that is meant begins; the second bound is not part of it."""

_IN_DAYS = re.compile(r"in_(\d{1,2})_days")
_NEXT_YEAR_AFTER = timedelta(days=60)


def day_of(name: str, today: date) -> date | None:
    """Find the day that is meant: today, `in_3_days`, the next Monday, `--12-24`, `---05`.

    A weekday named on that very day is the one of next week; "mardi en huit" is a week later than
    the next Tuesday.
    """
    fixed = {"today": 0, "tomorrow": 1, "after_tomorrow": 2}
    if name in fixed:
        return today + timedelta(days=fixed[name])
    ahead_of_today = _IN_DAYS.fullmatch(name)
    if ahead_of_today:
        return today + timedelta(days=int(ahead_of_today[1]))
    weekday, _, later = name.partition("_")
    if weekday in _WEEKDAYS:
        ahead = (_WEEKDAYS.index(weekday) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead + (7 if later else 0))
    if name.startswith("---"):
        return _day_of_month(name.removeprefix("---"), today)
    if name.startswith("--"):
        return _day_of_year(name.removeprefix("--"), today)
    return None


def fitting(windows: Sequence[Window], slot: Slot, *, now: datetime) -> tuple[Window, ...]:
    """Give the windows that fit what was said, earliest first; `now` in the store's time."""
    day = day_of(slot.day, now.date()) if slot.day else None
    fit = [window for window in windows if day is None or _local(window, now).date() == day]
    if slot.part is not None and slot.from_ is None and slot.to is None:
        first, last = _PARTS[slot.part]
        fit = [window for window in fit if first <= _local(window, now).time() < last]
    if slot.from_ is not None or slot.to is not None:
        fit = _between(fit, slot, now)
    return tuple(sorted(fit, key=lambda window: window.starts))


def next_to(windows: Sequence[Window], slot: Slot, *, now: datetime) -> tuple[Window, ...]:
    """Give the windows from the day said on, else all of them, earliest first."""
    day = day_of(slot.day, now.date()) if slot.day else None
    later = [window for window in windows if day is None or _local(window, now).date() >= day]
    return tuple(sorted(later or windows, key=lambda window: window.starts))


def _between(windows: Sequence[Window], slot: Slot, now: datetime) -> list[Window]:
    """Keep windows inside the hours said, else those that overlap; an hour alone begins one."""
    first, last = slot.from_ or time(0), slot.to or time(23, 59)
    exact = [window for window in windows if _local(window, now).time() == first]
    if slot.to is None and exact:
        return exact
    inside = [
        window
        for window in windows
        if first <= _local(window, now).time() and _ends(window, now) <= last
    ]
    if inside:
        return inside
    return [
        window
        for window in windows
        if _local(window, now).time() < last and first < _ends(window, now)
    ]


def _local(window: Window, now: datetime) -> datetime:
    return window.starts.astimezone(now.tzinfo)


def _ends(window: Window, now: datetime) -> time:
    ends = window.ends.astimezone(now.tzinfo)
    return ends.time() if ends.date() == _local(window, now).date() else time(23, 59)


def _day_of_month(text: str, today: date) -> date | None:
    for month in range(3):
        year, index = divmod(today.month - 1 + month, 12)
        try:
            day = date(today.year + year, index + 1, int(text))
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def _day_of_year(text: str, today: date) -> date | None:
    try:
        month, day = (int(part) for part in text.split("-"))
        named = date(today.year, month, day)
        return named if named >= today - _NEXT_YEAR_AFTER else date(today.year + 1, month, day)
    except ValueError:
        return None
