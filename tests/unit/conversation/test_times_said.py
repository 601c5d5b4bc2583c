"""Which windows fit a time as it was said."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from comptoir.conversation.model import DayPart, Slot
from comptoir.conversation.turning.times import day_of, fitting, next_to
from comptoir.shopping.slots.model import Mode, Window

MONDAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


def _windows(*hours: int, days: int = 3) -> list[Window]:
    """Open two-hour windows at these local hours of the coming days."""
    found: list[Window] = []
    for day in range(days):
        for hour in hours:
            starts = (NOW + timedelta(days=day)).replace(hour=hour).astimezone(UTC)
            ends = starts + timedelta(hours=2)
            name = f"{day}-{hour}"
            found.append(Window("s", name, Mode.DELIVERY, starts, ends, starts, 9, 0, 9))
    return found


def _ids(slot: Slot, *hours: int) -> list[str]:
    return [window.id for window in fitting(_windows(*hours), slot, now=NOW)]


class TestDayOf:
    @pytest.mark.parametrize(
        ("name", "days"),
        [
            ("today", 0),
            ("tomorrow", 1),
            ("after_tomorrow", 2),
            ("tuesday", 1),
            ("monday", 7),
            ("sunday", 6),
            ("tuesday_after_next", 8),
            ("--06-20", 5),
            ("---20", 5),
            ("---01", 16),
        ],
    )
    def test_finds_the_day(self, name: str, days: int) -> None:
        assert day_of(name, MONDAY) == MONDAY + timedelta(days=days)

    def test_takes_a_date_long_past_for_next_year(self) -> None:
        assert day_of("--01-02", MONDAY) == date(2027, 1, 2)

    @pytest.mark.parametrize("name", ["--02-31", "--13-01", "someday", "---99", "--x"])
    def test_knows_no_day_that_is_none(self, name: str) -> None:
        assert day_of(name, MONDAY) is None


class TestFitting:
    def test_finds_the_evening(self) -> None:
        slot = Slot(day="tomorrow", part=DayPart.EVENING)
        assert _ids(slot, 8, 14, 18) == ["1-18"]

    def test_finds_the_window_that_begins_at_the_hour(self) -> None:
        assert _ids(Slot(day="tomorrow", from_=time(18)), 16, 18, 19) == ["1-18"]

    def test_finds_windows_inside_the_hours(self) -> None:
        slot = Slot(day="tomorrow", from_=time(14), to=time(20))
        assert _ids(slot, 12, 14, 18, 20) == ["1-14", "1-18"]

    def test_finds_the_window_that_overlaps_when_none_is_inside(self) -> None:
        slot = Slot(day="tomorrow", from_=time(17), to=time(19))
        assert _ids(slot, 8, 18) == ["1-18"]

    def test_finds_any_day_when_none_was_said(self) -> None:
        assert _ids(Slot(part=DayPart.MORNING), 8, 18) == ["0-8", "1-8", "2-8"]

    def test_finds_none_where_there_is_none(self) -> None:
        assert _ids(Slot(day="tomorrow", part=DayPart.EVENING), 8, 12) == []


class TestNextTo:
    def test_gives_the_windows_from_the_day_on(self) -> None:
        found = next_to(_windows(8), Slot(day="tomorrow"), now=NOW)
        assert [window.id for window in found] == ["1-8", "2-8"]

    def test_gives_all_when_the_day_is_too_far(self) -> None:
        found = next_to(_windows(8), Slot(day="sunday"), now=NOW)
        assert len(found) == 3
