"""Read numbers said in words, from "quatre-vingt-dix-sept" to "a hundred and five"."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from comptoir.conversation.hearing.tokens import Kind, Token, merged


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language by the part they play."""

    digits: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    hundreds: frozenset[str]
    thousands: frozenset[str]
    links: frozenset[str]
    """Words that may stand inside a number: et, and."""
    linked_after_tens: frozenset[str]
    """Words that may follow tens and a link: vingt et un."""
    links_hundreds: bool
    """Whether a link may follow hundreds: a hundred and five."""
    scores: frozenset[str]
    """Words for twenty that multiply: quatre-vingts."""
    long_tens: frozenset[int]
    """Tens that are followed by teens: soixante-dix."""
    articles: frozenset[str]
    """Words for one that are articles too, and stay words when they stand alone."""


class _Reading:
    """One number as its words come in."""

    def __init__(self, words: NumberWords) -> None:
        self.words = words
        self.total = 0
        self.group = 0
        self.last = ""

    def takes(self, word: str) -> bool:
        """Add a word to the number, or tell that it cannot continue it."""
        taken = (
            self._takes_digit(word)
            or self._takes_ten(word)
            or self._takes_hundred(word)
            or self._takes_thousand(word)
        )
        if taken:
            self.last = word
        return taken

    @property
    def value(self) -> int:
        return self.total + self.group

    def may_link(self, following: str) -> bool:
        """Tell whether a link and this word may come next: "et un", "and five"."""
        if self.last in self.words.tens:
            return following in self.words.linked_after_tens
        return self.words.links_hundreds and self.last in self.words.hundreds

    def _takes_digit(self, word: str) -> bool:
        digit = self.words.digits.get(word)
        if digit is None:
            return False
        after_ten = self.words.teens.get(self.last) == 10 and digit >= 7 and self.words.long_tens
        after_tens = self.group % 10 == 0 and self.group % 100 != 10
        if self.last in self.words.digits or not (after_ten or after_tens):
            return False
        self.group += digit
        return True

    def _takes_ten(self, word: str) -> bool:
        if word in self.words.scores and self.group % 100 == 4 and self.words.long_tens:
            self.group += 76
            return True
        teen, ten = self.words.teens.get(word), self.words.tens.get(word)
        rest = self.group % 100
        if teen is not None and (rest == 0 or rest in self.words.long_tens):
            self.group += teen
            return True
        if ten is not None and rest == 0:
            self.group += ten
            return True
        return False

    def _takes_hundred(self, word: str) -> bool:
        if word not in self.words.hundreds or self.group > 9 or (self.group == 0 and self.total):
            return False
        self.group = max(self.group, 1) * 100
        return True

    def _takes_thousand(self, word: str) -> bool:
        if word not in self.words.thousands or self.total or self.group > 99:
            return False
        self.total, self.group = max(self.group, 1) * 1000, 0
        return True


def read_numbers(
    tokens: Sequence[Token], words: NumberWords, names: frozenset[int] = frozenset()
) -> tuple[Token, ...]:
    """Replace every run of number words by one number, save in `names` (quatre-quarts)."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        length, value = (0, 0) if index in names else _read_one(tokens, index, words)
        if length:
            run = tokens[index : index + length]
            result.append(merged(run, Kind.NUMBER, Fraction(value)))
        else:
            result.append(tokens[index])
        index += max(length, 1)
    return tuple(result)


def _read_one(tokens: Sequence[Token], start: int, words: NumberWords) -> tuple[int, int]:
    """Return how many tokens from `start` are one number, and the number."""
    if tokens[start].kind is not Kind.WORD:
        return 0, 0
    reading = _Reading(words)
    index = start
    while index < len(tokens) and tokens[index].kind is Kind.WORD:
        word = tokens[index].plain
        following = tokens[index + 1].plain if index + 1 < len(tokens) else ""
        linked = word in words.links and index > start and reading.may_link(following)
        if linked and reading.takes(following):
            index += 2
        elif reading.takes(word):
            index += 1
        else:
            break
    length = index - start
    alone = length == 1 and tokens[start].plain in words.articles
    return (0, 0) if alone else (length, reading.value)
