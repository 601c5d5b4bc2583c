"""What a recogniser is told beforehand of a conversation, so that it hears what is likely."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from comptoir.kernel.locale import Language

_LIKE = {"confirm_slot": "slots", "offer_substitute": "choices", "which_line": "choices"}
_CHOSEN_FROM = frozenset({"choices", "slots"})
_MOST_CHOICES = 4


def hint(language: Language, *, pending: str | None, choices: Sequence[str] = ()) -> str:
    """Give words that may well be said now: of goods, and in answer to the question that waits.

    `pending` is the kind of that question; `choices` are what can be said, heeded only where one of
    several things is to be chosen: elsewhere they may be commands.
    """
    pages = _pages()[language.value]
    kind = _LIKE.get(pending or "", pending or "")
    asked = pages.get(kind, "")
    offered = ", ".join(choices[:_MOST_CHOICES]) if kind in _CHOSEN_FROM else ""
    return " ".join(part for part in (pages["goods"], asked, offered) if part)


@cache
def _pages() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("comptoir.street").joinpath("hints.toml").read_text("utf-8")
    return tomllib.loads(text)
