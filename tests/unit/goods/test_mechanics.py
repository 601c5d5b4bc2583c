"""What promotions make of a price and a quantity."""

import pytest

from comptoir.goods.pricing.mechanics import Step, Terms, better, next_step, takes_off
from comptoir.kernel.measure import grams, pieces
from tests.stories.promotions import a_promotion


def totals(price: int, promotion: str, upto: int = 6, **limits: int) -> list[int]:
    """Price one piece to `upto` pieces."""
    terms = Terms(price, a_promotion(promotion, **limits))  # pyright: ignore[reportArgumentType]
    return [terms.total(pieces(count)) for count in range(1, upto + 1)]


class TestTotal:
    @pytest.mark.parametrize(
        ("promotion", "expected"),
        [
            ("-20 %", [160, 320, 480, 640, 800, 960]),
            ("1,50 €", [150, 300, 450, 600, 750, 900]),
            ("3 pour 2", [200, 400, 400, 600, 800, 800]),
            ("2e à -50 %", [200, 300, 500, 600, 800, 900]),
            ("2e à -68 %", [200, 264, 464, 528, 728, 792]),
            ("3e à -60 %", [200, 400, 480, 680, 880, 960]),
            ("2e offert", [200, 200, 400, 400, 600, 600]),
            ("2 pour 3,50 €", [200, 350, 550, 700, 900, 1050]),
        ],
    )
    def test_of_each_mechanic(self, promotion: str, expected: list[int]) -> None:
        assert totals(200, promotion) == expected

    def test_never_lets_less_cost_more_than_a_lot(self) -> None:
        assert totals(200, "5 pour 3") == [200, 400, 600, 600, 600, 800]
        assert totals(200, "3 pour 3,96 €", 3) == [200, 396, 396]

    def test_counts_as_far_as_an_order_may_have(self) -> None:
        assert totals(200, "-20 %", order_most=2) == [160, 320, 520, 720, 920, 1120]
        assert totals(200, "2e à -50 %", order_most=2) == [200, 300, 500, 700, 900, 1100]
        assert totals(200, "2 pour 3,50 €", order_most=3) == [200, 350, 550, 750, 950, 1150]

    def test_counts_as_far_as_a_household_may_have(self) -> None:
        promotion = a_promotion("-20 %", order_most=3, household_most=4)
        assert Terms(200, promotion).total(pieces(4)) == 480 + 200
        assert Terms(200, promotion, had=3).total(pieces(4)) == 160 + 600
        assert Terms(200, promotion, had=9).total(pieces(4)) == 800

    def test_weighs_what_is_weighed(self) -> None:
        assert Terms(299, a_promotion("-10 %")).total(grams(250)) == 68  # 270 a kilo
        assert Terms(299, a_promotion("2,49 €")).total(grams(250)) == 62

    def test_never_asks_more_than_the_list_price(self) -> None:
        assert totals(200, "2,50 €", 2) == [200, 400]
        assert totals(200, "2 pour 5 €", 2) == [200, 400]


class TestSaved:
    def test_is_what_the_list_price_would_be_more(self) -> None:
        assert Terms(200, a_promotion("2e à -50 %")).saved(pieces(5)) == 200
        assert Terms(200).saved(pieces(5)) == 0


class TestNextStep:
    def test_tells_what_completes_a_lot(self) -> None:
        half = Terms(200, a_promotion("2e à -50 %"))
        assert next_step(half, pieces(1)) == Step(pieces=1, saves=100, adds=100)
        assert next_step(half, pieces(2)) is None
        free = Terms(200, a_promotion("3 pour 2"))
        assert next_step(free, pieces(1)) == Step(pieces=2, saves=200, adds=200)
        assert next_step(free, pieces(2)) == Step(pieces=1, saves=200, adds=0)

    def test_says_nothing_where_the_limit_is_reached_or_nothing_is_counted(self) -> None:
        limited = Terms(200, a_promotion("2e à -50 %", order_most=2))
        assert next_step(limited, pieces(3)) is None
        assert next_step(Terms(200, a_promotion("-20 %")), pieces(1)) is None
        assert next_step(Terms(200), pieces(1)) is None


class TestBetter:
    def test_takes_one_or_the_other_never_both(self) -> None:
        half, fifth = Terms(200, a_promotion("2e à -50 %")), Terms(200, a_promotion("-20 %"))
        assert better(half, fifth, pieces(1)) is fifth
        assert better(half, fifth, pieces(2)) is half
        assert better(fifth, half, pieces(3)) is fifth


class TestTakesOff:
    @pytest.mark.parametrize(
        ("promotion", "expected"),
        [
            ("-20 %", (40, 200)),
            ("1,50 €", (50, 200)),
            ("3 pour 2", (200, 600)),
            ("2e à -68 %", (136, 400)),
            ("2 pour 3,50 €", (50, 400)),
        ],
    )
    def test_is_of_one_or_of_a_whole_lot(self, promotion: str, expected: tuple[int, int]) -> None:
        assert takes_off(Terms(200, a_promotion(promotion))) == expected
