"""Tests of numbers by what they are found by."""

from comptoir.kernel.postings import Postings


class TestPostings:
    def test_give_numbers_in_order_and_none_for_other_keys(self) -> None:
        postings = Postings()
        postings.add([("a", 3), ("b", 2)])
        postings.add([("a", 1), ("a", 3)])
        assert (list(postings.of("a")), list(postings.of("b"))) == ([1, 3], [2])
        assert list(postings.of("c")) == []
