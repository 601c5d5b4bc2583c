"""French nouns as names of goods have them: gender, plural, elision, and what goods are held in."""

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from comptoir.conversation.saying.tongue import words_of
from comptoir.goods.catalog.text import fold

_JOINTS = frozenset(
    ("de", "du", "des", "d'", "à", "au", "aux", "en", "sans", "avec", "pour", "et", "type", "sur",
     "façon", "goût", "saveur", "taille", "dès")
)  # fmt: skip
_ADJECTIVE = (
    "é", "ée", "al", "ale", "ant", "ante", "if", "ive", "ique", "ais", "aise", "ois", "oise", "ain",
    "aine", "ien", "ienne", "in", "ine", "et", "ette", "u", "ue", "el", "elle", "aire", "able",
    "ible", "ier", "ière", "eux", "euse", "ard", "arde", "it", "ite", "at", "ate",
)  # fmt: skip
"""Endings of adjectives; the nouns that end so are named in the table."""

_PREFIXES = frozenset(("mini", "maxi", "demi", "semi", "super", "petit", "grand"))
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def of(text: str) -> str:
    """Put "de" before a text, elided where French elides it."""
    first = re.split(r"[\s',’-]", text, maxsplit=1)[0].lower()
    if _NUMBER.fullmatch(first):
        return f"d'{text}" if first == "1" else f"de {text}"
    mute = fold(text)[:1] in tuple("aeiouh") and first not in _words("aspirated")
    return f"d'{text}" if mute else f"de {text}"


def feminine(noun: str) -> bool:
    """Tell a noun's gender, singular or plural, by the words known or else by its ending."""
    noun = noun.lower()
    for word in (noun, _singular(noun)):
        if word in _words("feminine"):
            return True
        if word in _words("masculine"):
            return False
    first, joined, rest = noun.partition("-")
    if joined:
        return feminine(rest if first in _PREFIXES else first)
    return _singular(noun).endswith("e")


def plural(name: str, count: int) -> str:
    """Put the noun of a name and its adjectives into the plural, as far as its complement."""
    if count < 2:
        return name
    words = name.split(" ")
    if words[0].endswith(("s", "x")) and words[0] not in _words("singular"):
        return name  # "Œufs plein air" is a plural already
    if words[0] in ("petit", "petite", "grand", "grande") and len(words) > 1:
        return f"{words[0]}s {plural(' '.join(words[1:]), count)}"
    agreed = [_plural_noun(words[0])]
    for word in words[1 : _head(words)]:
        if word != "bio" and not _agrees(word):
            break
        agreed.append(_plural_adjective(word))
    rest = words[len(agreed) :]
    if rest and rest[-1] in ("surgelé", "surgelée"):
        rest[-1] += "s"
    return " ".join([*agreed, *rest])


def number(name: str, count: int) -> str:
    """Put a name into the singular or the plural: "1 tomate ronde", "2 tomates rondes"."""
    if count > 1:
        return plural(name, count)
    words = name.split(" ")
    return " ".join([*map(_singular, words[: _head(words)]), *words[_head(words) :]])


def is_plural(name: str) -> bool:
    """Tell whether a name speaks of several: "Pêches jaunes"."""
    head = name.split(" ", 1)[0].lower()
    return head.endswith(("s", "x")) and head not in _words("singular")


def counted(name: str) -> bool:
    """Tell whether such goods are counted in pieces rather than measured: baguettes, pizzas."""
    head = name.split(" ", 1)[0].lower()
    return any(word in _words("counted") for word in (head, _singular(head), head.split("-", 1)[0]))


def held_in(name: str) -> str | None:
    """Tell in what a piece of such goods is held: butter in a "plaquette", jam in a "pot"."""
    words = name.lower().split(" ")
    told = _table("told")
    if not counted(name):
        for word in words:
            if word in told:
                return told[word]
    held = _table("held")
    for length in range(len(words), 0, -1):
        container = held.get(" ".join(words[:length]))
        if container is not None:
            return container or None
    return None


def _head(words: Sequence[str]) -> int:
    """Count the noun and the adjectives that a name begins with, before any complement."""
    for place, word in enumerate(words):
        joint = word in _JOINTS or word.startswith(("d'", "l'")) or not word[:1].islower()
        if place and joint:
            return place
    return len(words)


def _singular(word: str) -> str:
    if word in _words("singular") or not word.endswith(("s", "x")):
        return word
    return word[:-1]


def _plural_noun(word: str) -> str:
    irregular = _table("plurals").get(word)
    if irregular is not None:
        return irregular
    if word[-1:] in "sxz" or not word.replace("-", "").isalpha():
        return word
    if word.endswith(("eau", "eu")) and word != "bleu":
        return word + "x"
    return word + "s"


def _agrees(word: str) -> bool:
    """Tell an adjective, "solaire", from a noun that stands beside another, "vaisselle"."""
    if word in _words("invariable"):
        return False
    return word in _words("adjectives") or word.endswith(_ADJECTIVE)


def _plural_adjective(word: str) -> str:
    if word == "bio" or word[-1:] in "sxz":
        return word
    return word[:-2] + "aux" if word.endswith("al") else word + "s"


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(cast("list[str]", words_of("french_nouns")[key]))


@cache
def _table(key: str) -> dict[str, str]:
    return cast("dict[str, str]", words_of("french_nouns")[key])
