"""Find words that sound nearly alike, as those do that a recogniser confuses."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

_VOICED = str.maketrans("bdgvzjN", "ptkfsSn")
_VOWELS = frozenset("aeiouyEIOAUwhW")
SHORTEST_SPELT = 4
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


class Nearby:
    """Phrases by their sound, found by a sound that is nearly the same."""

    def __init__(self, sounds: Mapping[str, str]) -> None:
        self._sounds = sounds
        buckets: defaultdict[str, list[str]] = defaultdict(list)
        for sound in sounds:
            buckets[skeleton(sound)].append(sound)
        self._by_skeleton = dict(buckets)

    def find(self, sound: str, *, most: int = 2) -> str | None:
        """Return the phrase whose sound is nearest and at most so far, None when several are."""
        alike = self._by_skeleton.get(skeleton(sound), ())
        return nearest(sound, alike, self._sounds.get, most=most)


def nearest(
    sound: str,
    alike: Iterable[str],
    phrase_of: Callable[[str], str | None],
    *,
    most: int = 2,
) -> str | None:
    """Return the phrase whose sound is nearest and at most so far, None when several are.

    `alike` holds the sounds that have the same consonants.
    """
    exact = phrase_of(sound)
    if exact is not None or len(sound) < _SURE:
        return exact
    most = max(0, min(most, len(sound) // 3 - (len(sound) < SHORTEST_SPELT)))
    said = voiceless(sound)
    ranked = sorted(
        (distance(said, voiceless(other), most), distance(sound, other, most), other)
        for other in alike
        if phrase_of(other) is not None
    )
    found = [one for one in ranked if one[0] <= most]
    if not found or (len(found) > 1 and found[0][:2] == found[1][:2]):
        return None
    return phrase_of(found[0][2])


def misspelt(word: str, longer: Callable[[str], Iterable[str]]) -> str | None:
    """Return the one known word that is a letter away, None when none or several are.

    `longer` gives the known words that are a given one, or that and one letter more.
    """
    if len(word) <= SHORTEST_SPELT:
        return None
    found = {
        other
        for shorter in without_one(word)
        for other in longer(shorter)
        if distance(word, other, 1) == 1
    }
    return found.pop() if len(found) == 1 else None


def without_one(word: str) -> Iterator[str]:
    """Give a word, and what is left of it without one of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
