"""How much a page offers to take."""

from dataclasses import dataclass

import pytest

from comptoir.kernel.measure import Unit
from comptoir.surfaces.web import amounts


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods as far as amounts look at them."""

    unit: Unit = Unit.GRAM
    each_g: int | None = None
    step_g: int | None = 10


TIN = Goods(Unit.PIECE, None, None)
TOMATOES = Goods(each_g=120)
MELON = Goods(each_g=900)
HAM = Goods(step_g=30)


class TestStep:
    @pytest.mark.parametrize(
        ("goods", "one"), [(TIN, 1), (TOMATOES, 100), (MELON, 900), (HAM, 90), (Goods(), 100)]
    )
    def test_is_a_piece_a_whole_big_one_or_about_a_hundred_grams(
        self, goods: Goods, one: int
    ) -> None:
        assert amounts.step(goods) == one


class TestFirst:
    def test_is_one_or_half_a_kilo(self) -> None:
        firsts = [amounts.first(goods) for goods in (TIN, TOMATOES, MELON, HAM)]
        assert firsts == [1, 500, 900, 510]


class TestOffered:
    def test_goes_as_far_as_the_stock(self) -> None:
        assert amounts.offered(TIN, available=3) == (1, 2, 3)
        assert amounts.offered(TIN, available=500)[-1] == amounts.MOST_PIECES_OFFERED
        assert amounts.offered(TIN, available=0) == ()
        assert amounts.offered(TOMATOES, available=320) == (100, 150, 200, 250, 300)
        assert amounts.offered(MELON, available=2_000) == (900, 1800)

    def test_falls_on_the_steps_in_which_goods_are_weighed(self) -> None:
        assert all(value % 30 == 0 for value in amounts.offered(HAM, available=5_000))


class TestChanged:
    @pytest.mark.parametrize(
        ("goods", "value", "do", "now"),
        [
            (TIN, 2, "more", 3),
            (TIN, 1, "less", 0),
            (TOMATOES, 250, "more", 300),
            (TOMATOES, 250, "less", 200),
            (TOMATOES, 300, "less", 200),
            (TOMATOES, 60, "less", 0),
            (MELON, 900, "more", 1800),
        ],
    )
    def test_lands_on_whole_steps(self, goods: Goods, value: int, do: str, now: int) -> None:
        assert amounts.changed(goods, value, do) == now


class TestPieces:
    def test_tell_about_how_many_a_weight_is(self) -> None:
        assert amounts.pieces(TOMATOES, 500) == 4
        assert amounts.pieces(TOMATOES, 10) == 1
        assert amounts.pieces(HAM, 500) is None
        assert amounts.pieces(TIN, 3) is None
