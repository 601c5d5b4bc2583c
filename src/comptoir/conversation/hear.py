"""Understand one sentence: words in, acts out, each with the reasons for it."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from comptoir.conversation.hearing.clitics import clipped
from comptoir.conversation.hearing.described import described
from comptoir.conversation.hearing.homophones import as_goods
from comptoir.conversation.hearing.hyphens import bound
from comptoir.conversation.hearing.lattice import oddities, variants
from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.hearing.patterns import Line
from comptoir.conversation.hearing.premodified import premodified
from comptoir.conversation.hearing.repair import expected, repaired, respoken
from comptoir.conversation.hearing.second import (
    betters,
    doubted,
    is_doubtful,
    is_verbless,
)
from comptoir.conversation.hearing.sentences import SentenceReader, unstopped
from comptoir.conversation.hearing.sounded import sounded
from comptoir.conversation.hearing.stages import prepared, steady
from comptoir.conversation.hearing.tokens import Token
from comptoir.conversation.hearing.twos import recounted
from comptoir.conversation.model import (
    LONGEST_SENTENCE,
    Act,
    Doubt,
    Heard,
    Intent,
    Pending,
    SentenceTooLong,
)
from comptoir.conversation.vocabulary import Vocabulary

MOST_HEARD = 12
"""Ways in which a sentence that is not understood is read again."""
_MOST_WORDS = 480
"""Words that are read again, all ways together: the longer a sentence, the fewer of them."""
_LONGEST_AGAIN = 90
"""Words beyond which a sentence is read once: nobody says so many in one breath."""

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
    return listen(text, language=language, pending=pending, vocabulary=vocabulary).heard


@dataclass(frozen=True, slots=True)
class Listened:
    """What was heard, with the words it was heard from."""

    heard: Heard
    tokens: tuple[Token, ...]
    """The words, those put right among them, without what was stammered."""
    line: Line
    """What the grammar read: amounts, hours and filters are one token each."""
    remarks: tuple[str, ...] = ()
    """What was told beside the request, which the grammar did not read."""


def listen(
    text: str, *, language: str, pending: Pending | None, vocabulary: Vocabulary | None = None
) -> Listened:
    """Understand a sentence as `hear` does, and tell what it was read from.

    :raises SentenceTooLong: when the text has more than `LONGEST_SENTENCE` characters
    """
    if len(text) > LONGEST_SENTENCE:
        raise SentenceTooLong(len(text))
    book = lexicon(language)
    kind = pending.kind if pending else None
    known = vocabulary or book.words
    said = clipped(book.cut(text), book.clitics, known)
    tokens = repaired(said, book.rewritings, kind)
    tokens = expected(tokens, book.expected, kind, book.spoken, known)
    tokens = sounded(tokens, book.sounded, known) if book.sounded else tokens
    tokens = as_goods(steady(tokens, book.stages), book.homophones, known)
    tokens = premodified(tokens, book.long_adjectives, known)
    tokens = respoken(tokens, book.spoken, known)
    tokens = recounted(tokens, book.twos, known) if book.twos else tokens
    tokens = bound(tokens, book.hyphens) if book.hyphens else tokens
    tokens = described(tokens, book.participles, known) if book.participles else tokens
    line = unstopped(prepared(tokens, book.stages))
    if not line.tokens:
        return Listened(Heard(text, (NOTHING_SAID,)), (), line)
    hearing = SentenceReader(book, known, kind)
    acts, remarks = hearing.best(line)
    if len(tokens) <= _LONGEST_AGAIN and is_doubtful(acts, _odd(tokens, acts, hearing)):
        tokens, acts = _heard_again(tokens, acts, hearing)
    said = tuple(_as_said(act, text) for act in acts)
    heard = Heard(text, said or (NOT_UNDERSTOOD,))
    return Listened(heard, tokens, prepared(tokens, book.stages), remarks)


def _as_said(act: Act, text: str) -> Act:
    """Give a thing pointed at the hyphens with which it was written."""
    if act.ref is None or not isinstance(act.ref.value, str) or "-" not in text:
        return act
    words = (re.escape(word) for word in act.ref.value.split())
    found = re.search("[ -]+".join(words), text.lower())
    return act if found is None else replace(act, ref=replace(act.ref, value=found.group()))


def _heard_again(
    tokens: tuple[Token, ...], acts: tuple[Act, ...], hearing: SentenceReader
) -> tuple[tuple[Token, ...], tuple[Act, ...]]:
    """Return the best reading of what a sentence may have been before it was misspelt."""
    words, known = hearing.book.second, hearing.clauses.known
    best, odd = tokens, _odd(tokens, acts, hearing)
    places = doubted(tokens, acts)
    meant = variants(tokens, places, words, known, verbless=is_verbless(acts))
    for other in islice(meant, min(MOST_HEARD, _MOST_WORDS // len(tokens))):
        again, _ = hearing.best(unstopped(prepared(other, hearing.book.stages)))
        left = _odd(other, again, hearing)
        if again and betters(again, acts, (left, odd)):
            best, acts, odd = other, again, left
            if not is_doubtful(acts, odd):
                break
    return best, acts


def _odd(
    tokens: tuple[Token, ...], acts: tuple[Act, ...], hearing: SentenceReader
) -> frozenset[str]:
    """Return the words that are none of the language and no part of what was understood."""
    doubtful = doubted(tokens, acts)
    places = doubtful.places | doubtful.within
    return oddities(tokens, places, hearing.book.second, hearing.clauses.known)
