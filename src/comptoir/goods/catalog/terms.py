"""Text read as terms: stop words dropped, compounds and synonyms made one, "sans" tied on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.text import fold, raw_words, stem_of

_WITHOUT = frozenset({"sans", "ss"})


@dataclass(frozen=True, slots=True)
class Term:
    """One thing said: `key` is what is looked up, `parts` the weaker keys hidden in a compound."""

    key: str
    said: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: folded, and its stem."""

    folded: str
    stem: str


def kept_words(text: str) -> list[Word]:
    """Cut into words without those that say nothing ("de", "la"); "sans" stays."""
    return [word for raw in raw_words(text) if (word := _word(raw)) is not None]


@lru_cache(maxsize=32_768)
def _word(raw: str) -> Word | None:
    """Read one word, or None of one that says nothing; a catalogue repeats most of its words."""
    folded = fold(raw)
    return None if folded in entries.stop_words() else Word(folded, stem_of(raw))


def terms(text: str) -> tuple[Term, ...]:
    """Read French text as terms, in order."""
    return terms_of(kept_words(text))


def terms_of(kept: Sequence[Word]) -> tuple[Term, ...]:
    """Put words together into terms, in order."""
    return tuple(_tie_without(_compounds(kept)))


def stems(text: str) -> tuple[str, ...]:
    """Give the keys of the terms of `text`, in order."""
    return tuple(term.key for term in terms(text))


def english_stems(text: str) -> tuple[str, ...]:
    """Read English words as stems, in order, stop words dropped."""
    return entries.english_phrase(text)


def _compounds(kept: Sequence[Word]) -> Iterator[Term]:
    """Put words together that the lexicon knows as one, the longest first."""
    lengths, phrases = entries.lengths(), entries.phrases()
    position = 0
    while position < len(kept):
        for length in range(lengths.get(kept[position].stem, 0), 0, -1):
            run = kept[position : position + length]
            phrase = phrases.get(tuple(word.stem for word in run)) if len(run) == length else None
            if phrase is not None:
                yield Term(phrase.key, " ".join(word.folded for word in run), phrase.parts)
                position += length
                break
        else:
            yield Term(kept[position].stem, kept[position].folded)
            position += 1


def _tie_without(found: Iterable[Term]) -> Iterator[Term]:
    """Tie "sans" to what follows, so that "sans sucre" never matches "sucre"."""
    waiting: Term | None = None
    for term in found:
        if waiting is not None:
            yield Term(f"sans.{term.key}", f"sans {term.said}")
            waiting = None
        elif term.said in _WITHOUT:
            waiting = term
        else:
            yield term
