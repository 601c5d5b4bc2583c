"""Tell adjectives of several words before goods from the verbs in them: "thick cut chips"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from comptoir.conversation.hearing.tokens import Kind, Token, stem
from comptoir.conversation.vocabulary import Vocabulary

LongAdjectives: TypeAlias = frozenset[tuple[str, ...]]

_LONGEST = 4


def long_adjectives(adjectives: Iterable[str]) -> LongAdjectives:
    """Return the stems of the adjectives that have several words."""
    return frozenset(tuple(map(stem, one.split())) for one in adjectives if " " in one)


def premodified(
    tokens: Sequence[Token], adjectives: LongAdjectives, known: Vocabulary
) -> tuple[Token, ...]:
    """Return the tokens with long adjectives before goods marked, so that no pattern takes them."""
    if not adjectives:
        return tuple(tokens)
    result = list(tokens)
    plains = tuple(token.plain for token in tokens)
    at = 0
    while at < len(result):
        length = _length_at(plains, at, adjectives)
        end = at + length
        goods = length and end < len(plains) and known.longest(plains, end) > 0
        whole = goods and known.longest(plains, at) > length
        if goods and not whole and all(one.kind is Kind.WORD for one in result[at:end]):
            result[at:end] = [replace(one, bound=True) for one in result[at:end]]
        at = end if goods else at + 1
    return tuple(result)


def _length_at(plains: tuple[str, ...], at: int, adjectives: LongAdjectives) -> int:
    lengths = range(min(_LONGEST, len(plains) - at), 1, -1)
    stems = tuple(map(stem, plains[at : at + _LONGEST]))
    return next((length for length in lengths if stems[:length] in adjectives), 0)
