"""What understanding asks of the words that a shop knows."""

from collections.abc import Sequence
from typing import Protocol


class Likeness(Protocol):
    """A known phrase, and how far words are from it by their sound: 0 is the same."""

    @property
    def cost(self) -> float:
        """Return how far it is, 1 where all of it is another sound."""
        ...

    @property
    def phrase(self) -> str:
        """Return the phrase as it is written."""
        ...


class Vocabulary(Protocol):
    """The product words a shop knows; `hearing.vocabulary.Words` is the plain one."""

    def longest(self, words: tuple[str, ...], start: int) -> int:
        """Return how many folded words from `start` form the longest known product phrase."""
        ...

    def knows(self, word: str) -> bool:
        """Return whether a folded word occurs in any known phrase."""
        ...

    def is_brand(self, words: tuple[str, ...]) -> bool:
        """Return whether folded words name a brand."""
        ...

    def near(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that nearly sounds or is spelt like words."""
        ...

    def alike(self, words: tuple[str, ...], *, most: float) -> Sequence[Likeness]:
        """Return the known phrases that sound at most so far from words, the nearest first."""
        ...

    def sounding(self, sound: str) -> str | None:
        """Return the one known phrase of a sound, None when not one."""
        ...

    def is_no_word(self, word: str) -> bool:
        """Return whether a word is none of the language, as far as its words are known."""
        ...

    def by_sound(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that sounds like words, None when not one."""
        ...

    def near_sound(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that words may be a slip of, None when not one."""
        ...
