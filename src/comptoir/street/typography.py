"""The apostrophes and spaces that printers put."""

import re

from comptoir.kernel.locale import Language

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_UNIT = re.compile(r"(?<=\d) (?=(?:h|k?g|[cm]?[lL])\b|[€%])")
_BEFORE = re.compile(r" (?=[;!?%])")
_COLON = re.compile(r" (?=:)")
_INSIDE = re.compile(r"(?<=«) | (?=»)")


def apostrophes(text: str) -> str:
    """Bend the apostrophes inside words, as rows and keyboards do not."""
    return _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", text)


def said(text: str) -> str:
    """Bend apostrophes and keep figures with their units, in what was said in either language."""
    return _UNIT.sub("\u00a0", apostrophes(text))


def typeset(text: str, language: Language) -> str:
    """Give apostrophes, and French its no-break spaces: before `: ; ! ? %` and inside « »."""
    text = apostrophes(text)
    if language is not Language.FRENCH:
        return text
    text = _COLON.sub("\u00a0", _INSIDE.sub("\u00a0", text))
    return _BEFORE.sub("\u202f", text)
