"""Numbers as French or English write them."""

from decimal import Decimal, InvalidOperation

SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009"), None)
"""The spaces that group digits, for `str.translate`."""


def decimal_of(digits: str) -> Decimal | None:
    """Read digits grouped and parted by commas and points, "1.234,50" or "1,234.50".

    None when they are no number, or an endless one.
    """
    if digits.rfind(",") > digits.rfind("."):
        digits = digits.replace(".", "").replace(",", ".")
    elif "." in digits:
        digits = digits.replace(",", "")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
