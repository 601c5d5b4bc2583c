"""How the weekly pattern becomes windows with dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from comptoir.shopping.slots.model import Mode, Template
from comptoir.shopping.slots.rules import openings

EVENING = Template(
    id="soir",
    mode=Mode.DELIVERY,
    weekday=5,
    starts_minute=18 * 60,
    ends_minute=20 * 60,
    capacity=8,
    fee=490,
    cut_off_minutes=240,
)
PARIS = "Europe/Paris"


class TestOpenings:
    def test_lays_the_pattern_over_the_days(self) -> None:
        found = list(openings([EVENING], zone=PARIS, first=date(2026, 6, 15), days=8))
        assert [each.id for each in found] == ["soir-20260620"]
        assert found[0].starts == datetime(2026, 6, 20, 16, 0, tzinfo=UTC)
        assert found[0].ends - found[0].starts == timedelta(hours=2)
        assert found[0].starts - found[0].cut_off == timedelta(hours=4)

    def test_keeps_the_clock_on_the_wall_when_summer_time_ends(self) -> None:
        found = list(openings([EVENING], zone=PARIS, first=date(2026, 10, 24), days=8))
        assert [each.starts.astimezone(UTC).hour for each in found] == [16, 17]

    def test_reaches_midnight(self) -> None:
        late = replace(EVENING, starts_minute=22 * 60, ends_minute=1440)
        (found,) = openings([late], zone=PARIS, first=date(2026, 6, 20), days=1)
        assert found.ends - found.starts == timedelta(hours=2)

    @pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
    @pytest.mark.parametrize("cut_off", [0, 30, 45, 60, 90])
    def test_opens_only_windows_that_can_be_on_the_night_the_clock_changes(
        self, day: date, cut_off: int
    ) -> None:
        night = [
            replace(
                EVENING,
                id=f"nuit-{start}",
                weekday=day.weekday(),
                starts_minute=start,
                ends_minute=start + 60,
                cut_off_minutes=cut_off,
            )
            for start in range(0, 360, 30)
        ]
        found = list(openings(night, zone=PARIS, first=day, days=1))
        assert len(found) >= len(night) - 3
        for each in found:
            starts, ends, last = (
                moment.astimezone(UTC) for moment in (each.starts, each.ends, each.cut_off)
            )
            assert last == starts - timedelta(minutes=cut_off)
            assert starts < ends
