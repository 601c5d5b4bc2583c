"""Words for what came of an act about the cart, its window, and orders."""

from typing import assert_never

from comptoir.conversation import outcomes as came
from comptoir.conversation.outcomes import AboutCart, AboutOrders
from comptoir.conversation.saying.voice import Voice, first_named


def say_cart(outcome: AboutCart, voice: Voice) -> str:  # noqa: PLR0911 (one arm an outcome)
    """Put an outcome about the cart or its window into words."""
    match outcome:
        case came.CartTold():
            return _say_cart_told(outcome, voice)
        case came.CartEmpty():
            return voice.phrase("cart_empty")
        case came.LineTold(line):
            amount, total = voice.amount(line.goods, line.quantity), voice.money(line.total)
            return voice.phrase("line_told", amount=amount, total=total)
        case came.Cleared(count):
            return voice.phrase("cleared", count=count)
        case came.ModeChosen(mode):
            return voice.phrase(f"mode_{mode.value}")
        case came.PeriodChosen(period):
            key = "period_chosen_fee" if period.fee else "period_chosen"
            return voice.phrase(
                key,
                mode=voice.phrase(period.mode.value),
                period=voice.period(period),
                fee=voice.money(period.fee),
            )
        case came.NoPeriods(mode):
            return voice.phrase(f"no_periods_{mode.value}")
        case _:
            assert_never(outcome)


def _say_cart_told(told: came.CartTold, voice: Voice) -> str:
    lines = told.lines
    key, total, count = "cart_told", voice.money(told.total), None
    read = first_named(len(lines), speaks=False)
    if read < len(lines) and not voice.speaks:
        count, lines = len(lines) - read, lines[:read]
        key = "cart_told_more"
    parts = [voice.amount(line.goods, line.quantity) for line in lines]
    joined = ", ".join(parts) if count else voice.listed(parts)
    said = voice.phrase(key, count=count, list=joined, total=total)
    if told.saved:
        said = f"{said} {voice.phrase('saved', saves=voice.money(told.saved))}"
    if told.period is None:
        return said
    mode = voice.phrase(told.period.mode.value)
    return f"{said} {voice.phrase('cart_window', mode=mode, period=voice.period(told.period))}"


def say_orders(outcome: AboutOrders, voice: Voice) -> str:  # noqa: C901, PLR0911, PLR0912 (one arm an outcome)
    """Put an outcome about orders, the till or the kitchen into words."""
    match outcome:
        case came.AgeConfirmed():
            return voice.phrase("age_confirmed")
        case came.ShortOfStock(goods, left):
            if left.value == 0:
                return voice.phrase("short_of_stock_none", goods=voice.tongue.goods(goods))
            return voice.phrase("short_of_stock", left=voice.amount(goods, left))
        case came.ReadAnew():
            return voice.phrase("read_anew")
        case came.OrderPlaced(number, total, period):
            return voice.phrase(
                f"order_placed_{period.mode.value}",
                number=number,
                total=voice.money(total),
                period=voice.period(period),
            )
        case came.PaymentWaits(number, challenged):
            key = "payment_challenged" if challenged else "payment_waits"
            return voice.phrase(key, number=number)
        case came.OrderTold():
            return _say_order(outcome, voice)
        case came.NoOrders():
            return voice.phrase("no_orders")
        case came.NoPastOrder():
            return voice.phrase("no_past_order")
        case came.OrderCancelled(number):
            return voice.phrase("order_cancelled", number=number)
        case came.NoHabits():
            return voice.phrase("no_habits")
        case came.NoRecipe(_, known):
            return voice.phrase("no_recipe", list=voice.tongue.and_(known))
        case _:
            assert_never(outcome)


def _say_order(told: came.OrderTold, voice: Voice) -> str:
    return voice.phrase(
        "order_told",
        number=told.number,
        state=voice.phrase(f"states.{told.state}"),
        mode=voice.phrase(told.period.mode.value),
        period=voice.period(told.period),
        total=voice.money(told.total),
    )
