"""The grammar of the French that the counter speaks."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import cast

from comptoir.conversation.outcomes import Goods
from comptoir.conversation.saying.tongue import words_of
from comptoir.goods.catalog.rules import UnitPrice
from comptoir.goods.catalog.text import fold
from comptoir.kernel.measure import Quantity, Unit

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "CHF": "CHF"}
_HARD_SPACE = "\u00a0"
_BEFORE = re.compile(r" (?=[:;?!€%»])")
_AFTER = re.compile(r"(?<=«) ")
_PACKED = re.compile(
    r"(?P<name>.+), (?P<pack>pack|lot|boîte|sachet|paquet|barquette|filet|étui|carton) "
    r"(?P<rest>de .+)",
)
_TIMES = re.compile(r"\b(?:pack|lot) de \d+ ?(?:×|x|[^\W\d_]+ de) ?\d", re.IGNORECASE)
"""A name that tells what is in the pack: its whole weight or volume is no news then."""

_JOINTS = frozenset(
    ("de", "du", "des", "d'", "à", "au", "aux", "en", "sans", "avec", "pour", "et", "type", "sur",
     "façon", "goût", "saveur")
)  # fmt: skip


class French:
    """French, as people speak it at a counter."""

    def money(self, amount: int, currency: str) -> str:
        """Write an amount in minor units: "2,18 €"."""
        sign = "−" if amount < 0 else ""
        euros, cents = divmod(abs(amount), 100)
        return f"{sign}{euros},{cents:02} {_SIGNS.get(currency, currency)}"

    def quantity(self, quantity: Quantity) -> str:
        """Write a quantity: "500 g", "1,5 kg", "3"."""
        match quantity.unit:
            case Unit.PIECE:
                return str(quantity.value)
            case Unit.GRAM:
                return _measure(quantity.value, "g", "kg")
            case Unit.MILLILITRE:
                return _volume(quantity.value)

    def goods(self, goods: Goods) -> str:
        """Name a product in the middle of a sentence."""
        name, tail = _without_tail(_lowered(goods))
        return f"{name} ({tail})" if tail else name

    def title(self, goods: Goods) -> str:
        """Name a product with its size, as a label: "Lait entier 1 L"."""
        net = _net(goods)
        return goods.name if net is None else f"{goods.name} {net}"

    def amount(self, goods: Goods, quantity: Quantity, count: int | None = None) -> str:
        """Say so much of a product: "500 g de tomates rondes"."""
        name = _lowered(goods)
        if quantity.unit is not Unit.PIECE:
            said = f"{self.quantity(quantity)} {self.of(name)}"
            return said if count is None else f"{said} (environ {count})"
        packed = _PACKED.fullmatch(name)
        if packed is not None:
            pack = _plural(packed["pack"], quantity.value)
            return f"{quantity.value} {pack} {packed['rest']} {self.of(packed['name'])}"
        return self._pieces(goods, quantity.value)

    def per(self, price: str, unit_price: UnitPrice) -> str:
        """Say a price for a kilogram, a litre or a piece."""
        match unit_price.per:
            case "kg":
                return f"{price} le kilo"
            case "l":
                return f"{price} le litre"
            case "piece":
                return f"{price} la pièce"

    def of(self, text: str) -> str:
        """Put "de" before a text, elided where French elides it."""
        first = re.split(r"[\s',-]", text, maxsplit=1)[0].lower()
        mute = fold(text)[:1] in tuple("aeiouh") and first not in _nouns()["aspirated"]
        return f"d'{text}" if mute else f"de {text}"

    def and_(self, parts: Sequence[str]) -> str:
        """Put parts in a row: "a, b et c"."""
        return _row(parts, "et")

    def or_(self, parts: Sequence[str]) -> str:
        """Put choices in a row: "a, b ou c"."""
        return _row(parts, "ou")

    def period(self, starts: datetime, ends: datetime, now: datetime) -> str:
        """Say a window, all three in the store's time: "demain de 18 h à 20 h"."""
        return f"{_day(starts, now)} de {_hour(starts)} à {_hour(ends)}"

    def typeset(self, text: str) -> str:
        """Put a hard space where French printers do: before ":", "?", "€", inside "« »"."""
        return _AFTER.sub(_HARD_SPACE, _BEFORE.sub(_HARD_SPACE, text))

    def _pieces(self, goods: Goods, value: int) -> str:
        name, tail = _without_tail(_lowered(goods))
        note = f" ({tail})" if tail else ""
        if goods.net_unit == "piece" and (goods.net_value or 1) > 1 and not tail:
            times = "" if value == 1 else f"{value} × "
            return f"{times}{goods.net_value} {_plural(name, goods.net_value or 1)}"
        net = None if tail else _net(goods)
        held = _nouns_in(name)
        if net is None and held is not None:
            return f"{value} {_plural(held, value)} {self.of(name)}{note}"
        if net is None:
            return f"{value} {_plural(name, value)}{note}"
        if _counted(name):
            return f"{value} {_plural(name, value)} de {net}"
        return f"{net} {self.of(name)}" if value == 1 else f"{value} × {net} {self.of(name)}"


