"""How alike two products are."""

from comptoir.goods.catalog.terms import stems
from comptoir.goods.shelf.substitutes import likeness, ratio


class TestLikeness:
    def test_is_one_for_the_same_name_and_nought_for_strangers(self) -> None:
        assert likeness(["lait", "entier"], ["lait", "entier"]) == 1
        assert likeness(["courget"], ["poivron"]) == 0
        assert likeness([], ["lait"]) == 0

    def test_minds_the_first_word_most(self) -> None:
        milk = ["lait", "entier", "uht"]
        assert likeness(milk, ["lait", "frai"]) > likeness(milk, ["crem", "entier"])

    def test_does_not_mind_how_goods_are_held(self) -> None:
        assert likeness(["filet", "ail"], ["filet", "oignon"]) == 0

    def test_keeps_to_the_size_or_the_age_of_the_wearer(self) -> None:
        nappies = stems("Couches taille 3, 4-9 kg")
        assert likeness(nappies, stems("Couches taille 4, 9-14 kg")) == 0
        assert likeness(nappies, stems("Couches écologiques taille 3, 4-9 kg")) > 0.5
        milk = stems("Lait infantile 1er âge")
        assert likeness(milk, stems("Lait infantile 2ème âge")) == 0
        assert likeness(milk, stems("Lait infantile 1er âge bio")) > 0.5


class TestRatio:
    def test_is_one_for_equals_and_a_half_for_the_double(self) -> None:
        assert ratio(500, 500) == 1
        assert ratio(500, 1000) == 0.5
        assert ratio(0, 1000) == 0
