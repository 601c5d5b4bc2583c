"""Numbers as they are said: spelled by the book, and heard again as the numbers they are."""

from fractions import Fraction

import pytest

from comptoir.conversation.hear import hear
from comptoir.conversation.saying import english_numbers, french_numbers

HEARD = {*range(2, 100), *range(101, 1000, 37)}
PASTIS = 51
"""In French that is a drink before it is a number."""


class TestFrench:
    @pytest.mark.parametrize(
        ("number", "said"),
        [
            (0, "zéro"),
            (17, "dix-sept"),
            (21, "vingt et un"),
            (70, "soixante-dix"),
            (71, "soixante et onze"),
            (80, "quatre-vingts"),
            (81, "quatre-vingt-un"),
            (91, "quatre-vingt-onze"),
            (100, "cent"),
            (200, "deux cents"),
            (201, "deux cent un"),
            (280, "deux cent quatre-vingts"),
            (1000, "mille"),
            (1980, "mille neuf cent quatre-vingts"),
            (80_000, "quatre-vingt mille"),
            (200_000, "deux cent mille"),
            (2_000_000, "deux millions"),
            (-3, "moins trois"),
        ],
    )
    def test_are_spelled_by_the_book(self, number: int, said: str) -> None:
        assert french_numbers.cardinal(number) == said

    @pytest.mark.parametrize(
        ("number", "said"), [(1, "une"), (21, "vingt et une"), (2, "deux"), (101, "cent une")]
    )
    def test_agree_with_a_feminine_noun(self, number: int, said: str) -> None:
        assert french_numbers.cardinal(number, feminine=True) == said

    @pytest.mark.parametrize(
        ("rank", "said"),
        [
            (1, "premier"),
            (2, "deuxième"),
            (4, "quatrième"),
            (5, "cinquième"),
            (9, "neuvième"),
            (21, "vingt et unième"),
            (80, "quatre-vingtième"),
        ],
    )
    def test_are_ranked(self, rank: int, said: str) -> None:
        assert french_numbers.ordinal(rank) == said

    @pytest.mark.parametrize("number", sorted(HEARD - {PASTIS}))
    def test_are_heard_again(self, number: int) -> None:
        assert _heard(f"{french_numbers.cardinal(number)} bananes", "fr") == number

    @pytest.mark.parametrize("grams", [250, 500, 750, 1000, 1500, 2000, 2500])
    def test_weights_are_heard_again(self, grams: int) -> None:
        heard = hear(f"{french_numbers.grams(grams)} de tomates", language="fr", pending=None)
        amount = heard.acts[0].items[0].amount
        assert amount is not None
        assert amount.value * (1000 if amount.unit.value == "kg" else 1) == grams


class TestEnglish:
    @pytest.mark.parametrize(
        ("number", "said"),
        [
            (0, "zero"),
            (17, "seventeen"),
            (21, "twenty-one"),
            (100, "one hundred"),
            (101, "one hundred and one"),
            (1001, "one thousand and one"),
            (1250, "one thousand two hundred and fifty"),
            (2_000_000, "two million"),
        ],
    )
    def test_are_spelled_by_the_book(self, number: int, said: str) -> None:
        assert english_numbers.cardinal(number) == said

    @pytest.mark.parametrize(
        ("rank", "said"),
        [
            (1, "first"),
            (2, "second"),
            (3, "third"),
            (12, "twelfth"),
            (20, "twentieth"),
            (24, "twenty-fourth"),
            (30, "thirtieth"),
        ],
    )
    def test_are_ranked(self, rank: int, said: str) -> None:
        assert english_numbers.ordinal(rank) == said

    @pytest.mark.parametrize("number", sorted(HEARD))
    def test_are_heard_again(self, number: int) -> None:
        assert _heard(f"{english_numbers.cardinal(number)} bananas", "en") == number


def _heard(text: str, language: str) -> Fraction | None:
    acts = hear(text, language=language, pending=None).acts
    amount = acts[0].items[0].amount if acts[0].items else None
    return None if amount is None else amount.value
