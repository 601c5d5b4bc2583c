"""The grammar of the French that the counter speaks."""

import re
from collections.abc import Sequence
from datetime import datetime

from comptoir.conversation.saying.french_amounts import net, pieces
from comptoir.conversation.saying.french_measures import measure
from comptoir.conversation.saying.french_nouns import number, of
from comptoir.conversation.spoken import Goods
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
_FAT = re.compile(r" \d+ ?% MG\b")
_SIZE = re.compile(r" de \d+(?:,\d+)? ?(?:kg|g|cl|ml|L)$")
_AFTER = re.compile(r"(?<=«) ")


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
                return measure(quantity.value, "g")
            case Unit.MILLILITRE:
                return measure(quantity.value, "ml")

    def goods(self, goods: Goods) -> str:
        """Name a product in the middle of a sentence."""
        name, _, tail = _lowered(goods).partition(", ")
        return f"{name} ({tail})" if tail else name

    def title(self, goods: Goods) -> str:
        """Name a product with its size, as a label: "Lait entier 1 L"."""
        size = _written(goods)
        return goods.name if size is None else f"{goods.name} {size}"

    def amount(self, goods: Goods, quantity: Quantity, count: int | None = None) -> str:
        """Say so much of a product: "500 g de tomates rondes"."""
        name = _lowered(goods)
        if quantity.unit is Unit.PIECE:
            return pieces(name, goods, quantity.value)
        weight = self.quantity(quantity)
        if count is None:
            return f"{weight} {self.of(self.goods(goods))}"
        return f"{count} {number(name.partition(', ')[0], count)} (environ {weight})"

    def brief(self, amount: str) -> str:
        """Say so much of a product without the size of a piece: "2 bouteilles de lait entier"."""
        return _FAT.sub("", _SIZE.sub("", amount))

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
        return of(text)

    def and_(self, parts: Sequence[str]) -> str:
        """Put parts in a row: "a, b et c"."""
        return _row(parts, "et")

    def or_(self, parts: Sequence[str]) -> str:
        """Put choices in a row: "a, b ou c"."""
        return _row(parts, "ou")

    def day(self, at: datetime, now: datetime) -> str:
        """Say a day, both in the store's time: "demain", "samedi 24 octobre"."""
        return _day(at, now)

    def time(self, clock: str) -> str:
        """Say a time of day that is kept as "08:30": "8 h 30"."""
        hours, _, minutes = clock.partition(":")
        return f"{int(hours)} h" if minutes == "00" else f"{int(hours)} h {minutes}"

    def hours(self, starts: datetime, ends: datetime) -> str:
        """Say from when to when, in the store's time: "de 18 h à 20 h"."""
        return f"de {_hour(starts)} à {_hour(ends)}"

    def typeset(self, text: str) -> str:
        """Put a hard space where French printers do: before ":", "?", "€", inside "« »"."""
        return _AFTER.sub(_HARD_SPACE, _BEFORE.sub(_HARD_SPACE, text))


def _lowered(goods: Goods) -> str:
    """Give a name as it stands inside a sentence: no capital unless a brand's or an acronym's."""
    first = goods.name.split(" ", 1)[0]
    own = bool(goods.brand) and fold(goods.name).startswith(fold(goods.brand))
    if own or (len(first) > 1 and first.isupper()):
        return goods.name
    return goods.name[:1].lower() + goods.name[1:]


def _written(goods: Goods) -> str | None:
    """Write the size of a label."""
    if goods.net_unit == "piece" and goods.net_value is not None and not goods.by_weight:
        told = str(goods.net_value) in goods.name.split()
        return f"× {goods.net_value}" if goods.net_value > 1 and not told else None
    return net(goods)


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
