"""The words of the catalogue, kept in memory: how many products have each, and which are near."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.phonetics import sound
from comptoir.goods.catalog.terms import stems
from comptoir.goods.shelf.kin import Kin
from comptoir.goods.shelf.question import Question


class Vocabulary:
    """Every search term of one state of the catalogue, `version`, and the lexicon's own words.

    `lexical` gives for each stem of the lexicon a folded word that it stems from. All is made at
    once, the first time in some tenths of a second: make it where nobody waits.
    """

    def __init__(
        self, version: int, products: Mapping[str, int], lexical: Mapping[str, str] | None = None
    ) -> None:
        self.version = version
        self.readings: dict[tuple[str, str | None], Question] = {}
        self._products = products
        self._lexical = entries.surfaces() if lexical is None else lexical
        self._weights: dict[str, int] = {}
        self._sections = _by_section(products)
        self._plain = sorted(key for key in products if "." not in key and not key.isdigit())
        self._kin = _lexical_kin() if lexical is None else Kin(lexical)
        self._kin.learn(self._plain)

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

    def beginning(self, prefix: str, most: int) -> list[str]:
        """Give the commonest terms that begin with `prefix`."""
        start = bisect_left(self._plain, prefix)
        end = bisect_left(self._plain, prefix + "\uffff", lo=start)
        found = self._plain[start:end]
        return sorted(found, key=lambda key: (-self.products(key), key))[:most]

    def sound(self, key: str) -> str:
        """Give the sound of a term, by a word it stems from where one is known."""
        return sound(self.surface(key))

    def sounding(self, word: str) -> list[str]:
        """Give the terms that are said like a folded word, the commonest first."""
        found = self._said(sound(word))
        return [*found, *self._said(sound(word[:-1]))] if word.endswith("er") else found

    def _said(self, said: str) -> list[str]:
        found = filter(self._has, self._kin.sounding(said))
        return sorted(found, key=lambda key: (-self.weight(key), key))

    def near(self, word: str) -> set[str]:
        """Give terms that may be within two slips of `word`, or nearly sound like it.

        Compare them before use.
        """
        return set(filter(self._has, self._kin.near(word)))

    def _has(self, key: str) -> bool:
        return key in self._products or key in self._lexical


@cache
def _lexical_kin() -> Kin:
    """Give the words of the lexicon, to which those of catalogues are added."""
    lexical = entries.surfaces()
    kin = Kin(lexical)
    kin.learn(sorted(key for key in lexical if not key.isdigit()))
    return kin


def _by_section(products: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Give how many products stand in each section, by the head of their names."""
    known: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for key, count in products.items():
        if key.startswith("p."):
            head, section = key.removeprefix("p.").rsplit(".", 1)
            known[head][section] = count
    return dict(known)
