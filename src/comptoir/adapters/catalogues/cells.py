"""Reads one cell of a table: numbers with a decimal comma, prices, dates, quantities, choices."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from comptoir.adapters.catalogues.food_codes import allergens_of
from comptoir.adapters.catalogues.model import BadCell, Reason
from comptoir.goods.catalog import gtin as trade_numbers
from comptoir.goods.catalog.net import net_quantity
from comptoir.goods.catalog.text import fold
from comptoir.goods.pricing import notation
from comptoir.goods.pricing.model import Promotion
from comptoir.goods.pricing.rules import MOST_CENTS
from comptoir.kernel.measure import Quantity
from comptoir.kernel.numerals import SPACES, decimal_of
from comptoir.kernel.refusals import Refusal

MOST_STOCK = 100_000_000
_LOST_ZEROS = (10, 11)
"""Digits left of an American number; shorter ones are more likely the shop's own numbers."""
_ROUNDED = re.compile(r"\d[.,]\d+E\+?\d+\Z", re.IGNORECASE)
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TRUE = frozenset({"oui", "o", "vrai", "1", "x", "yes", "y", "true", "actif"})
_FALSE = frozenset({"non", "n", "faux", "0", "no", "false", "inactif"})

_LONGEST = {"name": 200, "name_en": 200, "brand": 120, "legal_name": 500, "ingredients": 20_000,
            "storage": 200, "operator": 400, "image_url": 500}  # fmt: skip


def gtin(said: str) -> str:
    """Read a trade item number; leading zeros that a spreadsheet took away are put back.

    :raises BadCell: when it is none, or its check digit is wrong.
    """
    digits = said.translate(SPACES)
    if not digits:
        raise BadCell("gtin", Reason.MISSING)
    if _ROUNDED.match(digits):
        raise BadCell("gtin", Reason.ROUNDED_CODE, said)
    digits = digits.removesuffix(".0")
    if len(digits) in _LOST_ZEROS:
        digits = digits.zfill(13)
    try:
        return trade_numbers.normal(digits)
    except Refusal:
        raise BadCell("gtin", Reason.CHECK_DIGIT, said) from None


def text(field: str, said: str) -> str:
    """Read a text on one line.

    :raises BadCell: when it is too long or not printable.
    """
    line = " ".join(said.split())
    if len(line) > _LONGEST.get(field, 200):
        raise BadCell(field, Reason.TOO_LONG, line)
    if _CONTROL.search(line):
        raise BadCell(field, Reason.NOT_PRINTABLE, repr(line))
    return line


def number(field: str, said: str) -> Decimal:
    """Read a number as French or English write it: "1 234,50", "1234.50", "2,18 €", "5,5 %".

    :raises BadCell: when it is none.
    """
    plain = said.translate(SPACES).removesuffix("€").removesuffix("EUR").removesuffix("%")
    value = decimal_of(plain)
    if value is None or value.adjusted() > 12:
        raise BadCell(field, Reason.NOT_A_NUMBER, said)
    return value


def cents(field: str, said: str, *, zero: bool = False) -> int:
    """Read an amount in euros as cents.

    :raises BadCell: when it is no amount, has more than two decimals, or cannot be a price.
    """
    value = number(field, said) * 100
    if value < 0:
        raise BadCell(field, Reason.NEGATIVE, said)
    if value == 0 and not zero:
        raise BadCell(field, Reason.NOT_POSITIVE, said)
    if value != value.to_integral_value():
        raise BadCell(field, Reason.DECIMALS, said)
    if value > MOST_CENTS:
        raise BadCell(field, Reason.TOO_LARGE, said)
    return int(value)


