"""Identifiers: unguessable, and carrying their store."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.kernel.ids import MalformedId, is_store_id, secret, store_keyed, store_of


class TestSecret:
    def test_never_repeats_and_is_safe_in_a_url(self) -> None:
        drawn = {secret() for _ in range(1000)}
        assert len(drawn) == 1000
        assert all(len(each) == 22 and each.isascii() for each in drawn)


class TestStoreOf:
    def test_reads_back_what_was_keyed(self) -> None:
        assert store_of(store_keyed("drive-rennes-2")) == "drive-rennes-2"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "~",
            "rennes",
            "rennes~short",
            "Rennes~" + "a" * 22,
            "-rennes~" + "a" * 22,
            "rennes~" + "a" * 22 + "\n",
            "rennes~" + "a" * 21 + "'",
            "rennes~" + "a" * 23,
            "a" * 41 + "~" + "a" * 22,
            "ren\x00nes~" + "a" * 22,
        ],
    )
    def test_refuses_any_other_shape(self, text: str) -> None:
        with pytest.raises(MalformedId):
            store_of(text)

    @given(st.text())
    def test_gives_a_store_id_or_refuses(self, text: str) -> None:
        try:
            store = store_of(text)
        except MalformedId:
            return
        assert is_store_id(store)

    def test_shortens_what_it_echoes(self) -> None:
        with pytest.raises(MalformedId, match=r"\Ax{80}\Z"):
            store_of("x" * 10_000)


class TestIsStoreId:
    @pytest.mark.parametrize("text", ["a", "drive-2", "0", "a" * 40])
    def test_takes_lower_case_digits_and_inner_hyphens(self, text: str) -> None:
        assert is_store_id(text)

    @pytest.mark.parametrize("text", ["", "-a", "a-", "A", "é", "a b", "a\n", "a" * 41])
    def test_takes_nothing_else(self, text: str) -> None:
        assert not is_store_id(text)
