"""Read how a shopper points at one of the things offered: "le deuxième", "celui à la fraise"."""

import re
from dataclasses import dataclass
from fractions import Fraction

from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.tokens import Kind, Token, spelling
from comptoir.conversation.hearing.vocabulary import key
from comptoir.conversation.model import Amount, Filter, Ref, RefBy, Unit
from comptoir.conversation.vocabulary import Vocabulary

_LONGEST_ATTRIBUTE = 8


_LONGEST_ALONE = 16
"""Words above which a line says more than what it points at."""


@dataclass(frozen=True)
class PointingRules:
    """How a language points."""

    ordinals: tuple[tuple[int, re.Pattern[str]], ...]
    periods: frozenset[str]
    """Words before an ordinal that make it a time: "le mois dernier"."""
    numbered: re.Pattern[str]
    """Words before a number that make it a place: "le deux", "numéro trois"."""
    cheapest: re.Pattern[str]
    largest: re.Pattern[str]
    smallest: re.Pattern[str]
    leading: frozenset[str]
    """Articles before "plus petit", which say nothing."""
    other: re.Pattern[str]
    graded: re.Pattern[str]
    """"taille cinq", "indice trente": a number that is part of what the thing is."""
    any_one: re.Pattern[str]
    several: re.Pattern[str]
    """"les deux", which is more than one place."""
    demonstrative: re.Pattern[str]
    """"celle", "the one": whatever follows is said of one of the things offered."""
    openings: re.Pattern[str]
    """What opens a pointing phrase and says nothing of the thing: "je prends celui"."""
    of: frozenset[str]
    """Words that belong to what is said behind a demonstrative: "celle du mois dernier"."""
    denied: re.Pattern[str]
    """"pas l'autre" behind what is meant."""
    this_one: re.Pattern[str]
    """"celui-là" with something else behind it."""
    makers: re.Pattern[str]
    """"de la marque", "de chez"."""
    closings: re.Pattern[str]
    new_goods: re.Pattern[str]
    """Openings that bring a new product rather than point: "et aussi du"."""
    centilitres: frozenset[str]
    not_attributes: frozenset[str]
    relatives: frozenset[str]
    """"qui" behind "ceux": what follows tells the thing."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A reference, None when any one will do, and the filters said with it."""

    ref: Ref | None
    filters: tuple[Filter, ...] = ()
    strong: bool = True
    """False when only its being short makes it a reference."""


def pointed_at(line: Line, rules: PointingRules, known: Vocabulary) -> Pointed | None:
    """Return what a short answer among choices points at, None when it does not point."""
    denied = next((span for span in line.spans(rules.denied) if span.start), None)
    line = Line(line.tokens[: denied.start]) if denied is not None else line
    fixed = _fixed(line, rules)
    if fixed is not None:
        return fixed
    shown = any(span.start == 0 for span in line.spans(rules.demonstrative))
    if any(line.spans(rules.new_goods)) and not shown:
        return None
    return _pointed_by(_rest(line, rules), rules, known, shown=shown)


def _pointed_by(
    rest: tuple[Token, ...], rules: PointingRules, known: Vocabulary, *, shown: bool
) -> Pointed | None:
    """Return what the words left of an answer point at: a maker, a price, a property."""
    made = _made(rest, rules)
    if made:
        return Pointed(Ref(RefBy.BRAND, spelling(made)))
    priced = next((token for token in rest if token.kind is Kind.PRICE), None)
    if priced is not None:
        return Pointed(Ref(RefBy.OTHER, priced.text))
    if not rest or len(rest) > _LONGEST_ATTRIBUTE:
        return None
    filters = tuple(token.value for token in rest if isinstance(token.value, Filter))
    if shown and rest[0].plain in rules.relatives:
        return Pointed(Ref(RefBy.ATTRIBUTE, spelling(rest)), filters)
    if shown and any(token.kind is Kind.NUMBER for token in rest):
        return Pointed(Ref(RefBy.OTHER, spelling(rest)), filters)
    return _described(rest, filters, rules, known)


def _described(
    rest: tuple[Token, ...], filters: tuple[Filter, ...], rules: PointingRules, known: Vocabulary
) -> Pointed | None:
    sized = next((token for token in rest if token.kind is Kind.AMOUNT), None)
    if sized is not None and isinstance(sized.value, Amount):
        return _sized(sized, sized.value, rules)
    if _is_numbered(rest, rules):
        return Pointed(Ref(RefBy.ATTRIBUTE, spelling(rest)), filters, strong=False)
    counted = (Kind.NUMBER, Kind.HOUR, Kind.PRICE, Kind.LIMIT)
    if any(token.kind in counted or token.plain in rules.not_attributes for token in rest):
        return None
    brand = _brand(rest, known)
    if brand is not None:
        return Pointed(Ref(RefBy.BRAND, brand), filters)
    return Pointed(Ref(RefBy.ATTRIBUTE, spelling(rest)), filters, strong=False)


def _is_numbered(rest: tuple[Token, ...], rules: PointingRules) -> bool:
    """Tell whether "indice cinquante" and "taille cinq" are said and nothing else."""
    return any(span.start == 0 and span.end == len(rest) for span in Line(rest).spans(rules.graded))


