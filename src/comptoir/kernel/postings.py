"""Numbers by what they are found by, a dozen bytes each."""

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeAlias

_SHARDS = 1024
_Shard: TypeAlias = "tuple[array[int], array[int]]"
"""Hashes in order, and beside each a number."""


class Postings:
    """Numbers by keys of which only the hashes are kept: compare what is found before use.

    A dict of lists takes ten times as much, and the collector would walk it.
    """

    def __init__(self) -> None:
        self._shards: list[_Shard] = [(array("q"), array("I"))] * _SHARDS

    def add(self, pairs: Iterable[tuple[Hashable, int]]) -> None:
        """Let each number be found by its key too; who looks meanwhile sees the old or the new."""
        added: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for key, number in pairs:
            hashed = hash(key)
            added[hashed % _SHARDS].append((hashed, number))
        for place, rows in added.items():
            whole = sorted({*zip(*self._shards[place], strict=True), *rows})
            hashes = array("q", (hashed for hashed, _ in whole))
            self._shards[place] = hashes, array("I", (number for _, number in whole))

    def of(self, key: Hashable) -> Sequence[int]:
        """Give the numbers that may be found by a key, in their order."""
        hashed = hash(key)
        hashes, numbers = self._shards[hashed % _SHARDS]
        first = bisect_left(hashes, hashed)
        if first == len(hashes) or hashes[first] != hashed:
            return ()
        return numbers[first : bisect_right(hashes, hashed, lo=first)]
