"""How a French word sounds, roughly: words of one key are said alike."""

import re
from functools import lru_cache

_STEPS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"oo?ing$", "oin"),
        (r"oign", "ogn"),
        (r"(?<=e)s$", ""),
        (r"(?<=[^aeiouy]e)[tz]s?$", ""),
        (r"(?<=^..)z$|(?<=.)(?<!e)[tdxps]+$", ""),
        (r"mpt", "nt"),
        (r"ph", "f"),
        (r"sch|sh|ch", "S"),
        (r"gn", "N"),
        (r"eau|au", "O"),
        (r"oeu|eu", "Q"),
        (r"oe", "E"),
        (r"ou(?=[aei])", "W"),
        (r"ou", "U"),
        (r"oin(?![aeiouyn])", "W5"),
        (r"oi|oy", "WA"),
        (r"(?:ai|ei|i|y|u)[nm](?![aeiouyOEUWQnmh])", "5"),
        (r"(?:a|e)[nm](?![aeiouyOEUWQnmh])", "1"),
        (r"o[nm](?![aeiouyOEUWQnmh])", "3"),
        (r"ail(?:le?)?", "AJ"),
        (r"eil(?:le?)?", "EJ"),
        (r"ill", "IJ"),
        (r"ai|ei|ay|ey", "E"),
        (r"gu(?=[eiyEQ])", "G"),
        (r"g(?=[eiyEQ])|j", "Z"),
        (r"qu?|ck|cc(?![eiyE])|k", "K"),
        (r"ss|ce(?=[aou])|s?c(?=[eiyEQ])", "S_"),
        (r"c", "K"),
        (r"(?<=[aeiouyAEIOUQ135])s(?=[aeiouyAEIOUQ135]|$)", "z"),
        (r"x", "Ks"),
        (r"y", "i"),
        (r"h", ""),
        (r"w", "v"),
        (r"S_", "s"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)e$|(?<=..)E$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Give the key of a folded word; silent endings and doubled letters fall away."""
    for pattern, replacement in _STEPS:
        word = pattern.sub(replacement, word)
    return word.lower()
