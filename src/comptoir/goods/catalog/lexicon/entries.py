"""The lexicon's files, read once: stop words, compounds, synonyms and what they stand for."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from comptoir.goods.catalog.text import fold, raw_words, stem_of


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a run of words stands for: one key, and the weaker keys of the words it hides."""

    key: str
    parts: tuple[str, ...] = ()


def lines(name: str) -> list[str]:
    """Read a file of the lexicon: its lines without comments and blank ones."""
    text = (files("comptoir.goods.catalog.lexicon") / name).read_text(encoding="utf-8")
    stripped = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return [line for line in stripped if line]


@cache
def stop_words() -> frozenset[str]:
    """Give the folded French words that say nothing about goods."""
    return frozenset(fold(word) for line in lines("stop_fr.txt") for word in line.split())


@cache
def english_stop_words() -> frozenset[str]:
    """Give the folded English words that say nothing about goods."""
    return frozenset(fold(word) for line in lines("stop_en.txt") for word in line.split())


def phrase_stems(text: str) -> tuple[str, ...]:
    """Give the stems of a phrase of the lexicon, stop words dropped."""
    return tuple(stem_of(word) for word in raw_words(text) if fold(word) not in stop_words())


@cache
def phrases() -> dict[tuple[str, ...], Phrase]:
    """Give every run of stems that stands for one thing: compounds and synonyms.

    A line of `forms.txt` is "first | same | same"; the first is the name of the thing. A line
    that begins with "+" also lets its words be found one by one, weakly.
    """
    known: dict[tuple[str, ...], Phrase] = {}
    for line in lines("forms.txt"):
        is_open = line.startswith("+")
        forms = [phrase_stems(form) for form in line.lstrip("+ ").split("|")]
        key = "".join(forms[0])
        for form in forms:
            parts = tuple(part for part in form if part != key) if is_open else ()
            known.setdefault(form, Phrase(key, parts))
        known.setdefault((key,), Phrase(key))
    return known


@cache
def lengths() -> dict[str, int]:
    """Give, for each stem that begins a phrase, how many stems its longest phrase has."""
    longest: dict[str, int] = {}
    for form in phrases():
        longest[form[0]] = max(len(form), longest.get(form[0], 0))
    return longest
