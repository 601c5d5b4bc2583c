"""What can be done with orders, each in one transaction."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.stores import queries as stores
from comptoir.kernel.ids import store_keyed
from comptoir.kernel.money import Money
from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found
from comptoir.shopping.carts import commands as cart_commands
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts import rules as cart_rules
from comptoir.shopping.carts.model import Cart
from comptoir.shopping.carts.model import Outcome as CartOutcome
from comptoir.shopping.customers.model import Address
from comptoir.shopping.customers.rules import checked_address, checked_line
from comptoir.shopping.orders import _store, rules
from comptoir.shopping.orders._steps import locked, move, step, write_lines
from comptoir.shopping.orders.events import EmailLeft, OrderCancelled, OrderPlaced
from comptoir.shopping.orders.model import (
    GONE,
    HOLD_AT_MOST,
    HOLD_FOR,
    CheckedOut,
    Customer,
    Order,
    State,
    order_topic,
)
from comptoir.shopping.orders.queries import order as read_order
from comptoir.shopping.orders.queries import order_of_cart, store_of_order
from comptoir.shopping.payments import commands as payments
from comptoir.shopping.payments import queries as intents
from comptoir.shopping.slots import commands as slots
from comptoir.shopping.slots import queries as slot_queries
from comptoir.shopping.slots.model import Held, Mode


@dataclass(frozen=True, slots=True)
class Checkout:
    """What a shopper says at the till; `expected_total` is the total they were told (cents).

    `window` is chosen on the way when it was not before, `age_confirmed` noted. With
    `expected_version`, a cart that was changed since is not ordered.
    """

    payment_method: str
    window: str | None = None
    age_confirmed: bool = False
    address: Address | None = None
    customer: Customer = field(default_factory=Customer)
    expected_total: Money | int | None = None
    expected_version: int | None = None


async def check_out(uow: UnitOfWork, *, cart: str, checkout: Checkout) -> CheckedOut:
    """Take stock and place for a cart, freeze its lines, and write the payment to ask for.

    A cart that is checked out already gives its order again and changes nothing.

    :raises Refusal: when the cart is not ready, stock is short, the window is gone, or the address
        is missing or out of the delivery zone.
    """
    store = carts.store_of_cart(cart)
    if await cart_commands.lock(uow, cart=cart) == "ordered":
        existing = await order_of_cart(uow, store=store, cart=cart)
        if existing is not None:
            return await _again(uow, existing)
    await cart_commands.lock_code(uow, cart=cart)
    whole = await _at_the_till(uow, await carts.cart(uow, cart=cart), checkout)
    rules.check_version(whole, checkout.expected_version)
    rules.check_cart(whole)
    address = await _address(uow, whole, checkout.address)
    order = _frozen(whole, checkout, address, uow.now)
    rules.check_total(order, checkout.expected_total, whole.discount_refused)
    await inventory.hold(uow, store=store, quantities=order.quantities)
    await slots.take(uow, store=store, cart=cart, window=order.window_id, order_id=order.id)
    await _write(uow, order)
    await cart_commands.mark_ordered(
        uow, cart=cart, mode=order.mode, age_confirmed=order.age_confirmed
    )
    intent = await payments.open_intent(
        uow,
        store=store,
        order_id=order.id,
        method=checkout.payment_method,
        amount=order.totals.total,
        currency=order.currency,
    )
    return CheckedOut(order, intent)


async def lock(uow: UnitOfWork, *, order: str) -> State:
    """Lock an order before what comes after it: its payment, its cart, stock, the window.

    Gives its state.

    :raises Refusal: when there is none.
    """
    state = await _store.LOCK.first(uow, store=store_of_order(order), id=order)
    if state is None:
        raise not_found("order", order)
    return State(state)


async def place(uow: UnitOfWork, *, order: str) -> Order:
    """Let an order stand once it is authorised; one that is placed or further stays as it is.

    An order that had expired takes stock and place again, and its cart with them.

    :raises Refusal: when it was cancelled, or had expired and its goods or place are gone.
    """
    return await place_locked(uow, await locked(uow, order))


async def place_locked(uow: UnitOfWork, current: Order) -> Order:
    """Do as `place` with an order that this transaction has locked and read.

    :raises Refusal: as `place`.
    """
    if current.state not in {State.HELD, State.EXPIRED, State.CANCELLED}:
        return current
    rules.check_move(current, State.PLACED)
    if current.state is State.EXPIRED:
        await _take_again(uow, current)
    version = await move(uow, current, State.PLACED, reason="authorised")
    await uow.announce(OrderPlaced(current.store, current.id))
    return replace(
        current, state=State.PLACED, version=version, placed_at=uow.now, hold_expires_at=None
    )


async def expire(
    uow: UnitOfWork, *, order: str, reason: str, keep_place_until: datetime | None = None
) -> Order:
    """Let go of a held order: its goods are free again, its cart is open and remembers the window.

    The cart keeps its place in it until `keep_place_until`, or not at all. An order that is no
    longer held stays as it is.
    """
    current = await locked(uow, order)
    if current.state is not State.HELD:
        return current
    await cart_commands.reopen(uow, cart=current.cart)
    await inventory.release(uow, store=current.store, quantities=current.quantities)
    await slots.give_back(
        uow, store=current.store, cart=current.cart, until=keep_place_until or uow.now
    )
    await move(uow, current, State.EXPIRED, reason=reason)
    return await read_order(uow, order=order)


async def extend(uow: UnitOfWork, *, order: str) -> bool:
    """Keep a held order's goods and place a while longer; False when the bound is reached."""
    current = await locked(uow, order)
    until = min(uow.now + HOLD_FOR, current.created_at + HOLD_AT_MOST)
    if current.state is not State.HELD or until <= uow.now:
        return False
    await _store.EXTEND.run(uow, store=current.store, id=order, until=until)
    return True


