"""Open the data files of a language's lexicon."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import cast

from comptoir.conversation.hearing.patterns import compile_all
from comptoir.conversation.hearing.tokens import fold, plural_stem, stem, word_stems

_ROOT = files("comptoir.conversation") / "lexicon"
_COOKED = files("comptoir.conversation") / "words" / "recipes.toml"


class LexiconFault(ValueError):
    """A page of the lexicon lacks something or holds it in the wrong shape."""


def languages() -> tuple[str, ...]:
    """Return the languages that have a lexicon."""
    return tuple(
        sorted(page.name for page in _ROOT.iterdir() if page.is_dir() and len(page.name) == 2)
    )


@dataclass(frozen=True)
class Page:
    """A table of a TOML page, read by what its values are for."""

    name: str
    table: Mapping[str, object]
    classes: Mapping[str, str]

    @classmethod
    def open(cls, language: str, name: str, classes: Mapping[str, str]) -> "Page":
        """Read a page such as `times.toml` of a language."""
        return cls(f"{language}/{name}", tomllib.loads(source(language, name)), classes)

    def words(self, key: str) -> frozenset[str]:
        """Return a row of words written in one string."""
        return frozenset(fold(self.text(key)).split())

    def spelt(self, key: str) -> frozenset[str]:
        """Return a row of words with their accents: à is not a."""
        return frozenset(self.text(key).lower().split())

    def text(self, key: str) -> str:
        """Return a text, empty when it is missing."""
        value = self.table.get(key, "")
        if not isinstance(value, str):
            raise LexiconFault(f"{self.name}: {key}")
        return value

    def lines(self, key: str) -> list[str]:
        """Return a list of texts, empty when it is missing."""
        value = self.table.get(key, [])
        if not isinstance(value, list):
            raise LexiconFault(f"{self.name}: {key}")
        return [str(line) for line in cast("list[object]", value)]

    def pattern(self, key: str) -> re.Pattern[str]:
        """Return one expression for all the patterns of a list."""
        lines = self.lines(key)
        return compile_all([fold(line) for line in lines], self.classes) if lines else NEVER

    def inner(self, key: str) -> "Page":
        """Return a table inside this one, empty when it is missing."""
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            raise LexiconFault(f"{self.name}: {key}")
        return Page(f"{self.name}.{key}", cast("dict[str, object]", value), self.classes)

    def rows(self, key: str) -> Iterator["Page"]:
        """Return the tables of an array of tables."""
        value = self.table.get(key, [])
        if not isinstance(value, list):
            raise LexiconFault(f"{self.name}: {key}")
        for row in cast("list[object]", value):
            yield Page(f"{self.name}.{key}", cast("dict[str, object]", row), self.classes)

    def numbers(self, key: str) -> dict[str, int]:
        """Return a table from words to numbers; a key may hold several words."""
        table = self.inner(key).table
        return {
            word: int(str(value)) for words, value in table.items() for word in fold(words).split()
        }

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the table in their order."""
        return tuple(self.table)


NEVER = re.compile(r"(?!)")


def phrases(language: str, name: str) -> tuple[str, ...]:
    """Return the phrases of a text page, separated by commas; `#` opens a remark.

    A line "head: a, b" stands for head, head a and head b; of "x, head: a" the x stands alone.
    """
    return tuple(phrase for row in rows(language, name) for phrase in _spread(row))


def rows(language: str, name: str) -> Iterator[str]:
    """Return the lines of a text page without remarks and empty lines."""
    return (row for _, row in _headed_rows(language, name))


def dishes(language: str) -> tuple[str, ...]:
    """Return what dishes are called: those of the lexicon, and those that the shop can cook."""
    tables = tomllib.loads(_COOKED.read_text(encoding="utf-8"))
    cooked = cast("list[dict[str, object]]", tables["dish"])
    named = (str(dish[language]) for dish in cooked if language in dish)
    also = (str(name) for dish in cooked for name in cast("list[object]", dish.get("also", [])))
    return tuple(dict.fromkeys((*phrases(language, "dishes"), *named, *also)))


def heads(language: str, name: str, sections: Iterable[str]) -> frozenset[str]:
    """Return the stems of the one-word goods of a text page's sections, by their titles."""
    wanted = frozenset(sections)
    found: set[str] = set()
    for title, row in _headed_rows(language, name):
        if title in wanted:
            alone, colon, variants = row.partition(":")
            named = alone if colon else variants or row
            found.update(stem(fold(one.strip())) for one in named.split(","))
    return frozenset(one for one in found if one and " " not in one)


def _headed_rows(language: str, name: str) -> Iterator[tuple[str, str]]:
    """Return the lines of a text page, each with the remark that stands over it."""
    source = (_ROOT / language / f"{name}.txt").read_text(encoding="utf-8")
    title = ""
    for line in source.splitlines():
        title = line.lstrip("# ") if line.startswith("#") else title
        row = "" if line.startswith("#") else line.split(" #")[0].strip()
        if row:
            yield title, row


def _spread(row: str) -> Iterator[str]:
    heads, colon, variants = row.partition(":")
    if not colon:
        heads, variants = "", row
    *alone, head = heads.split(",")
    yield from (one.strip() for one in (*alone, head) if one.strip())
    for variant in variants.split(","):
        if variant.strip():
            yield f"{head.strip()} {variant.strip()}".strip()


def ordinals(page: Page) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return the patterns of a table whose keys are places in a row; -1 is the last."""
    return tuple((int(place), page.pattern(place)) for place in page.keys)


def source(language: str, name: str) -> str:
    """Return the text of a TOML page."""
    return (_ROOT / language / f"{name}.toml").read_text(encoding="utf-8")


def stems(language: str, name: str) -> frozenset[str]:
    """Return the phrases of a text page as folded stems, irregular plurals too."""
    found: set[str] = set()
    for phrase in phrases(language, name):
        *before, last = word_stems(phrase)
        for one in (last, plural_stem(last)):
            if one:
                found.add(" ".join((*before, one)))
    return frozenset(found)


def spelt_stems(language: str, name: str) -> frozenset[str]:
    """Return the one-word phrases of a text page as stems with their accents."""
    return frozenset(stem(phrase) for phrase in phrases(language, name) if " " not in phrase)


def conjugated(page: Page) -> dict[str, str]:
    """Return the verb classes of a page with every form of their regular verbs.

    `ajout-er` is a stem and the name of a row of endings; words without a dash stand as they are.
    """
    endings = page.inner("endings")
    classes: dict[str, str] = {}
    for name, words in page.inner("verbs").table.items():
        forms: dict[str, None] = {}
        for word in fold(str(words)).split():
            start, dash, ending = word.partition("-")
            shapes = endings.text(ending).split() if dash else [""]
            forms.update((start + ("" if shape == "=" else fold(shape)), None) for shape in shapes)
        classes[name] = "|".join(forms)
    return classes
