"""Figures at the desk: printed as the shop prints them, but days shortly, and read as typed."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.numerals import SPACES, decimal_of
from comptoir.street import figures

_THIN = "\u202f"
_DAYS = {
    Language.FRENCH: ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    Language.ENGLISH: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = {
    Language.FRENCH: (
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ),
    Language.ENGLISH: (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ),
}  # fmt: skip


class Unreadable(ValueError):
    """What was typed cannot be read; the message is a code for the words that help."""


@dataclass(frozen=True, slots=True)
class Figures(figures.Figures):
    """Prints and reads for one language, currency (ISO 4217) and time zone."""

    def amount(self, value: int, unit: Unit) -> str:
        """Print so much of a unit: "3", "500 g", "1,5 kg"."""
        return self.quantity(Quantity(value, unit))

    def decimal(self, value: Decimal) -> str:
        """Print a decimal number without needless zeros."""
        text = f"{value.normalize():f}"
        return text.replace(".", ",") if self.language is Language.FRENCH else text

    def day(self, at: datetime) -> str:
        """Print a day: « lun. 15 juin », with its year when that is another one."""
        local, today = at.astimezone(self.zone), self.now.astimezone(self.zone)
        name, month = _DAYS[self.language][local.weekday()], _MONTHS[self.language][local.month - 1]
        year = f" {local.year}" if local.year != today.year else ""
        return f"{name} {local.day} {month}{year}"

    def minute(self, of_day: int) -> str:
        """Print a minute of the day as a time."""
        hours, minutes = divmod(of_day, 60)
        if self.language is Language.ENGLISH:
            return f"{hours}:{minutes:02}"
        return f"{hours}{_THIN}h{_THIN}{minutes:02}" if minutes else f"{hours}{_THIN}h"

    def moment(self, at: datetime) -> str:
        """Print a day and a time: « lun. 15 juin, 14 h 05 »."""
        return f"{self.day(at)}, {self.hour(at)}"

    def typed(self, value: Decimal, places: int = 2) -> str:
        """Write a number as it would be typed, with so many decimals."""
        text = f"{value:.{places}f}"
        return text.replace(".", ",") if self.language is Language.FRENCH else text

    def read(self, text: str) -> Decimal:
        """Read a number typed with a comma or a point, perhaps with its sign of currency.

        :raises Unreadable: when it is none.
        """
        value = decimal_of(text.translate(SPACES).strip("€$£%"))
        if value is None or value.adjusted() > 9:
            raise Unreadable("number")
        return value

    def midnight(self, day: date) -> datetime:
        """Give the instant at which a day begins here."""
        return datetime.combine(day, time(), tzinfo=self.zone)

    def date_of(self, at: datetime) -> date:
        """Give the local day of an instant."""
        return at.astimezone(self.zone).date()

    def today(self) -> date:
        """Give the local day it is."""
        return self.date_of(self.now)


def day_of(text: str) -> date | None:
    """Read a day as a browser sends it (2026-06-15); None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def after(day: date) -> date:
    """Give the day after."""
    return day + timedelta(days=1)