@cache
def _nouns() -> dict[str, frozenset[str]]:
    tables = cast("dict[str, list[str]]", words_of("french_nouns"))
    return {key: frozenset(words) for key, words in tables.items() if key != "held"}


def _nouns_in(name: str) -> str | None:
    """Tell in what a piece of such goods is held: "persil" in a bunch, "ail" in a head."""
    table = cast("dict[str, dict[str, str]]", words_of("french_nouns"))["held"]
    return table.get(name.split(" ", 1)[0])


def _lowered(goods: Goods) -> str:
    """Give a name as it stands inside a sentence: no capital unless a brand's or an acronym's."""
    first = goods.name.split(" ", 1)[0]
    own = bool(goods.brand) and fold(goods.name).startswith(fold(goods.brand))
    if own or (len(first) > 1 and first.isupper()):
        return goods.name
    return goods.name[:1].lower() + goods.name[1:]


def _without_tail(name: str) -> tuple[str, str]:
    """Cut what tells the pack off a name: "lessive liquide, 40 lavages"."""
    name, _, tail = name.partition(", ")
    return name, tail


def _net(goods: Goods) -> str | None:
    if goods.by_weight or goods.net_value is None or goods.net_unit is None:
        return None
    if goods.net_unit == "piece":
        told = str(goods.net_value) in goods.name.split()
        return f"× {goods.net_value}" if goods.net_value > 1 and not told else None
    written = _measure(goods.net_value, "g", "kg")
    written = written if goods.net_unit == "g" else _volume(goods.net_value)
    return None if _says(goods.name, written) or _TIMES.search(goods.name) else written


def _says(name: str, net: str) -> bool:
    return net.replace(" ", "").lower() in name.replace(" ", "").lower()


def _counted(name: str) -> bool:
    head = name.split(" ", 1)[0]
    return head in _nouns()["counted"] or head.split("-", 1)[0] in _nouns()["counted"]


def _plural(name: str, count: int) -> str:
    """Put the noun of a name and its adjectives into the plural, as far as its complement."""
    if count < 2:
        return name
    words = name.split(" ")
    if words[0].endswith(("s", "x")) and words[0] not in _nouns()["singular"]:
        return name  # "Œufs plein air" is a plural already
    done: list[str] = []
    for place, word in enumerate(words):
        joint = word in _JOINTS or word.startswith(("d'", "l'")) or not word[:1].islower()
        if place and joint:
            return " ".join([*done, *words[place:]])
        done.append(_plural_word(word))
    return " ".join(done)


def _plural_word(word: str) -> str:
    if (
        word[-1:] in "sxz"
        or (not word.isalpha() and "-" not in word)
        or word in _nouns()["invariable"]
    ):
        return word
    if word.endswith(("eau", "eu")) and word != "bleu":
        return word + "x"
    if word.endswith("al"):
        return word[:-2] + "aux"
    return word + "s"


def _measure(value: int, small: str, large: str) -> str:
    if value < 1000:
        return f"{value} {small}"
    return f"{_decimal(value)} {large}"


def _volume(millilitres: int) -> str:
    if millilitres >= 1000:
        return f"{_decimal(millilitres)} L"
    if millilitres % 10 == 0:
        return f"{millilitres // 10} cl"
    return f"{millilitres} ml"


def _decimal(thousandths: int) -> str:
    whole, rest = divmod(thousandths, 1000)
    return f"{whole},{rest:03}".rstrip("0").rstrip(",") if rest else str(whole)


def _row(parts: Sequence[str], joint: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {joint} {parts[-1]}"


def _day(at: datetime, now: datetime) -> str:
    days = (at.date() - now.date()).days
    if 0 <= days < 3:
        return ("aujourd'hui", "demain", "après-demain")[days]
    day = "1er" if at.day == 1 else str(at.day)
    return f"{_DAYS[at.weekday()]} {day} {_MONTHS[at.month - 1]}"


def _hour(at: datetime) -> str:
    return f"{at.hour} h" if at.minute == 0 else f"{at.hour} h {at.minute:02}"