def whole(field: str, said: str, *, most: int, least: int = 0) -> int:
    """Read a whole number.

    :raises BadCell: when it is none or out of bounds.
    """
    value = number(field, said)
    if value < 0:
        raise BadCell(field, Reason.NEGATIVE, said)
    if value != value.to_integral_value():
        raise BadCell(field, Reason.NOT_WHOLE, said)
    if value < least:
        raise BadCell(field, Reason.NOT_POSITIVE, said)
    if value > most:
        raise BadCell(field, Reason.TOO_LARGE, said)
    return int(value)


def amount(field: str, said: str) -> Decimal | Quantity:
    """Read a stock figure: a bare number, or one with its unit ("12,5 kg", "6 pièces").

    :raises BadCell: when it is none.
    """
    quantity = net_quantity(said)
    if quantity is not None:
        return quantity
    value = number(field, said)
    if value < 0:
        raise BadCell(field, Reason.NEGATIVE, said)
    if value > MOST_STOCK:
        raise BadCell(field, Reason.TOO_LARGE, said)
    return value


def grams(field: str, said: str) -> int:
    """Read a weight: "180 g", "1,2 kg", or a number of grams.

    :raises BadCell: when it is none.
    """
    quantity = net_quantity(said)
    if quantity is not None and quantity.unit.value == "g":
        return quantity.value
    return whole(field, said, least=1, most=1_000_000)


def net(field: str, said: str) -> Quantity:
    """Read a net quantity as packs print it.

    :raises BadCell: when it is none.
    """
    quantity = net_quantity(said)
    if quantity is None:
        raise BadCell(field, Reason.NOT_A_QUANTITY, said)
    return quantity


def basis_points(field: str, said: str) -> int:
    """Read a rate in percent ("5,5", "20 %") or as a fraction ("0,055"): basis points.

    :raises BadCell: when it is none.
    """
    value = number(field, said)
    if 0 < value < 1 and "%" not in said:
        value *= 100
    value *= 100
    if value != value.to_integral_value() or not 0 <= value <= 10_000:
        raise BadCell(field, Reason.IMPOSSIBLE, said)
    return int(value)


def promotion(field: str, said: str) -> Promotion | None:
    """Read a promotion as a leaflet has it: "-20 %", "1,99 €", "3 pour 2", "2e à -50 %".

    A bare number is a percentage, 0 is none, and a spreadsheet may give 20 % as "0,2".

    :raises BadCell: when it is none of them.
    """
    fraction = decimal_of(said.translate(SPACES))
    if fraction is not None and abs(fraction) < 1:
        said = f"{abs(fraction) * 100:f}".removesuffix(".00").removesuffix(".0")
    if fraction == 0:
        return None
    try:
        return notation.read(said)
    except notation.UnreadablePromotion:
        raise BadCell(field, Reason.NOT_A_PROMOTION, said) from None


def day(field: str, said: str) -> date:
    """Read a day: "2026-07-14" or "14/07/2026".

    :raises BadCell: when it is none.
    """
    match = _FRENCH_DATE.match(said.strip())
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1]))
        return datetime.fromisoformat(said.strip()).date()
    except ValueError:
        raise BadCell(field, Reason.NOT_A_DATE, said) from None


def truth(field: str, said: str) -> bool:
    """Read yes or no.

    :raises BadCell: when it is neither.
    """
    word = fold(said.strip())
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    raise BadCell(field, Reason.NOT_A_CHOICE, said)


def choice(field: str, said: str, choices: Mapping[str, str]) -> str:
    """Read one of several words, without case or accents.

    :raises BadCell: when it is none of them.
    """
    found = choices.get(fold(said.strip()))
    if found is None:
        raise BadCell(field, Reason.NOT_A_CHOICE, said)
    return found


def allergens(field: str, said: str) -> tuple[str, ...]:
    """Read allergens between commas, semicolons or bars.

    :raises BadCell: when one of them is not among the fourteen of the law.
    """
    words = [word.strip() for word in re.split(r"[,;|/]", said) if word.strip()]
    for word in words:
        if not allergens_of([word]):
            raise BadCell(field, Reason.NOT_A_CHOICE, word)
    return allergens_of(words)
