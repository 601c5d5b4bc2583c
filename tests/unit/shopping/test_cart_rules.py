"""What a cart's lines cost, and what of a wish can be promised."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.goods.pricing.mechanics import Terms
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.measure import MOST_GRAMS, Quantity, grams, millilitres, pieces
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import rules
from comptoir.shopping.carts.model import PRICE_KEPT_FOR, Added, OnlySome, SoldOut, Want

NOW = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)

MILK = ShelfItem(
    gtin="2750000000019",
    name="Lait demi-écrémé 1 L",
    name_en="",
    brand="Bocage",
    category=None,
    legal_name="",
    net_value=1000,
    net_unit="ml",
    sale_unit="piece",
    each_g=None,
    step_g=None,
    drained_g=None,
    vat_rate=550,
    minimum_age=None,
    deposit=0,
    labels=(),
    allergens=(),
    nutriscore=None,
    price=109,
    list_price=109,
    promotion=None,
    prior_price=None,
    available=12,
    aisle="",
    origin="",
)
TOMATOES = replace(
    MILK, gtin="2750000000057", sale_unit="kg", each_g=120, step_g=50, price=299, available=5000
)


@dataclass(frozen=True, slots=True)
class Line:
    vat_rate: int
    total: int
    discount: int


class TestKeptPrice:
    @pytest.mark.parametrize(
        ("kept", "current", "age", "expected"),
        [
            (109, 129, timedelta(0), 109),
            (109, 129, PRICE_KEPT_FOR - timedelta(seconds=1), 109),
            (109, 129, PRICE_KEPT_FOR, 129),
            (109, 99, timedelta(hours=1), 99),
            (109, 99, timedelta(days=3), 99),
        ],
    )
    def test_is_the_lower_while_the_told_one_holds(
        self, kept: int, current: int, age: timedelta, expected: int
    ) -> None:
        told = NOW - age
        chosen = rules.kept_terms(Terms(kept), Terms(current), pieces(1), added_at=told, now=NOW)
        assert chosen.price == expected


class TestAsked:
    @pytest.mark.parametrize(
        ("value", "expected"), [(1, 100), (2, 250), (3, 350), (4, 500)]
    )  # 120, 240, 360 and 480 g in steps of 50
    def test_weighs_pieces_of_weighed_goods_in_their_steps(self, value: int, expected: int) -> None:
        wish = rules.asked(Want(TOMATOES.gtin, pieces(value)), TOMATOES)
        assert wish.value == expected

    def test_takes_grams_as_they_are(self) -> None:
        assert rules.asked(Want(TOMATOES.gtin, grams(333)), TOMATOES).value == 333

    @pytest.mark.parametrize("value", [0, -1, -(10**12)])
    def test_refuses_nothing_and_less(self, value: int) -> None:
        with pytest.raises(Refusal) as refused:
            rules.asked(Want(MILK.gtin, pieces(value)), MILK)
        assert refused.value.facts["remedy"] == "at_least_one"

    @pytest.mark.parametrize("value", [1000, 10**6, 10**30])
    @pytest.mark.parametrize("item", [MILK, TOMATOES])
    def test_refuses_absurd_pieces(self, item: ShelfItem, value: int) -> None:
        with pytest.raises(Refusal) as refused:
            rules.asked(Want(item.gtin, pieces(value)), item)
        assert refused.value.kind is Kind.INVALID
        assert refused.value.facts["remedy"] == "at_most"

    def test_refuses_absurd_weights(self) -> None:
        assert rules.asked(Want(TOMATOES.gtin, grams(MOST_GRAMS)), TOMATOES).value == MOST_GRAMS
        with pytest.raises(Refusal):
            rules.asked(Want(TOMATOES.gtin, grams(MOST_GRAMS + 1)), TOMATOES)

    @pytest.mark.parametrize("quantity", [grams(500), millilitres(500)])
    def test_names_the_unit_to_use(self, quantity: Quantity) -> None:
        with pytest.raises(Refusal) as refused:
            rules.asked(Want(MILK.gtin, quantity), MILK)
        assert refused.value.facts["remedy"] == "use_unit"
        assert refused.value.facts["unit"] == "piece"

    def test_does_not_guess_what_a_piece_weighs(self) -> None:
        ham = replace(TOMATOES, each_g=None)
        with pytest.raises(Refusal) as refused:
            rules.asked(Want(ham.gtin, pieces(2)), ham)
        assert refused.value.facts["unit"] == "g"


class TestPromise:
    def test_promises_up_to_the_last_one(self) -> None:
        outcome = rules.promise(rules.Asked(MILK, 12), in_cart=0)
        assert outcome == Added(MILK.gtin, pieces(12), pieces(12))

    def test_counts_what_the_cart_has_already(self) -> None:
        outcome = rules.promise(rules.Asked(MILK, 3), in_cart=10)
        assert outcome == OnlySome(MILK.gtin, pieces(3), pieces(2))

    def test_says_that_none_is_left_beside_the_carts_own(self) -> None:
        outcome = rules.promise(rules.Asked(MILK, 1), in_cart=12)
        assert outcome == OnlySome(MILK.gtin, pieces(1), pieces(0))

    def test_says_sold_out_when_the_store_has_none(self) -> None:
        outcome = rules.promise(rules.Asked(replace(MILK, available=0), 1), in_cart=0)
        assert outcome == SoldOut(MILK.gtin, pieces(1))


class TestPlan:
    ITEMS: ClassVar = {MILK.gtin: MILK, TOMATOES.gtin: TOMATOES}

    def test_adds_up_the_same_product_said_twice(self) -> None:
        wants = [Want(MILK.gtin, pieces(7)), Want(MILK.gtin, pieces(6))]
        plan = rules.plan(wants, self.ITEMS, {}, add=True)
        assert plan.outcomes == (
            Added(MILK.gtin, pieces(7), pieces(7)),
            OnlySome(MILK.gtin, pieces(6), pieces(5)),
        )
        assert plan.wants[MILK.gtin].quantity == pieces(7)

    def test_lets_the_last_word_count_when_it_sets(self) -> None:
        wants = [Want(MILK.gtin, pieces(7)), Want(MILK.gtin, pieces(2))]
        plan = rules.plan(wants, self.ITEMS, {MILK.gtin: 5}, add=False)
        assert plan.wants[MILK.gtin].quantity == pieces(2)

    def test_refuses_all_for_one_product_that_is_not_sold(self) -> None:
        wants = [Want(MILK.gtin, pieces(1)), Want("2700000000000", pieces(1))]
        with pytest.raises(Refusal) as refused:
            rules.plan(wants, self.ITEMS, {}, add=True)
        assert refused.value.code == "product_not_found"

    def test_bounds_what_a_line_may_come_to(self) -> None:
        plenty = {MILK.gtin: replace(MILK, available=5000)}
        with pytest.raises(Refusal) as refused:
            rules.plan([Want(MILK.gtin, pieces(2))], plenty, {MILK.gtin: 998}, add=True)
        assert refused.value.facts["most"] == 999

    @given(
        st.lists(st.tuples(st.integers(1, 20), st.booleans()), max_size=8),
        st.integers(0, 12),
        st.booleans(),
    )
    def test_never_plans_more_than_the_store_can_promise(
        self, values: list[tuple[int, bool]], had: int, add: bool
    ) -> None:
        wants = [
            Want(MILK.gtin, pieces(value)) if milk else Want(TOMATOES.gtin, grams(value * 500))
            for value, milk in values
        ]
        plan = rules.plan(wants, self.ITEMS, {MILK.gtin: had}, add=add)
        assert len(plan.outcomes) == len(wants)
        for gtin, want in plan.wants.items():
            assert want.quantity.value <= self.ITEMS[gtin].available


class TestVatOf:
    def test_taxes_goods_less_discount_and_delivery_at_the_standard_rate(self) -> None:
        food, rest = rules.vat_of([Line(550, 1000, 100), Line(2000, 500, 0)], fee=490)
        assert (food.rate, food.gross) == (550, 900)
        assert (rest.rate, rest.gross) == (2000, 990)

    def test_has_no_part_for_a_free_delivery(self) -> None:
        assert [part.rate for part in rules.vat_of([Line(550, 100, 0)], fee=0)] == [550]

    @given(
        st.lists(
            st.tuples(st.sampled_from((210, 550, 1000, 2000)), st.integers(0, 99_999)), min_size=1
        ),
        st.integers(0, 100),
        st.integers(0, 2000),
    )
    def test_adds_up_to_what_is_paid(
        self, goods: list[tuple[int, int]], percent: int, fee: int
    ) -> None:
        totals = [total for _, total in goods]
        discount = sum(totals) * percent // 100
        parts = rules.discount_parts(totals, discount)
        lines = [Line(rate, total, part) for (rate, total), part in zip(goods, parts, strict=True)]
        vat = rules.vat_of(lines, fee=fee)
        assert sum(part.gross for part in vat) == sum(totals) - discount + fee
        assert all(part.net + part.vat == part.gross and part.vat >= 0 for part in vat)
