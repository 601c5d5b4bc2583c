"""The spaces that French printers put."""

import re

from comptoir.kernel.locale import Language

_BEFORE = re.compile(r" (?=[;!?%])")
_COLON = re.compile(r" (?=:)")
_INSIDE = re.compile(r"(?<=«) | (?=»)")


def typeset(text: str, language: Language) -> str:
    """Give French its no-break spaces, before `: ; ! ? %` and inside « »."""
    if language is not Language.FRENCH:
        return text
    text = _COLON.sub("\u00a0", _INSIDE.sub("\u00a0", text))
    return _BEFORE.sub("\u202f", text)
