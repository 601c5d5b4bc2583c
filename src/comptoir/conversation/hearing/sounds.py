"""Write a word as it sounds, so that what a recogniser misspells can be compared."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class SoundRules:
    """Rewriting rules from spelling to sound, tried in order on a folded word."""

    rules: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, rows: Sequence[tuple[str, str]]) -> "SoundRules":
        """Compile rows of (expression, replacement)."""
        return cls(tuple((re.compile(spelled), sound) for spelled, sound in rows))

    def __hash__(self) -> int:
        return id(self)


_DOUBLED = re.compile(r"(.)\1")


@lru_cache(maxsize=20_000)
def sound_of(word: str, rules: SoundRules) -> str:
    """Return the sound of one folded word."""
    for spelled, sound in rules.rules:
        word = spelled.sub(sound, word)
    return word


def sound_of_all(words: Sequence[str], rules: SoundRules) -> str:
    """Return the sound of folded words run together, for boundaries move in recognition."""
    joined = "".join(sound_of(word, rules) for word in words)
    return _DOUBLED.sub(r"\1", joined)
