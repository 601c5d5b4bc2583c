"""The grammar of the English that the counter speaks."""

import re
from collections.abc import Sequence
from datetime import datetime

from comptoir.conversation.saying.english_amounts import measure, net, number, pieces
from comptoir.conversation.spoken import Goods
from comptoir.goods.catalog.rules import UnitPrice
from comptoir.kernel.measure import Quantity, Unit

_SIZE = re.compile(r" \(\d+(?:\.\d+)? ?(?:kg|g|cl|ml|L)(?: each)?\)$")
_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}


class English:
    """English, as people speak it at a counter."""

    def money(self, amount: int, currency: str) -> str:
        """Write an amount in minor units: "€2.18"."""
        sign = "−" if amount < 0 else ""
        whole, cents = divmod(abs(amount), 100)
        symbol = _SIGNS.get(currency, f"{currency} ")
        return f"{sign}{symbol}{whole}.{cents:02}"

    def quantity(self, quantity: Quantity) -> str:
        """Write a quantity: "500 g", "1.5 kg", "3"."""
        match quantity.unit:
            case Unit.PIECE:
                return str(quantity.value)
            case Unit.GRAM:
                return measure(quantity.value, "g")
            case Unit.MILLILITRE:
                return measure(quantity.value, "ml")

    def goods(self, goods: Goods) -> str:
        """Name a product in the middle of a sentence."""
        return _lowered(goods)

    def title(self, goods: Goods) -> str:
        """Name a product with its size, as a label: "Whole milk 1 L"."""
        size = _written(goods)
        return goods.name if size is None else f"{goods.name} {size}"

    def amount(self, goods: Goods, quantity: Quantity, count: int | None = None) -> str:
        """Say so much of a product: "500 g of round tomatoes"."""
        name = _lowered(goods)
        if quantity.unit is Unit.PIECE:
            return pieces(name, goods, quantity.value)
        weight = self.quantity(quantity)
        if count is None:
            return f"{weight} of {name}"
        return f"{count} {number(name, count)} (about {weight})"

    def brief(self, amount: str) -> str:
        """Say so much of a product without the size of a piece: "2 bottles of whole milk"."""
        return _SIZE.sub("", amount)

    def per(self, price: str, unit_price: UnitPrice) -> str:
        """Say a price for a kilogram, a litre or a piece."""
        match unit_price.per:
            case "kg":
                return f"{price} a kilo"
            case "l":
                return f"{price} a litre"
            case "piece":
                return f"{price} each"

    def of(self, text: str) -> str:
        """Put "of" before a text."""
        return f"of {text}"

    def and_(self, parts: Sequence[str]) -> str:
        """Put parts in a row: "a, b and c"."""
        return _row(parts, "and")

    def or_(self, parts: Sequence[str]) -> str:
        """Put choices in a row: "a, b or c"."""
        return _row(parts, "or")

    def day(self, at: datetime, now: datetime) -> str:
        """Say a day, both in the store's time: "tomorrow", "on Saturday 24 October"."""
        return _day(at, now)

    def time(self, clock: str) -> str:
        """Say a time of day that is kept as "08:30": "8:30 am"."""
        hours, _, minutes = clock.partition(":")
        after = "" if minutes == "00" else f":{minutes}"
        return f"{int(hours) % 12 or 12}{after} {'am' if int(hours) < 12 else 'pm'}"

    def hours(self, starts: datetime, ends: datetime) -> str:
        """Say from when to when, in the store's time: "from 6 pm to 8 pm"."""
        return f"from {_hour(starts)} to {_hour(ends)}"

    def typeset(self, text: str) -> str:
        """Give the text as it is."""
        return text


def _lowered(goods: Goods) -> str:
    first = goods.name.split(" ", 1)[0]
    own = bool(goods.brand) and goods.name.lower().startswith(goods.brand.lower())
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
    if days in (0, 1):
        return ("today", "tomorrow")[days]
    return f"on {at:%A} {at.day} {at:%B}"


def _hour(at: datetime) -> str:
    hour = at.hour % 12 or 12
    minutes = "" if at.minute == 0 else f":{at.minute:02}"
    return f"{hour}{minutes} {'am' if at.hour < 12 else 'pm'}"
