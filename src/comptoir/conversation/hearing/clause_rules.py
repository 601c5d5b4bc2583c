"""The small words that join a clause's parts: places, exchanges, more and less, exclusions."""

import re
from dataclasses import dataclass
from fractions import Fraction

from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.tokens import Kind, Token, spelling
from comptoir.conversation.manners import Manner


@dataclass(frozen=True)
class ClauseRules:
    """How a language builds a clause around its products."""

    nothing_goods: frozenset[str]
    """Words that say that a product follows none: produits, quelque chose."""
    generic_goods: frozenset[str]
    """Words that name no product but a kind of choice: parfum, marque."""
    delivery: re.Pattern[str]
    pickup: re.Pattern[str]
    in_cart: re.Pattern[str]
    store: re.Pattern[str]
    """The words before a store's name: "au magasin de"."""
    after_store: frozenset[str]
    instead: re.Pattern[str]
    instead_alone: re.Pattern[str]
    """"à la place" with nothing behind it."""
    swap_by: re.Pattern[str]
    prefer_to: frozenset[str]
    points_back: re.Pattern[str]
    more: re.Pattern[str]
    less: re.Pattern[str]
    again: re.Pattern[str]
    """"encore un" with nothing behind it."""
    factors: tuple[tuple[Fraction, re.Pattern[str]], ...]
    same_amount: re.Pattern[str]
    exclusion: re.Pattern[str]
    elsewhere: re.Pattern[str]
    """Things that no grocer sells or does: musique, météo."""
    sentence_words: frozenset[str]
    """Words that show a sentence about something else when no frame was found."""
    rather: re.Pattern[str]
    """Words between what is taken out and what is wanted: "mais du"."""
    too: re.Pattern[str]
    """"aussi" at the end: what was said before is said of these goods."""
    also: re.Pattern[str]
    """"et le", "et": an opening that continues the last question."""
    only: re.Pattern[str]
    """"juste", "seulement" before or after an amount."""
    not_number: re.Pattern[str]
    """"pas deux" behind an amount: the amount was meant as said."""
    ones: frozenset[str]
    """Articles that count: un, une."""
    from_to: re.Pattern[str]
    """"de quatre à sept": the second is meant."""
    each: re.Pattern[str]
    """"de chaque", "chacun"."""
    finally_: re.Pattern[str]
    """"finalement" behind an amount: that is the amount in the end."""
    not_this: re.Pattern[str]
    """"pas" before what is not wanted, with what is wanted behind it."""
    time_talk: re.Pattern[str]
    """Words that make a time of a sentence a time to deliver: possible, ça va."""
    time_joints: frozenset[str]
    """Words left over around a time: pour, le."""
    subjects: re.Pattern[str]
    """Pronouns left over around a question: ils, ça, elle."""


def without_first(line: Line, pattern: re.Pattern[str]) -> tuple[bool, Line]:
    """Return whether a pattern is in a line, and the line without its first find."""
    for span in line.spans(pattern):
        return True, Line(line.tokens[: span.start] + line.tokens[span.end :])
    return False, line


def only_in(line: Line, rules: ClauseRules) -> tuple[Manner, Line]:
    """Return how an amount is said to be the final one, `NONE` when it is not, and the rest."""
    for span in line.spans(rules.not_number):
        if span.start:
            return Manner.NOT_ANOTHER, Line(line.tokens[: span.start])
    ways = ((rules.only, Manner.ONLY_SO_MANY), (rules.finally_, Manner.IN_THE_END))
    for pattern, manner in ways:
        for span in line.spans(pattern):
            said = line.tokens[span.start : span.end]
            kept = tuple(one for one in said if one.value is not None or one.plain in rules.ones)
            rest = (*line.tokens[: span.start], *kept, *line.tokens[span.end :])
            return manner, Line(rest)
    return Manner.NONE, line


def split_at(line: Line, pattern: re.Pattern[str]) -> tuple[Line, Line] | None:
    """Return what stands before and after the first find, None without one."""
    for span in line.spans(pattern):
        return Line(line.tokens[: span.start]), Line(line.tokens[span.end :])
    return None


def store_in(line: Line, rules: ClauseRules) -> tuple[str | None, Line]:
    """Return the store named in a line and the line without it."""
    for span in line.spans(rules.store):
        end = span.end
        while end < len(line.tokens) and _names_store(line.tokens[end], end - span.end, rules):
            end += 1
        if end > span.end:
            name = spelling(line.tokens[span.end : end])
            return name, Line(line.tokens[: span.start] + line.tokens[end:])
    return None, line


def _names_store(token: Token, place: int, rules: ClauseRules) -> bool:
    return token.kind is Kind.WORD and token.plain not in rules.after_store and place < 4
