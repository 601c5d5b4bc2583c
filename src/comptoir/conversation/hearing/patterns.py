"""The small language in which the lexicon writes what people say.

A pattern is a row of folded words. `(a|b c)` is a choice, `[a]` may be missing, `<name>` is a
class of the lexicon, `_` any one token, `*` up to three tokens, and a class whose name starts
with `obj` marks a pronoun that points back. `^` asks for the start of a clause, `!` for the start
of the sentence, `$` for its end, `+(a|b)` for a or b to come and `~(a|b)` for neither.
Signs stand for what earlier stages understood: `#` a number, `&` an amount, `@` an hour,
`€` a price, `£` a price limit, `%` a filter, `,` a stop.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from comptoir.conversation.hearing.tokens import Token

_PART = re.compile(r"[~+]\(|[()\[\]|*_$^!]|<[a-z_]+>|[^\s()\[\]|*_$^!<>]+")
_SIGNS = {
    "~(": "(?!",
    "+(": "(?=",
    "(": "(?:",
    "|": "|",
    ")": ")",
    "[": "(?:",
    "]": ")?",
    "*": r"(?:[^ ]+ ){0,3}?",
    "_": r"[^ ]+ ",
    "$": r"\Z",
    "!": r"\A",
}


class PatternFault(ValueError):
    """A pattern of the lexicon cannot be read."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a pattern was found, in tokens; `points_back` when an object pronoun was in it."""

    start: int
    end: int
    points_back: bool = False


@dataclass(frozen=True)
class Line:
    """A row of tokens with the text that patterns are matched against."""

    tokens: tuple[Token, ...]

    @cached_property
    def text(self) -> str:
        """The signs of the tokens, each followed by a blank."""
        return "".join(f"{token.sign} " for token in self.tokens)

    @cached_property
    def places(self) -> dict[int, int]:
        """From an offset in the text to the token that starts there."""
        places: dict[int, int] = {}
        offset = 0
        for index, token in enumerate(self.tokens):
            places[offset] = index
            offset += len(token.sign) + 1
        places[offset] = len(self.tokens)
        return places

    def spans(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        """Find a pattern's places from left to right."""
        for found in pattern.finditer(self.text):
            start, end = self.places[found.start()], self.places[found.end()]
            if end > start:
                yield Span(start, end, any(found.groups()))

    def covers(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether a pattern covers the line from end to end."""
        return pattern.fullmatch(self.text) is not None


def compile_all(patterns: Sequence[str], classes: Mapping[str, str]) -> re.Pattern[str]:
    """Make one expression of several patterns, the longest first.

    :raises PatternFault: when a pattern names an unknown class or does not close
    """
    ordered = sorted(patterns, key=len, reverse=True)
    body = "|".join(_translated(pattern, classes, ()) for pattern in ordered)
    try:
        return re.compile(rf"(?<![^ ])(?:{body})")
    except re.error as fault:
        raise PatternFault(f"{fault} in {ordered}") from fault


def _translated(pattern: str, classes: Mapping[str, str], within: tuple[str, ...]) -> str:
    parts: list[str] = []
    for part in _PART.findall(pattern):
        if part == "^":
            parts.append(_clause_start(classes.get("clause_start", "")))
        elif part in _SIGNS:
            parts.append(_SIGNS[part])
        elif part.startswith("<"):
            name = part[1:-1]
            if name not in classes or name in within:
                raise PatternFault(f"class {name} in {pattern!r}")
            opening = "(" if name.startswith("obj") else "(?:"
            parts.append(f"{opening}{_translated(classes[name], classes, (*within, name))})")
        else:
            parts.append(re.escape(part) + " ")
    return "".join(parts)


def _clause_start(words: str) -> str:
    after = "".join(rf"|(?<=\b{re.escape(word)} )" for word in words.split("|") if word)
    return rf"(?:\A|(?<=, ){after})"
