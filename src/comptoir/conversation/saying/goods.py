"""Words for what came of an act about goods."""

from typing import assert_never

from comptoir.conversation import outcomes as came
from comptoir.conversation.outcomes import AboutGoods, Goods
from comptoir.conversation.saying import bargains
from comptoir.conversation.saying.voice import Voice
from comptoir.kernel.measure import Quantity, Unit


def say_goods(outcome: AboutGoods, voice: Voice) -> str:  # noqa: C901, PLR0911, PLR0912 (one arm an outcome)
    """Put an outcome about goods into words."""
    match outcome:
        case came.InCart(goods, added, _, count):
            return voice.phrase("in_cart", list=voice.amount(goods, added, count))
        case came.NotQuite(goods, added):
            return _say_not_quite(goods, added, voice)
        case came.NowInCart(goods, now, count):
            return voice.phrase("now_in_cart", list=voice.amount(goods, now, count))
        case came.TakenOut(goods, quantity):
            return voice.phrase("taken_out", list=voice.amount(goods, quantity))
        case came.Swapped(old, new, now):
            return voice.phrase(
                "swapped", old=voice.amount(old.goods, old.quantity), new=voice.amount(new, now)
            )
        case came.NotInCart(said):
            return voice.phrase("not_in_cart", said=said)
        case came.Unknown(said):
            return voice.phrase("unknown", said=said)
        case came.NoneSuch(said, filters):
            names = [voice.phrase(f"filters.{each}") for each in filters]
            return voice.phrase("none_such", said=said, list=voice.tongue.and_(names))
        case came.SoldOut(goods):
            return voice.phrase("sold_out", goods=voice.tongue.goods(goods))
        case came.LeftOut(label):
            return voice.phrase("left_out", label=label)
        case came.OnlyLeft() | came.PriceTold() | came.StockTold():
            return _say_figures(outcome, voice)
        case came.Found() | came.NoneFound():
            return _say_found(outcome, voice)
        case _:
            assert_never(outcome)


def _say_not_quite(goods: Goods, added: Quantity, voice: Voice) -> str:
    if added.unit is not Unit.PIECE or goods.net_value is None or goods.net_unit in (None, "piece"):
        return voice.phrase("not_quite")
    unit = Unit.GRAM if goods.net_unit == "g" else Unit.MILLILITRE
    whole = voice.tongue.quantity(Quantity(goods.net_value * added.value, unit))
    return voice.phrase("not_quite_whole", whole=whole)


def price(goods: Goods, voice: Voice) -> str:
    """Say a price with its promotion and the price for comparing."""
    told, promotion = voice.price(goods), goods.promotion
    if promotion is not None and not promotion.by_lot:
        told = bargains.reduced(told, goods, voice)
    if goods.unit_price and not goods.by_weight and goods.unit_price.amount != goods.price:
        per = voice.tongue.per(voice.money(goods.unit_price.amount), goods.unit_price)
        told = voice.phrase("price_per", price=told, unit_price=per)
    if promotion is None or not (promotion.by_lot or goods.percent_off):
        return told
    return bargains.until(bargains.by_lot(told, promotion, voice), promotion, voice)


def _say_figures(outcome: came.OnlyLeft | came.PriceTold | came.StockTold, voice: Voice) -> str:
    goods = outcome.goods
    match outcome:
        case came.OnlyLeft(_, left, _):
            if left.value == 0:
                return voice.phrase("only_left_none", goods=voice.tongue.goods(goods))
            return voice.phrase("only_left", left=voice.amount(goods, left))
        case came.PriceTold(_, for_, total):
            told = voice.phrase(
                "price_told", goods=voice.tongue.title(goods), price=price(goods, voice)
            )
            if for_ is None or total is None:
                return told
            amount = _begun(voice.amount(goods, for_))
            return f"{told} {voice.phrase('price_for', amount=amount, total=voice.money(total))}"
        case came.StockTold(_, left, offers):
            offer = f" {voice.phrase('stock_offer')}" if offers else ""
            name, told = voice.tongue.title(goods), voice.price(goods)
            if left is None:
                return voice.phrase("stock_told", goods=name, price=told) + offer
            quantity = voice.tongue.quantity(left)
            return voice.phrase("stock_left", goods=name, price=told, left=quantity) + offer
        case _:
            assert_never(outcome)


def _say_found(outcome: came.Found | came.NoneFound, voice: Voice) -> str:
    match outcome:
        case came.Found(_, goods, more):
            labels = [voice.label(each) for each in goods]
            key = "found_more" if more else "found"
            return voice.phrase(key, list=voice.tongue.and_(labels))
        case came.NoneFound(said):
            if not said:
                return voice.phrase("none_at_all")
            return voice.phrase("none_found", said=said)
        case _:
            assert_never(outcome)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
