"""What discounts take off, and which prices and promotions can be."""

import re
from datetime import datetime

from comptoir.goods.catalog.rules import SaleUnit
from comptoir.goods.catalog.text import fold
from comptoir.goods.pricing.mechanics import Terms, takes_off
from comptoir.goods.pricing.model import DiscountCode, Mechanic, Offer, Promotion
from comptoir.kernel.refusals import invalid

MOST_CENTS = 10_000_000
"""Above 100,000 a piece or a kilogram a price is a slip."""

FOOD_CAP = 34
OTHER_CAP = 40
LARGEST_LOT = 12
MOST_LIMIT = 999
MOST_USES = 1_000_000
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


def spelling(said: str) -> str:
    """Give a code as it is kept, however it was typed or written down: "Noël 10" is NOEL10."""
    return "".join(fold(said).split()).upper()


def in_force(code: DiscountCode, at: datetime) -> bool:
    """Tell whether a code counts at the instant `at`."""
    begun = code.valid_from is None or at >= code.valid_from
    return code.counts and begun and (code.valid_until is None or at < code.valid_until)


def promotion_cap(*, vat_rate: int, vat_reason: str) -> int:
    """Tell the highest percentage that a promotion may take off, of one or of a whole lot.

    34 % for food and pet food, 40 % for other everyday goods, until 15 April 2028 (loi n° 2020-1525
    du 7 décembre 2020, art. 125, II, as loi n° 2025-337 du 14 avril 2025 has it). The ceiling in
    volume, 25 %, is on what a supplier and a shop agree for a year: nothing here knows it.
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
    for text in (offer.aisle, offer.origin, offer.class_, offer.variety, offer.calibre):
        if len(text) > 200 or "\x00" in text:
            raise invalid("offer", "short_text", gtin=offer.gtin[:80])


def check_promotion(offer: Offer, *, sale_unit: SaleUnit, cap: int) -> None:
    """Check that an offer's promotion can be: `cap` is the most it may take off, in percent.

    :raises Refusal: when it is no promotion, is not one for goods sold like that, or takes off more
        than the law allows, naming the field and the product.
    """
    promotion, gtin = offer.promotion, offer.gtin[:80]
    if promotion is None:
        return
    if sale_unit == "kg" and (promotion.by_lot or _limits(promotion)):
        raise invalid("promotion", "not_by_weight", gtin=gtin)
    _check_shape(promotion, gtin)
    _check_bounds(promotion, gtin)
    off, full = takes_off(Terms(offer.price, promotion))
    if off <= 0:
        raise invalid("promotion", "takes_nothing_off", gtin=gtin)
    if off * 100 > cap * full:
        raise invalid("promotion", "legal_cap", gtin=gtin, most=cap)


def _limits(promotion: Promotion) -> list[int]:
    both = (promotion.order_most, promotion.household_most)
    return [limit for limit in both if limit is not None]


def _check_shape(promotion: Promotion, gtin: str) -> None:
    """Check that a promotion has what its mechanic needs, and nothing else."""
    needs = {
        Mechanic.PERCENT: {"percent"},
        Mechanic.PRICE: {"price"},
        Mechanic.SOME_FREE: {"size", "paid"},
        Mechanic.NTH: {"size", "percent"},
        Mechanic.LOT: {"size", "price"},
    }[promotion.mechanic]
    facts = {name: getattr(promotion, name) for name in ("percent", "price", "size", "paid")}
    if {name for name, value in facts.items() if value is not None} != needs:
        raise invalid("promotion", "unreadable", gtin=gtin)
    if promotion.percent is not None and not 1 <= promotion.percent <= 100:
        raise invalid("promotion", "between", gtin=gtin, least=1, most=100)
    if promotion.price is not None and not 1 <= promotion.price <= MOST_CENTS:
        raise invalid("promotion", "between", gtin=gtin, least=1, most=MOST_CENTS)
    if promotion.size is not None and not 2 <= promotion.size <= LARGEST_LOT:
        raise invalid("promotion", "lot_size", gtin=gtin, least=2, most=LARGEST_LOT)
    if promotion.paid is not None and not 1 <= promotion.paid < (promotion.size or 0):
        raise invalid("promotion", "fewer_paid", gtin=gtin)


def _check_bounds(promotion: Promotion, gtin: str) -> None:
    """Check the days of a promotion and how many pieces it counts for."""
    if promotion.starts and promotion.ends and promotion.starts >= promotion.ends:
        raise invalid("promo_until", "after_its_start", gtin=gtin)
    least = promotion.size or 1
    for field, limit in (
        ("promo_order_most", promotion.order_most),
        ("promo_household_most", promotion.household_most),
    ):
        if limit is not None and not least <= limit <= MOST_LIMIT:
            raise invalid(field, "between", gtin=gtin, least=least, most=MOST_LIMIT)
    if promotion.household_most is not None and promotion.starts is None:
        raise invalid("promo_from", "first_day_for_households", gtin=gtin)


def check_code(code: DiscountCode) -> None:
    """Check that a discount code can be.

    :raises Refusal: when a field cannot be, naming it.
    """
    if not _CODE.match(code.code):
        raise invalid("code", "capitals_digits_hyphens")
    if (code.percent is None) == (code.amount is None):
        raise invalid("amount", "percent_or_amount")
    if code.percent is not None and not 1 <= code.percent <= 100:
        raise invalid("percent", "between", least=1, most=100)
    if code.amount is not None and not 1 <= code.amount <= MOST_CENTS:
        raise invalid("amount", "between", least=1, most=MOST_CENTS)
    if not 0 <= code.minimum <= MOST_CENTS:
        raise invalid("minimum", "between", least=0, most=MOST_CENTS)
    if code.valid_from and code.valid_until and code.valid_from >= code.valid_until:
        raise invalid("valid_until", "after_its_start")
    for field, limit in (
        ("uses_most", code.uses_most),
        ("household_most", code.household_most),
    ):
        if limit is not None and not 1 <= limit <= MOST_USES:
            raise invalid(field, "between", least=1, most=MOST_USES)
