"""Trade item numbers: check digit, one written form, the prefixes a shop gives out itself."""

import re

from comptoir.kernel.ids import Gtin
from comptoir.kernel.refusals import invalid

_LENGTHS = (8, 12, 13, 14)
_DIGITS = re.compile(r"[0-9]+\Z")


def check_digit(body: str) -> int:
    """Compute the check digit that follows `body` (GS1 General Specifications, 7.9)."""
    digits = [int(digit) for digit in reversed(body)]
    return -(3 * sum(digits[::2]) + sum(digits[1::2])) % 10


def is_valid(text: str) -> bool:
    """Tell whether `text` is a GTIN-8, -12, -13 or -14 with the right check digit."""
    if len(text) not in _LENGTHS or not _DIGITS.match(text):
        return False
    return check_digit(text[:-1]) == int(text[-1])


def normal(text: str) -> Gtin:
    """Write a GTIN in the one form the catalogue keeps: 13 digits, or 8, or 14 for a case.

    :raises Refusal: when it is none or its check digit is wrong.
    """
    digits = text.strip().replace(" ", "")
    if not is_valid(digits):
        raise invalid("gtin", "check_digit", gtin=digits[:20])
    if len(digits) == 12:
        return Gtin("0" + digits)
    if len(digits) == 14 and digits.startswith("0"):
        return Gtin(digits[1:])
    return Gtin(digits)


def in_store(text: str) -> bool:
    """Tell whether the number is given out by the shop itself (GS1 prefixes 02 and 20 to 29)."""
    return len(text) == 13 and (text.startswith("02") or "20" <= text[:2] <= "29")


def weighed_label(text: str) -> bool:
    """Tell whether the number belongs to labels that carry a weight or a price (02, 20 to 23)."""
    return in_store(text) and (text.startswith("02") or text[:2] <= "23")
