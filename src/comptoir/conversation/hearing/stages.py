"""The stages that turn words into numbers, amounts, hours, prices and filters, in order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from fractions import Fraction

from comptoir.conversation.hearing.measures import MeasureReader, MeasureWords
from comptoir.conversation.hearing.numbers import NumberWords, read_numbers
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.shares import ShareWords, shared
from comptoir.conversation.hearing.tokens import Kind, Token, Value, merged
from comptoir.conversation.model import Filter

GRADE = "pourcentage"
"""The word by which the grammar knows a grade."""

Maker = Callable[[Sequence[Token]], Value]


@dataclass(frozen=True)
class StageRules:
    """What the stages need of a language."""

    numbers: NumberWords
    measures: MeasureWords
    names_with_numbers: re.Pattern[str]
    grade: re.Pattern[str]
    """A number that describes: "soixante-dix pour cent", "cinq degrés"."""
    stammered: frozenset[str]
    """Little words that mean nothing when said twice."""
    hesitation: re.Pattern[str]
    politeness: re.Pattern[str]
    opposing: str
    """The word for but, as it is spelt: mais is no maïs."""
    price: re.Pattern[str]
    weighs: re.Pattern[str]
    """What is money only behind a word for prices, a weight otherwise: "three pounds"."""
    before_prices: frozenset[str]
    """Such words: under, for. What is about a price may stand between."""
    around: frozenset[str]
    cents: frozenset[str]
    limit: re.Pattern[str]
    hour: re.Pattern[str]
    hour_shifts: tuple[tuple[tuple[str, ...], int], ...]
    """Words and the minutes they add: et quart 15, moins le quart -15, pm 720."""
    hour_minus: frozenset[str]
    noon: frozenset[str]
    midnight: frozenset[str]
    filters: tuple[tuple[Filter, re.Pattern[str]], ...]
    shares: ShareWords


def prepared(tokens: Sequence[Token], rules: StageRules) -> Line:
    """Return the line that the grammar reads: everything small already understood."""
    line = without(Line(_unended(tuple(tokens))), rules.hesitation)
    line = Line(_unopposed(line.tokens, rules.opposing))
    names = {
        at for span in line.spans(rules.names_with_numbers) for at in range(span.start, span.end)
    }
    line = Line(read_numbers(line.tokens, rules.numbers, frozenset(names)))
    line = _graded(line, rules)
    line = _weighed(line, rules)
    line = rewritten(line, rules.price, Kind.PRICE, lambda said: _cents(said, rules))
    line = rewritten(line, rules.limit, Kind.LIMIT, _highest)
    line = rewritten(line, rules.hour, Kind.HOUR, lambda said: _hour(said, rules))
    line = Line(MeasureReader(line.tokens, rules.measures).read_all())
    for name, pattern in rules.filters:
        line = rewritten(line, pattern, Kind.FILTER, lambda _said, name=name: name)
    return shared(line, rules.shares)


def _weighed(line: Line, rules: StageRules) -> Line:
    """Return the line with the "three pounds" that are no money as an amount."""
    result: list[Token] = []
    index = 0
    for span in line.spans(rules.weighs):
        before = [token.plain for token in line.tokens[max(0, span.start - 2) : span.start]]
        while before and before[-1] in rules.around:
            before.pop()
        if not before or before[-1] in rules.before_prices:
            continue
        said = MeasureReader(line.tokens[span.start : span.end], rules.measures).read_all()
        result.extend((*line.tokens[index : span.start], *said))
        index = span.end
    return Line((*result, *line.tokens[index:])) if index else line


def _unended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens without the stops at both ends."""
    while tokens and tokens[0].kind is Kind.STOP:
        tokens = tokens[1:]
    while tokens and tokens[-1].kind is Kind.STOP:
        tokens = tokens[:-1]
    return tokens


def _unopposed(tokens: tuple[Token, ...], opposing: str) -> tuple[Token, ...]:
    """Return the tokens without the "mais" that opens them, which is no maïs."""
    opens = len(tokens) > 1 and tokens[0].text.lower() == opposing
    return tokens[1:] if opens else tokens


