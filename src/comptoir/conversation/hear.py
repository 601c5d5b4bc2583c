"""Understand one sentence: words in, acts out, each with the reasons for it."""

from dataclasses import replace

from comptoir.conversation.hearing.acts import ClauseReader, merged
from comptoir.conversation.hearing.answers import CONFIRMED_BY, AnswerReader
from comptoir.conversation.hearing.frames import Takes, clauses_of
from comptoir.conversation.hearing.lexicon import Lexicon, lexicon
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.repair import repaired
from comptoir.conversation.hearing.stages import polite_free, prepared
from comptoir.conversation.model import (
    LONGEST_SENTENCE,
    Act,
    Doubt,
    Heard,
    Intent,
    Pending,
    PendingKind,
    SentenceTooLong,
    Vocabulary,
)

NOT_UNDERSTOOD = Act(
    Intent.OUT_OF_DOMAIN,
    why=("no turn of phrase and no product of the lexicon",),
    doubts=(Doubt.NOT_UNDERSTOOD,),
)
NOTHING_SAID = replace(NOT_UNDERSTOOD, intent=Intent.REPEAT, why=("nothing was said",))


def hear(
    text: str, *, language: str, pending: Pending | None, vocabulary: Vocabulary | None = None
) -> Heard:
    """Understand a sentence, given the question that waits and the shop's words.

    Without a vocabulary the one that ships in the lexicon is used.

    :raises SentenceTooLong: when the text has more than `LONGEST_SENTENCE` characters
    """
    if len(text) > LONGEST_SENTENCE:
        raise SentenceTooLong(len(text))
    book = lexicon(language)
    kind = pending.kind if pending else None
    tokens = repaired(book.cut(text), book.mishearings, kind)
    line = prepared(tokens, book.stages)
    if not line.tokens:
        return Heard(text, (NOTHING_SAID,))
    hearing = _Hearing(book, vocabulary or book.words, kind)
    acts = hearing.acts(line)
    return Heard(text, acts or (NOT_UNDERSTOOD,))


class _Hearing:
    """One sentence being understood."""

    def __init__(self, book: Lexicon, known: Vocabulary, kind: PendingKind | None) -> None:
        self.book = book
        self.kind = kind
        self.clauses = ClauseReader(book, known)
        self.answers = AnswerReader(book, known)

    def acts(self, line: Line) -> tuple[Act, ...]:
        """Return the acts of a prepared line."""
        verdict = self.answers.verdict(line, asked=self.kind is not None)
        if verdict is not None:
            return (verdict,)
        line = polite_free(line, self.book.stages)
        opening, rest = self.answers.opening(line)
        said = self._answered(rest) or self._framed(rest)
        return self._with_opening(opening, said)

    def _answered(self, line: Line) -> tuple[Act, ...]:
        if self.kind is None:
            return ()
        clauses = clauses_of(line, self.book.frames)
        framed = any(
            clause.frame is not None
            and not (clause.frame.intent is Intent.ADD and clause.frame.takes is Takes.ITEMS)
            for clause in clauses
        )
        act = self.answers.answer(line, self.kind, framed=framed)
        return () if act is None else (act,)

    def _framed(self, line: Line) -> tuple[Act, ...]:
        clauses = clauses_of(line, self.book.frames)
        several = len(clauses) > 1
        found: list[Act] = []
        for clause in clauses:
            acts = self.clauses.acts(clause)
            if clause.frame is None and several:
                acts = tuple(act for act in acts if _stands_beside(act))
            found.extend(acts)
        return merged(_without_strays(found))

    def _with_opening(self, opening: Intent | None, said: tuple[Act, ...]) -> tuple[Act, ...]:
        """Put the yes or no before what follows it, where a question waits for one."""
        if opening is None:
            return said
        verdict = Act(opening, why=("opens with a yes or a no",))
        if not said:
            return (verdict,)
        if opening is Intent.DENY:
            bare = said[0].intent is Intent.ADD and not any(item.product for item in said[0].items)
            first = replace(said[0], intent=Intent.SET_QUANTITY, anaphoric=True) if bare else said[0]
            return (first, *said[1:])
        again = CONFIRMED_BY.get(self.kind, frozenset[Intent]()) if self.kind else None
        if self.kind is PendingKind.OFFER_SUBSTITUTE and said[0].intent is Intent.ADD:
            return (replace(verdict, items=()), *said[1:])
        if again is None or self.kind not in CONFIRMED_BY:
            return said
        return (verdict, *(act for act in said if act.intent not in again))


def _stands_beside(act: Act) -> bool:
    """Tell whether an act without a frame is more than chatter beside one that has a frame."""
    if act.intent in (Intent.RECIPE, Intent.REMOVE, Intent.CHOOSE_SLOT):
        return True
    return bool(act.items) and all(
        item.product and Doubt.UNKNOWN_PRODUCT not in item.doubts for item in act.items
    )


def _without_strays(acts: list[Act]) -> list[Act]:
    """Drop what is out of domain when something else was asked in the same sentence."""
    useful = [act for act in acts if act.intent is not Intent.OUT_OF_DOMAIN]
    return useful or acts[:1]
