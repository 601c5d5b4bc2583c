"""Addresses of lists: what they say is what they mean, and nothing else gets through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from comptoir.goods.catalog.legal import ALLERGENS
from comptoir.surfaces.web.narrowing import GRADES, MOST_PAGES, SORTS, Narrowing, read

NARROWINGS = st.builds(
    Narrowing,
    words=st.sampled_from(["", "lait", "café & crème", "100 %"]),
    labels=st.lists(st.sampled_from(["organic", "vegan", "aop"]), unique=True).map(tuple),
    without=st.sets(st.sampled_from(ALLERGENS)).map(
        lambda some: tuple(code for code in ALLERGENS if code in some)
    ),
    nutriscore=st.sampled_from([None, *GRADES]),
    promotion=st.booleans(),
    available=st.booleans(),
    max_price=st.none() | st.integers(1, 10_000_000),
    sort=st.sampled_from(SORTS),
    page=st.integers(1, MOST_PAGES),
)


class TestAddress:
    @given(NARROWINGS)
    def test_is_read_as_it_was_written(self, asked: Narrowing) -> None:
        query = asked.address("/search").partition("?")[2]
        assert read(QueryParams(query)) == asked

    def test_leaves_out_what_goes_without_saying(self) -> None:
        assert Narrowing().address("/aisles/milk") == "/aisles/milk"
        assert Narrowing(page=3).address("/aisles/milk", page=1) == "/aisles/milk"


class TestRead:
    @given(st.text(max_size=60))
    def test_takes_any_query(self, query: str) -> None:
        asked = read(QueryParams(query))
        assert 1 <= asked.page <= MOST_PAGES
        assert "\x00" not in asked.words

    @pytest.mark.parametrize(
        "query",
        ["sort=x", "page=0", "page=-1", "page=٣", "max=abc", "label=A B", "without=gold",
         "nutriscore=F", "promo=yes", "stock=2", "page=999999999999"],
    )  # fmt: skip
    def test_is_deaf_to_what_cannot_be(self, query: str) -> None:
        assert read(QueryParams(query)) == Narrowing()

    def test_ends_pages_somewhere(self) -> None:
        assert read(QueryParams("page=99999")).page == MOST_PAGES


class TestNarrows:
    def test_counts_filters_only(self) -> None:
        assert not Narrowing(words="lait", sort="price", page=2).narrows
        assert Narrowing(promotion=True).narrows
