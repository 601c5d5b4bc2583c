"""Quantities and their units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.kernel.measure import (
    Quantity,
    Unit,
    UnknownUnit,
    grams,
    millilitres,
    pieces,
    round_to_step,
    unit_of,
)


class TestQuantity:
    def test_adds_within_a_unit(self) -> None:
        assert grams(250) + grams(500) == Quantity(750, Unit.GRAM)

    def test_does_not_add_across_units(self) -> None:
        with pytest.raises(UnknownUnit):
            _ = grams(250) + pieces(1)
        assert not millilitres(1).same_unit(grams(1))


class TestUnitOf:
    def test_reads_the_wire_names(self) -> None:
        assert [unit_of(name) for name in ("piece", "g", "ml")] == list(Unit)

    @pytest.mark.parametrize("name", ["kg", "G", "", "piece ", "Unit.GRAM"])
    def test_refuses_any_other(self, name: str) -> None:
        with pytest.raises(UnknownUnit):
            unit_of(name)


class TestRoundToStep:
    @pytest.mark.parametrize(
        ("value", "step", "expected"), [(360, 10, 360), (364, 10, 360), (365, 10, 370), (1, 50, 50)]
    )
    def test_rounds_halves_up_and_never_to_nothing(
        self, value: int, step: int, expected: int
    ) -> None:
        assert round_to_step(value, step) == expected

    @given(st.integers(0, 10**6), st.integers(1, 10**4))
    def test_gives_a_multiple_near_by(self, value: int, step: int) -> None:
        rounded = round_to_step(value, step)
        assert rounded % step == 0
        assert rounded == step or 2 * abs(rounded - value) <= step
