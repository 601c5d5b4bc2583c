"""Arithmetic of prices."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from comptoir.goods.pricing.model import DiscountCode, Offer
from comptoir.goods.pricing.rules import (
    check_code,
    check_offer,
    discount,
    in_force,
    promotion_cap,
)
from comptoir.kernel.refusals import Refusal
from tests.stories.goods import a_gtin

JUNE = datetime(2026, 6, 1, tzinfo=UTC)
JULY = datetime(2026, 7, 1, tzinfo=UTC)
CODE = DiscountCode(code="JUIN", percent=10, valid_from=JUNE, valid_until=JULY)
OFFER = Offer(gtin=a_gtin(1), price=199)


class TestDiscount:
    def test_takes_a_percentage_rounded_down(self) -> None:
        assert discount(1995, percent=10, amount=None) == 199

    def test_never_takes_more_than_the_goods_cost(self) -> None:
        assert discount(300, percent=None, amount=500) == 300
        assert discount(900, percent=None, amount=500) == 500


class TestInForce:
    def test_counts_from_its_start_to_before_its_end(self) -> None:
        assert in_force(CODE, JUNE)
        assert not in_force(CODE, JULY)
        assert in_force(DiscountCode(code="TOUJOURS", amount=1), JULY)


class TestPromotionCap:
    def test_is_lower_for_what_people_and_animals_eat(self) -> None:
        assert promotion_cap(vat_rate=550, vat_reason="food") == 34
        assert promotion_cap(vat_rate=2000, vat_reason="pet_food") == 34
        assert promotion_cap(vat_rate=2000, vat_reason="non_food") == 40
        assert promotion_cap(vat_rate=550, vat_reason="intimate_protection") == 40

    def test_follows_the_rate_when_no_reason_is_known(self) -> None:
        assert promotion_cap(vat_rate=550, vat_reason="") == 34
        assert promotion_cap(vat_rate=2000, vat_reason="") == 40


class TestCheckOffer:
    @pytest.mark.parametrize(
        "facts",
        [
            {"price": 0},
            {"price": -5},
            {"price": 10_000_001},
            {"aisle": "x" * 201},
            {"origin": "\x00"},
        ],
    )
    def test_refuses_what_cannot_be(self, facts: dict[str, object]) -> None:
        with pytest.raises(Refusal):
            check_offer(replace(OFFER, **facts))  # pyright: ignore[reportArgumentType]


class TestCheckCode:
    @pytest.mark.parametrize(
        "facts",
        [
            {"code": "juin"},
            {"code": "A'; DROP TABLE"},
            {"percent": None},
            {"amount": 100},
            {"percent": 101},
            {"minimum": -1},
            {"valid_from": JULY, "valid_until": JUNE},
        ],
    )
    def test_refuses_what_cannot_be(self, facts: dict[str, object]) -> None:
        with pytest.raises(Refusal):
            check_code(replace(CODE, **facts))  # pyright: ignore[reportArgumentType]
