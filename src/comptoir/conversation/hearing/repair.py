"""Put right what recognisers mishear at the places where verbs stand."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from comptoir.conversation.hearing.pages import Page
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.sounds import SoundIndex, SoundRules, pieces, sound_of, sounds_of
from comptoir.conversation.hearing.tokens import Kind, Token, respelt
from comptoir.conversation.model import PendingKind
from comptoir.conversation.vocabulary import Vocabulary

_SHORTEST_SPOKEN = 4
_LONGEST_WINDOW = 3
_LONGEST_ANSWER = 5


@dataclass(frozen=True)
class Rewriting:
    """What is heard, what must follow it, when, and what it means."""

    heard: re.Pattern[str]
    followed: re.Pattern[str] | None
    means: tuple[str, ...]
    pending: frozenset[PendingKind]
    """The questions under which it holds; empty means always."""
    misheard: bool
    """False for other words of the same meaning: "as well as" is "and"."""


def rewritings(page: Page) -> tuple[Rewriting, ...]:
    """Return what a language's recognisers are known to mishear, and what else says the same."""
    return tuple(
        Rewriting(
            heard=row.pattern("heard"),
            followed=row.pattern("followed") if row.lines("followed") else None,
            means=tuple(row.text("means").split()),
            pending=frozenset(PendingKind(name) for name in row.text("pending").split()),
            misheard=key == "mishearing",
        )
        for key in ("mishearing", "paraphrase")
        for row in page.rows(key)
    )


def repaired(
    tokens: Sequence[Token], rewritings: Sequence[Rewriting], kind: PendingKind | None
) -> tuple[Token, ...]:
    """Return the tokens with known mishearings and paraphrases replaced by what they mean."""
    line = Line(tuple(tokens))
    for one in rewritings:
        if one.pending and kind not in one.pending:
            continue
        for span in line.spans(one.heard):
            said = line.tokens
            rest = Line(said[span.end :])
            if one.followed is not None and not one.followed.match(rest.text):
                continue
            meant = tuple(respelt(said[span.start], word) for word in one.means)
            if not one.misheard:
                meant = tuple(replace(token, misheard="") for token in meant)
            line = Line((*said[: span.start], *meant, *said[span.end :]))
            break
    return line.tokens


def likely_answers(page: Page, rules: SoundRules) -> dict[PendingKind, SoundIndex]:
    """Return the answers likely to each question, by their sound."""
    phrases: dict[PendingKind, list[str]] = {}
    for row in page.rows("likely"):
        for name in row.text("pending").split():
            phrases.setdefault(PendingKind(name), []).extend(row.lines("answers"))
    return {
        kind: SoundIndex(
            {sound: said for said in several for sound in sounds_of(pieces(said), rules)}
        )
        for kind, several in phrases.items()
    }


def expected(
    tokens: Sequence[Token],
    answers: Mapping[PendingKind, SoundIndex],
    kind: PendingKind | None,
    spoken: "SpokenWords",
    known: Vocabulary,
) -> tuple[Token, ...]:
    """Return a short sentence as the likely answer that it sounds like: "va zi", "ses bons".

    What is written as the grammar has it is only put right when it sounds exactly alike.
    """
    index = answers.get(kind) if kind is not None else None
    said = tuple(token for token in tokens if token.kind is not Kind.STOP)
    if index is None or not said:
        return tuple(tokens)
    meant = _likely(said, index, spoken, known)
    if meant is not None:
        return tuple(respelt(said[0], word) for word in pieces(meant))
    first, last = _core(said, spoken)
    if last - first == len(said):
        return tuple(tokens)
    inner = said[first:last]
    meant = _likely(inner, index, spoken, known) if _is_odd(inner, spoken, known) else None
    if meant is None:
        return tuple(tokens)
    return (*said[:first], *(respelt(inner[0], word) for word in pieces(meant)), *said[last:])


def _core(said: Sequence[Token], spoken: "SpokenWords") -> tuple[int, int]:
    """Return where the answer begins and ends in "non très heureux finalement"."""
    first, last = 0, len(said)
    while first < last and said[first].plain in spoken.around_answers:
        first += 1
    while last > first and said[last - 1].plain in spoken.around_answers:
        last -= 1
    return first, last


