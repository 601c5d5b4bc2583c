"""What a store's details may be, and when it is open."""

import re
from dataclasses import asdict
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo, available_timezones

from comptoir.goods.stores.model import Seller, StoreDetails, Weekday
from comptoir.kernel.refusals import invalid

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z|24:00\Z")
_POSTCODE = re.compile(r"[A-Z0-9][A-Z0-9 -]{1,9}\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_DAYS = tuple(Weekday)
LONGEST_TEXT = 120
_LONGEST = {"mediator": 300, "host": 300}
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+\Z")
_FRENCH_VAT = re.compile(r"FR(\d{2})(\d{9})\Z")
_SIREN = re.compile(r"(?<!\d)(\d{9})(?!\d)")

NAMED = (
    "legal_name",
    "legal_form",
    "street",
    "postcode",
    "city",
    "registration",
    "vat_number",
    "phone",
    "email",
    "mediator",
    "publisher",
    "host",
)
"""What a French shop on line names of itself.

Loi n° 2004-575 du 21 juin 2004, art. 1-1 and 19; code de la consommation, L. 221-5 and L. 616-1;
code de commerce, R. 123-237.
"""


class Doubt(StrEnum):
    """What cannot be right in who is said to sell."""

    VAT_KEY = "vat_key"
    """The two digits after FR do not follow from the company's number."""
    VAT_FORM = "vat_form"
    """It begins with FR and is no French VAT number."""
    SIREN = "siren"
    """The company's number fails its check digit."""
    OTHER_SIREN = "other_siren"
    """The register and the VAT number name two companies."""


def check_details(details: StoreDetails) -> None:
    """Check that a store can be so.

    :raises Refusal: when a field cannot be, naming it.
    """
    _check_texts(details)
    if not _COUNTRY.match(details.country):
        raise invalid("country", "iso_3166_alpha_2")
    if not _CURRENCY.match(details.currency):
        raise invalid("currency", "iso_4217")
    if details.timezone not in available_timezones():
        raise invalid("timezone", "iana_name")
    if details.kind not in ("hypermarket", "supermarket", "city", "dark"):
        raise invalid("kind", "one_of", choices=["hypermarket", "supermarket", "city", "dark"])
    if not details.modes or not set(details.modes) <= {"pickup", "delivery"}:
        raise invalid("modes", "one_of", choices=["pickup", "delivery"])
    if details.minimum_order < 0:
        raise invalid("minimum_order", "not_negative")
    for postcode in details.delivery_postcodes:
        if not _POSTCODE.match(postcode):
            raise invalid("delivery_postcodes", "postcode")
    _check_hours(details)


def check_seller(seller: Seller) -> None:
    """Check that a seller can be named so.

    :raises Refusal: when the name is empty, a text is too long or has control characters, or the
        e-mail address cannot be one.
    """
    if not seller.legal_name.strip():
        raise invalid("legal_name", "not_empty")
    for field, text in asdict(seller).items():
        most = _LONGEST.get(field, LONGEST_TEXT)
        if len(text) > most:
            raise invalid(field, "shorter", most=most)
        if _CONTROL.search(text):
            raise invalid(field, "printable")
    if seller.email and not _EMAIL.match(seller.email):
        raise invalid("email", "email")


def missing(seller: Seller | None) -> tuple[str, ...]:
    """Give what the law wants named of a seller and nobody has said, in the order of the law."""
    return tuple(each for each in NAMED if seller is None or not getattr(seller, each).strip())


def doubts(seller: Seller) -> tuple[Doubt, ...]:
    """Tell what cannot be right in the numbers of a French seller; what is empty is no doubt."""
    vat = re.sub(r"[\s.]", "", seller.vat_number).upper()
    there = _SIREN.search(re.sub(r"(?<=\d)[\s.]+(?=\d)", "", seller.registration))
    siren = "" if there is None else there[1]
    found: list[Doubt] = []
    match = _FRENCH_VAT.match(vat)
    if match is None and vat.startswith("FR"):
        found.append(Doubt.VAT_FORM)
    elif match is not None:
        if (12 + 3 * (int(match[2]) % 97)) % 97 != int(match[1]):
            found.append(Doubt.VAT_KEY)
        if siren and siren != match[2]:
            found.append(Doubt.OTHER_SIREN)
    if siren and not _luhn(siren):
        found.append(Doubt.SIREN)
    return tuple(found)


def _luhn(digits: str) -> bool:
    """Check a number by its last digit (ISO/IEC 7812-1, annex B)."""
    doubled = (int(each) * (1 + place % 2) for place, each in enumerate(reversed(digits)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def _check_texts(details: StoreDetails) -> None:
    if not details.name.strip():
        raise invalid("name", "not_empty")
    for field in ("name", "street", "postcode", "city", "tax_regime"):
        text: str = getattr(details, field)
        if len(text) > LONGEST_TEXT:
            raise invalid(field, "shorter", most=LONGEST_TEXT)
        if _CONTROL.search(text):
            raise invalid(field, "printable")


def _check_hours(details: StoreDetails) -> None:
    for day, periods in details.hours.items():
        if day not in _DAYS:
            raise invalid("hours", "weekday")
        last = ""
        for period in periods:
            if len(period) != 2 or not all(_CLOCK.match(moment) for moment in period):
                raise invalid("hours", "clock", day=day)
            opens, closes = period
            if not last <= opens < closes:
                raise invalid("hours", "in_order", day=day)
            last = closes


def opening_hours(details: StoreDetails, day: date) -> tuple[tuple[time, time], ...]:
    """Give the periods of local time in which the store is open on `day`; 24:00 becomes 23:59."""
    periods = details.hours.get(_DAYS[day.weekday()], ())
    return tuple((_time(opens), _time(closes)) for opens, closes in periods)


def is_open(details: StoreDetails, at: datetime) -> bool:
    """Tell whether the store is open at the instant `at`."""
    local = at.astimezone(ZoneInfo(details.timezone))
    moment = local.strftime("%H:%M")
    periods = details.hours.get(_DAYS[local.weekday()], ())
    return any(opens <= moment < closes for opens, closes in periods)


def _time(text: str) -> time:
    return time(23, 59) if text == "24:00" else time.fromisoformat(text)