def places_of(line: Line, rules: PointingRules) -> tuple[int, ...]:
    """Return every place that ordinals name, in the order said."""
    found = sorted(
        (span.start, -span.end, place)
        for place, pattern in rules.ordinals
        for span in line.spans(pattern)
        if not span.start or line.tokens[span.start - 1].plain not in rules.periods
    )
    places: list[int] = []
    past = 0
    for start, end, place in found:
        if start >= past:  # the "second" of "second to last" is no place of its own
            places.append(place)
            past = -end
    return tuple(dict.fromkeys(places))


def place_of(line: Line, rules: PointingRules) -> int | None:
    """Return the place that an ordinal names, -1 for the last, None without an ordinal."""
    for place in places_of(line, rules)[:1]:
        return place
    for span in line.spans(rules.numbered):
        value = line.tokens[span.end - 1].value
        if isinstance(value, Fraction) and value.denominator == 1:
            return int(value)
    return None


def alone(line: Line, rules: PointingRules) -> Pointed | None:
    """Return what a line points at when it says nothing else: "non l'autre", "le moins cher"."""
    fixed = (
        rules.cheapest,
        rules.largest,
        rules.smallest,
        rules.other,
        *(one for _, one in rules.ordinals),
    )
    tokens = line.tokens
    opened = len(tokens) <= _LONGEST_ALONE
    while opened and tokens:
        rest = Line(_closed(tokens, rules))
        for pattern in fixed:
            if any(
                span.start == 0 and span.end == len(rest.tokens) for span in rest.spans(pattern)
            ):
                return _fixed(rest, rules)
        span = next(iter(Line(tokens).spans(rules.openings)), None)
        opened = span is not None and span.start == 0 and span.end < len(tokens)
        tokens = tokens[span.end :] if opened and span is not None else tokens
    return None


def _closed(tokens: tuple[Token, ...], rules: PointingRules) -> tuple[Token, ...]:
    for span in Line(tokens).spans(rules.closings):
        if span.end == len(tokens):
            return tokens[: span.start]
    return tokens


def _fixed(line: Line, rules: PointingRules) -> Pointed | None:
    if any(line.spans(rules.any_one)):
        return Pointed(None)
    for span in (*line.spans(rules.several), *line.spans(rules.smallest)):
        said = line.tokens[span.start : span.end]
        least = any(line.spans(rules.smallest)) and said[0].plain in rules.leading
        return Pointed(Ref(RefBy.OTHER, spelling(said[least:])))
    if any(line.spans(rules.cheapest)):
        return Pointed(Ref(RefBy.CHEAPEST))
    if any(line.spans(rules.largest)):
        return Pointed(Ref(RefBy.LARGEST))
    place = place_of(line, rules)
    if place is not None:
        return Pointed(Ref(RefBy.INDEX, place))
    return Pointed(Ref(RefBy.OTHER)) if any(line.spans(rules.other)) else None


def _rest(line: Line, rules: PointingRules) -> tuple[Token, ...]:
    tokens = line.tokens
    opened = len(tokens) <= _LONGEST_ALONE
    while opened:
        span = next(iter(Line(tokens).spans(rules.openings)), None)
        opened = span is not None and span.start == 0 and span.end < len(tokens)
        shown = opened and span is not None and _shows(tokens[span.end - 1], rules)
        tokens = tokens[span.end :] if opened and span is not None else tokens
        opened = opened and not (shown and tokens[0].plain in rules.of)
    return _closed(tokens, rules)


def _shows(token: Token, rules: PointingRules) -> bool:
    """Tell whether a word is "celle", behind which "du" belongs to what tells things apart."""
    return Line((token,)).covers(rules.demonstrative)


def _made(tokens: tuple[Token, ...], rules: PointingRules) -> tuple[Token, ...]:
    """Return the maker's name in "de chez garrel", nothing when no maker is named."""
    span = next(iter(Line(tokens).spans(rules.makers)), None)
    return tokens[span.end :] if span is not None and span.start == 0 else ()


def _brand(rest: tuple[Token, ...], known: Vocabulary) -> str | None:
    plains = tuple(token.plain for token in rest)
    for end in range(len(rest), 0, -1):
        if known.is_brand(plains[:end]):
            return spelling(rest[:end])
    return _brand_by_sound(rest, known)


def _brand_by_sound(rest: tuple[Token, ...], known: Vocabulary) -> str | None:
    """Return the brand that strange words sound like: "pré si dent"."""
    plains = tuple(token.plain for token in rest)
    if all(known.knows(word) for word in plains) or any(
        token.kind is not Kind.WORD for token in rest
    ):
        return None
    meant = known.near_sound(tuple(token.text for token in rest))
    return meant if meant is not None and known.is_brand(key(meant)) else None


def _sized(token: Token, amount: Amount, rules: PointingRules) -> Pointed | None:
    if amount.unit is Unit.PIECE:
        return None
    value, unit = amount.value, str(amount.unit)
    if amount.unit is Unit.MILLILITRE and rules.centilitres & set(token.plain.split()):
        value, unit = value / 10, "cl"
    number = str(int(value)) if value.denominator == 1 else str(float(value))
    return Pointed(Ref(RefBy.SIZE, f"{number}{unit}"))
