"""What the law leaves to be given back, by the facts of a product, and until when."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from comptoir.goods.catalog.legal import NOT_EATEN, vat_ground
from comptoir.goods.catalog.model import Product
from comptoir.shopping.withdrawals.model import DAYS, Right

_COLDEST_CUPBOARD = 8
"""Degrees Celsius: what has to be kept colder than any cupboard is spoilt by leaving the cold."""

_SHORT_CODES = ("chilled", "frozen", "counter", "days")
"""How goods are kept, in the catalogue's codes, that spoil out of the cold or within days."""

_COLD_WORDS = re.compile(r"réfrig|surgel|congel|refrigerat|frozen|deep.freeze", re.IGNORECASE)
_SOON = re.compile(
    r"(?i)consomm\w+ (?:rapidement|de suite|le jour même|jusqu.au"
    r"|(?:dans|sous) (?:la journée|les (?:\w+ ){0,3}(?:jours|heures)|\d+ ?(?:jours|h(?:eures)?)\b))"
    r"|\b(?:eat|consume) (?:soon|by|today|within (?:\w+ ){1,3}(?:days|hours))|\buse by\b"
)
"""What is told of goods that have a date to be eaten by, or hardly a day."""

_FRESH_EGGS = re.compile(r"(?i)(?:œufs|oeufs)\b.*\b(?:frais|catégorie A)\b")
"""The name that eggs must bear, which are sold within three weeks: regulation (EU) 2023/2465."""

_CUT = re.compile(r"(?i)\bcoupée?s\b")
_EATEN_AT_ONCE = "ready_to_eat"
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
    ground = vat_ground(product.vat_reason)
    if graded and product.storage == "dry":  # nuts keep, new potatoes hardly
        return Right.UNKNOWN
    if graded or _spoils(product, ground):
        return Right.PERISHABLE
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


def _spoils(product: Product, ground: str) -> bool:
    """Tell whether goods spoil or expire quickly while they are closed (L. 221-28, 4°).

    What is made for eating at once, cut flowers and fresh eggs do however they are kept.
    """
    if ground == _EATEN_AT_ONCE or _FRESH_EGGS.match(product.legal_name):
        return True
    if ground in _NO_TELLING and _CUT.search(product.legal_name):
        return True
    if product.storage.partition(" ")[0] in _SHORT_CODES:
        return True
    closed = _ONCE_OPENED.split(product.storage)[0]
    return _SOON.search(closed) is not None or _needs_cold(closed)


def _needs_cold(closed: str) -> bool:
    """Tell whether goods are kept cold from the beginning, not only once they are opened."""
    if _COLD_WORDS.search(closed):
        return True
    degrees = [
        int(each.replace("−", "-").replace("–", "-"))
        for found in _DEGREES.findall(closed)
        for each in found
        if each
    ]
    return bool(degrees) and max(degrees) <= _COLDEST_CUPBOARD
