"""Promotions as leaflets word them."""

import pytest

from comptoir.goods.pricing.mechanics import Step
from comptoir.kernel.locale import Language
from comptoir.street.bargains import bargain, further, limit
from tests.stories.promotions import a_promotion

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


def money(amount: int) -> str:
    return f"{amount / 100:.2f} €"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


class TestBargain:
    @pytest.mark.parametrize(
        ("promotion", "french", "english"),
        [
            ("-20 %", "−20 %", "−20%"),
            ("1,99 €", "1.99 €", "1.99 €"),
            ("3 pour 2", "3 pour 2", "3 for 2"),
            ("2e à -50 %", "2e à −50 %", "2nd −50%"),
            ("3e offert", "3e offert", "3rd free"),
            ("2 pour 5 €", "2 pour 5.00 €", "2 for 5.00 €"),
        ],
    )
    def test_words_each_mechanic(self, promotion: str, french: str, english: str) -> None:
        told = a_promotion(promotion)
        assert plain(bargain(told, FRENCH, money)) == french
        assert plain(bargain(told, ENGLISH, money)) == english


class TestLimit:
    def test_words_what_bounds_it(self) -> None:
        both = a_promotion("-20 %", order_most=2, household_most=4)
        assert limit(both, FRENCH) == "Dans la limite de 2 par commande et 4 par foyer"
        assert limit(both, ENGLISH) == "Up to 2 per order and 4 per household"
        assert limit(a_promotion("-20 %"), FRENCH) == ""


class TestFurther:
    def test_words_what_one_more_brings(self) -> None:
        half, free = Step(1, saves=100, adds=100), Step(1, saves=200, adds=0)
        assert plain(further(half, FRENCH, money)) == "Encore 1 pour 1.00 € : 1.00 € d’économie"
        assert plain(further(free, FRENCH, money)) == "Encore 1 : offert"
        assert further(half, ENGLISH, money) == "1 more for 1.00 €: 1.00 € saved"
        assert further(free, ENGLISH, money) == "1 more, free"
