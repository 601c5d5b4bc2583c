"""Write a word as it sounds, so that what a recogniser misspells can be compared."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

_DOUBLED = re.compile(r"(.)\1")
_KINDRED = ("bp", "dt", "gk", "vf", "zs", "jS", "AOI", "eEi", "uo", "mn", "rl", "sS", "aA", "ij")
"""Sounds that recognisers take for one another."""
_SILENT_H = "^h"
SHORTEST_SLIP = 4
"""Sounds below this length are no slip of another."""
_SHORTEST_FAR = 7
"""Sounds from which two slips are forgiven; half as many below."""


@dataclass(frozen=True)
class SoundRules:
    """Rewriting rules from spelling to sound, tried in order on a folded word."""

    rules: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, rows: Sequence[tuple[str, str]]) -> "SoundRules":
        """Compile rows of (expression, replacement)."""
        return cls(tuple((re.compile(spelled), sound) for spelled, sound in rows))

    @cached_property
    def silent_h(self) -> bool:
        """Tell whether no h is heard that opens a word."""
        return any(spelled.pattern == _SILENT_H for spelled, _ in self.rules)

    def __hash__(self) -> int:
        return id(self)


@lru_cache(maxsize=20_000)
def sound_of(word: str, rules: SoundRules) -> str:
    """Return the sound of one word, folded or with accents, of which é alone is heard."""
    word = word if word.isascii() else _spoken(word)
    word = f"{word[:-1]}e" if word.endswith("'") else word
    for spelled, sound in rules.rules:
        word = spelled.sub(sound, word)
    return word


def _spoken(word: str) -> str:
    """Return a word without the accents that no rule needs."""
    letters = (
        one if one == "é" else unicodedata.normalize("NFD", one)[0]
        for one in unicodedata.normalize("NFC", word.replace("œ", "oe").replace("æ", "ae"))
    )
    return "".join(letters)


def sound_of_all(words: Sequence[str], rules: SoundRules) -> str:
    """Return the sound of folded words run together, for boundaries move in recognition."""
    joined = "".join(sound_of(word, rules) for word in words)
    return _DOUBLED.sub(r"\1", joined)


def sounds_of(words: Sequence[str], rules: SoundRules) -> tuple[str, ...]:
    """Return how folded words may sound: each by itself, and as one word."""
    apart = sound_of_all(words, rules)
    if len(words) == 1:
        return (apart,)
    joined = "".join(word.removeprefix("h") if rules.silent_h else word for word in words)
    whole = sound_of(joined.replace("'", ""), rules)
    return (apart,) if whole == apart else (apart, whole)


def pieces(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as a sentence is cut: d' accord, vas y."""
    return tuple(phrase.lower().replace("'", "' ").replace("-", " ").split())


def slips(one: str, other: str) -> float:
    """Return by how many slips of the ear two sounds differ; kindred sounds are half a slip."""
    row = [float(at) for at in range(len(other) + 1)]
    for place, left in enumerate(one, start=1):
        before, row[0] = row[0], float(place)
        for at, right in enumerate(other, start=1):
            best = min(row[at] + 1, row[at - 1] + 1, before + _unlike(left, right))
            before, row[at] = row[at], best
    return row[-1]


def _unlike(left: str, right: str) -> float:
    if left == right:
        return 0.0
    return 0.5 if any(left in kin and right in kin for kin in _KINDRED) else 1.0


class SoundIndex:
    """Phrases by their sound, found exactly or a slip away."""

    def __init__(self, exact: Mapping[str, str]) -> None:
        self.exact = exact
        shortened: defaultdict[str, list[str]] = defaultdict(list)
        for sound in exact:
            if len(sound) >= SHORTEST_SLIP:
                for short in shortenings(sound):
                    shortened[short].append(sound)
        self._shortened = dict(shortened)

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, str]]) -> "SoundIndex":
        """Index pairs of (sound, phrase); sounds of several phrases are left out."""
        exact: dict[str, str] = {}
        alike: set[str] = set()
        for sound, phrase in phrases:
            if exact.setdefault(sound, phrase) != phrase:
                alike.add(sound)
        return cls({sound: phrase for sound, phrase in exact.items() if sound not in alike})

    def near(self, sound: str, *, likely: bool = False) -> str | None:
        """Return the one phrase that a sound is or may be a slip of, None when not one.

        More is forgiven where a phrase is likely.
        """
        return slip_of(sound, self._longer, self.exact.get, likely=likely)

    def _longer(self, shortened: str) -> Iterable[str]:
        return self._shortened.get(shortened, ())


def slip_of(
    sound: str,
    longer: Callable[[str], Iterable[str]],
    phrase_of: Callable[[str], str | None],
    *,
    likely: bool = False,
) -> str | None:
    """Return the one phrase that a sound is or may be a slip of, None when not one.

    `longer` gives the sounds that are a given one, or that and one sign more.
    """
    phrase = phrase_of(sound)
    if phrase is not None or len(sound) < SHORTEST_SLIP + 1 - likely:
        return phrase
    allowed = 1.0 if likely or len(sound) >= _SHORTEST_FAR else 0.5
    costs: dict[str, float] = {}
    for other in {one for short in shortenings(sound) for one in longer(short)}:
        meant = phrase_of(other)
        if meant is not None:
            costs[meant] = min(slips(sound, other), costs.get(meant, allowed + 1))
    least = min(costs.values(), default=allowed + 1)
    best = [meant for meant, cost in costs.items() if cost == least]
    return best[0] if least <= allowed and len(best) == 1 else None


def shortenings(sound: str) -> Iterator[str]:
    """Give a sound, and what is left of it without one of its signs."""
    yield sound
    for at in range(len(sound)):
        yield sound[:at] + sound[at + 1 :]
