"""What understanding asks of the words that a shop knows."""

from typing import Protocol


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

    def by_sound(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that sounds like words, None when not one."""
        ...

    def near_sound(self, words: tuple[str, ...]) -> str | None:
        """Return the one known phrase that words may be a slip of, None when not one."""
        ...
