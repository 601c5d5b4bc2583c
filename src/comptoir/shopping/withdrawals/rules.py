"""What the law leaves to be given back, by the facts of a product, and until when."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from comptoir.goods.catalog.legal import NOT_EATEN
from comptoir.goods.catalog.model import Product
from comptoir.shopping.withdrawals.model import DAYS, Right

_COLDEST_CUPBOARD = 8
"""Degrees Celsius: what has to be kept colder than any cupboard is spoilt by leaving the cold."""

_COLD_CODES = ("chilled", "frozen", "counter")
_COLD_WORDS = re.compile(r"réfrig|surgel|congel|refrigerat|frozen|deep.freeze", re.IGNORECASE)
_ONCE_OPENED = re.compile(r"(?i)\b(?:après ouverture|une fois ouvert|once opened|after opening)")
_DEGREES = re.compile(r"([-−–]?\d{1,2})(?:\s*°?\s*C?\s*(?:et|à|and|to|-|–)\s*([-+]?\d{1,2}))?\s*°")
_KEPT_SEALED = frozenset({"intimate_protection", "contraception"})
_NO_TELLING = frozenset({"horticulture"})
"""Goods of these grounds for VAT may be a cut flower or a bag of earth."""


def right_of(product: Product | None, *, graded: bool) -> Right:
    """Tell from its facts whether a product may be given back; `graded` is fresh produce.

    What the catalogue does not say is not concluded.
    """
    if product is None:
        return Right.UNKNOWN
    if graded or _needs_cold(product.storage):
        return Right.PERISHABLE
    ground = product.vat_reason.partition(":")[0]
    if not ground or ground in _NO_TELLING:
        return Right.UNKNOWN
    if ground in NOT_EATEN and ground not in _KEPT_SEALED:
        return Right.OPEN
    return Right.SEALED


def until(received: datetime, zone: str) -> datetime:
    """Give the end of the last day: the fourteenth after receipt, or the next working day.

    A day that is a Saturday, a Sunday or a holiday does not end the time (L. 221-19; regulation
    (EEC, Euratom) 1182/71, article 3).
    """
    local = ZoneInfo(zone)
    last = received.astimezone(local).date() + timedelta(days=DAYS)
    while last.weekday() > 4 or last in holidays(last.year):
        last += timedelta(days=1)
    return datetime.combine(last + timedelta(days=1), time(0), local)


def holidays(year: int) -> frozenset[date]:
    """Give the public holidays of a year in metropolitan France (code du travail, L. 3133-1)."""
    fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    sunday = _easter(year)
    moving = (sunday + timedelta(days=after) for after in (1, 39, 50))
    return frozenset((*(date(year, month, day) for month, day in fixed), *moving))


def _easter(year: int) -> date:
    """Reckon Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, remainder = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - correction + 15) % 30
    quarter, last = divmod(rest, 4)
    week = (32 + 2 * remainder + 2 * quarter - moon - last) % 7
    shift = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _needs_cold(storage: str) -> bool:
    """Tell whether goods are kept cold from the beginning, not only once they are opened."""
    if storage.partition(" ")[0] in _COLD_CODES:
        return True
    closed = _ONCE_OPENED.split(storage)[0]
    if _COLD_WORDS.search(closed):
        return True
    degrees = [
        int(each.replace("−", "-").replace("–", "-"))
        for found in _DEGREES.findall(closed)
        for each in found
        if each
    ]
    return bool(degrees) and max(degrees) <= _COLDEST_CUPBOARD