async def cancel(uow: UnitOfWork, *, order: str, reason: str = "customer") -> Order:
    """Call an order off before its cut-off; a cancelled one stays as it is.

    An authorised payment is voided afterwards by `process`.

    :raises Refusal: when the cut-off has passed or the order has gone further.
    """
    current = await locked(uow, order)
    if current.state is State.CANCELLED:
        return current
    rules.check_open_for_change(current, uow.now)
    await inventory.release(uow, store=current.store, quantities=current.quantities)
    await slots.release(uow, store=current.store, cart=current.cart)
    await move(uow, current, State.CANCELLED, reason=reason)
    await uow.announce(OrderCancelled(current.store, current.id, reason))
    return await read_order(uow, order=order)


async def reorder(uow: UnitOfWork, *, order: str, cart: str) -> tuple[CartOutcome, ...]:
    """Put what an order had into a cart of the same store, as far as it is still sold.

    :raises Refusal: when the order or the cart is not there, or the cart is not open.
    """
    past = await read_order(uow, order=order)
    if carts.store_of_cart(cart) != past.store:
        raise Refusal(Kind.CONFLICT, "other_store", {"cart": cart})
    return await cart_commands.add_what_is_sold(
        uow, cart=cart, quantities={line.gtin: line.quantity for line in past.lines}
    )


async def leave_email(uow: UnitOfWork, *, order: str, email: str) -> None:
    """Note where an order's letters go; its confirmation is written there when it stands.

    :raises Refusal: when the order came to nothing.
    """
    current = await locked(uow, order)
    if current.state in GONE:
        raise Refusal(Kind.CONFLICT, "order_state", {"state": current.state.value})
    if current.customer.email == email:
        return
    version = await _store.SET_EMAIL.one(uow, store=current.store, id=order, email=email)
    uow.touch(order_topic(order), version)
    if current.placed_at is not None:
        await uow.announce(EmailLeft(current.store, order))


async def bring(uow: UnitOfWork, *, store: str, guest: str, into: str) -> int:
    """Give a guest's orders in a store to the household they turn out to be of; tell how many."""
    return await _store.BRING.run(uow, store=store, guest=guest, into=into)


async def forget_customer(uow: UnitOfWork, *, store: str, household: str) -> int:
    """Take the names, the addresses and the notes off a household's orders; tell how many.

    What was sold stays, as the books need it.
    """
    await _store.FORGET_NOTES.run(uow, store=store, household=household)
    return await _store.FORGET_CUSTOMER.run(uow, store=store, household=household)


