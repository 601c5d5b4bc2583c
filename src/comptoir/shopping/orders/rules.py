"""What an order may do and how it is numbered."""

import secrets
from dataclasses import replace
from datetime import datetime

from comptoir.kernel.money import Money
from comptoir.kernel.refusals import Kind, Refusal, invalid
from comptoir.shopping.carts.model import Cart, CartLine, NotNow
from comptoir.shopping.customers.model import Household
from comptoir.shopping.orders.model import NEXT, Customer, Order, OrderLine, State

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


def check_cart(cart: Cart) -> None:
    """Check that a cart can be ordered as it stands.

    :raises Refusal: when it is empty, below the minimum, has goods that are sold no more, needs an
        age to be confirmed, or has no window.
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


def check_version(cart: Cart, told: int | None) -> None:
    """Check that a cart is as the shopper was told.

    :raises Refusal: when it was changed since.
    """
    if told is not None and told != cart.version:
        raise Refusal(Kind.CONFLICT, "cart_changed", {"version": cart.version})


def check_total(
    order: Order, told: Money | int | None, discount_refused: NotNow | None = None
) -> None:
    """Check that an order comes to what the shopper was told.

    `discount_refused` is why the cart's code gives nothing, which may be what has changed.

    :raises Refusal: when it does not, or was told in another currency.
    """
    amount = told.amount if isinstance(told, Money) else told
    if isinstance(told, Money) and told.currency != order.currency:
        raise invalid("expected_total", "use_currency", currency=order.currency)
    if amount is not None and amount != order.totals.total:
        raise Refusal(
            Kind.CONFLICT,
            "total_changed",
            {
                "told": amount,
                "total": order.totals.total,
                "currency": order.currency,
                "discount_refused": None if discount_refused is None else discount_refused.value,
            },
        )


def customer_of(household: Household | None) -> Customer:
    """Tell whom an order of a household is for: whoever is asked for first."""
    if household is None:
        return Customer()
    person = household.people[0] if household.people else None
    if person is None:
        return Customer(name=household.name)
    return Customer(name=person.name, phone=person.phone, email=person.email or "")


def line_of(line: CartLine) -> OrderLine:
    """Freeze a cart's line."""
    return OrderLine(
        gtin=line.gtin,
        name=line.name,
        brand=line.brand,
        quantity=line.quantity,
        list_price=line.terms.list_price,
        promotion=line.terms.promotion,
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
    return replace(cart.totals, fee=fee).total
