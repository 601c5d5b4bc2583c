"""What holds of every promotion, price and quantity."""

from hypothesis import given
from hypothesis import strategies as st

from comptoir.goods.pricing.mechanics import Terms, better, next_step
from comptoir.goods.pricing.model import Promotion
from comptoir.kernel.measure import grams, pieces
from comptoir.kernel.money import spread
from tests.properties.goods.promotions import PRICES, promotions

COUNTS = st.integers(1, 60)


class TestTotals:
    @given(PRICES, promotions(), COUNTS, st.integers(0, 30))
    def test_are_never_negative_nor_above_the_list_price(
        self, price: int, promotion: Promotion, count: int, had: int
    ) -> None:
        total = Terms(price, promotion, had).total(pieces(count))
        assert 0 <= total <= price * count

    @given(PRICES, promotions(), COUNTS, st.integers(0, 30))
    def test_never_rise_when_a_piece_is_taken_away(
        self, price: int, promotion: Promotion, count: int, had: int
    ) -> None:
        terms = Terms(price, promotion, had)
        more, fewer = terms.total(pieces(count + 1)), terms.total(pieces(count))
        assert fewer <= more <= fewer + price

    @given(PRICES, promotions(), COUNTS)
    def test_never_rise_because_less_was_had_before(
        self, price: int, promotion: Promotion, count: int
    ) -> None:
        totals = [Terms(price, promotion, had).total(pieces(count)) for had in range(25)]
        assert totals == sorted(totals)

    @given(PRICES, promotions(), COUNTS)
    def test_of_an_unlimited_promotion_are_no_dearer_together_than_apart(
        self, price: int, promotion: Promotion, count: int
    ) -> None:
        if promotion.order_most is None and promotion.household_most is None:
            terms = Terms(price, promotion)
            apart = terms.total(pieces(count)) + terms.total(pieces(1))
            assert terms.total(pieces(count + 1)) <= apart

    @given(PRICES, promotions(), st.integers(1, 100_000))
    def test_of_weights_are_between_nothing_and_the_list_price(
        self, price: int, promotion: Promotion, weight: int
    ) -> None:
        terms = Terms(price, promotion)
        assert 0 <= terms.total(grams(weight)) <= Terms(price).total(grams(weight))

    @given(PRICES, promotions(), COUNTS)
    def test_are_the_list_price_less_what_is_saved(
        self, price: int, promotion: Promotion, count: int
    ) -> None:
        terms = Terms(price, promotion)
        assert terms.total(pieces(count)) + terms.saved(pieces(count)) == price * count

    @given(PRICES, promotions(), COUNTS)
    def test_are_spread_over_the_pieces_to_the_cent(
        self, price: int, promotion: Promotion, count: int
    ) -> None:
        total = Terms(price, promotion).total(pieces(count))
        parts = spread(total, [price] * count)
        assert sum(parts) == total
        assert max(parts) - min(parts) <= 1


class TestBetter:
    @given(PRICES, promotions(), PRICES, promotions(), COUNTS)
    def test_is_the_cheaper_alone(
        self, told: int, before: Promotion, today: int, now: Promotion, count: int
    ) -> None:
        first, second = Terms(told, before), Terms(today, now)
        chosen = better(first, second, pieces(count)).total(pieces(count))
        assert chosen == min(first.total(pieces(count)), second.total(pieces(count)))


class TestNextStep:
    @given(PRICES, promotions(), COUNTS)
    def test_is_true_of_the_line_that_it_makes(
        self, price: int, promotion: Promotion, count: int
    ) -> None:
        terms = Terms(price, promotion)
        step = next_step(terms, pieces(count))
        if step is not None:
            after = pieces(count + step.pieces)
            assert terms.total(after) == terms.total(pieces(count)) + step.adds
            assert terms.saved(after) == terms.saved(pieces(count)) + step.saves
            assert step.saves > 0
            assert step.adds >= 0