async def _take_again(uow: UnitOfWork, order: Order) -> None:
    await cart_commands.lock(uow, cart=order.cart)
    if await order_of_cart(uow, store=order.store, cart=order.cart) is not None:
        raise Refusal(Kind.CONFLICT, "ordered_again", {"order": order.number})
    await cart_commands.close_if_open(uow, cart=order.cart)
    await inventory.hold(uow, store=order.store, quantities=order.quantities)
    await slots.take(
        uow, store=order.store, cart=order.cart, window=order.window_id, order_id=order.id
    )


async def _again(uow: UnitOfWork, order: str) -> CheckedOut:
    existing = await read_order(uow, order=order)
    intent = await intents.of_order(uow, store=existing.store, order_id=order)
    if intent is None:
        raise LookupError(f"order {order} has no payment intent")
    return CheckedOut(existing, intent)


async def _at_the_till(uow: UnitOfWork, cart: Cart, checkout: Checkout) -> Cart:
    """Give the cart with what is chosen on the way: a window, an age."""
    if cart.state != "open":
        raise Refusal(Kind.CONFLICT, "cart_closed", {"state": cart.state})
    if checkout.window is not None:
        window = await slot_queries.window(
            uow, store=cart.store, window=checkout.window, cart=cart.id
        )
        cart = replace(cart, mode=window.mode, slot=Held(window, uow.now))
    return replace(cart, age_confirmed=cart.age_confirmed or checkout.age_confirmed)


async def _address(uow: UnitOfWork, cart: Cart, address: Address | None) -> Address | None:
    if cart.mode is not Mode.DELIVERY:
        return None
    if address is None:
        raise invalid("address", "required")
    checked = checked_address(address)
    store = await stores.store(uow, store=cart.store)
    zone = store.delivery_postcodes
    if zone and checked.postcode not in zone:
        raise Refusal(Kind.CONFLICT, "out_of_zone", {"postcode": checked.postcode})
    return checked


def _customer(customer: Customer) -> Customer:
    return Customer(
        name=checked_line("name", customer.name, required=False),
        phone=checked_line("phone", customer.phone, required=False),
        email=checked_line("email", customer.email, required=False),
    )


async def _write(uow: UnitOfWork, order: Order) -> None:
    await _store.INSERT.run(
        uow,
        store=order.store,
        id=order.id,
        number=order.number,
        cart=order.cart,
        household=order.household,
        customer=json.dumps(asdict(order.customer)),
        language=order.language,
        mode=order.mode.value,
        window_id=order.window_id,
        window_starts=order.window_starts,
        window_ends=order.window_ends,
        cut_off=order.cut_off,
        address=None if order.address is None else json.dumps(asdict(order.address)),
        currency=order.currency,
        goods=order.totals.goods,
        deposits=order.totals.deposits,
        discount=order.totals.discount,
        fee=order.totals.fee,
        total=order.totals.total,
        vat=json.dumps([asdict(share) for share in order.vat]),
        discount_code=order.discount_code,
        payment_method=order.payment_method,
        age_confirmed=order.age_confirmed,
        hold_expires_at=order.hold_expires_at,
        now=order.created_at,
    )
    await write_lines(uow, store=order.store, order=order.id, lines=order.lines)
    await step(uow, store=order.store, order=order.id, to=State.HELD, reason="checkout")


def _frozen(cart: Cart, checkout: Checkout, address: Address | None, now: datetime) -> Order:
    """Make the order that a cart becomes."""
    if cart.slot is None:
        raise Refusal(Kind.CONFLICT, "no_window")
    window = cart.slot.window
    return Order(
        id=store_keyed(cart.store),
        number=rules.draw_number(),
        store=cart.store,
        cart=cart.id,
        household=cart.household,
        customer=_customer(checkout.customer),
        language=cart.language,
        state=State.HELD,
        mode=window.mode,
        window_id=window.id,
        window_starts=window.starts,
        window_ends=window.ends,
        cut_off=window.cut_off,
        address=address,
        currency=cart.currency,
        lines=tuple(rules.line_of(line) for line in cart.lines),
        totals=replace(cart.totals, fee=window.fee),
        vat=cart_rules.vat_of(cart.lines, fee=window.fee),
        discount_code=cart.discount_code if cart.totals.discount else None,
        payment_method=checkout.payment_method,
        age_confirmed=cart.age_confirmed,
        hold_expires_at=now + HOLD_FOR,
        version=1,
        created_at=now,
        placed_at=None,
    )
