"""Numbers are read as French and English write them."""

from decimal import Decimal

import pytest

from comptoir.kernel.numerals import SPACES, decimal_of


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1234", "1234"),
        ("2,18", "2.18"),
        ("1234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("-3,5", "-3.5"),
    ],
)
def test_commas_and_points_part_or_group(written: str, meant: str) -> None:
    assert decimal_of(written) == Decimal(meant)


@pytest.mark.parametrize("written", ["", "deux", "1,2,3.4.5", "NaN", "Infinity", "1 234"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert decimal_of(written) is None


def test_grouping_spaces_go_away() -> None:
    assert "1\u202f234\u00a0567 8".translate(SPACES) == "12345678"
