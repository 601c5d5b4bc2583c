"""Choices as an ear keeps them: without the noun and the size that all of them share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.kernel.locale import Language

_PRICE = re.compile(r" (?:à|at) \S*\d.*")
_SIZE = re.compile(r",?(?: × \d+| \d+(?:[.,]\d+)? ?(?:kg|g|cl|ml|L| litres?))$")


@dataclass(frozen=True, slots=True)
class _Label:
    """The parts of a label: "Lait entier", " 1 L", " à 1,15 €"."""

    title: str
    size: str
    price: str


def briefly(
    labels: Sequence[str], said: str, language: Language, *, prices: bool
) -> Sequence[str] | None:
    """Give labels without the noun that was `said`, and without a size that is the same.

    None where a label would have no words left, so that all have to be said whole.
    """
    parts = [_parted(label) for label in labels]
    kinds = [_without(part.title, said, language) for part in parts]
    if not all(kinds):
        return None
    apart = len(set(kinds)) == len(kinds) and (not prices or len({p.size for p in parts}) == 1)
    told = [
        f"{kind}{'' if apart else part.size}{part.price if prices else ''}"
        for kind, part in zip(kinds, parts, strict=True)
    ]
    return told if len(set(told)) == len(told) else None


def _parted(label: str) -> _Label:
    price = _PRICE.search(label)
    title = label[: price.start()] if price else label
    size = _SIZE.search(title)
    end = size.start() if size else len(title)
    return _Label(title[:end], title[end:], price[0] if price else "")


def _without(title: str, said: str, language: Language) -> str:
    """Drop the noun from the end of a name at which its language puts it."""
    words, noun = title.split(" "), [_bare(word) for word in said.split(" ")]
    count = len(noun)
    if language is Language.ENGLISH:
        there = [_bare(word) for word in words[-count:]] == noun
        return " ".join(words[:-count]) if there else title
    there = [_bare(word) for word in words[:count]] == noun
    return " ".join(words[count:]) if there else title


def _bare(word: str) -> str:
    return word.lower().rstrip("sx")
