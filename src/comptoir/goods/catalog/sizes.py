"""Sizes said in names and questions ("1,5 L", "6 x 33 cl", "x12", "12 rouleaux"), taken out."""

import re
from decimal import Decimal

_NUMBER = r"\d{1,5}(?:[.,]\d{1,3})?"
_UNIT = r"kilogrammes?|kilos?|kg|grammes?|gr|g|litres?|l|centilitres?|cl|millilitres?|ml|dl"
_COUNTED = (
    r"rouleaux|rouleau|lavages?|sachets?|dosettes?|capsules?|pi[eè]ces?|tranches?|pots?|bouteilles?"
    r"|canettes?|[œo]e?ufs?|pack|briques?|tablettes?|barres?|portions?|washes|rolls?|slices?|tabs"
)
_PACKS = re.compile(
    rf"\b(?P<packs>\d{{1,3}})\s*[x×*]\s*(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})\b(?!')",
    re.IGNORECASE,
)
_AMOUNT = re.compile(rf"(?<![\w.,])(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})\b(?!')", re.IGNORECASE)
_TIMES = re.compile(r"\(?\b[x×]\s*(?P<packs>\d{1,3})\b\)?", re.IGNORECASE)
_COUNT = re.compile(rf"\b(?P<packs>\d{{1,3}})\s+(?=(?:{_COUNTED})\b)", re.IGNORECASE)
_WORDED = re.compile(r"kilo|litre", re.IGNORECASE)
_SAID = (
    (re.compile(r"\bun(?:e)? (kilo|litre) et demie?\b", re.IGNORECASE), "1,5 {}"),
    (re.compile(r"\b(\d+) (kilos?|litres?) et demie?\b", re.IGNORECASE), "{},5 {}"),
    (re.compile(r"\bdemi[- ](litre|kilo)\b", re.IGNORECASE), "0,5 {}"),
    (re.compile(r"\bune? (kilo|litre)\b", re.IGNORECASE), "1 {}"),
)
_FACTORS = {"k": ("g", 1000), "g": ("g", 1), "l": ("ml", 1000), "c": ("ml", 10), "d": ("ml", 100)}


def take_sizes(text: str) -> tuple[str, tuple[str, ...]]:
    """Take the sizes out of `text`: what is left, and one key a size ("z.1500ml", "z.x6")."""
    if not any(char.isdigit() for char in text) and not _WORDED.search(text):
        return text, ()
    for pattern, form in _SAID:
        text = pattern.sub(lambda match, form=form: form.format(*match.groups()), text)
    found: list[str] = []
    for pattern in (_PACKS, _AMOUNT, _TIMES, _COUNT):
        for match in pattern.finditer(text):
            found.extend(_keys(match))
        text = pattern.sub(" ", text)
    return text, tuple(dict.fromkeys(found))


def size_keys(value: int | None, unit: str | None) -> tuple[str, ...]:
    """Give the key of a net quantity in g, ml or pieces; nothing for an unknown one."""
    if not value or unit is None:
        return ()
    return (f"z.x{value}",) if unit == "piece" else (f"z.{value}{unit}",)


def _keys(match: re.Match[str]) -> tuple[str, ...]:
    """Give the keys of one match: of packs their number, what all hold, and what one holds."""
    said = match.groupdict()
    packs = int(said.get("packs") or 0)
    keys = (f"z.x{packs}",) if packs else ()
    if said.get("number") is None:
        return keys
    unit = said["unit"].lower()
    kind, factor = ("ml", 1) if unit.startswith("m") else _FACTORS[unit[0]]
    value = Decimal(said["number"].replace(",", ".")) * factor
    if value != int(value):
        return keys
    return (*keys, *dict.fromkeys(f"z.{int(value) * each}{kind}" for each in (packs or 1, 1)))
