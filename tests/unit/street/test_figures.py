"""Amounts, quantities and times in print."""

from datetime import UTC, datetime

import pytest

from comptoir.goods.catalog.rules import UnitPrice
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import grams, millilitres, pieces
from comptoir.street.figures import Figures, figures

NOW = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)


def french(currency: str = "EUR") -> Figures:
    """Print in French."""
    return figures(Language.FRENCH, currency=currency, timezone="Europe/Paris", now=NOW)


def english(currency: str = "EUR") -> Figures:
    """Print in English."""
    return figures(Language.ENGLISH, currency=currency, timezone="Europe/Paris", now=NOW)


class TestMoney:
    @pytest.mark.parametrize(
        ("amount", "written"),
        [
            (218, "2,18\u202f€"),
            (5, "0,05\u202f€"),
            (0, "0,00\u202f€"),
            (-150, "−1,50\u202f€"),
            (123_456_789, "1\u202f234\u202f567,89\u202f€"),
        ],
    )
    def test_is_french(self, amount: int, written: str) -> None:
        assert french().money(amount) == written

    @pytest.mark.parametrize(
        ("amount", "written"), [(218, "€2.18"), (-5, "−€0.05"), (123_450, "€1,234.50")]
    )
    def test_is_english(self, amount: int, written: str) -> None:
        assert english().money(amount) == written

    def test_names_other_currencies(self) -> None:
        assert french("CHF").money(100) == "1,00\u202fCHF"
        assert english("CHF").money(100) == "CHF\u202f1.00"
        assert english("GBP").money(100) == "£1.00"

    def test_is_said_for_a_kilogram_a_litre_or_a_piece(self) -> None:
        assert french().per(UnitPrice(109, "l")) == "1,09\u202f€/l"
        assert french().per(UnitPrice(35, "piece")) == "0,35\u202f€/pièce"
        assert english().per(UnitPrice(299, "kg")) == "€2.99/kg"


class TestQuantity:
    def test_counts_pieces(self) -> None:
        assert french().quantity(pieces(12)) == "12"

    def test_weighs(self) -> None:
        assert french().quantity(grams(999)) == "999\u202fg"
        assert french().quantity(grams(1500)) == "1,5\u202fkg"
        assert french().quantity(grams(2000)) == "2\u202fkg"
        assert english().quantity(grams(1250)) == "1.25\u202fkg"

    def test_measures(self) -> None:
        assert french().quantity(millilitres(750)) == "75\u202fcl"
        assert french().quantity(millilitres(125)) == "125\u202fml"
        assert french().quantity(millilitres(1500)) == "1,5\u202fl"


class TestRate:
    def test_drops_zeros(self) -> None:
        assert french().rate(550) == "5,5\u202f%"
        assert french().rate(2000) == "20\u202f%"
        assert french().rate(210) == "2,1\u202f%"
        assert english().rate(550) == "5.5%"


class TestTime:
    def test_tells_near_days(self) -> None:
        assert french().day(NOW) == "aujourd’hui, mardi 30 juin"
        assert french().day(datetime(2026, 7, 1, 6, tzinfo=UTC)) == "demain, mercredi 1ᵉʳ juillet"
        assert english().day(datetime(2026, 7, 1, 6, tzinfo=UTC)) == "tomorrow, Wednesday 1 July"
        assert french().day(datetime(2026, 7, 2, 6, tzinfo=UTC)) == "jeudi 2 juillet"

    def test_is_the_stores_time(self) -> None:
        late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
        assert french().moment(late) == "demain, mercredi 1ᵉʳ juillet à 0\u202fh\u202f30"
        assert english().moment(late) == "tomorrow, Wednesday 1 July at 0:30"

    def test_never_breaks_a_window_apart(self) -> None:
        starts, ends = datetime(2026, 7, 4, 16, tzinfo=UTC), datetime(2026, 7, 4, 19, tzinfo=UTC)
        written = french().period(starts, ends)
        assert written == "samedi 4 juillet, 18\u202fh\u00a0–\u2060\u00a021\u202fh"
