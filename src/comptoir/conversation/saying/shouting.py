"""Names that a till shouts and shortens, such as "LAIT 1/2 ECREME BIO 1L", as words people say."""

import re
from functools import cache
from typing import cast

from comptoir.conversation.saying.tongue import words_of
from comptoir.goods.catalog.text import fold

_CAPITAL = "A-ZÀ-ŸŒ"
_RUN = re.compile(
    rf"(?<![\w'’-])[{_CAPITAL}]{{2}}[{_CAPITAL}'’.-]*"
    rf"(?:[ /+&.-]*(?:[{_CAPITAL}][{_CAPITAL}'’./+&%-]*|\d[\d{_CAPITAL},./×%-]*|%))*"
)
"""Words in capitals in a row, with the figures between them."""

_WORD = re.compile(r"[A-ZÀ-ŸŒ]{4}")
_TOKEN = re.compile(r"[A-Z]/|\d+/\d+|[^\s/]+|/")
_ORDER = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
"""An order's number, which nobody shouts: "ABCD-2345"."""

_GLUED = re.compile(r"(?<=\d)(?=(?:KG|G|L|CL|ML)\b)")
_BY = re.compile(r"\bX ?(\d+)\b")
_TIMES = re.compile(r"(?<=\d) ?X ?(?=\d)")


def lowered(text: str, language: str) -> str:
    """Lower the words of a text that are shouted, and write their abbreviations out.

    A run of capitals counts as shouted when a word of four letters is in it: "UHT" alone is not.
    """

    def quieter(found: re.Match[str]) -> str:
        run = found[0].rstrip(".,-/& ")
        if not _WORD.search(run) or _ORDER.fullmatch(run):
            return found[0]
        return _quiet(run, language) + found[0][len(run) :]

    return _RUN.sub(quieter, text)


def _quiet(run: str, language: str) -> str:
    run = _TIMES.sub(" × ", _GLUED.sub(" ", run))
    run = _BY.sub(r"par \1" if language == "fr" else r"\1-pack", run)
    short, accents = _table(language, "short"), _table(language, "accents")
    words: list[str] = []
    for found in _TOKEN.finditer(run):
        word = str(found[0])
        bare = word.rstrip(".")
        known = short[bare] if bare in short else short.get(word)
        words.append(accents.get(fold(bare), bare.lower()) if known is None else known)
    return " ".join(word for word in words if word)


@cache
def _table(language: str, name: str) -> dict[str, str]:
    table = cast("dict[str, dict[str, dict[str, str]]]", words_of("shouting"))[language]
    if name == "accents":
        return {fold(word): word for word in cast("list[str]", table["accents"])}
    return table[name]
