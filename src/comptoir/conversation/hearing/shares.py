"""Work out how much "deux par personne on est trois" makes."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from comptoir.conversation.hearing.patterns import Line, Span
from comptoir.conversation.hearing.tokens import Kind, Token
from comptoir.conversation.model import Amount

_FARTHEST = 6
"""Words between an amount and "par personne": "deux cents grammes de viande hachée"."""


@dataclass(frozen=True)
class ShareWords:
    """How a language says what each one gets, and how many they are."""

    each: re.Pattern[str]
    """What makes an amount a share: "par personne"."""
    eaters: re.Pattern[str]
    """How many will get one: "on sera six"."""
    one: frozenset[str]
    """Articles that count: un, une."""


def shared(line: Line, words: ShareWords) -> Line:
    """Return the line with a share and the number of those who get one as one amount."""
    for each in line.spans(words.each):
        place = _amount_before(line.tokens, each.start, words)
        for eaters in line.spans(words.eaters):
            number = _number(line.tokens[eaters.start : eaters.end])
            if place is not None and number is not None and _apart(eaters, place, each.end):
                dropped = {*range(each.start, each.end), *range(eaters.start, eaters.end)}
                whole = (*line.tokens[:place], _times(line.tokens[place], number))
                tokens = (*whole, *line.tokens[place + 1 :])
                return Line(tuple(one for at, one in enumerate(tokens) if at not in dropped))
    return line


def _amount_before(tokens: tuple[Token, ...], end: int, words: ShareWords) -> int | None:
    """Return the place of the amount that is shared out, None without one."""
    for at in range(end - 1, max(-1, end - 1 - _FARTHEST), -1):
        token = tokens[at]
        if token.kind in (Kind.NUMBER, Kind.AMOUNT) or token.plain in words.one:
            return at
    return None


def _apart(eaters: Span, start: int, end: int) -> bool:
    return eaters.end <= start or eaters.start >= end


def _number(tokens: tuple[Token, ...]) -> Fraction | None:
    return next((token.value for token in tokens if isinstance(token.value, Fraction)), None)


def _times(token: Token, number: Fraction) -> Token:
    """Return an amount so many times; "une" is a word and becomes a number."""
    value = token.value
    if isinstance(value, Amount):
        return replace(token, value=Amount(value.value * number, value.unit))
    count = number * value if isinstance(value, Fraction) else number
    return replace(token, text=str(count), plain=str(count), kind=Kind.NUMBER, value=count)
