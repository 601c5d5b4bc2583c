"""Cut a sentence into tokens that remember where they stood."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from comptoir.conversation.model import Amount, Filter

_PIECE = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)|(?P<code>[^\W\d_]{2,}\d+|t\d+)|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*['’ʼ]?)|(?P<stop>[,;:.!?…])"
    r"|(?P<sign>[€%£])"
)
_APOSTROPHE = re.compile("['’ʼ]")
_SIGN_WORDS = {"€": "euros", "£": "pounds", "%": "pourcent"}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "ʼ": "'"})


_LONGEST_WORD = 40
"""Letters after which a word is cut off: no language here has one so long, and all is looked up."""


class Kind(StrEnum):
    """What a token is; the value is the sign that stands for it in a line's text."""

    WORD = "w"
    NUMBER = "#"
    AMOUNT = "&"
    HOUR = "@"
    PRICE = "€"
    LIMIT = "£"
    FILTER = "%"
    STOP = ","


Value: TypeAlias = "Fraction | Amount | time | int | Filter | None"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or several words already understood as a number, an amount, an hour…"""

    text: str
    plain: str
    start: int
    end: int
    kind: Kind = Kind.WORD
    value: Value = None
    misheard: str = ""
    """What was written, where it was put right by its sound; empty otherwise."""
    guessed: bool = False
    """True where what was put right sounds so unlike what was written that it is asked about."""
    hyphened: bool = False
    """True behind a hyphen: "monsieur" in croque-monsieur."""
    bound: bool = False
    """True for the parts of a compound noun, which are no words of the grammar."""

    @property
    def sign(self) -> str:
        """What stands for the token in the text that patterns are matched against."""
        if self.bound:
            return f"-{self.plain}"
        return self.plain if self.kind is Kind.WORD else self.kind.value


_ELISION = re.compile(r"'(?!s\b)|-")


def word_stems(phrase: str) -> tuple[str, ...]:
    """Return the stems of the words of a phrase, elided words and hyphened parts apart."""
    apart = _ELISION.sub(lambda mark: "' " if mark.group() == "'" else " ", fold(phrase))
    return tuple(stem(word) for word in apart.split())


def fold(text: str) -> str:
    """Return the text in lower case without accents and ligatures."""
    lowered = text.lower().translate(_LIGATURES)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFD", lowered)
    return "".join(one for one in decomposed if unicodedata.category(one) != "Mn")


def stem(word: str) -> str:
    """Return a folded word without the mark of its plural or of an English possessive."""
    if word.endswith(("'s", "s'")):
        return word[:-2]
    if len(word) > 4 and word.endswith("eaux"):
        return word[:-1]
    if len(word) > 3 and word[-1] in "sx" and not word.endswith("ss"):
        return word[:-1]
    return word


def plural_stem(word: str) -> str | None:
    """Return what `stem` makes of an irregular English plural: cherries, peaches, loaves."""
    if word.endswith("y") and word[-2:-1] not in ("", *"aeiou"):
        return f"{word[:-1]}ie"
    if word.endswith(("o", "ch", "sh", "ss", "z")):
        return f"{word}e"
    if word.endswith(("af", "lf", "fe")):
        return f"{word.removesuffix('e')[:-1]}ve"
    return None


def cut(text: str, elisions: frozenset[str]) -> tuple[Token, ...]:
    """Return the tokens of a sentence; words before an apostrophe in `elisions` stand alone."""
    return tuple(_cut(unicodedata.normalize("NFC", text).lower(), elisions))


def _cut(text: str, elisions: frozenset[str]) -> Iterator[Token]:
    before = 0
    for found in _PIECE.finditer(text):
        said, start = found.group(), found.start()
        hyphened = start > 0 and text[before:start] == "-"
        before = found.end()
        if found.lastgroup == "number":
            value = Fraction(said.replace(",", "."))
            yield Token(said, said, start, found.end(), Kind.NUMBER, value)
        elif found.lastgroup == "sign":
            yield Token(said, _SIGN_WORDS[said], start, found.end())
        elif found.lastgroup == "stop":
            yield Token(said, ",", start, found.end(), Kind.STOP)
        else:
            first, *others = _elided(said, start, elisions)
            yield replace(first, hyphened=hyphened)
            yield from others


def _elided(said: str, start: int, elisions: frozenset[str]) -> Iterator[Token]:
    while mark := _APOSTROPHE.search(said):
        if fold(said[: mark.start()]) not in elisions:
            break
        place = mark.end()
        yield Token(said[:place], fold(said[:place]), start, start + place)
        said, start = said[place:], start + place
    if said:
        kept = said[:_LONGEST_WORD]
        yield Token(kept, fold(kept).strip("'") or "'", start, start + len(said))


def merged(tokens: Iterable[Token], kind: Kind, value: Value) -> Token:
    """Return one token in place of several neighbours."""
    several = list(tokens)
    text = spelling(several)
    plain = " ".join(token.plain for token in several)
    misheard = " ".join(token.misheard for token in several if token.misheard)
    end = several[-1].end
    guessed = any(token.guessed for token in several)
    return Token(text, plain, several[0].start, end, kind, value, misheard, guessed)


def respelt(token: Token, word: str) -> Token:
    """Return the token as another word: what was said rather than what was written."""
    misheard = token.misheard or token.text
    return Token(word, fold(word), token.start, token.end, misheard=misheard)


def spelling(tokens: Iterable[Token]) -> str:
    """Return the words as said, elided words joined to what follows."""
    text = ""
    for token in tokens:
        joined = not text or token.text.startswith(("'", "’")) or text.endswith(("'", "’", "ʼ"))
        between = "-" if token.hyphened else " "
        text += token.text if joined else f"{between}{token.text}"
    return text
