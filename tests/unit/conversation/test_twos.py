"""Tests of the deux that a recogniser writes as de."""

import pytest

from comptoir.conversation.model import Doubt

from .hearsay import goods, heard


class TestDeux:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            (
                "deux pommes deux poires de bananes",
                [("pomme", "2 piece"), ("poire", "2 piece"), ("banane", "2 piece")],
            ),
            ("du poisson pané de boîtes", [("poisson pané", "2 pack")]),
            (
                "on commence par les légumes de poireaux trois carottes",
                [("poireau", "2 piece"), ("carotte", "3 piece")],
            ),
        ],
    )
    def test_is_heard_where_de_can_join_nothing(
        self, said: str, meant: list[tuple[str, str]]
    ) -> None:
        assert goods(said) == meant

    def test_is_doubted(self) -> None:
        assert Doubt.QUANTITY in heard("du poisson pané de boîtes")[0].items[0].doubts

    @pytest.mark.parametrize(
        ("said", "product"),
        [
            ("un kilo de pommes de terre et deux salades", "pomme de terre"),
            ("deux paquets de carottes", "carotte"),
            ("une soupe de poireaux", "soupe de poireaux"),
            ("deux boîtes de haricots", "haricot"),
        ],
    )
    def test_is_not_heard_where_it_joins(self, said: str, product: str) -> None:
        assert goods(said)[0][0] == product


class TestNumbersAsTheyAreWritten:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("1 kg, 2 de tomates", [("tomate", "1.2 kg")]),
            ("1 kg de riz, 2 poires", [("riz", "1 kg"), ("poire", "2 piece")]),
        ],
    )
    def test_a_comma_is_no_new_item_inside_an_amount(
        self, said: str, meant: list[tuple[str, str]]
    ) -> None:
        assert goods(said) == meant

    def test_three_and_a_bit_may_be_three_quarters(self) -> None:
        assert Doubt.QUANTITY in heard("3,25 litres d'huile")[0].items[0].doubts
        assert Doubt.QUANTITY not in heard("1,5 litre d'huile")[0].items[0].doubts

    def test_one_and_two_of_a_litre_may_be_half_a_litre(self) -> None:
        assert Doubt.QUANTITY in heard("1,2 litre de vinaigre")[0].items[0].doubts

    def test_a_number_behind_an_article_is_wine(self) -> None:
        assert goods("je cherche un 20 blanc sec")[0][0] == "vin blanc sec"
