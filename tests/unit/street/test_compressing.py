"""Noise in the length of what is compressed."""

import gzip

from comptoir.street.compressing import lengthened


class TestLengthened:
    def test_is_as_much_longer_as_it_is_told_and_says_the_same(self) -> None:
        member = gzip.compress(b"what a page says" * 99)
        for by in (1, 2, 57, 100):
            longer = lengthened(member, by)
            assert len(longer) == len(member) + by
            assert gzip.decompress(longer) == b"what a page says" * 99
