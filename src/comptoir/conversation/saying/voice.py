"""A voice: a language, with the money, the time and the place in which it speaks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from comptoir.conversation.memory import Offered, Wanted
from comptoir.conversation.outcomes import Goods, Period
from comptoir.conversation.saying.english import English
from comptoir.conversation.saying.french import French
from comptoir.conversation.saying.tongue import Phrasebook, Tongue, phrases_of
from comptoir.goods.catalog.rules import UnitPrice
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity


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
        zone = self.now.tzinfo
        return self.tongue.period(
            period.starts.astimezone(zone), period.ends.astimezone(zone), self.now
        )

    def labels(self, offered: Sequence[Offered]) -> str:
        """Put choices in a row."""
        return self.tongue.or_([self.of_two(each.label, each.spoken) for each in offered])

    def wanted(self, wants: Sequence[Wanted]) -> str:
        """Put goods that wait for a yes in a row."""
        return self.tongue.and_([self.of_two(each.label, each.spoken) for each in wants])

    def of_two(self, written: str, spoken: str) -> str:
        """Choose between the two forms of a text that was kept; what has but one is read out."""
        return spoken if self.speaks and spoken else written


@cache
def _book(language: Language, *, speaks: bool = False) -> Phrasebook:
    del speaks
    match language:
        case Language.FRENCH:
            return Phrasebook(French(), phrases_of(language))
        case Language.ENGLISH:
            return Phrasebook(English(), phrases_of(language))


def voice(language: Language, *, currency: str, zone: str, now: datetime) -> Voice:
    """Give the voice that speaks `language` in a store of this currency and time zone."""
    return Voice(_book(language), currency, now.astimezone(ZoneInfo(zone)), language)
