"""Arithmetic of prices: discounts, and how far a promotion may go."""

import re
from datetime import datetime

from comptoir.goods.pricing.model import DiscountCode, Offer
from comptoir.kernel.refusals import invalid

MOST_CENTS = 10_000_000
"""Above 100,000 a piece or a kilogram a price is a slip."""

FOOD_CAP = 34
OTHER_CAP = 40
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,31}\Z")
_FOOD_RATES = (550, 1000)
_CAPPED_AS_FOOD = frozenset(
    {
        "food",
        "infant_food",
        "ready_to_eat",
        "soft_drink",
        "confectionery",
        "chocolate",
        "margarine",
        "caviar",
        "alcohol",
        "pet_food",
    }
)


def discount(total: int, *, percent: int | None, amount: int | None) -> int:
    """Work out what a code takes off `total` cents of goods; never more than the goods cost."""
    if percent is not None:
        return total * percent // 100
    return min(total, amount or 0)


def in_force(code: DiscountCode, at: datetime) -> bool:
    """Tell whether a code counts at the instant `at`."""
    begun = code.valid_from is None or at >= code.valid_from
    return begun and (code.valid_until is None or at < code.valid_until)


def promotion_cap(*, vat_rate: int, vat_reason: str) -> int:
    """Tell the highest percentage a promotion may take off.

    34 % for food and pet food (loi du 7 décembre 2020, art. 125), 40 % for other everyday goods
    (loi du 30 mars 2023, art. 7).
    """
    ground = vat_reason.partition(":")[0]  # "food:derived_on_import" is food too
    if ground in _CAPPED_AS_FOOD or (not ground and vat_rate in _FOOD_RATES):
        return FOOD_CAP
    return OTHER_CAP


def check_offer(offer: Offer) -> None:
    """Check that an offer can be.

    :raises Refusal: when a field cannot be, naming it and the product.
    """
    if not 0 < offer.price <= MOST_CENTS:
        raise invalid("price", "between", gtin=offer.gtin[:80], least=1, most=MOST_CENTS)
    if offer.promo_percent is not None and not 1 <= offer.promo_percent <= OTHER_CAP:
        raise invalid("promo_percent", "between", gtin=offer.gtin[:80], least=1, most=OTHER_CAP)
    if offer.promo_from and offer.promo_until and offer.promo_from >= offer.promo_until:
        raise invalid("promo_until", "after_its_start", gtin=offer.gtin[:80])
    for text in (offer.aisle, offer.origin, offer.class_, offer.variety, offer.calibre):
        if len(text) > 200 or "\x00" in text:
            raise invalid("offer", "short_text", gtin=offer.gtin[:80])


def check_code(code: DiscountCode) -> None:
    """Check that a discount code can be.

    :raises Refusal: when a field cannot be, naming it.
    """
    if not _CODE.match(code.code):
        raise invalid("code", "capitals_digits_hyphens")
    if (code.percent is None) == (code.amount is None):
        raise invalid("discount", "percent_or_amount")
    if code.percent is not None and not 1 <= code.percent <= 100:
        raise invalid("percent", "between", least=1, most=100)
    if code.amount is not None and not 1 <= code.amount <= MOST_CENTS:
        raise invalid("amount", "between", least=1, most=MOST_CENTS)
    if not 0 <= code.minimum <= MOST_CENTS:
        raise invalid("minimum", "between", least=0, most=MOST_CENTS)
    if code.valid_from and code.valid_until and code.valid_from >= code.valid_until:
        raise invalid("valid_until", "after_its_start")
