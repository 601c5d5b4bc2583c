"""Promotions as the counter tells them, to an eye and to an ear."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from comptoir.conversation import outcomes as came
from comptoir.conversation.outcomes import Goods, Line
from comptoir.conversation.say import say
from comptoir.conversation.saying.voice import Voice, voice
from comptoir.goods.catalog.rules import UnitPrice
from comptoir.goods.pricing.mechanics import Step
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import pieces
from tests.stories.promotions import a_promotion, percent_off

NOW = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 6, 21, 22, 0, tzinfo=UTC)
COFFEE = Goods(
    "12", "Café moulu", "Torréfia", 250, "g", by_weight=False, price=210,
    unit_price=UnitPrice(840, "kg"), promotion=a_promotion("2e à -50 %", ends=SUNDAY),
)  # fmt: skip
EGGS = Goods("3", "Œufs plein air", "Bocage", 6, "piece", by_weight=False, price=215,
             promotion=percent_off(20), percent_off=20)  # fmt: skip


def the_voice(language: Language) -> Voice:
    return voice(language, currency="EUR", zone="Europe/Paris", now=NOW)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


class TestPromotions:
    @pytest.mark.parametrize(
        ("promotion", "french", "aloud", "english"),
        [
            ("2e à -50 %", "et le deuxième à moitié prix", "et le deuxième à moitié prix",
             "and the second at half price"),
            ("3e offert", "et le troisième offert", "et le troisième offert",
             "and the third free"),
            ("2e à -60 %", "et le deuxième à −60 %", "et le deuxième à soixante pour cent de moins",
             "and the second at 60% off"),
            ("3 pour 2", "et 3 pour le prix de 2", "et trois pour le prix de deux",
             "and 3 for the price of 2"),
            ("2 pour 3,50 €", "et 2 pour 3,50 €", "et deux pour trois euros cinquante",
             "and 2 for €3.50"),
        ],
    )  # fmt: skip
    def test_are_told_after_the_price_of_one(
        self, promotion: str, french: str, aloud: str, english: str
    ) -> None:
        told = came.PriceTold(replace(COFFEE, promotion=a_promotion(promotion, ends=SUNDAY)))
        words = plain(say([told], the_voice(Language.FRENCH)))
        assert (
            words == f"Café moulu 250 g : 2,10 €, soit 8,40 € le kilo, {french} jusqu'à dimanche."
        )
        assert plain(aloud) in plain(say([told], the_voice(Language.FRENCH).aloud))
        assert english in plain(say([told], the_voice(Language.ENGLISH)))

    def test_end_today_only(self) -> None:
        ends = datetime(2026, 6, 15, 22, 0, tzinfo=UTC)
        told = came.PriceTold(replace(COFFEE, promotion=a_promotion("3 pour 2", ends=ends)))
        assert say([told], the_voice(Language.FRENCH)).endswith(", aujourd'hui seulement.")

    def test_are_not_told_where_none_may_be_announced(self) -> None:
        told = came.PriceTold(replace(EGGS, percent_off=None))
        assert "promotion" not in say([told], the_voice(Language.FRENCH))

    def test_tell_once_what_one_more_brings(self) -> None:
        step = Step(1, saves=105, adds=105)
        one = came.InCart(COFFEE, pieces(1), pieces(1), further=step)
        words = plain(say([one], the_voice(Language.FRENCH)))
        assert words.endswith("Avec un de plus, le deuxième à moitié prix : 1,05 € d'économie.")
        both = say([one, came.InCart(EGGS, pieces(1), pieces(1))], the_voice(Language.FRENCH))
        assert "de plus" not in both

    def test_tell_what_the_cart_saves(self) -> None:
        cart = came.CartTold((Line(COFFEE, pieces(2), 315),), 315, None, None, saved=105)
        words = plain(say([cart], the_voice(Language.FRENCH)))
        assert words.endswith("Les promotions vous font gagner 1,05 €.")
