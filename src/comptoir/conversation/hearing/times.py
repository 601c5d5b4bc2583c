"""Read days, parts of the day and windows: "vendredi entre 18 et 20 heures", "au plus tôt"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from fractions import Fraction
from itertools import chain, islice

from comptoir.conversation.hearing.patterns import Line, Span
from comptoir.conversation.hearing.tokens import Kind, Token
from comptoir.conversation.model import DayPart, Slot

FIRST_UNSAID_MORNING = 7
"""An hour below this one, said without "du matin", is of the afternoon."""


@dataclass(frozen=True)
class TimeRules:
    """How a language speaks of time."""

    days: tuple[tuple[str, re.Pattern[str]], ...]
    months: dict[str, int]
    date: re.Pattern[str]
    parts: tuple[tuple[DayPart, re.Pattern[str]], ...]
    between: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    at: re.Pattern[str]
    at_bare: re.Pattern[str]
    """A number alone as an hour, only where an hour has been asked for."""
    earliest: re.Pattern[str]
    earliest_asked: re.Pattern[str]
    """What means the earliest only where a time has been asked for: "peu importe"."""
    ordinals: tuple[tuple[int, re.Pattern[str]], ...]
    window_words: re.Pattern[str]
    denied: re.Pattern[str]
    """What says of a time that it does not suit: "samedi je peux pas"."""
    correction: re.Pattern[str]
    """What puts another time in place of the one just said."""
    morning_words: re.Pattern[str]
    about: re.Pattern[str]
    """Words that only times have: jour, tard; with them a sentence answers when it was asked."""


_MOST_CORRECTIONS = 4
"""Corrections before which a time is looked for."""


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A slot and the tokens that said it."""

    slot: Slot
    covered: frozenset[int]


def find_slot(line: Line, rules: TimeRules, *, asked: bool = False) -> TimeFound | None:
    """Return the time spoken of in a line, None when none is; `asked` lets numbers be hours."""
    corrections = chain(line.spans(rules.correction), line.spans(rules.denied))
    for span in islice(corrections, _MOST_CORRECTIONS):
        before = _found(Line(line.tokens[: span.start]), rules, asked=asked)
        if before is None:
            continue
        after = find_slot(Line(line.tokens[span.end :]), rules, asked=asked)
        if after is not None:
            behind = {at + span.end for at in after.covered}
            said = before.covered | set(range(span.start, span.end)) | behind
            return TimeFound(_put_right(before.slot, after.slot), frozenset(said))
    return _found(line, rules, asked=asked)


def _put_right(before: Slot, after: Slot) -> Slot:
    """Return the time said last, on the day said first when it names none."""
    timed = after.from_ or after.to or after.part or after.pick
    return replace(after if timed else before, day=after.day or before.day)


def _found(line: Line, rules: TimeRules, *, asked: bool) -> TimeFound | None:
    """Return the time of a stretch without corrections."""
    slot, covered = Slot(), set[int]()
    day = _day(line, rules)
    if day is not None:
        slot = replace(slot, day=day[0])
        covered |= set(range(day[1].start, day[1].end))
    for part, pattern in rules.parts:
        for span in _first(line.spans(pattern)):
            slot = replace(slot, part=part, day=slot.day)
            covered |= set(range(span.start, span.end))
            break
        if slot.part:
            break
    slot, more = _window(line, rules, slot, covered, asked=asked or bool(covered))
    covered |= more
    slot, more = _pick(line, rules, slot, asked=asked)
    covered |= more
    return TimeFound(slot, frozenset(covered)) if covered else None


def _first(spans: Iterable[Span]) -> list[Span]:
    return list(spans)[:1]


def _day(line: Line, rules: TimeRules) -> tuple[str, Span] | None:
    for span in line.spans(rules.date):
        number, month = 1, None
        for token in line.tokens[span.start : span.end]:
            if isinstance(token.value, Fraction):
                number = int(token.value)
            month = rules.months.get(token.plain, month)
        if month and 1 <= number <= 31:
            return f"--{month:02}-{number:02}", span
        if month is None and 1 <= number <= 31:
            return f"---{number:02}", span
    found: list[tuple[int, int, str, Span]] = []
    for name, pattern in rules.days:
        found.extend(
            (span.start - span.end, -span.start, name, span) for span in line.spans(pattern)
        )
    if not found:
        return None
    _, _, name, span = min(found, key=lambda one: (one[0], one[1]))
    return name, span


def _window(
    line: Line, rules: TimeRules, slot: Slot, covered: set[int], *, asked: bool
) -> tuple[Slot, set[int]]:
    readings = (
        (rules.between, "between"),
        (rules.after, "after"),
        (rules.before, "before"),
        (rules.at, "at"),
        (rules.at_bare, "at"),
    )
    for pattern, shape in readings:
        if pattern is rules.at_bare and not asked:
            continue
        for span in line.spans(pattern):
            said = line.tokens[span.start : span.end]
            valued = {span.start + at for at, token in enumerate(said) if token.value is not None}
            if valued & covered:
                continue
            if not asked and all(token.kind is not Kind.HOUR for token in said):
                continue
            hours = _hours(said, slot, morning=bool(_first(line.spans(rules.morning_words))))
            if hours:
                return _shaped(slot, hours, shape), set(range(span.start, span.end))
    return slot, set()


def _shaped(slot: Slot, hours: list[time], shape: str) -> Slot:
    if shape == "before":
        return replace(slot, to=hours[0])
    if shape == "between" and len(hours) > 1:
        start, end = hours[0], hours[-1]
        if end < start and end.hour < 12:
            end = end.replace(hour=end.hour + 12)
        return replace(slot, from_=start, to=end)
    noon = hours[0] == time(12) and slot.part is None and shape == "at"
    return replace(slot, from_=hours[0], part=DayPart.NOON if noon else slot.part)


def _hours(said: Sequence[Token], slot: Slot, *, morning: bool) -> list[time]:
    hours: list[time] = []
    for token in said:
        if isinstance(token.value, time):
            hours.append(token.value)
        elif isinstance(token.value, Fraction) and token.value <= 24:
            hours.append(time(int(token.value) % 24))
    late = slot.part in (DayPart.EVENING, DayPart.AFTERNOON, DayPart.LATE_AFTERNOON)
    return [_of_the_day(hour, morning=morning, late=late) for hour in hours]


def _of_the_day(hour: time, *, morning: bool, late: bool) -> time:
    unsaid = 0 < hour.hour < FIRST_UNSAID_MORNING and not morning
    if unsaid or (late and 0 < hour.hour < 12):
        return hour.replace(hour=hour.hour + 12)
    return hour


def _pick(line: Line, rules: TimeRules, slot: Slot, *, asked: bool) -> tuple[Slot, set[int]]:
    for pattern in (rules.earliest, rules.earliest_asked) if asked else (rules.earliest,):
        for span in _first(line.spans(pattern)):
            return replace(slot, pick="earliest"), set(range(span.start, span.end))
    windows = [at for span in line.spans(rules.window_words) for at in range(span.start, span.end)]
    if not windows:
        return slot, set()
    for place, pattern in rules.ordinals:
        for span in line.spans(pattern):
            if span.end == windows[0]:
                covered = set(range(span.start, windows[0] + 1))
                return replace(slot, pick=f"index:{place}"), covered
    return slot, set()
