"""The words of the catalogue, kept in memory: how many products have each, and which are near."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import combinations

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.phonetics import sound

_TRIMMED = 8
"""Longer words are compared by their beginning while looking for candidates."""


class Vocabulary:
    """Every search term of one state of the catalogue, `version`."""

    def __init__(self, version: int, products: Mapping[str, int]) -> None:
        self.version = version
        self._products = products

    def products(self, key: str) -> int:
        """Tell how many products of the chain have a term."""
        return self._products.get(key, 0)

    @cached_property
    def plain(self) -> list[str]:
        """Every term that is a word, sorted."""
        return sorted(key for key in self._products if "." not in key and not key.isdigit())

    def beginning(self, prefix: str, most: int) -> list[str]:
        """Give the commonest terms that begin with `prefix`."""
        start = bisect_left(self.plain, prefix)
        end = bisect_left(self.plain, prefix + "\uffff", lo=start)
        found = self.plain[start:end]
        return sorted(found, key=lambda key: (-self.products(key), key))[:most]

    def sound(self, key: str) -> str:
        """Give the sound of a term, by a word it stems from where one is known."""
        return sound(entries.surfaces().get(key, key))

    def sounding(self, word: str) -> list[str]:
        """Give the terms that are said like a folded word, the commonest first."""
        return self._sounds.get(sound(word), [])

    def near(self, word: str) -> set[str]:
        """Give terms that may be within two slips of `word`; compare them before use."""
        found: set[str] = set()
        for shorter in _deletions(word[:_TRIMMED], 2 if len(word) > 4 else 1):
            found.update(self._deleted.get(shorter, ()))
        return found

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        known: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(self.plain, key=lambda key: -self.products(key)):
            known[self.sound(key)].append(key)
        return dict(known)

    @cached_property
    def _deleted(self) -> dict[str, list[str]]:
        known: defaultdict[str, list[str]] = defaultdict(list)
        for key in self.plain:
            if len(key) > 2:
                for shorter in _deletions(key[:_TRIMMED], 1):
                    known[shorter].append(key)
        return dict(known)


def _deletions(word: str, most: int) -> Iterable[str]:
    """Give the word, and what is left of it without one letter, or up to `most`."""
    found = {word}
    for count in range(1, most + 1):
        found.update(
            "".join(kept) for kept in combinations(word, len(word) - count) if len(kept) > 1
        )
    return found
