"""Facts: a thing as text and back again, and what differs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from comptoir.desk.facts import check_unchanged, differences, facts_of
from comptoir.desk.goods import offer_facts
from comptoir.desk.making import details_of, offer_of, product_of
from comptoir.goods.pricing.model import Offer
from comptoir.kernel.refusals import Refusal
from comptoir.staff.audit.model import Field
from tests.stories.goods import A_STORE, a_product
from tests.stories.promotions import a_promotion

PROMOTED = Offer(
    gtin="1",
    price=250,
    promotion=a_promotion(
        "2e à -50 %",
        starts=datetime(2026, 6, 15, tzinfo=UTC),
        ends=datetime(2026, 6, 22, tzinfo=UTC),
        household_most=4,
    ),
    origin="France",
    listed=False,
)
FULL = a_product(
    brand="Bocage",
    category="laits",
    net_value=1000,
    net_unit="ml",
    allergens=("milk", "nuts"),
    nutrition={"fat": "1.6", "salt": "0.1"},
    nutriscore="B",
    deposit=25,
    aliases=("lait demi", "brique"),
)


class TestFactsOf:
    def test_makes_the_same_offer_product_and_store_again(self) -> None:
        plain = Offer(gtin="1", price=1)
        assert offer_of(plain, offer_facts(PROMOTED)) == PROMOTED
        again = product_of(a_product(name="X"), facts_of(FULL))
        assert again == FULL
        other = replace(A_STORE, name="X", hours={"tuesday": [["01:00", "02:00"]]}, modes=())
        made = details_of(other, {"hours.tuesday": "", **facts_of(A_STORE)})
        assert made == A_STORE

    def test_nothing_is_empty(self) -> None:
        facts = offer_facts(Offer(gtin="1", price=1))
        assert (facts["promotion"], facts["promo_until"], facts["listed"]) == ("", "", "yes")

    def test_empties_what_is_emptied(self) -> None:
        bare = product_of(FULL, {"nutrition.fat": "", "nutrition.salt": "", "allergens": ""})
        assert (bare.nutrition, bare.allergens) == (None, ())
        assert offer_of(PROMOTED, {"promotion": ""}).promotion is None


class TestDifferences:
    def test_tell_field_was_and_now(self) -> None:
        cheaper = replace(PROMOTED, price=200, promotion=a_promotion("-20 %"))
        assert differences(offer_facts(PROMOTED), offer_facts(cheaper)) == [
            Field("price", "250", "200"),
            Field("promotion", "2nd -50%", "-20%"),
            Field("promo_from", "2026-06-15T00:00:00+00:00", ""),
            Field("promo_until", "2026-06-22T00:00:00+00:00", ""),
            Field("promo_household_most", "4", ""),
        ]

    def test_tell_what_is_gone(self) -> None:
        assert differences({"a": "1"}, {}) == [Field("a", "1", "")]
        assert differences({"a": ""}, {}) == []


class TestCheckUnchanged:
    def test_lets_pass_what_is_as_it_was_seen_and_what_nobody_saw(self) -> None:
        facts = offer_facts(PROMOTED)
        check_unchanged(facts, facts)
        check_unchanged(None, facts)

    @pytest.mark.parametrize("seen", [{"price": "1"}, {"price": "250", "ghost": "x"}, {}])
    def test_refuses_everything_else(self, seen: dict[str, str]) -> None:
        with pytest.raises(Refusal):
            check_unchanged(seen, {"price": "250"})
