"""The grammar of the English that the counter speaks."""

from collections.abc import Sequence
from datetime import datetime

from comptoir.conversation.outcomes import Goods
from comptoir.goods.catalog.rules import UnitPrice
from comptoir.kernel.measure import Quantity, Unit

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
                return _measure(quantity.value, "g", "kg")
            case Unit.MILLILITRE:
                return _measure(quantity.value, "ml", "L")

    def goods(self, goods: Goods) -> str:
        """Name a product in the middle of a sentence."""
        return _lowered(goods)

    def title(self, goods: Goods) -> str:
        """Name a product with its size, as a label: "Whole milk 1 L"."""
        net = _net(goods)
        return goods.name if net is None else f"{goods.name} {net}"

    def amount(self, goods: Goods, quantity: Quantity, count: int | None = None) -> str:
        """Say so much of a product: "500 g of round tomatoes"."""
        name = _lowered(goods)
        if quantity.unit is not Unit.PIECE:
            said = f"{self.quantity(quantity)} of {name}"
            return said if count is None else f"{said} (about {count})"
        net = _net(goods)
        if goods.net_unit == "piece" and net is not None:
            times = "" if quantity.value == 1 else f"{quantity.value} × "
            return f"{times}{goods.net_value} {name}"
        if net is None:
            return f"{quantity.value} × {name}" if quantity.value > 1 else f"1 {name}"
        return f"{net} of {name}" if quantity.value == 1 else f"{quantity.value} × {net} of {name}"

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

    def period(self, starts: datetime, ends: datetime, now: datetime) -> str:
        """Say a window, all three in the store's time: "tomorrow from 6 pm to 8 pm"."""
        return f"{_day(starts, now)} from {_hour(starts)} to {_hour(ends)}"

    def typeset(self, text: str) -> str:
        """Give the text as it is."""
        return text


def _lowered(goods: Goods) -> str:
    first = goods.name.split(" ", 1)[0]
    own = bool(goods.brand) and goods.name.lower().startswith(goods.brand.lower())
    if own or (len(first) > 1 and first.isupper()):
        return goods.name
    return goods.name[:1].lower() + goods.name[1:]


def _net(goods: Goods) -> str | None:
    if goods.by_weight or goods.net_value is None or goods.net_unit is None:
        return None
    if goods.net_unit == "piece":
        told = str(goods.net_value) in goods.name.split()
        return f"× {goods.net_value}" if goods.net_value > 1 and not told else None
    small, large = ("g", "kg") if goods.net_unit == "g" else ("ml", "L")
    written = _measure(goods.net_value, small, large)
    said = goods.name.replace(" ", "").lower()
    return None if written.replace(" ", "").lower() in said else written


def _measure(value: int, small: str, large: str) -> str:
    if value < 1000:
        return f"{value} {small}"
    whole, rest = divmod(value, 1000)
    return (f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)) + f" {large}"


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
