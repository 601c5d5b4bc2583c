"""How many packs or grams fit an amount said."""

from fractions import Fraction

import pytest

from comptoir.goods.catalog.rules import Ask, Fits, Said, SaidUnit, fit
from comptoir.kernel.measure import grams, pieces
from comptoir.kernel.refusals import Refusal
from tests.stories.goods import a_product

MILK = a_product(1, "Lait demi-écrémé UHT", net_value=1000, net_unit="ml")
EGGS = a_product(2, "Œufs plein air", net_value=6, net_unit="piece")
BUTTER = a_product(3, "Beurre doux", net_value=250, net_unit="g")
HAM = a_product(4, "Jambon cuit supérieur 4 tranches", net_value=160, net_unit="g")
WATER = a_product(5, "Eau de source, pack de 6 × 1,5 l", net_value=9000, net_unit="ml")
TEA = a_product(6, "Thé vert en sachets", net_value=25, net_unit="piece")
YOGURT = a_product(7, "Yaourts nature", net_value=500, net_unit="g", each_g=125)
RADISHES = a_product(8, "Radis roses", net_value=1, net_unit="piece")
TOMATOES = a_product(20, "Tomates rondes", sale_unit="kg", each_g=120, step_g=10)
MINCE = a_product(21, "Viande hachée", sale_unit="kg", step_g=50)
MELON = a_product(22, "Melon", sale_unit="kg", each_g=900, step_g=10)
COUNTER_HAM = a_product(23, "Jambon à la coupe", sale_unit="kg", each_g=45, step_g=10)


def said(value: str | int, unit: str = "piece", *, inside: int | None = None) -> Said:
    return Said(Fraction(value), SaidUnit(unit), inside=inside)


def sized(value: int, size: int, unit: str) -> Said:
    return Said(Fraction(value), SaidUnit.PACK, size=Said(Fraction(size), SaidUnit(unit)))


class TestFitGoodsByThePiece:
    def test_takes_one_when_nothing_was_said(self) -> None:
        assert fit(MILK, None) == Fits(pieces(1))

    def test_turns_two_litres_into_two_one_litre_bottles(self) -> None:
        assert fit(MILK, said(2, "l")) == Fits(pieces(2))

    def test_gives_a_little_more_and_says_so(self) -> None:
        assert fit(BUTTER, said(220, "g")) == Fits(pieces(1), exact=False)

    def test_asks_when_a_pack_is_more_than_a_fifth_too_much(self) -> None:
        assert fit(BUTTER, said(200, "g")) == Ask((pieces(1),))
        assert fit(WATER, said(2, "l")) == Ask((pieces(1),))

    def test_asks_between_fewer_and_more(self) -> None:
        assert fit(MILK, said("1.5", "l")) == Ask((pieces(1), pieces(2)))

    def test_counts_packs_of_a_stated_size(self) -> None:
        assert fit(BUTTER, sized(2, 250, "g")) == Fits(pieces(2))
        assert fit(BUTTER, sized(2, 500, "g")) == Fits(pieces(4))

    def test_counts_packs_bottles_and_bunches_as_they_come(self) -> None:
        assert fit(MILK, said(3, "pack")) == Fits(pieces(3))
        assert fit(RADISHES, said(2, "bunch")) == Fits(pieces(2))

    def test_puts_eggs_into_boxes(self) -> None:
        assert fit(EGGS, said(6)) == Fits(pieces(1))
        assert fit(EGGS, said(12)) == Fits(pieces(2))
        assert fit(EGGS, said(1)) == Fits(pieces(1))
        assert fit(EGGS, said(5)) == Fits(pieces(1), exact=False)

    def test_asks_whether_two_eggs_are_two_boxes(self) -> None:
        assert fit(EGGS, said(2)) == Ask((pieces(1), pieces(2)))

    def test_asks_between_boxes(self) -> None:
        assert fit(EGGS, said(9)) == Ask((pieces(1), pieces(2)))

    def test_counts_the_pots_and_slices_inside(self) -> None:
        assert fit(YOGURT, said(8)) == Fits(pieces(2))
        assert fit(HAM, said(4, "slice")) == Fits(pieces(1))
        assert fit(WATER, said(12)) == Fits(pieces(2))

    def test_never_counts_what_is_in_a_pack_of_many(self) -> None:
        assert fit(TEA, said(2)) == Fits(pieces(2))

    def test_counts_packs_where_only_slices_are_inside(self) -> None:
        assert fit(HAM, said(2)) == Fits(pieces(2))
        salmon = a_product(9, "Saumon fumé", net_value=140, net_unit="g", each_g=33)
        assert fit(salmon, said(2)) == Fits(pieces(2))
        assert fit(salmon, said(4, "slice")) == Fits(pieces(1))

    def test_matches_boxes_of_a_stated_number(self) -> None:
        assert fit(EGGS, said(2, "pack", inside=6)) == Fits(pieces(2))
        assert fit(EGGS, said(1, "pack", inside=12)) == Fits(pieces(2))
        assert fit(MILK, said(1, "pack", inside=6)) == Ask((pieces(1), pieces(6)))

    def test_takes_a_litre_for_a_kilogram_but_says_so(self) -> None:
        assert fit(MILK, said(1, "kg")) == Fits(pieces(1), exact=False)

    def test_asks_how_much_of_a_piece_a_weight_is(self) -> None:
        assert fit(RADISHES, said(500, "g")) == Ask((pieces(1),))

    def test_rounds_half_a_pack_up_and_says_so(self) -> None:
        assert fit(RADISHES, said("0.5", "pack")) == Fits(pieces(1), exact=False)


class TestFitGoodsByWeight:
    def test_takes_the_weight_said(self) -> None:
        assert fit(TOMATOES, said(500, "g")) == Fits(grams(500))
        assert fit(TOMATOES, said("1.5", "kg")) == Fits(grams(1500))

    def test_rounds_to_what_is_weighed(self) -> None:
        assert fit(TOMATOES, said(1, "lb")) == Fits(grams(450), exact=False)

    def test_asks_when_the_least_is_too_much(self) -> None:
        assert fit(MINCE, said(20, "g")) == Ask((grams(50),))

    def test_weighs_pieces_and_slices_roughly(self) -> None:
        assert fit(TOMATOES, said(3)) == Fits(grams(360), exact=False)
        assert fit(COUNTER_HAM, said(4, "slice")) == Fits(grams(180), exact=False)

    def test_asks_how_much_when_pieces_have_no_weight(self) -> None:
        assert fit(MINCE, said(2)) == Ask((grams(250), grams(500), grams(1000)))

    def test_asks_how_much_of_small_things_and_takes_one_of_big_ones(self) -> None:
        assert fit(TOMATOES, None) == Ask((grams(250), grams(500), grams(1000)))
        assert fit(MELON, None) == Fits(grams(900), exact=False)

    def test_weighs_packs_of_a_stated_size(self) -> None:
        assert fit(TOMATOES, sized(2, 500, "g")) == Fits(grams(1000))


class TestFit:
    @pytest.mark.parametrize("value", ["0", "-1", "-1/2"])
    def test_refuses_nothing_and_less(self, value: str) -> None:
        for goods in (MILK, TOMATOES):
            with pytest.raises(Refusal):
                fit(goods, said(value))
