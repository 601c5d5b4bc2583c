"""Words by how they are spelt and said, of every state of the catalogue so far."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from threading import Lock

from comptoir.goods.catalog.phonetics import sound
from comptoir.kernel.postings import Postings

_TRIMMED = 8
"""Longer words are compared by their beginning while looking for candidates."""


class Kin:
    """Words found by what is nearly spelt or nearly sounds like them.

    Words are added and never taken away: a state of the catalogue says which of them it has, so
    that a new state costs its new words. `surfaces` gives for a stem a word that stems so.
    """

    def __init__(self, surfaces: Mapping[str, str]) -> None:
        self._surfaces = surfaces
        self._known: set[str] = set()
        self._words: list[str] = []
        self._sounds: list[str] = []
        self._by_sound: dict[str, tuple[str, ...]] = {}
        self._spelt = Postings()
        self._said = Postings()
        self._learning = Lock()

    def learn(self, words: Iterable[str]) -> None:
        """Let words be found."""
        with self._learning:
            new = [word for word in dict.fromkeys(words) if word not in self._known]
            first, said = len(self._words), len(self._sounds)
            self._words.extend(new)
            for word in new:
                for each in self._sounds_of(word):
                    if each not in self._by_sound:
                        self._sounds.append(each)
                    self._by_sound[each] = (*self._by_sound.get(each, ()), word)
            self._spelt.add(
                (short, at)
                for at, word in enumerate(new, start=first)
                if len(word) > 2
                for short in _shortened(word, 1)
            )
            self._said.add(
                (short, at)
                for at, each in enumerate(self._sounds[said:], start=said)
                if len(each) > 3
                for short in _shortened(each, 1)
            )
            self._known.update(new)

    def _sounds_of(self, word: str) -> Iterator[str]:
        surface = self._surfaces.get(word, word)
        yield sound(surface)
        if len(word) > 5 and word.endswith("er"):
            yield sound(surface[:-1])

    def sounding(self, said: str) -> tuple[str, ...]:
        """Give the words of a sound."""
        return self._by_sound.get(said, ())

    def near(self, word: str) -> Iterator[str]:
        """Give words that may be within two slips of one, or nearly sound like it."""
        for shorter in _shortened(word, 2 if len(word) > 4 else 1):
            for at in self._spelt.of(shorter):
                yield self._words[at]
        for shorter in _shortened(sound(word), 1):
            for at in self._said.of(shorter):
                yield from self._by_sound[self._sounds[at]]


def _shortened(word: str, most: int) -> Iterable[str]:
    """Give the beginning of a word, and what is left of it without one letter, or up to `most`."""
    word = word[:_TRIMMED]
    found = {word}
    for count in range(1, min(most, len(word)) + 1):
        found.update(
            "".join(kept) for kept in combinations(word, len(word) - count) if len(kept) > 1
        )
    return found
