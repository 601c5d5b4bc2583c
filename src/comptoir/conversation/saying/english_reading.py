"""Written English as it is read out: figures, units, signs and abbreviations become words."""

import re
from collections.abc import Callable
from functools import cache
from typing import cast

from comptoir.conversation.saying import english_numbers as numbers
from comptoir.conversation.saying.shouting import lowered
from comptoir.conversation.saying.ssml import BEGINNING, PAUSE
from comptoir.conversation.saying.tongue import words_of

_NUMBER = r"(?<!\d)(?P<whole>\d+)(?:[.,](?P<rest>\d+))?"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = {"cm": "centimetre", "mm": "millimetre", "m": "metre", "km": "kilometre", "W": "watt",
          "V": "volt", "°": "degree", "%": "percent", "mg": "milligram", "oz": "ounce",
          "lb": "pound"}  # fmt: skip
_GRAMS = {"g": 1, "kg": 1000}
_MILLILITRES = {"ml": 1, "cl": 10, "dl": 100, "l": 1000}
_UNIT = r"kg|mg|g|cl|dl|ml|[lL]|cm|mm|km|[mWV]|%|°|oz|lb"

_MONEY = re.compile(
    r"(?P<minus>[−-])?(?P<sign>€|£|\$|CHF ?)(?P<whole>\d+)(?:[.,](?P<cents>\d\d?))?"
)
_MONEY_AFTER = re.compile(
    r"(?P<minus>[−-])?(?<!\d)(?P<whole>\d+)(?:[.,](?P<cents>\d\d))? ?(?P<sign>€|£)"
)
_SIZE = re.compile(
    r"(?<![^\W\d_])(?P<before>[^\W\d_]{3,}) (?P<size>\d+(?:\.\d+)? ?(?:kg|g|cl|ml|l|L))"
    r"(?=$| at| or|[,.:;?!](?!\d))"
)
_HOLD = "bottle|packet|pack|box|jar|tub|tin|bag|bar|loaf|carton|bunch|can"
_HELD = re.compile(
    r"\b(?P<count>\d+) × (?P<size>\d+(?:\.\d+)?) ?(?P<unit>kg|g|cl|ml|[lL]) (?P<noun>[a-z]+)"
)
_HELD_EACH = re.compile(
    rf"\b(?P<count>\d+) (?P<noun>(?:{_HOLD})(?:es|s)?) (?P<what>of [^(),.;:]+) "
    r"\((?P<size>\d+(?:\.\d+)?) ?(?P<unit>kg|g|cl|ml|[lL])(?: each)?\)"
)
_MEASURE = re.compile(rf"{_NUMBER} ?(?P<unit>{_UNIT})(?!\w)")
_BARE = frozenset(("about", "have", "only", "makes", "take", "than", "the", "and", "for", "add"))
"""Words after which a size stands by itself: "about 500 g"."""

_LESS = re.compile(r"[−-](?=\d+ ?%)")
_BY = re.compile(r"(?<=[\w)°]) × (?P<count>\d+)(?=$| at| ?[:;?!]|[,.](?!\d))")
_BETWEEN = re.compile(r"\bbetween (?P<a>\d{1,2}) (?P<x>am|pm) and (?P<b>\d{1,2}) (?P=x)\b")
_HOUR = re.compile(r"\b(?P<hours>\d{1,2})(?::(?P<minutes>\d\d))? ?(?P<half>am|pm)\b")
_CLOCK = re.compile(r"\b(?P<hours>[01]?\d|2[0-3]):(?P<minutes>[0-5]\d)\b")
_DATE = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTHS})\b")
_RANK = re.compile(r"\b(?P<rank>\d+)(?:st|nd|rd|th)\b")
_RANGE = re.compile(r"\b(?P<a>\d+)[-–](?P<b>\d+)(?= (?:kg|months|years|g|people)\b)")
_ACROSS = re.compile(r"\b(?P<a>\d+) ?[×x] ?(?P<b>\d+)(?= ?cm\b)")
_ORDER = re.compile(r"\b(?P<a>[A-Z0-9]{4})-(?P<b>[A-Z0-9]{4})\b")
_POSTCODE = re.compile(r"(?<![\d,.])\d{5}(?![\d,.]\d|\d)")
_CODE = re.compile(r"\b(?P<letters>[A-Z]{1,4})(?P<number>\d{1,4})\b")
_LETTERS = re.compile(r"\b[A-Z]{2,4}\b")
_LEFT = re.compile(r"[€£$%°/+=~^<>|\\[\]{}−]")
_PLAIN = re.compile(rf"(?<![\w,.]){_NUMBER}")
_ONE = re.compile(rf"\bone (?=(?:{_HOLD})\b)")


def read_out(text: str) -> str:
    """Put written English into the words a voice says; what is words already stays as it is."""
    said = _signs(lowered(text, "en"))
    for pattern, words in _STEPS:
        said = pattern.sub(words, said)
    return _tidy(_ONE.sub("a ", said))


def _signs(text: str) -> str:
    """Take out what is only for the eye, and put words for the signs that are said."""
    for sign, word in _table("signs").items():
        text = text.replace(sign, word)
    text = _short().sub(lambda found: _table("short")[found[0]], text)
    return re.sub(r"\s+", " ", text)


