"""Promotions as they are written in one cell."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.goods.pricing.model import Promotion
from comptoir.goods.pricing.notation import UnreadablePromotion, ordinal, parts, read, write
from tests.properties.goods.promotions import promotions


class TestRead:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("-20 %", "-20%"),
            ("\u221220\u202f%", "-20%"),
            ("20", "-20%"),
            ("20 % de remise", "-20%"),
            ("20% off", "-20%"),
            ("1,99 €", "1.99€"),
            ("à 1,99 €", "1.99€"),
            ("€1.99", "1.99€"),
            ("3 pour 2", "3 for 2"),
            ("2+1 gratuit", "3 for 2"),
            ("lot de 2 + 1 offert", "3 for 2"),
            ("2 achetés = 1 offert", "3 for 2"),
            ("buy 2 get 1 free", "3 for 2"),
            ("le 2e à \u221250 %", "2nd -50%"),
            ("2ème à moitié prix", "2nd -50%"),
            ("2nd half price", "2nd -50%"),
            ("le 3e offert", "3rd -100%"),
            ("2 pour 5 €", "2 for 5.00€"),
            ("les 2 : 5 euros", "2 for 5.00€"),
            ("2 for €5", "2 for 5.00€"),
        ],
    )
    def test_takes_what_leaflets_say(self, written: str, kept: str) -> None:
        assert write(read(written)) == kept

    @pytest.mark.parametrize(
        "written",
        ["", "bonjour", "2 pour", "1,999 €", "2 pour 5,001 €", "-20 % et 2e à -50 %", "21 gratuit",
         "1,99", "9" * 100, "2e", "%", "€"],
    )  # fmt: skip
    def test_refuses_everything_else(self, written: str) -> None:
        with pytest.raises(UnreadablePromotion):
            read(written)

    @given(promotions())
    def test_reads_what_it_writes(self, promotion: Promotion) -> None:
        bare = replace(promotion, order_most=None, household_most=None)
        assert read(write(bare)) == bare
        assert Promotion.from_json(promotion.to_json()) == promotion

    @given(st.text(max_size=80))
    def test_never_breaks(self, text: str) -> None:
        with suppress(UnreadablePromotion):
            write(read(text))


class TestParts:
    def test_are_empty_without_a_promotion(self) -> None:
        assert set(parts(None).values()) == {None}


class TestOrdinal:
    def test_writes_english(self) -> None:
        assert [ordinal(number) for number in (2, 3, 4, 11, 12)] == [
            "2nd", "3rd", "4th", "11th", "12th"
        ]  # fmt: skip
