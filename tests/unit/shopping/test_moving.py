"""What becomes of a cart in another store, decided without any store."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from comptoir.goods.shelf.model import ShelfItem
from comptoir.shopping.carts.moving import changes, exchanged, promisable, reversed_

MILK = ShelfItem(
    gtin="milk", name="Lait", name_en="Milk", brand="", category=None, legal_name="",
    net_value=None, net_unit=None, sale_unit="piece", each_g=None, step_g=None, drained_g=None,
    vat_rate=550, minimum_age=None, deposit=0, labels=(), allergens=(), nutriscore=None,
    price=100, list_price=100, promotion=None, prior_price=None, available=10, aisle="",
    origin="",
)  # fmt: skip
TOMATOES = replace(MILK, gtin="tomatoes", sale_unit="kg", step_g=100, available=1_050)

GOODS = ("a", "b", "c", "d", "e")
CARTS = st.dictionaries(st.sampled_from(GOODS), st.integers(1, 9))
STOCKS = st.dictionaries(st.sampled_from(GOODS), st.integers(0, 9))


def shelf(stock: Mapping[str, int]) -> dict[str, ShelfItem]:
    return {gtin: replace(MILK, gtin=gtin, available=left) for gtin, left in stock.items()}


def after(
    source: Mapping[str, int],
    target: Mapping[str, int],
    noted: Mapping[str, tuple[int | None, int | None]],
    stock: Mapping[str, int],
) -> dict[str, int]:
    plan = changes(source, target, noted, shelf(stock))
    assert not plan.put.keys() & set(plan.drop)
    return {g: n for g, n in {**target, **plan.put}.items() if g not in plan.drop}


class TestPromisable:
    def test_is_what_was_wished_where_there_is_enough(self) -> None:
        assert promisable(MILK, 10) == 10

    def test_is_what_there_is_in_whole_steps(self) -> None:
        assert promisable(MILK, 12) == 10
        assert promisable(TOMATOES, 1_500) == 1_000

    def test_is_nothing_of_what_is_not_sold(self) -> None:
        assert promisable(None, 3) == 0


class TestChanges:
    def test_take_the_wish_along_and_leave_what_was_there(self) -> None:
        plan = changes({"a": 2, "b": 1}, {"b": 4, "c": 3}, {}, shelf({"a": 9, "b": 9, "c": 9}))
        assert plan.put == {"a": 2, "b": 1}
        assert plan.drop == ()

    @given(source=CARTS, target=CARTS, stock=STOCKS)
    def test_made_twice_change_nothing_more(
        self, source: dict[str, int], target: dict[str, int], stock: dict[str, int]
    ) -> None:
        first = after(source, target, {}, stock)
        plan = changes(source, first, exchanged(source, first), shelf(stock))
        assert (plan.put, plan.drop) == ({}, ())

    @given(source=CARTS, target=CARTS, stock=STOCKS, other=STOCKS)
    def test_find_the_cart_as_it_was_on_the_way_back(
        self,
        source: dict[str, int],
        target: dict[str, int],
        stock: dict[str, int],
        other: dict[str, int],
    ) -> None:
        there = after(source, target, {}, stock)
        noted = reversed_(exchanged(source, there))
        assert after(there, source, noted, other) == source

    @given(source=CARTS, stock=STOCKS, gone=st.sets(st.sampled_from(GOODS)))
    def test_take_out_on_the_way_back_what_was_taken_out_there_and_nothing_else(
        self, source: dict[str, int], stock: dict[str, int], gone: set[str]
    ) -> None:
        there = after(source, {}, {}, stock)
        noted = reversed_(exchanged(source, there))
        kept = {gtin: n for gtin, n in there.items() if gtin not in gone}
        dropped = there.keys() & gone
        back = after(kept, source, noted, stock)
        assert back == {gtin: n for gtin, n in source.items() if gtin not in dropped}

    def test_bring_back_what_was_changed_there(self) -> None:
        noted = reversed_(exchanged({"a": 2}, {"a": 2}))
        assert after({"a": 5, "b": 1}, {"a": 2}, noted, {"a": 9, "b": 9}) == {"a": 5, "b": 1}

    def test_keep_what_was_changed_here_meanwhile(self) -> None:
        noted = exchanged({"a": 2}, {"a": 2})
        assert after({}, {"a": 3}, noted, {"a": 9}) == {"a": 3}
