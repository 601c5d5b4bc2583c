"""Find words that sound nearly alike, as those do that a recogniser confuses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_VOICED = str.maketrans("bdgvzjN", "ptkfsSn")
_VOWELS = frozenset("aeiouyEIOAUwhW")
_SHORTEST = 4
"""Words below this length are too short to be guessed at."""
_SURE = 3
"""Sounds below this length have to be the same."""


def voiceless(sound: str) -> str:
    """Return a sound with every voiced consonant as its voiceless twin: vite for vide."""
    return sound.translate(_VOICED)


def skeleton(sound: str) -> str:
    """Return the consonants of a sound, voiced ones as their voiceless twins."""
    kept = ""
    for letter in voiceless(sound):
        if letter not in _VOWELS and letter.isalpha() and letter != kept[-1:]:
            kept += letter
    return kept


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters apart two sounds are, `most` + 1 when it is more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row[0] = row[0], at
        for place, against in enumerate(other, start=1):
            change = before + (letter != against)
            before, row[place] = row[place], min(change, row[place] + 1, row[place - 1] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]


@dataclass(frozen=True)
class Nearby:
    """Phrases by their sound, found by a sound that is nearly the same."""

    sounds: Mapping[str, str] = field(repr=False)
    """From a sound to the phrase that has it."""

    @cached_property
    def _by_skeleton(self) -> dict[str, list[str]]:
        buckets: defaultdict[str, list[str]] = defaultdict(list)
        for sound in self.sounds:
            buckets[skeleton(sound)].append(sound)
        return dict(buckets)

    def find(self, sound: str, *, most: int = 2) -> str | None:
        """Return the phrase whose sound is nearest and at most so far, None when several are."""
        exact = self.sounds.get(sound)
        if exact is not None or len(sound) < _SURE:
            return exact
        most = max(0, min(most, len(sound) // 3 - (len(sound) < _SHORTEST)))
        said = voiceless(sound)
        ranked = sorted(
            (distance(said, voiceless(other), most), distance(sound, other, most), other)
            for other in self._by_skeleton.get(skeleton(sound), ())
        )
        found = [one for one in ranked if one[0] <= most]
        if not found or (len(found) > 1 and found[0][:2] == found[1][:2]):
            return None
        return self.sounds[found[0][2]]


@dataclass(frozen=True)
class Misspelt:
    """Words found by a spelling that lacks a letter, has one too many or another one."""

    words: frozenset[str] = field(repr=False)

    @cached_property
    def _by_deletion(self) -> dict[str, set[str]]:
        known: defaultdict[str, set[str]] = defaultdict(set)
        for word in self.words:
            if len(word) > _SHORTEST:
                for shorter in _without_one(word):
                    known[shorter].add(word)
        return dict(known)

    def find(self, word: str) -> str | None:
        """Return the one known word that is a letter away, None when none or several are."""
        if len(word) <= _SHORTEST:
            return None
        found = {
            other
            for shorter in _without_one(word)
            for other in self._by_deletion.get(shorter, ())
            if distance(word, other, 1) == 1
        }
        return found.pop() if len(found) == 1 else None


def _without_one(word: str) -> Iterable[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
