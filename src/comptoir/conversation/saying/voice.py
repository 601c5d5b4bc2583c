"""A voice: a language, with the money, the time and the place in which it speaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from comptoir.conversation.memory import Offered, Wanted
from comptoir.conversation.saying.aloud import EnglishAloud, FrenchAloud
from comptoir.conversation.saying.english import English
from comptoir.conversation.saying.french import French
from comptoir.conversation.saying.tongue import Phrasebook, Tongue, phrases_of
from comptoir.conversation.spoken import Goods, Period
from comptoir.goods.catalog.rules import UnitPrice
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity

_KEPT_BY_EAR = 3
"""Members of a list beyond which nobody keeps them all by ear."""

_NAMED_TO_AN_EAR = 6
"""Members up to which all are named even so, for a mistake in one to be heard."""


READ_AT_ONCE = 8
"""Lines beyond which a list on a screen is counted rather than shown."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks one language about one store, `now` in the store's own time."""

    book: Phrasebook
    currency: str
    now: datetime
    language: Language
    speaks: bool = False
    """True for a voice that is heard, false for one that is read."""

    @property
    def aloud(self) -> "Voice":
        """Give the same voice for ears: amounts, prices and hours as words."""
        return replace(self, book=_book(self.language, speaks=True), speaks=True)

    @property
    def tongue(self) -> Tongue:
        """Give the grammar."""
        return self.book.tongue

    def phrase(self, key: str, /, *, count: int | None = None, **fields: str) -> str:
        """Fill a phrase of the book."""
        return self.book.phrase(key, count=count, **fields)

    def money(self, amount: int) -> str:
        """Write an amount in the store's currency."""
        return self.tongue.money(amount, self.currency)

    def price(self, goods: Goods) -> str:
        """Say what one piece, or a kilogram of weighed goods, costs."""
        price = self.money(goods.price)
        return self.tongue.per(price, UnitPrice(goods.price, "kg")) if goods.by_weight else price

    def label(self, goods: Goods) -> str:
        """Show a product as a choice: "Lait entier 1 L à 1,15 €"."""
        return self.phrase("label", title=self.tongue.title(goods), price=self.price(goods))

    def amount(self, goods: Goods, quantity: Quantity, count: int | None = None) -> str:
        """Say so much of a product."""
        return self.tongue.amount(goods, quantity, count)

    def period(self, period: Period) -> str:
        """Say a window in the store's time."""
        starts, ends = self._local(period.starts), self._local(period.ends)
        return f"{self.tongue.day(starts, self.now)} {self.tongue.hours(starts, ends)}"

    def hours_of(self, offered: Sequence[Offered]) -> tuple[tuple[Offered, str], ...]:
        """Give the windows among what is offered, each with its hours."""
        return tuple(
            (each, self.tongue.hours(self._local(each.starts), self._local(each.ends)))
            for each in offered
            if each.starts is not None and each.ends is not None
        )

    def labels(self, offered: Sequence[Offered]) -> str:
        """Put choices in a row; windows of one day name it once."""
        said: list[str] = []
        before = ""
        for each in offered:
            if each.starts is None or each.ends is None:
                said.append(each.label)
                continue
            starts = self._local(each.starts)
            day, hours = (
                self.tongue.day(starts, self.now),
                self.tongue.hours(starts, self._local(each.ends)),
            )
            said.append(hours if day == before else f"{day} {hours}")
            before = day
        return self.tongue.or_(said)

    def wanted(self, wants: Sequence[Wanted]) -> str:
        """Put goods that wait for a yes in a row."""
        return self.listed([each.label for each in wants])

    def listed(self, parts: Sequence[str]) -> str:
        """Put goods in a row; for an ear more than a few are counted first and named shortly.

        Of many only the first few are named.
        """
        if not self.speaks or len(parts) <= _KEPT_BY_EAR:
            return self.tongue.and_(parts)
        named = parts[: first_named(len(parts), speaks=True)]
        key = "listed" if len(named) == len(parts) else "listed_more"
        short = self.tongue.and_([self.tongue.brief(each) for each in named])
        return self.phrase(key, count=len(parts), list=short)

    def some(self, parts: Sequence[str]) -> str:
        """Put things in a row; for an ear the first few and how many more there are."""
        if not self.speaks or len(parts) <= _KEPT_BY_EAR + 1:
            return self.tongue.and_(parts)
        more = str(len(parts) - _KEPT_BY_EAR)
        return self.phrase("and_more", list=", ".join(parts[:_KEPT_BY_EAR]), more=more)

    def of_two(self, written: str, spoken: str) -> str:
        """Choose between the two forms of a text that was kept; what has but one is read out."""
        return spoken if self.speaks and spoken else written

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.now.tzinfo)


def first_named(count: int, *, speaks: bool) -> int:
    """Tell how many of a list of goods are named at first, by a voice that is heard or read."""
    if speaks:
        return count if count <= _NAMED_TO_AN_EAR else _KEPT_BY_EAR
    return count if count <= READ_AT_ONCE + 1 else READ_AT_ONCE


@cache
def _book(language: Language, *, speaks: bool = False) -> Phrasebook:
    phrases = phrases_of(language, spoken=speaks)
    match language:
        case Language.FRENCH:
            return Phrasebook(FrenchAloud() if speaks else French(), phrases)
        case Language.ENGLISH:
            return Phrasebook(EnglishAloud() if speaks else English(), phrases)


def voice(language: Language, *, currency: str, zone: str, now: datetime) -> Voice:
    """Give the voice that speaks `language` in a store of this currency and time zone."""
    return Voice(_book(language), currency, now.astimezone(ZoneInfo(zone)), language)