def _likely(
    said: Sequence[Token], index: SoundIndex, spoken: "SpokenWords", known: Vocabulary
) -> str | None:
    """Return the likely answer that a few words sound like, None when they do not."""
    if not 0 < len(said) <= _LONGEST_ANSWER:
        return None
    sounds = sounds_of(tuple(token.text for token in said), spoken.rules)
    odd = _is_odd(said, spoken, known)
    if len(said) == 1 and not odd:  # "oui" sounds like huit
        return None
    found = [index.near(sound, likely=True) if odd else index.exact.get(sound) for sound in sounds]
    run_together = [one for one in found[1:] if one and (odd or len(pieces(one)) < len(said))]
    return next((phrase for phrase in (*found[:1], *run_together) if phrase is not None), None)


@dataclass(frozen=True)
class SpokenWords:
    """The words by which a sentence is understood, by their sound."""

    verbs: SoundIndex
    times: SoundIndex
    common: frozenset[str]
    """All words of the grammar, which are heard as they are written."""
    before_verbs: frozenset[str]
    around_answers: frozenset[str]
    """Words that stand before and behind an answer: non, finalement."""
    rules: SoundRules

    @classmethod
    def of(
        cls,
        *,
        verbs: Iterable[str],
        times: Iterable[str],
        common: frozenset[str],
        before_verbs: frozenset[str],
        around_answers: frozenset[str],
        rules: SoundRules,
    ) -> "SpokenWords":
        """Index words of four letters and more by their sound."""
        return cls(
            verbs=_by_sound(verbs, rules),
            times=_by_sound(times, rules),
            common=common,
            before_verbs=before_verbs,
            around_answers=around_answers,
            rules=rules,
        )


def _by_sound(words: Iterable[str], rules: SoundRules) -> SoundIndex:
    """Index words by their sound; of words that sound alike the shortest stands for all."""
    long = sorted((word for word in words if len(word) >= _SHORTEST_SPOKEN), key=len)
    exact: dict[str, str] = {}
    for word in long:
        exact.setdefault(sound_of(word, rules), word)
    return SoundIndex(exact)


def respoken(tokens: Sequence[Token], spoken: SpokenWords, known: Vocabulary) -> tuple[Token, ...]:
    """Return the tokens with unknown words that sound like a verb or a time put right.

    A verb is looked for where one may stand: first, or after a word of the grammar.
    """
    said: list[Token] = []
    index = 0
    while index < len(tokens):
        before = tokens[index - 1].plain if index else ""
        meant, length = _meant(tokens[index : index + _LONGEST_WINDOW], before, spoken, known)
        if meant is None:
            said.append(tokens[index])
        else:
            heard = tokens[index : index + length]
            written = " ".join(token.text for token in heard)
            said.append(replace(respelt(heard[0], meant), end=heard[-1].end, misheard=written))
        index += length
    return tuple(said)


def _meant(
    window: Sequence[Token], before: str, spoken: SpokenWords, known: Vocabulary
) -> tuple[str | None, int]:
    """Return the word that the first tokens of a window are, None when they are as heard."""
    for length in range(len(window), 0, -1):
        said = window[:length]
        if len(said[-1].plain) == 1 or not _is_odd(said, spoken, known):
            continue
        texts = tuple(token.text for token in said)
        if sum(len(text) for text in texts) < _SHORTEST_SPOKEN:
            continue
        indexes = [spoken.times]
        if not before or before == "," or before in spoken.before_verbs:
            indexes.append(spoken.verbs)
        for index in indexes:
            meant = _sounding(texts, index, spoken.rules)
            if meant is not None:
                return meant, length
    return None, 1


def _sounding(texts: tuple[str, ...], index: SoundIndex, rules: SoundRules) -> str | None:
    sounds = sounds_of(texts, rules)
    if len(texts) == 1:
        return index.exact.get(sounds[0])
    found = (index.near(sound) for sound in sounds)
    return next((word for word in found if word is not None), None)


def _is_odd(said: Sequence[Token], spoken: SpokenWords, known: Vocabulary) -> bool:
    """Tell whether words hold one that neither the grammar nor a product has."""
    if any(token.kind is not Kind.WORD or token.bound for token in said):
        return False
    plains = tuple(token.plain for token in said)
    if len(said) > 1 and known.longest(plains, 0) == len(said):
        return False
    words = (word for word in plains if len(word.strip("'")) > 1)
    return any(word not in spoken.common and not known.knows(word) for word in words)
