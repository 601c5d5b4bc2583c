"""Read a dish and how many it is for: "une ratatouille pour cinq"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from comptoir.conversation.hearing.guests import GuestWords, guests_in
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.tokens import Kind, Token, spelling, stem
from comptoir.conversation.model import Amount, Filter, Unit


@dataclass(frozen=True)
class RecipeRules:
    """How a language speaks of cooking."""

    servings: re.Pattern[str]
    servings_bare: re.Pattern[str]
    """A number alone, only where the number of guests has been asked."""
    openings: re.Pattern[str]
    """What stands before a dish: articles, "pour", "ce soir"."""
    closings: re.Pattern[str]
    with_goods: re.Pattern[str]
    """What stands before ingredients: "avec"."""
    generic: frozenset[str]
    """Words that name no dish: repas, recette, idée."""
    dishes: frozenset[tuple[str, ...]]
    guests: GuestWords


@dataclass(frozen=True, slots=True)
class Cooked:
    """What was said of a dish."""

    recipe: str | None
    servings: int | None
    filters: tuple[Filter, ...]
    max_price: int | None
    goods: tuple[Token, ...]
    """The tokens that name ingredients at hand."""


def servings_in(line: Line, rules: RecipeRules, *, asked: bool = False) -> tuple[int | None, Line]:
    """Return the number of guests and the line without the words that said it."""
    named = guests_in(line, rules.guests) if asked else None
    if named:
        return named, Line(())
    patterns = (rules.servings, rules.servings_bare) if asked else (rules.servings,)
    for pattern in patterns:
        for span in line.spans(pattern):
            for token in line.tokens[span.start : span.end]:
                value = token.value
                if isinstance(value, Amount) and value.unit is Unit.PIECE:
                    value = value.value
                if isinstance(value, Fraction) and value.denominator == 1:
                    return int(value), Line(line.tokens[: span.start] + line.tokens[span.end :])
    return None, line


def cooked(line: Line, rules: RecipeRules) -> Cooked:
    """Read the content of a sentence about cooking."""
    servings, line = servings_in(line, rules)
    filters = tuple(token.value for token in line.tokens if isinstance(token.value, Filter))
    limits = [token.value for token in line.tokens if token.kind is Kind.LIMIT]
    price = next((value for value in limits if isinstance(value, int)), None)
    words = Line(tuple(token for token in line.tokens if token.kind is Kind.WORD))
    goods: tuple[Token, ...] = ()
    for span in words.spans(rules.with_goods):
        goods = words.tokens[span.end :]
        words = Line(words.tokens[: span.start])
        break
    dish = _trimmed(words, rules)
    named = spelling(dish) if any(stem(one.plain) not in rules.generic for one in dish) else None
    return Cooked(named or None, servings, filters, price, goods)


def is_dish(words: tuple[str, ...], rules: RecipeRules) -> bool:
    """Tell whether folded words begin with the name of a dish."""
    stems = tuple(stem(word) for word in words)
    return any(stems[:length] in rules.dishes for length in range(1, len(stems) + 1))


def _trimmed(words: Line, rules: RecipeRules) -> tuple[Token, ...]:
    tokens = words.tokens
    trimming = True
    while trimming:
        trimming = False
        for span in Line(tokens).spans(rules.openings):
            if span.start == 0:
                tokens, trimming = tokens[span.end :], True
            break
    closed = next(_closings(tokens, rules), None)
    while closed is not None:
        tokens = tokens[:closed]
        closed = next(_closings(tokens, rules), None)
    return tokens


def _closings(tokens: tuple[Token, ...], rules: RecipeRules) -> Iterator[int]:
    """Return where words begin that close what is said of a dish."""
    spans = Line(tokens).spans(rules.closings)
    return (span.start for span in spans if span.end == len(tokens))
