"""The words of the catalogue, kept in memory: how many products have each, and which are near."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import combinations

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.phonetics import sound
from comptoir.goods.catalog.terms import stems
from comptoir.goods.shelf.question import Question

_TRIMMED = 8
"""Longer words are compared by their beginning while looking for candidates."""


class Vocabulary:
    """Every search term of one state of the catalogue, `version`, and the lexicon's own words.

    `lexical` gives for each stem of the lexicon a folded word that it stems from.
    """

    def __init__(
        self, version: int, products: Mapping[str, int], lexical: Mapping[str, str] | None = None
    ) -> None:
        self.version = version
        self.readings: dict[tuple[str, str | None], Question] = {}
        self._products = products
        self._lexical = entries.surfaces() if lexical is None else lexical
        self._weights: dict[str, int] = {}

    def products(self, key: str) -> int:
        """Tell how many products of the chain have a term."""
        return self._products.get(key, 0)

    def is_lexical(self, key: str) -> bool:
        """Tell whether the lexicon knows a stem."""
        return key in self._lexical

    def surface(self, key: str) -> str:
        """Give a word that has this stem; the stem itself where none is known."""
        return self._lexical.get(key, key)

    def weight(self, key: str) -> int:
        """Tell how many products have a term, or what a word of the lexicon stands for."""
        found = self._products.get(key) or self._weights.get(key)
        if found is None:
            meant = stems(self.surface(key))
            found = min((self._products.get(each, 0) for each in meant), default=0)
            self._weights[key] = found
        return found

    def sections(self, head: str) -> Mapping[str, int]:
        """Tell how many products with this head of a name stand in each section."""
        return self._sections.get(head, {})

    @cached_property
    def _sections(self) -> dict[str, dict[str, int]]:
        known: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for key, count in self._products.items():
            if key.startswith("p."):
                head, section = key.removeprefix("p.").rsplit(".", 1)
                known[head][section] = count
        return dict(known)

    @cached_property
    def plain(self) -> list[str]:
        """Every term that is a word, sorted."""
        return sorted(key for key in self._products if "." not in key and not key.isdigit())

    @cached_property
    def _words(self) -> list[str]:
        return sorted({*self.plain, *(key for key in self._lexical if not key.isdigit())})

    def beginning(self, prefix: str, most: int) -> list[str]:
        """Give the commonest terms that begin with `prefix`."""
        start = bisect_left(self.plain, prefix)
        end = bisect_left(self.plain, prefix + "\uffff", lo=start)
        found = self.plain[start:end]
        return sorted(found, key=lambda key: (-self.products(key), key))[:most]

    def sound(self, key: str) -> str:
        """Give the sound of a term, by a word it stems from where one is known."""
        return sound(self.surface(key))

    def sounding(self, word: str) -> list[str]:
        """Give the terms that are said like a folded word, the commonest first."""
        found = self._sounds.get(sound(word), [])
        if word.endswith("er"):
            return [*found, *self._sounds.get(sound(word[:-1]), [])]
        return found

    def near(self, word: str) -> set[str]:
        """Give terms that may be within two slips of `word`, or nearly sound like it.

        Compare them before use.
        """
        found: set[str] = set()
        for shorter in _deletions(word[:_TRIMMED], 2 if len(word) > 4 else 1):
            found.update(self._deleted.get(shorter, ()))
        for shorter in _deletions(sound(word)[:_TRIMMED], 1):
            for said in self._said.get(shorter, ()):
                found.update(self._sounds[said])
        return found

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        known: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(self._words, key=lambda key: -self.weight(key)):
            known[self.sound(key)].append(key)
            if len(key) > 5 and key.endswith("er"):
                known[sound(self.surface(key)[:-1])].append(key)
        return dict(known)

    @cached_property
    def _said(self) -> dict[str, list[str]]:
        known: defaultdict[str, list[str]] = defaultdict(list)
        for said in self._sounds:
            if len(said) > 3:
                for shorter in _deletions(said[:_TRIMMED], 1):
                    known[shorter].append(said)
        return dict(known)

    @cached_property
    def _deleted(self) -> dict[str, list[str]]:
        known: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._words:
            if len(key) > 2:
                for shorter in _deletions(key[:_TRIMMED], 1):
                    known[shorter].append(key)
        return dict(known)


def _deletions(word: str, most: int) -> Iterable[str]:
    """Give the word, and what is left of it without one letter, or up to `most`."""
    found = {word}
    for count in range(1, min(most, len(word)) + 1):
        found.update(
            "".join(kept) for kept in combinations(word, len(word) - count) if len(kept) > 1
        )
    return found
