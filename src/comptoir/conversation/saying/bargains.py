"""Words for promotions: « 2,10 €, et le deuxième à moitié prix jusqu'à dimanche »."""

from datetime import timedelta

from comptoir.conversation.saying.voice import Voice
from comptoir.conversation.spoken import Goods
from comptoir.goods.pricing.mechanics import Step
from comptoir.goods.pricing.model import Mechanic, Promotion

_NAMED_APART, _A_WEEK = 3, 7
"""From the third day on a weekday is named, and alone it is enough for a week."""


def reduced(price: str, goods: Goods, voice: Voice) -> str:
    """Say a price that is lower for each, where that may be announced."""
    if goods.percent_off is None:
        return price
    return voice.phrase("price_promo", price=price, percent=str(goods.percent_off))


def by_lot(price: str, promotion: Promotion, voice: Voice) -> str:
    """Say after the price of one what several together come to; other promotions add nothing."""
    if promotion.size is None:
        return price
    return voice.phrase("price_lot", price=price, lot=_lot(promotion, voice))


def until(told: str, promotion: Promotion, voice: Voice) -> str:
    """Say after a promotion to which day it lasts."""
    if promotion.ends is None:
        return told
    last = (promotion.ends - timedelta(microseconds=1)).astimezone(voice.now.tzinfo)
    days = (last.date() - voice.now.date()).days
    if days == 0:
        return voice.phrase("price_today", price=told)
    day = voice.tongue.day(last, voice.now)
    if _NAMED_APART <= days < _A_WEEK:
        day = day.split()[0].rstrip(",")
    return voice.phrase("price_until", price=told, day=day)


def further(step: Step, promotion: Promotion, voice: Voice) -> str:
    """Say what so many more would bring."""
    lot, saves = _lot(promotion, voice), voice.money(step.saves)
    return voice.phrase("further", count=step.pieces, lot=lot, saves=saves)


def _lot(promotion: Promotion, voice: Voice) -> str:
    size = promotion.size or 0
    match promotion.mechanic:
        case Mechanic.NTH:
            known = {50: "half", 100: "free"}.get(promotion.percent or 0, "percent")
            nth, percent = voice.phrase(f"nth.{size}"), str(promotion.percent)
            return voice.phrase(f"lot.nth_{known}", nth=nth, percent=percent)
        case Mechanic.SOME_FREE:
            return voice.phrase("lot.some_free", size=str(size), paid=str(promotion.paid))
        case _:
            price = voice.money(promotion.price or 0)
            return voice.phrase("lot.price", size=str(size), price=price)
