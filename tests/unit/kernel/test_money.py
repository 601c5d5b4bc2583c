"""Amounts, their rounding, their VAT and how they are spread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.kernel.money import (
    CurrencyMismatch,
    Money,
    divide_half_up,
    percent_off,
    price_of_weight,
    share,
    split_vat,
    spread,
    vat_inside,
)

RATES = (210, 550, 1000, 2000)
CENTS = st.integers(-1_000_000, 1_000_000)


class TestMoney:
    def test_adds_takes_away_and_negates_exactly(self) -> None:
        assert Money(218) + Money(1) - Money(19) == Money(200)
        assert -Money(5) == Money(-5)
        assert Money(109).times(3) == Money(327)

    def test_refuses_to_mix_currencies(self) -> None:
        with pytest.raises(CurrencyMismatch):
            _ = Money(1, "EUR") + Money(1, "CHF")
        with pytest.raises(CurrencyMismatch):
            _ = Money(1, "EUR") - Money(1, "CHF")

    def test_orders_by_amount(self) -> None:
        assert Money(99) < Money(100)


class TestDivideHalfUp:
    @pytest.mark.parametrize(
        ("numerator", "denominator", "expected"),
        [(1, 2, 1), (-1, 2, -1), (1, -2, -1), (5, 10, 1), (4, 10, 0), (-4, 10, 0), (25, 10, 3)],
    )
    def test_takes_halves_away_from_zero(
        self, numerator: int, denominator: int, expected: int
    ) -> None:
        assert divide_half_up(numerator, denominator) == expected

    def test_does_not_divide_by_zero(self) -> None:
        with pytest.raises(ZeroDivisionError):
            divide_half_up(1, 0)

    @given(st.integers(), st.integers().filter(bool))
    def test_is_never_off_by_more_than_a_half(self, numerator: int, denominator: int) -> None:
        error = abs(divide_half_up(numerator, denominator) * denominator - numerator)
        assert 2 * error <= abs(denominator)

    @given(st.integers(), st.integers().filter(bool))
    def test_mirrors_around_zero(self, numerator: int, denominator: int) -> None:
        assert divide_half_up(-numerator, denominator) == -divide_half_up(numerator, denominator)


class TestShare:
    def test_rounds_half_up_to_the_cent(self) -> None:
        assert share(101, 1, 2) == 51


class TestPriceOfWeight:
    def test_prices_grams_by_the_kilogram(self) -> None:
        assert price_of_weight(299, 500) == 150  # 149.5
        assert price_of_weight(299, 1000) == 299
        assert price_of_weight(1849, 1) == 2  # 1.849

    @given(st.integers(1, 100_000), st.integers(1, 100_000))
    def test_is_within_half_a_cent(self, price: int, weight: int) -> None:
        assert abs(2 * (price_of_weight(price, weight) * 1000 - price * weight)) <= 1000


class TestPercentOff:
    def test_rounds_the_discount_down(self) -> None:
        assert percent_off(333, 10) == 300  # 33.3 off
        assert percent_off(1, 90) == 1


class TestSplitVat:
    def test_splits_a_known_receipt(self) -> None:
        food, wine = split_vat([(550, 1055), (2000, 1200)])
        assert (food.net, food.vat) == (1000, 55)
        assert (wine.net, wine.vat) == (1000, 200)

    def test_takes_vat_once_from_each_rate(self) -> None:
        # Each 0.09 € line alone would hold no VAT at all.
        assert vat_inside(9, 550) == 0
        (only,) = split_vat([(550, 9)] * 10)
        assert (only.gross, only.vat) == (90, 5)

    def test_puts_rates_in_order(self) -> None:
        assert [part.rate for part in split_vat([(2000, 1), (210, 1), (550, 1)])] == [
            210,
            550,
            2000,
        ]

    @given(st.lists(st.tuples(st.sampled_from(RATES), CENTS)))
    def test_adds_up_to_the_cent(self, lines: list[tuple[int, int]]) -> None:
        parts = split_vat(lines)
        assert sum(part.gross for part in parts) == sum(gross for _, gross in lines)
        assert all(part.gross == part.net + part.vat for part in parts)
        assert {part.rate for part in parts} == {rate for rate, _ in lines}


class TestSpread:
    WEIGHTS = st.lists(st.integers(0, 1_000_000), min_size=1).filter(any)

    @given(CENTS, WEIGHTS)
    def test_adds_up_exactly(self, amount: int, weights: list[int]) -> None:
        assert sum(spread(amount, weights)) == amount

    @given(CENTS, WEIGHTS)
    def test_is_never_a_cent_off_the_exact_part(self, amount: int, weights: list[int]) -> None:
        total = sum(weights)
        for part, weight in zip(spread(amount, weights), weights, strict=True):
            assert abs(part * total - amount * weight) < total

    @given(WEIGHTS, st.data())
    def test_takes_no_more_off_a_line_than_it_costs(
        self, weights: list[int], data: st.DataObject
    ) -> None:
        amount = data.draw(st.integers(0, sum(weights)))
        parts = spread(amount, weights)
        assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))

    def test_gives_the_odd_cent_to_the_earlier_of_equals(self) -> None:
        assert spread(10, [1, 1, 1]) == [4, 3, 3]
        assert spread(-10, [1, 1, 1]) == [-4, -3, -3]

    def test_spreads_nothing_over_nothing(self) -> None:
        assert spread(0, [0, 0]) == [0, 0]
        assert spread(0, []) == []

    @pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
    def test_refuses_weights_that_cannot_carry_it(self, weights: list[int]) -> None:
        with pytest.raises(ValueError, match="non-negative"):
            spread(1, weights)
