"""Written French as it is read out: figures, units, signs and abbreviations become words."""

import re
from collections.abc import Callable
from functools import cache
from typing import cast

from comptoir.conversation.saying import french_numbers as numbers
from comptoir.conversation.saying.french_nouns import feminine
from comptoir.conversation.saying.shouting import lowered
from comptoir.conversation.saying.ssml import BEGINNING, PAUSE
from comptoir.conversation.saying.tongue import words_of

_NUMBER = r"(?<!\d)(?P<whole>\d+)(?:[.,](?P<rest>\d+))?"
_UNITS = {
    "mg": "milligramme",
    "cm": "centimètre",
    "mm": "millimètre",
    "m": "mètre",
    "km": "kilomètre",
    "W": "watt",
    "V": "volt",
    "°": "degré",
    "%": "pour cent",
    "min": "minute",
}
_GRAMS = {"g": 1, "kg": 1000}
_MILLILITRES = {"ml": 1, "cl": 10, "dl": 100, "l": 1000}

_MONEY = re.compile(
    r"(?P<minus>[−-])?(?<!\d)(?P<whole>\d+)(?:[.,](?P<cents>\d\d?))? ?(?P<sign>€|£|\$|CHF)"
)
_MEASURE = re.compile(rf"{_NUMBER} ?(?P<unit>kg|mg|g|cl|dl|ml|[lL]|cm|mm|km|min|[mWV]|%|°)(?!\w)")
_SIZE = re.compile(
    r"(?P<before>(?<![^\W\d_])[^\W\d_]{2,}|[)%]) (?P<size>\d+(?:[.,]\d+)? ?(?:kg|g|cl|ml|l|L))"
    r"(?= à| ou| et| par| :|[,.;:!?)]|$)"
)
_FAT = re.compile(r"% ?MG\b")
_LESS = re.compile(r"[−-](?=\d+ ?%)")
_BY = re.compile(r"(?<=[\w)°]) × (?P<count>\d+)(?=$| à| ?[:;?!]|[,.](?!\d))")
_BETWEEN = re.compile(r"\bentre (?P<a>\d{1,2}) h et (?P<b>\d{1,2}) h(?! ?\d)")
_HOUR = re.compile(r"\b(?P<hours>\d{1,2}) ?h(?: ?(?P<minutes>\d\d))?\b")
_CLOCK = re.compile(r"\b(?P<hours>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)\b")
_RANK = re.compile(r"\b(?P<rank>\d+)(?P<ending>er|re|ère|ème|e)\b")
_RANGE = re.compile(r"\b(?P<a>\d+)[-–](?P<b>\d+)(?= (?:kg|mois|ans|g|personnes)\b)")
_ACROSS = re.compile(r"\b(?P<a>\d+) ?[×x] ?(?P<b>\d+)(?= ?cm\b)")
_ORDER = re.compile(r"\b(?P<a>[A-Z0-9]{4})-(?P<b>[A-Z0-9]{4})\b")
_POSTCODE = re.compile(r"(?<![\d,.])\d{5}(?![\d,.]\d|\d)")
_CODE = re.compile(r"\b(?P<letters>[A-Z]{1,4})(?P<number>\d{1,4})\b")
_LETTERS = re.compile(r"\b[A-ZÉÈÀ]{2,4}\b")
_LEFT = re.compile(r"[€£$%°/+=~^<>|\\[\]{}−]")
_PLAIN = re.compile(rf"(?<![\w,.]){_NUMBER}(?P<after> [^\W\d_]+(?:-[^\W\d_]+)*)?")
_ELIDED = re.compile(r"\b(?P<word>[dDqQ](?:e|ue)) (?=une?\b)")


def read_out(text: str) -> str:
    """Put written French into the words a voice says; what is words already stays as it is."""
    said = _signs(lowered(text, "fr"))
    for pattern, words in _STEPS:
        said = pattern.sub(words, said)
    said = _ELIDED.sub(lambda found: found["word"][:-1] + "'", said)
    return _tidy(said)


def _signs(text: str) -> str:
    """Take out what is only for the eye, and put words for the signs that are said."""
    for sign, word in _table("signs").items():
        text = text.replace(sign, word)
    text = _FAT.sub("% de matière grasse", text)
    text = _short().sub(lambda found: _table("short")[found[0]], text)
    return re.sub(r"\s+", " ", text)


