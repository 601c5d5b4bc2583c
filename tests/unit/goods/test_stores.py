"""What a store's details may be, and when it is open."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from comptoir.goods.stores.rules import check_details, is_open, opening_hours
from comptoir.kernel.refusals import Refusal
from tests.stories.goods import A_STORE


class TestCheckDetails:
    def test_takes_a_plain_store(self) -> None:
        check_details(A_STORE)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("name", " "),
            ("name", "x" * 121),
            ("city", "Vi\x00tré"),
            ("country", "France"),
            ("currency", "euro"),
            ("timezone", "Europe/Vitré"),
            ("kind", "kiosk"),
            ("modes", ()),
            ("modes", ("drone",)),
            ("minimum_order", -1),
            ("delivery_postcodes", ("<b>",)),
            ("hours", {"lundi": [["08:00", "12:00"]]}),
            ("hours", {"monday": [["8h", "12h"]]}),
            ("hours", {"monday": [["12:00", "08:00"]]}),
            ("hours", {"monday": [["08:00", "12:00"], ["11:00", "19:00"]]}),
            ("hours", {"monday": [["08:00"]]}),
        ],
    )
    def test_refuses_what_cannot_be(self, field: str, value: object) -> None:
        details = replace(A_STORE, **{field: value})  # pyright: ignore[reportArgumentType]
        with pytest.raises(Refusal) as refused:
            check_details(details)
        assert refused.value.facts["field"] == field


class TestOpeningHours:
    def test_gives_the_periods_of_the_day(self) -> None:
        assert opening_hours(A_STORE, date(2026, 6, 15)) == ((time(8, 30), time(20)),)

    def test_gives_none_on_a_closed_day(self) -> None:
        assert opening_hours(A_STORE, date(2026, 6, 16)) == ()


class TestIsOpen:
    def test_reads_the_clock_of_the_store(self) -> None:
        assert is_open(A_STORE, datetime(2026, 6, 15, 6, 30, tzinfo=UTC))
        assert not is_open(A_STORE, datetime(2026, 6, 15, 6, 29, tzinfo=UTC))
        assert not is_open(A_STORE, datetime(2026, 6, 15, 18, 0, tzinfo=UTC))
