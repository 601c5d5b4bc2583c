"""How a French word sounds, roughly: words of one key are said alike."""

import re
from functools import lru_cache

_STEPS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch|sh|ch", "S"),
        (r"gn", "N"),
        (r"eaux?|aux?|ault|aud$", "o"),
        (r"oeu|eu", "e"),
        (r"oe", "e"),
        (r"ou", "U"),
        (r"oin(?![aeiouyn])", "w5"),
        (r"oi|oy", "wa"),
        (r"(?:ai|ei|i|y|u)[nm](?![aeiouynmh])", "5"),
        (r"(?:a|e)[nm](?![aeiouynmh])", "1"),
        (r"o[nm](?![aeiouynmh])", "3"),
        (r"ail(?:le)?", "aj"),
        (r"eil(?:le)?", "ej"),
        (r"ille?", "ij"),
        (r"ai|ei|ay|ey", "e"),
        (r"(?:er|ez|et|es|ee)$", "e"),
        (r"qu|q|ck|cc(?![eiy])|k", "k"),
        (r"c(?=[eiy])|ss|sc(?=[eiy])", "s"),
        (r"c", "k"),
        (r"g(?=[eiy])|j", "Z"),
        (r"gu(?=[eiy])", "g"),
        (r"(?<=[aeiouU135])s(?=[aeiouU135])", "z"),
        (r"x(?=.)", "ks"),
        (r"z", "s"),
        (r"y", "i"),
        (r"h", ""),
        (r"w", "v"),
        (r"(?<=.)[stdxpe]+$", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[stdxp]$", ""),
    )
)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Give the key of a folded word; silent endings, doubled letters and spellings fall away."""
    for pattern, replacement in _STEPS:
        word = pattern.sub(replacement, word)
    return word
