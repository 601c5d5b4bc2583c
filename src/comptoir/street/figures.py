"""Amounts, quantities and times as pages and letters print them, in French and English."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import assert_never
from zoneinfo import ZoneInfo

from comptoir.goods.catalog.rules import UnitPrice
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity, Unit

_THIN = "\u202f"
"""The narrow no-break space that French printers put before units and between thousands."""

_HARD, _JOIN = "\u00a0", "\u2060"
"""A no-break space, and the joiner without which a line may still end after a dash."""

_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}

_DAYS = {
    Language.FRENCH: ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    Language.ENGLISH: (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ),
}  # fmt: skip
_MONTHS = {
    Language.FRENCH: (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    Language.ENGLISH: (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip
_NEAR = {
    Language.FRENCH: {0: "aujourd’hui", 1: "demain"},
    Language.ENGLISH: {0: "today", 1: "tomorrow"},
}
_PER = {
    Language.FRENCH: {"kg": "kg", "l": "l", "piece": "pièce"},
    Language.ENGLISH: {"kg": "kg", "l": "l", "piece": "piece"},
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Prints for one language, currency (ISO 4217) and time zone; `now` is what "today" means."""

    language: Language
    currency: str
    zone: tzinfo
    now: datetime

    def money(self, amount: int) -> str:
        """Print an amount in minor units: « 1 234,50 € », "€1,234.50"."""
        sign = "−" if amount < 0 else ""
        whole, cents = divmod(abs(amount), 100)
        symbol = _SIGNS.get(self.currency)
        match self.language:
            case Language.FRENCH:
                grouped = f"{whole:,}".replace(",", _THIN)
                return f"{sign}{grouped},{cents:02}{_THIN}{symbol or self.currency}"
            case Language.ENGLISH:
                before = symbol or f"{self.currency}{_THIN}"
                return f"{sign}{before}{whole:,}.{cents:02}"
            case _:
                assert_never(self.language)

    def quantity(self, of: Quantity) -> str:
        """Print a quantity: "3", "500 g", "1,5 kg"."""
        match of.unit:
            case Unit.PIECE:
                return str(of.value)
            case Unit.GRAM:
                return self._measure(of.value, "g", "kg")
            case Unit.MILLILITRE if of.value < 1000 and of.value % 10 == 0:
                return f"{of.value // 10}{_THIN}cl"
            case Unit.MILLILITRE:
                return self._measure(of.value, "ml", "l")
            case _:
                assert_never(of.unit)

    def per(self, price: UnitPrice) -> str:
        """Print a unit price: « 1,09 €/l »."""
        return f"{self.money(price.amount)}/{_PER[self.language][price.per]}"

    def rate(self, basis_points: int) -> str:
        """Print a rate in hundredths of a percent: « 5,5 % »."""
        whole, rest = divmod(basis_points, 100)
        digits = f"{rest:02}".rstrip("0")
        mark = "," if self.language is Language.FRENCH else "."
        number = f"{whole}{mark}{digits}" if digits else str(whole)
        return f"{number}{_THIN}%" if self.language is Language.FRENCH else f"{number}%"

    def day(self, at: datetime) -> str:
        """Print a day: « demain, mardi 16 juin »; nearness is told for today and tomorrow."""
        local, today = at.astimezone(self.zone), self.now.astimezone(self.zone)
        near = _NEAR[self.language].get((local.date() - today.date()).days)
        dated = self._dated(at)
        return f"{near}, {dated}" if near else dated

    def last_day(self, until: datetime) -> str:
        """Print the last day before an instant: what ends at midnight ends the day before."""
        return self.day(until - timedelta(microseconds=1))

    def clock(self, told: str) -> str:
        """Print a time of day that is kept as "08:30": « 8 h 30 »."""
        hours, _, minutes = told.partition(":")
        if self.language is Language.ENGLISH:
            return f"{int(hours)}:{minutes}"
        return f"{int(hours)}{_THIN}h" + (f"{_THIN}{minutes}" if minutes != "00" else "")

    def hour(self, at: datetime) -> str:
        """Print a time of day: « 18 h 30 », "18:30"."""
        local = at.astimezone(self.zone)
        if self.language is Language.ENGLISH:
            return f"{local.hour}:{local.minute:02}"
        minutes = f"{_THIN}{local.minute:02}" if local.minute else ""
        return f"{local.hour}{_THIN}h{minutes}"

    def period(self, starts: datetime, ends: datetime) -> str:
        """Print a window: « demain, mardi 16 juin, 18 h – 20 h »."""
        return f"{self.day(starts)}, {self.hours(starts, ends)}"

    def hours(self, starts: datetime, ends: datetime) -> str:
        """Print the hours of a window: « 18 h – 20 h »."""
        return f"{self.hour(starts)}{_HARD}–{_JOIN}{_HARD}{self.hour(ends)}"

    def moment(self, at: datetime) -> str:
        """Print a day and a time: « mardi 16 juin à 14 h »."""
        joint = " à " if self.language is Language.FRENCH else " at "
        return f"{self.day(at)}{joint}{self.hour(at)}"

    def stamp(self, at: datetime) -> str:
        """Print a day and a time to be read some other day: « mardi 16 juin à 14 h »."""
        joint = " à " if self.language is Language.FRENCH else " at "
        return f"{self._dated(at)}{joint}{self.hour(at)}"

    def _dated(self, at: datetime) -> str:
        local = at.astimezone(self.zone)
        name = _DAYS[self.language][local.weekday()]
        month = _MONTHS[self.language][local.month - 1]
        number = "1ᵉʳ" if local.day == 1 and self.language is Language.FRENCH else str(local.day)
        return f"{name} {number} {month}"

    def _measure(self, value: int, small: str, large: str) -> str:
        if value < 1000:
            return f"{value}{_THIN}{small}"
        whole, rest = divmod(value, 1000)
        mark = "," if self.language is Language.FRENCH else "."
        number = f"{whole}{mark}{f'{rest:03}'.rstrip('0')}" if rest else str(whole)
        return f"{number}{_THIN}{large}"


def figures(language: Language, *, currency: str, timezone: str, now: datetime) -> Figures:
    """Give the printer for a store's currency and time zone (IANA name)."""
    return Figures(language, currency, ZoneInfo(timezone), now)
