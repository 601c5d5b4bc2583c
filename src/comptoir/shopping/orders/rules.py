"""What an order may do and how it is numbered."""

import secrets
from datetime import datetime

from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts.model import Cart, CartLine
from comptoir.shopping.orders.model import NEXT, Order, OrderLine, State

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def draw_number() -> str:
    """Draw a number that can be read aloud: eight characters without I, L, O, U, 0 and 1."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def check_move(order: Order, to: State) -> None:
    """Check that an order may go to a state.

    :raises Refusal: when it may not from where it stands.
    """
    if to not in NEXT[order.state]:
        raise Refusal(
            Kind.CONFLICT, "order_state", {"state": order.state.value, "wanted": to.value}
        )


def check_open_for_change(order: Order, at: datetime) -> None:
    """Check that a household may still change its order.

    :raises Refusal: when the cut-off has passed or the order has gone further.
    """
    if order.state not in {State.HELD, State.PLACED}:
        raise Refusal(Kind.CONFLICT, "order_state", {"state": order.state.value})
    if at >= order.cut_off:
        raise Refusal(Kind.GONE, "past_cut_off", {"cut_off": order.cut_off.isoformat()})


def check_cart(cart: Cart, *, expected_total: int | None) -> None:
    """Check that a cart can be ordered as it stands.

    :raises Refusal: when it is empty, below the minimum, has goods that are sold no more, needs an
        age to be confirmed, has no window, or comes to another total than the shopper was told.
    """
    if not cart.lines:
        raise Refusal(Kind.CONFLICT, "cart_empty")
    if cart.minimum_missing:
        raise Refusal(
            Kind.CONFLICT,
            "minimum_not_reached",
            {"minimum": cart.minimum, "missing": cart.minimum_missing, "currency": cart.currency},
        )
    gone = [line for line in cart.lines if not line.listed]
    if gone:
        raise Refusal(
            Kind.CONFLICT,
            "stock_short",
            {"lines": [{"gtin": g.gtin, "wanted": g.quantity.value, "left": 0} for g in gone]},
        )
    if cart.age_required is not None:
        raise Refusal(Kind.CONFLICT, "age_not_confirmed", {"age": cart.age_required})
    if cart.slot is None:
        raise Refusal(Kind.CONFLICT, "no_window")
    total = total_with_fee(cart, cart.slot.window.fee)
    if expected_total is not None and expected_total != total:
        raise Refusal(
            Kind.CONFLICT,
            "total_changed",
            {"told": expected_total, "total": total, "currency": cart.currency},
        )


def line_of(line: CartLine) -> OrderLine:
    """Freeze a cart's line."""
    return OrderLine(
        gtin=line.gtin,
        name=line.name,
        brand=line.brand,
        quantity=line.quantity,
        price=line.price,
        vat_rate=line.vat_rate,
        deposit=line.deposit,
        discount=line.discount,
        total=line.total,
        note=line.note,
        substitution=line.substitution,
        substitute=line.substitute,
    )


def total_with_fee(cart: Cart, fee: int) -> int:
    """Add up what is to be paid for a cart with a window's fee, whether held or lapsed."""
    return cart.totals.goods + cart.totals.deposits - cart.totals.discount + fee