def _tidy(text: str) -> str:
    text = re.sub(rf"\s+(?={PAUSE})", "", re.sub(r"\s+", " ", text))
    text = re.sub(r" ?\(\s*", ", ", text)
    text = re.sub(r"\s*\)(?=[,.;:!?])", "", text).replace(")", ",")
    text = re.sub(r"\s+([,.])", r"\1", text)
    text = re.sub(r"[,;:]\s*(?=[,.;:!?])", "", text)
    text = re.sub(r"(?<=\w)\s*;", ",", text).strip(" ,")
    return BEGINNING.sub(lambda found: found[0].upper(), text)


def _money(found: re.Match[str]) -> str:
    cents = int(found["whole"]) * 100 + int((found["cents"] or "0").ljust(2, "0"))
    return numbers.money(-cents if found["minus"] else cents, found["sign"])


def _measure(found: re.Match[str]) -> str:
    whole, rest, unit = found["whole"], found["rest"] or "", found["unit"]
    thousandths = int(whole) * 1000 + int(rest[:3].ljust(3, "0"))
    weight, volume = _GRAMS.get(unit), _MILLILITRES.get(unit.lower())
    if weight is not None and thousandths * weight % 1000 == 0:
        return numbers.grams(thousandths * weight // 1000)
    if volume is not None and thousandths * volume % 1000 == 0:
        return numbers.millilitres(thousandths * volume // 1000)
    name = _UNITS.get(unit, {"g": "gramme", "ml": "millilitre"}.get(unit, unit))
    several = "s" if int(whole) > 1 and name != "pour cent" else ""
    return f"{numbers.decimal(whole, rest)} {name}{several}"


def _size(found: re.Match[str]) -> str:
    before = found["before"]
    bare = before.lower() in _bare() or before.lower() in _number_words()
    return found[0] if bare else f"{before} de {found['size']}"


def _hour(found: re.Match[str]) -> str:
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if hours > 24:
        return f"{numbers.cardinal(hours, feminine=True)} heures"
    return numbers.hour(hours % 24, minutes)


def _between(found: re.Match[str]) -> str:
    first, last = numbers.hour(int(found["a"]), 0), numbers.hour(int(found["b"]) % 24, 0)
    if last.endswith(" heures"):
        first = first.removesuffix(" heures")
    return f"entre {first} et {last}"


def _rank(found: re.Match[str]) -> str:
    return numbers.ordinal(int(found["rank"]), feminine=found["ending"] in ("re", "ère"))


def _order(found: re.Match[str]) -> str:
    groups = (" ".join(map(_letter, found[group])) for group in ("a", "b"))
    return f",{PAUSE} ".join(groups)


def _letter(character: str) -> str:
    return numbers.digits(character) if character.isdigit() else character


def _code(found: re.Match[str]) -> str:
    letters = _table("letters").get(found["letters"], " ".join(found["letters"]))
    return f"{letters} {numbers.cardinal(int(found['number']))}"


def _letters(found: re.Match[str]) -> str:
    return _table("letters").get(found[0], " ".join(found[0]))


def _plain(found: re.Match[str]) -> str:
    after = found["after"] or ""
    one = bool(after) and feminine(after.strip())
    return numbers.decimal(found["whole"], found["rest"] or "", feminine=one) + after


_STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ORDER, _order),
    (_MONEY, _money),
    (_LESS, lambda _: "moins "),
    (_BY, lambda found: f" par {numbers.cardinal(int(found['count']))}"),
    (_BETWEEN, _between),
    (_CLOCK, _hour),
    (_HOUR, _hour),
    (_RANGE, lambda found: f"{numbers.cardinal(int(found['a']))} à {found['b']}"),
    (_ACROSS, lambda found: f"{numbers.cardinal(int(found['a']))} sur {found['b']}"),
    (_SIZE, _size),
    (_MEASURE, _measure),
    (_POSTCODE, lambda found: numbers.postcode(found[0])),
    (_RANK, _rank),
    (_CODE, _code),
    (_LETTERS, _letters),
    (re.compile(r" ?× ?"), lambda _: " fois "),
    (_PLAIN, _plain),
    (_LEFT, lambda found: f" {_table('left').get(found[0], '')} "),
    (re.compile(r"\d+"), lambda found: f" {numbers.cardinal(int(found[0]))} "),
)
"""What is read in which order: a price before a number, a size before a measure."""


@cache
def _short() -> re.Pattern[str]:
    longest_first = sorted(_table("short"), key=len, reverse=True)
    return re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, longest_first))})(?![\w/])")


@cache
def _bare() -> frozenset[str]:
    return frozenset(cast("list[str]", words_of("read_french")["bare"]))


@cache
def _number_words() -> frozenset[str]:
    return frozenset(numbers.cardinal(each) for each in range(100))


@cache
def _table(name: str) -> dict[str, str]:
    return cast("dict[str, dict[str, str]]", words_of("read_french"))[name]