def _graded(line: Line, rules: StageRules) -> Line:
    """Return the line with each grade as one word, which is an adjective of the lexicon."""
    result: list[Token] = []
    index = 0
    for span in line.spans(rules.grade):
        said = line.tokens[span.start : span.end]
        result.extend(line.tokens[index : span.start])
        text = " ".join(token.text for token in said)
        result.append(replace(merged(said, Kind.WORD, None), text=text, plain=GRADE))
        index = span.end
    return Line((*result, *line.tokens[index:])) if index else line


def steady(tokens: Sequence[Token], rules: StageRules) -> tuple[Token, ...]:
    """Return the tokens without what was stammered: "du du sel"."""
    return tuple(
        token
        for at, token in enumerate(tokens)
        if not at or token.text != tokens[at - 1].text or token.plain not in rules.stammered
    )


def polite_free(line: Line, rules: StageRules) -> Line:
    """Return the line without please, thank you and their like, unless nothing would be left."""
    shorter = without(line, rules.politeness)
    return shorter if shorter.tokens else line


def without(line: Line, pattern: re.Pattern[str]) -> Line:
    """Return the line without the words that a pattern finds."""
    dropped = {at for span in line.spans(pattern) for at in range(span.start, span.end)}
    if not dropped:
        return line
    return Line(tuple(token for at, token in enumerate(line.tokens) if at not in dropped))


def rewritten(line: Line, pattern: re.Pattern[str], kind: Kind, make: Maker) -> Line:
    """Return the line with each find of a pattern as one token; a None from `make` keeps words."""
    result: list[Token] = []
    index = 0
    for span in line.spans(pattern):
        said = line.tokens[span.start : span.end]
        value = make(said)
        if value is None:
            continue
        result.extend(line.tokens[index : span.start])
        result.append(merged(said, kind, value))
        index = span.end
    if not index:
        return line
    return Line((*result, *line.tokens[index:]))


def _cents(said: Sequence[Token], rules: StageRules) -> int | None:
    numbers = [token.value for token in said if isinstance(token.value, Fraction)]
    words = {token.plain for token in said if token.kind is Kind.WORD}
    if not numbers:
        numbers = [Fraction(1)]
    elif said[0].kind is Kind.WORD and len(numbers) == 1 and words & rules.numbers.articles:
        numbers.insert(0, Fraction(1))
    if words & rules.cents and len(numbers) == 1:
        return int(numbers[0])
    rest = numbers[1] if len(numbers) > 1 else Fraction(0)
    if words & rules.measures.halves:
        rest = Fraction(50)
    if rest < 10 and len(numbers) > 1 and not words & rules.cents:
        rest *= 10
    return int(numbers[0] * 100 + rest)


def _highest(said: Sequence[Token]) -> int | None:
    prices = [token.value for token in said if token.kind is Kind.PRICE]
    return max((price for price in prices if isinstance(price, int)), default=None)


def _hour(said: Sequence[Token], rules: StageRules) -> time | None:
    words = tuple(token.plain for token in said if token.kind is Kind.WORD)
    numbers = [int(token.value) for token in said if isinstance(token.value, Fraction)]
    if not numbers and len(words) > 1 and words[1] in rules.noon:  # après-midi
        return None
    hour, minutes = numbers[0] if numbers else 1, numbers[1] if len(numbers) > 1 else 0
    if rules.noon & set(words):
        hour, minutes = 12, numbers[0] if numbers else 0
    elif rules.midnight & set(words):
        hour, minutes = 0, numbers[0] if numbers else 0
    if not words and (len(numbers) != 2 or hour > 12 or minutes % 5 or minutes < 10):
        return None
    if rules.hour_minus & set(words):
        minutes = -minutes
    for shift, added in rules.hour_shifts:
        if any(words[at : at + len(shift)] == shift for at in range(len(words))):
            minutes += added
            break
    total = hour * 60 + minutes
    if "am" in words and hour == 12:
        total -= 720
    if "pm" in words and hour < 12:
        total += 720
    return time(total // 60 % 24, total % 60) if 0 <= total <= 24 * 60 else None
