"""Put right what recognisers mishear at the places where verbs stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.tokens import Token, respelt
from comptoir.conversation.model import PendingKind


@dataclass(frozen=True)
class Mishearing:
    """What is heard, what must follow it, when, and what it means."""

    heard: re.Pattern[str]
    followed: re.Pattern[str] | None
    means: tuple[str, ...]
    pending: frozenset[PendingKind]
    """The questions under which it holds; empty means always."""


def repaired(
    tokens: Sequence[Token], mishearings: Sequence[Mishearing], kind: PendingKind | None
) -> tuple[Token, ...]:
    """Return the tokens with known mishearings replaced by what they mean."""
    said = tuple(tokens)
    for one in mishearings:
        if one.pending and kind not in one.pending:
            continue
        for span in Line(said).spans(one.heard):
            rest = Line(said[span.end :])
            if one.followed is not None and not one.followed.match(rest.text):
                continue
            meant = tuple(respelt(said[span.start], word) for word in one.means)
            said = (*said[: span.start], *meant, *said[span.end :])
            break
    return said