def _tidy(text: str) -> str:
    text = re.sub(rf"\s+(?={PAUSE})", "", re.sub(r"\s+", " ", text))
    text = re.sub(r" ?\(\s*", ", ", text)
    text = re.sub(r"\s*\)(?=[,.;:!?])", "", text).replace(")", ",")
    text = re.sub(r"\s+([,.;:?!])", r"\1", text)
    text = re.sub(r"[,;:]\s*(?=[,.;:!?])", "", text)
    return BEGINNING.sub(lambda found: found[0].upper(), text.replace(";", ",").strip(" ,"))


def _money(found: re.Match[str]) -> str:
    cents = int(found["whole"]) * 100 + int((found["cents"] or "0").ljust(2, "0"))
    return numbers.money(-cents if found["minus"] else cents, found["sign"].strip())


def _held(found: re.Match[str]) -> str:
    """Say "two one-litre bottles" of "2 × 1 L bottles"."""
    whole, _, rest = str(found["size"]).partition(".")
    size = _measured(whole, rest, found["unit"])
    size = re.sub(r"s$", "", size).replace(" ", "-")
    count = int(found["count"])
    article = "an" if size.startswith(("e", "a", "i", "o")) and not size.startswith("one") else "a"
    return f"{article if count == 1 else numbers.cardinal(count)} {size} {found['noun']}"


def _sized(found: re.Match[str]) -> str:
    bare = found["before"].lower() in _BARE
    return found[0] if bare else f"{found['before']}, {found['size']}"


def _measure(found: re.Match[str]) -> str:
    return _measured(found["whole"], found["rest"] or "", found["unit"])


def _measured(whole: str, rest: str, unit: str) -> str:
    thousandths = int(whole) * 1000 + int(rest[:3].ljust(3, "0"))
    weight, volume = _GRAMS.get(unit), _MILLILITRES.get(unit.lower())
    if weight is not None and thousandths * weight % 1000 == 0:
        return numbers.grams(thousandths * weight // 1000)
    if volume is not None and thousandths * volume % 1000 == 0:
        return numbers.millilitres(thousandths * volume // 1000)
    name = _UNITS.get(unit, {"g": "gram", "ml": "millilitre"}.get(unit, unit))
    several = "s" if name != "percent" and (int(whole) != 1 or rest) else ""
    return f"{numbers.decimal(whole, rest)} {name}{several}"


def _hour(found: re.Match[str]) -> str:
    hours = int(found["hours"]) % 12 + (12 if found["half"] == "pm" else 0)
    return numbers.hour(hours, int(found["minutes"] or 0))


def _between(found: re.Match[str]) -> str:
    if "12" in (found["a"], found["b"]):
        return found[0]
    first, last = numbers.cardinal(int(found["a"])), numbers.cardinal(int(found["b"]))
    return f"between {first} and {last} {found['x']}"


def _order(found: re.Match[str]) -> str:
    return f",{PAUSE} ".join(" ".join(map(_letter, found[group])) for group in ("a", "b"))


def _letter(character: str) -> str:
    return numbers.digits(character) if character.isdigit() else character


def _code(found: re.Match[str]) -> str:
    letters = _table("letters").get(found["letters"], " ".join(found["letters"]))
    return f"{letters} {numbers.cardinal(int(found['number']))}"


def _letters(found: re.Match[str]) -> str:
    return _table("letters").get(found[0], " ".join(found[0]))


_STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ORDER, _order),
    (_MONEY, _money),
    (_MONEY_AFTER, _money),
    (_LESS, lambda _: "minus "),
    (_BY, lambda found: f", pack of {numbers.cardinal(int(found['count']))}"),
    (_BETWEEN, _between),
    (_HOUR, _hour),
    (_CLOCK, lambda found: numbers.hour(int(found["hours"]), int(found["minutes"]))),
    (_DATE, lambda found: f"the {numbers.ordinal(int(found['day']))} of {found['month']}"),
    (_RANGE, lambda found: f"{numbers.cardinal(int(found['a']))} to {found['b']}"),
    (_ACROSS, lambda found: f"{numbers.cardinal(int(found['a']))} by {found['b']}"),
    (_HELD_EACH, lambda found: f"{_held(found)} {found['what']}"),
    (_HELD, _held),
    (_SIZE, _sized),
    (_MEASURE, _measure),
    (_POSTCODE, lambda found: numbers.digits(found[0])),
    (_RANK, lambda found: numbers.ordinal(int(found["rank"]))),
    (_CODE, _code),
    (_LETTERS, _letters),
    (re.compile(r" ?× ?"), lambda _: " times "),
    (_PLAIN, lambda found: numbers.decimal(found["whole"], found["rest"] or "")),
    (_LEFT, lambda found: f" {_table('left').get(found[0], '')} "),
    (re.compile(r"\d+"), lambda found: f" {numbers.cardinal(int(found[0]))} "),
)
"""What is read in which order: a price before a number, a size before a measure."""


@cache
def _short() -> re.Pattern[str]:
    longest_first = sorted(_table("short"), key=len, reverse=True)
    return re.compile(rf"(?<![\w/])(?:{'|'.join(map(re.escape, longest_first))})(?![\w/])")


@cache
def _table(name: str) -> dict[str, str]:
    return cast("dict[str, dict[str, str]]", words_of("read_english"))[name]
