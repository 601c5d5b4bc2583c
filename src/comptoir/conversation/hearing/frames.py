"""Find the turns of phrase that tell what is wanted, and cut the sentence at them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from comptoir.conversation.hearing.patterns import Line, Span
from comptoir.conversation.hearing.tokens import Kind, Token
from comptoir.conversation.manners import Manner
from comptoir.conversation.model import Filter, Intent, Mode


class Takes(StrEnum):
    """What a frame expects beside its own words."""

    ITEMS = "items"
    NOTHING = "nothing"
    TIME = "time"
    RECIPE = "recipe"
    SWAP = "swap"
    """Old and new: "remplace les poires par des pommes"."""
    SUBSTITUTE = "substitute"
    """New and old behind "for": "substitute oat milk for the milk"."""
    PREFERENCE = "preference"
    """New and perhaps old: "je préfère le thé vert au thé noir"."""
    EXCEPT = "except"
    """What alone is kept: "enlève tout sauf le lait"."""


class Side(StrEnum):
    """Where a frame's content stands."""

    AFTER = "after"
    BEFORE = "before"
    EITHER = "either"


@dataclass(frozen=True)
class Frame:
    """A family of turns of phrase with one meaning."""

    name: str
    intent: Intent
    pattern: re.Pattern[str]
    takes: Takes = Takes.ITEMS
    side: Side = Side.AFTER
    mode: Mode | None = None
    order: str | None = None
    factor: Fraction | None = None
    delta: int | None = None
    question: bool = False
    filters: tuple[Filter, ...] = ()
    manner: Manner = Manner.NONE
    weight: int = 0
    """Among overlapping finds the heavier wins, then the longer."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A frame found, or none, with the tokens left for it."""

    frame: Frame | None
    content: tuple[Token, ...]
    points_back: bool = False
    said: tuple[Token, ...] = ()
    """The words of the frame itself."""
    start: int = 0
    """Where the clause begins in the sentence, in characters."""
    pronoun: bool = False
    """True when the frame has an object pronoun, whatever it points at."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A turn of phrase found in a line."""

    span: Span
    frame: Frame


def cues_of(
    line: Line, frames: Sequence[Frame], before_nouns: frozenset[str] = frozenset()
) -> tuple[Cue, ...]:
    """Find the turns of phrase of a line; behind a word of `before_nouns` stands no verb."""
    return tuple(
        Cue(span, frame)
        for span, frame in _chosen(line, frames)
        if frame.takes is not Takes.ITEMS
        or frame.side is not Side.AFTER
        or not span.start
        or line.tokens[span.start - 1].plain not in before_nouns
    )


def clauses_of(line: Line, found: Sequence[Cue]) -> tuple[Clause, ...]:
    """Cut a line into clauses at its turns of phrase, each headed by the one that means it."""
    cues = [(cue.span, cue.frame) for cue in found]
    if not cues:
        return (Clause(None, line.tokens, start=_start(line, 0)),) if line.tokens else ()
    clauses: list[Clause] = []
    lead = line.tokens[: cues[0][0].start]
    for place, (span, frame) in enumerate(cues):
        end = cues[place + 1][0].start if place + 1 < len(cues) else len(line.tokens)
        content = line.tokens[span.end : end]
        lead = _with_lead(clauses, line, span, frame, (lead, content))
    if lead:
        clauses.append(Clause(None, lead, start=lead[0].start))
    return tuple(clauses)


def _with_lead(
    clauses: list[Clause],
    line: Line,
    span: Span,
    frame: Frame,
    around: tuple[tuple[Token, ...], tuple[Token, ...]],
) -> tuple[Token, ...]:
    """Add a clause and what stood loose before it; return what stands loose after it."""
    lead, content = around
    said = line.tokens[span.start : span.end]
    start = _start(line, span.start)
    points_back = span.points_back
    if frame.takes is Takes.NOTHING:
        if lead:
            clauses.append(Clause(None, lead, start=lead[0].start))
        clauses.append(Clause(frame, (), points_back, said, start, points_back))
        return content
    if frame.takes is Takes.RECIPE and all(token.kind is not Kind.WORD for token in lead):
        lead, content = (), (*lead, *content)
    short = not content or (bool(lead) and len(content) == 1)
    before = frame.side is Side.BEFORE or (frame.side is Side.EITHER and short)
    if frame.side is Side.BEFORE and not lead and clauses and _is_listing(clauses[-1]):
        lead = clauses.pop().content
    fronted = frame.takes in (Takes.ITEMS, Takes.PREFERENCE) and not content and bool(lead)
    if before or fronted:
        back = points_back and not lead
        clauses.append(Clause(frame, lead or content, back, said, start, points_back))
        return content if lead else ()
    if lead:
        clauses.append(Clause(None, lead, start=lead[0].start))
    clauses.append(Clause(frame, content, points_back, said, start, points_back))
    return ()


def _is_listing(clause: Clause) -> bool:
    """Tell whether what follows may change a clause: "y a du lait" and "en trop"."""
    frame = clause.frame
    weak = (Intent.ASK_STOCK, Intent.ADD)
    return frame is not None and frame.intent in weak and bool(clause.content)


def _chosen(line: Line, frames: Sequence[Frame]) -> list[tuple[Span, Frame]]:
    found = [
        (span, frame)
        for frame in frames
        for span in line.spans(frame.pattern)
        if not frame.filters or _has_no_other(line.tokens[span.start : span.end], frame.filters)
    ]
    found.sort(key=lambda one: (-one[1].weight, one[0].start - one[0].end, one[0].start))
    chosen: list[tuple[Span, Frame]] = []
    for span, frame in found:
        if all(span.end <= other.start or span.start >= other.end for other, _ in chosen):
            chosen.append((span, frame))
    return sorted(chosen, key=lambda one: one[0].start)


def _has_no_other(said: Sequence[Token], filters: Sequence[Filter]) -> bool:
    """Tell whether the filters in the words of a frame are its own: "en promo", not "bio"."""
    values = (token.value for token in said if token.kind is Kind.FILTER)
    return all(value in filters for value in values)


def _start(line: Line, index: int) -> int:
    return line.tokens[index].start if index < len(line.tokens) else 0
