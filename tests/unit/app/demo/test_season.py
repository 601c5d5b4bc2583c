"""Seasons return each year, also over its turn."""

from datetime import date

import pytest

from comptoir.app.demo.season import Season


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 12, 25), False),
        (date(2026, 12, 26), True),
        (date(2027, 1, 1), True),
        (date(2027, 1, 31), True),
        (date(2027, 2, 1), False),
    ],
)
def test_a_season_runs_over_the_turn_of_the_year(day: date, *, holds: bool) -> None:
    assert Season("12-26", "01-31").holds(day) is holds


def test_a_season_holds_its_first_and_last_day() -> None:
    grill = Season("05-01", "08-31")
    assert grill.holds(date(2026, 5, 1))
    assert grill.holds(date(2026, 8, 31))
    assert not grill.holds(date(2026, 9, 1))
