"""Put right what recognisers mishear at the places where verbs stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.sounds import SoundRules, sound_of, sound_of_all
from comptoir.conversation.hearing.tokens import Kind, Token, respelt
from comptoir.conversation.model import PendingKind
from comptoir.conversation.vocabulary import Vocabulary

_SHORTEST_SPOKEN = 4
_SHORTEST_JOINED = 5


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


@dataclass(frozen=True)
class SpokenWords:
    """The words by which a sentence is understood, by their sound."""

    verbs: dict[str, str]
    times: dict[str, str]
    common: frozenset[str]
    """All words of the grammar, which are heard as they are written."""
    before_verbs: frozenset[str]
    rules: SoundRules

    @classmethod
    def of(
        cls,
        *,
        verbs: Iterable[str],
        times: Iterable[str],
        common: frozenset[str],
        before_verbs: frozenset[str],
        rules: SoundRules,
    ) -> "SpokenWords":
        """Index words of four letters and more by their sound."""
        return cls(
            verbs=_by_sound(verbs, rules),
            times=_by_sound(times, rules),
            common=common,
            before_verbs=before_verbs,
            rules=rules,
        )


def _by_sound(words: Iterable[str], rules: SoundRules) -> dict[str, str]:
    return {sound_of(word, rules): word for word in words if len(word) >= _SHORTEST_SPOKEN}


def respoken(tokens: Sequence[Token], spoken: SpokenWords, known: Vocabulary) -> tuple[Token, ...]:
    """Return the tokens with unknown words that sound like a verb or a time put right.

    A verb is looked for where one may stand: first, or after a word of the grammar.
    """
    said: list[Token] = []
    at = 0
    while at < len(tokens):
        joined = _joined(tokens[at : at + 2], spoken, known)
        before = tokens[at - 1].plain if at else ""
        said.append(joined or _respoken(tokens[at], before, spoken, known))
        at += 2 if joined else 1
    return tuple(said)


def _joined(pair: Sequence[Token], spoken: SpokenWords, known: Vocabulary) -> Token | None:
    """Return the day that two words sound like: "ven dredi", "mère crédit"."""
    plains = tuple(token.plain for token in pair)
    if len(pair) < 2 or any(token.kind is not Kind.WORD for token in pair):
        return None
    if all(word in spoken.common for word in plains) or known.longest(plains, 0) > 1:
        return None
    meant = spoken.times.get(sound_of_all(plains, spoken.rules))
    if meant is None or len(meant) < _SHORTEST_JOINED:
        return None
    written = " ".join(token.text for token in pair)
    return replace(respelt(pair[0], meant), end=pair[1].end, misheard=written)


def _respoken(token: Token, before: str, spoken: SpokenWords, known: Vocabulary) -> Token:
    word = token.plain
    strange = token.kind is Kind.WORD and word not in spoken.common and not known.knows(word)
    if not strange or len(word) < _SHORTEST_SPOKEN:
        return token
    sound = sound_of(word, spoken.rules)
    meant = spoken.times.get(sound)
    if meant is None and (not before or before in spoken.before_verbs):
        meant = spoken.verbs.get(sound)
    return token if meant is None else respelt(token, meant)
