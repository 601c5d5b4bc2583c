"""Makes things again out of their facts, the other way round from `facts`."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from comptoir.desk.facts import Facts, text_of
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing.model import DiscountCode, Offer, Promotion
from comptoir.goods.pricing.notation import PARTS, parts, read
from comptoir.goods.stores.model import StoreDetails

_Maker = Callable[[str], Any]


def _text(fact: str) -> str:
    return fact


def _whole(fact: str) -> int:
    return int(fact or 0)


def _whole_or_none(fact: str) -> int | None:
    return int(fact) if fact else None


def _text_or_none(fact: str) -> str | None:
    return fact or None


def _instant(fact: str) -> datetime | None:
    return datetime.fromisoformat(fact) if fact else None


def _truth(fact: str) -> bool:
    return fact == "yes"


def _list(fact: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in fact.split(",") if part.strip())


def _periods(fact: str) -> list[list[str]]:
    return [period.split("-") for period in fact.split()]


_OFFER: dict[str, _Maker] = {
    "price": _whole,
    "popularity": _whole,
    "sample": _truth,
    "listed": _truth,
}
_PRODUCT: dict[str, _Maker] = {
    **dict.fromkeys(("vat_rate", "deposit"), _whole),
    **dict.fromkeys(("net_value", "each_g", "step_g", "drained_g", "minimum_age"), _whole_or_none),
    **dict.fromkeys(("category", "net_unit", "nutriscore"), _text_or_none),
    **dict.fromkeys(("allergens", "traces", "labels", "aliases"), _list),
}
_CODE: dict[str, _Maker] = {
    **dict.fromkeys(("percent", "amount", "uses_most", "household_most"), _whole_or_none),
    **dict.fromkeys(("valid_from", "valid_until"), _instant),
    "minimum": _whole,
    "counts": _truth,
}
_STORE: dict[str, _Maker] = {
    "minimum_order": _whole,
    "latitude_e6": _whole_or_none,
    "longitude_e6": _whole_or_none,
    **dict.fromkeys(("modes", "delivery_postcodes"), _list),
}


def offer_of(base: Offer, facts: Facts) -> Offer:
    """Give an offer with the facts that are told put in."""
    rest = {name: fact for name, fact in facts.items() if name not in PARTS}
    made = replace(base, **_made(base, rest, _OFFER))
    if not facts.keys() & set(PARTS):
        return made
    kept = {name: text_of(part) for name, part in parts(base.promotion).items()}
    return replace(made, promotion=_promotion({**kept, **facts}))


def _promotion(facts: Facts) -> Promotion | None:
    if not facts["promotion"]:
        return None
    return replace(
        read(facts["promotion"]),
        starts=_instant(facts["promo_from"]),
        ends=_instant(facts["promo_until"]),
        order_most=_whole_or_none(facts["promo_order_most"]),
        household_most=_whole_or_none(facts["promo_household_most"]),
    )


def code_of(base: DiscountCode, facts: Facts) -> DiscountCode:
    """Give a discount code with the facts that are told put in; its name stays."""
    rest = {name: fact for name, fact in facts.items() if name != "code"}
    return replace(base, **_made(base, rest, _CODE))


def product_of(base: Product, facts: Facts) -> Product:
    """Give a product with the facts that are told put in; nutrients that are empty are left out."""
    made = _made(base, facts, _PRODUCT)
    told = _inside("nutrition", facts)
    if told:
        kept = {**(base.nutrition or {}), **told}
        made["nutrition"] = {name: value for name, value in kept.items() if value} or None
    return replace(base, **made)


def details_of(base: StoreDetails, facts: Facts) -> StoreDetails:
    """Give a store's details with the facts that are told put in; a day without hours is closed."""
    made = _made(base, facts, _STORE)
    told = {day: _periods(fact) for day, fact in _inside("hours", facts).items()}
    hours = {**base.hours, **told}
    made["hours"] = {day: periods for day, periods in hours.items() if periods}
    return replace(base, **made)


def _made(base: Any, facts: Facts, makers: Mapping[str, _Maker]) -> dict[str, Any]:
    names = {each.name for each in fields(base)}
    return {name: makers.get(name, _text)(fact) for name, fact in facts.items() if name in names}


def _inside(name: str, facts: Facts) -> dict[str, str]:
    start = f"{name}."
    return {key.removeprefix(start): fact for key, fact in facts.items() if key.startswith(start)}
