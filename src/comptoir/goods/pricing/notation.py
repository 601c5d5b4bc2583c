"""A promotion as a grocer writes it in one cell: "-20 %", "1,99 €", "3 pour 2", "2e à -50 %".

French and English are read alike; one form of each is written, to be kept and compared. Days and
limits stand beside it, in `parts`.
"""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from comptoir.goods.catalog.text import fold
from comptoir.goods.pricing.model import Mechanic, Promotion
from comptoir.kernel.numerals import SPACES, decimal_of

LONGEST = 60
PARTS = (
    "promotion",
    "promo_from",
    "promo_until",
    "promo_order_most",
    "promo_household_most",
)
"""The fields of a promotion in forms and files."""


class UnreadablePromotion(ValueError):
    """A text is no promotion that is known here."""


_MINUS = str.maketrans("−–‐", "---")
_SUMS = r"(?:(?P<sum>\d[\d.,]*)(?:€|euros?|eur)|€(?P<sum_>\d[\d.,]*))"
_OFF = r"(?:a|at)?-?(?P<percent>\d+)%(?:off|deremise|dereduction|moinscher)?"
_NTH = r"(?:le|la|the)?(?P<size>\d+)(?:emes?|es?|nds?|rds?|ths?)(?:article|produit|item)?"

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Promotion]], ...] = (
    (
        re.compile(rf"-?(?P<bare>\d+)|{_OFF}"),
        lambda m: Promotion(mechanic=Mechanic.PERCENT, percent=int(m["bare"] or m["percent"])),
    ),
    (re.compile(rf"(?:a|at)?{_SUMS}"), lambda m: Promotion(mechanic=Mechanic.PRICE, price=_sum(m))),
    (
        re.compile(rf"{_NTH}{_OFF}"),
        lambda m: Promotion(mechanic=Mechanic.NTH, size=int(m["size"]), percent=int(m["percent"])),
    ),
    (
        re.compile(rf"{_NTH}(?:amoitieprix|(?:at)?halfprice)"),
        lambda m: Promotion(mechanic=Mechanic.NTH, size=int(m["size"]), percent=50),
    ),
    (
        re.compile(rf"{_NTH}(?:offert|gratuit|free)e?"),
        lambda m: Promotion(mechanic=Mechanic.NTH, size=int(m["size"]), percent=100),
    ),
    (
        re.compile(rf"(?:lotde|les)?(?P<size>\d+)(?:pour|for|:|=|a|at)?{_SUMS}"),
        lambda m: Promotion(mechanic=Mechanic.LOT, size=int(m["size"]), price=_sum(m)),
    ),
    (
        re.compile(r"(?P<size>\d+)(?:pour|for)(?:leprixde|thepriceof)?(?P<paid>\d+)"),
        lambda m: Promotion(mechanic=Mechanic.SOME_FREE, size=int(m["size"]), paid=int(m["paid"])),
    ),
    (
        re.compile(
            r"(?:lotde|buy)?(?P<paid>\d+)(?:achetes?[=,]?|\+|=|get|,)(?P<free>\d+)"
            r"(?:offerts?|gratuits?|free)"
        ),
        lambda m: Promotion(
            mechanic=Mechanic.SOME_FREE,
            size=int(m["paid"]) + int(m["free"]),
            paid=int(m["paid"]),
        ),
    ),
)


def read(text: str) -> Promotion:
    """Read a promotion; whether it can be is for `rules` to check.

    :raises UnreadablePromotion: when it is none of the forms.
    """
    said = text.translate(_MINUS).translate(SPACES)
    bare = "".join(fold(said).split()) if len(text) <= LONGEST else ""
    for form, made in _FORMS:
        match = form.fullmatch(bare)
        if match is not None:
            return made(match)
    raise UnreadablePromotion(text[:LONGEST])


def write(promotion: Promotion) -> str:
    """Write a promotion in the one form in which it is kept: "-20%", "2nd -50%", "2 for 5.00€"."""
    price = "" if promotion.price is None else f"{Decimal(promotion.price).scaleb(-2)}€"
    match promotion.mechanic:
        case Mechanic.PERCENT:
            return f"-{promotion.percent}%"
        case Mechanic.PRICE:
            return price
        case Mechanic.SOME_FREE:
            return f"{promotion.size} for {promotion.paid}"
        case Mechanic.NTH:
            return f"{ordinal(promotion.size or 0)} -{promotion.percent}%"
        case Mechanic.LOT:
            return f"{promotion.size} for {price}"


def parts(promotion: Promotion | None) -> dict[str, str | int | datetime | None]:
    """Give what a grocer edits of a promotion: how it works, its days, its limits."""
    if promotion is None:
        return dict.fromkeys(PARTS)
    return {
        "promotion": write(promotion),
        "promo_from": promotion.starts,
        "promo_until": promotion.ends,
        "promo_order_most": promotion.order_most,
        "promo_household_most": promotion.household_most,
    }


def ordinal(number: int) -> str:
    """Write an English ordinal: 2nd, 3rd, 12th."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _sum(match: re.Match[str]) -> int:
    """Read an amount of a match: minor units.

    :raises UnreadablePromotion: when it has more than two decimals.
    """
    text = match["sum"] or match["sum_"]
    value = decimal_of(text)
    cents = None if value is None else value * 100
    if cents is None or cents != cents.to_integral_value() or cents >= 10**9:
        raise UnreadablePromotion(text)
    return int(cents)
