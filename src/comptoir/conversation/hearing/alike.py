"""Find what words may have been that are none: what is known, by how far off it sounds."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import inf

from comptoir.conversation.hearing.nearness import skeleton

_VOWELS = frozenset("aeiouéEUAOIwhWy")
_FAINT = {**dict.fromkeys("jwEéNh", 0.5), "r": 0.7}
"""What it costs to drop or to add a sound that recognisers drop and add; any other costs one."""
_CONFUSED = {
    0.3: ("bp", "dt", "gk", "vf", "zs", "jS", "Nn", "sS", "zj", "éE", "eé", "eE", "aA", "IA", "oO"),
    0.5: ("mn", "rl", "tk", "bv", "uo", "AO", "IO", "uE", "oE", "éi", "eI", "ae", "ij", "uj", "uv"),
}
"""By their cost, sounds that are taken for one another."""
_VOWEL, _OTHER = 0.7, 1.2
"""What one vowel in place of another costs, and any other sound."""
SHORTEST_ALIKE = 5
"""Sounds below this length say too little to be anything but themselves."""
_MOST_COMPARED = 160
"""Sounds that one is compared with: what is looked at is bounded, whatever a store sells."""
_LENGTHS_APART = 3


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """A phrase, and how far what was written is from it: 0 the same, 1 all of it another sound."""

    cost: float
    phrase: str


class SoundsAlike:
    """Phrases by their sound, found by a sound that shares most of their consonants."""

    def __init__(self, sounds: Mapping[str, str], shortest: int = SHORTEST_ALIKE) -> None:
        self._sounds = sounds
        self._shortest = shortest
        by_bones: defaultdict[str, list[str]] = defaultdict(list)
        for sound in sounds:
            if len(sound) >= shortest:
                for bones in bones_of(sound):
                    by_bones[bones].append(sound)
        self._by_bones = dict(by_bones)

    def near(self, sound: str, *, most: float) -> tuple[Likeness, ...]:
        """Return the phrases at most so far from a sound, the nearest first."""
        shortest = self._shortest
        return likenesses(sound, self._boned, self._sounds.get, most=most, shortest=shortest)

    def _boned(self, bones: str) -> Iterable[str]:
        return self._by_bones.get(bones, ())


def likenesses(
    sound: str,
    boned: Callable[[str], Iterable[str]],
    phrase_of: Callable[[str], str | None],
    *,
    most: float,
    shortest: int = SHORTEST_ALIKE,
) -> tuple[Likeness, ...]:
    """Return the phrases at most so far from a sound, the nearest first.

    `boned` gives the sounds that have given consonants, or these and one more.
    """
    if len(sound) < shortest:
        return ()
    nearest: dict[str, float] = {}
    for other, phrase in islice(_comparable(sound, boned, phrase_of), _MOST_COMPARED):
        longer = max(len(sound), len(other))
        cost = apart(sound, other, most=most * longer) / longer
        if cost <= min(most, nearest.get(phrase, most)):
            nearest[phrase] = cost
    return tuple(sorted(Likeness(round(cost, 3), phrase) for phrase, cost in nearest.items()))


def _comparable(
    sound: str, boned: Callable[[str], Iterable[str]], phrase_of: Callable[[str], str | None]
) -> Iterator[tuple[str, str]]:
    """Return the sounds that share all consonants but one, those that share all first."""
    seen: set[str] = set()
    for bones in bones_of(sound):
        for other in boned(bones):
            apart_by = abs(len(other) - len(sound))
            if other not in seen and apart_by <= _LENGTHS_APART and _begins_alike(sound, other):
                seen.add(other)
                phrase = phrase_of(other)
                if phrase is not None:
                    yield other, phrase


def bones_of(sound: str) -> Sequence[str]:
    """Return the consonants of a sound, and what they are with one of them left out."""
    whole = skeleton(sound)
    if len(whole) < 2:
        return (whole,)
    return (whole, *dict.fromkeys(whole[:at] + whole[at + 1 :] for at in range(len(whole))))


def _begins_alike(one: str, other: str) -> bool:
    """Tell whether two sounds begin with one that may be the other: first sounds are heard well."""
    return one[0] == other[0] or _confusion(one[0], other[0]) < _OTHER


@lru_cache(maxsize=2_000)
def _confusion(left: str, right: str) -> float:
    """Return how unlike two sounds are."""
    for cost, kinds in _CONFUSED.items():
        if any(left in kind and right in kind for kind in kinds):
            return cost
    return _VOWEL if left in _VOWELS and right in _VOWELS else _OTHER


def apart(one: str, other: str, *, most: float = inf) -> float:
    """Return how far apart two sounds are, in slips of the ear, without end above `most`.

    Sounds that are faint count for less.
    """
    losses = [_FAINT.get(right, 1.0) for right in other]
    row = [0.0]
    for loss in losses:
        row.append(row[-1] + loss)
    for left in one:
        lost = _FAINT.get(left, 1.0)
        before, row[0] = row[0], row[0] + lost
        for at, right in enumerate(other, start=1):
            same = before if left == right else before + _confusion(left, right)
            before, row[at] = row[at], min(same, row[at] + lost, row[at - 1] + losses[at - 1])
        if min(row) > most:
            return inf
    return row[-1]
