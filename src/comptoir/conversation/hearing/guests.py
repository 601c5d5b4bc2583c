"""Count the guests in "juste mon mari et moi" and "deux adultes et un enfant"."""

from dataclasses import dataclass
from fractions import Fraction

from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.tokens import Kind, stem
from comptoir.conversation.model import Amount


@dataclass(frozen=True)
class GuestWords:
    """The people of a household as a language names them."""

    selves: frozenset[str]
    """Words for the speaker: moi, me."""
    persons: frozenset[str]
    couples: frozenset[str]
    """Words for two people, the parents of somebody among them."""
    little: frozenset[str]
    """Words around them that count nobody: mon, et, juste."""


def guests_in(line: Line, words: GuestWords) -> int | None:
    """Return how many people a short answer names, None when it names other things too."""
    total, count, named = 0, 1, False
    for token in line.tokens:
        value = token.value.value if isinstance(token.value, Amount) else token.value
        if isinstance(value, Fraction) and value.denominator == 1:
            count = int(value)
        elif token.kind is not Kind.WORD:
            return None
        elif token.plain in words.selves:
            total, count, named = total + 1, 1, True
        elif stem(token.plain) in words.couples:
            total, count, named = total + 2 * count, 1, True
        elif stem(token.plain) in words.persons:
            total, count, named = total + count, 1, True
        elif token.plain not in words.little:
            return None
    return total if named else None
