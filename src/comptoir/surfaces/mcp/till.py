"""Tools of the till: a preview to read out, the order once the shopper has said yes to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import queries as stores
from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found
from comptoir.shopping.carts.model import Cart
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.customers.model import Household
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders import rules
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Outcome, PaymentChallenged, PaymentPending, Placed
from comptoir.shopping.slots.model import Mode
from comptoir.street.doorstep import check_zone
from comptoir.street.words import explain
from comptoir.surfaces.mcp import asks, confirmation, documents
from comptoir.surfaces.mcp.confirmation import GOOD_FOR, Confirmation
from comptoir.surfaces.mcp.goods import writer_of
from comptoir.surfaces.mcp.shopper import Shopper, own_cart


@dataclass(frozen=True, slots=True)
class _Order:
    """How a cart is to be ordered."""

    cart: str
    payment: str
    age_confirmed: bool


async def preview_order(who: Shopper, asked: asks.PreviewOrder) -> documents.Preview:
    """Tell exactly what an order would be, and give the confirmation it takes."""
    return await _preview(who, _Order(asked.cart, asked.payment, asked.age_confirmed))


async def place_order(who: Shopper, asked: asks.PlaceOrder) -> documents.Placing:
    """Order what was confirmed, or tell what it would be now; the same again changes nothing."""
    agreed = confirmation.read(await who.shop.seal(), asked.confirmation, household=who.household)
    order = _Order(agreed.cart, agreed.payment, agreed.age_confirmed)
    async with who.shop.database.read(who.caller) as on:
        cart = await own_cart(on, cart=agreed.cart)
        household = await customers.household(on, household=agreed.household)
        stale = cart.state == "open" and agreed.stale(cart, total=_total(cart), at=on.now)
    if stale:
        return await _not_placed(who, order, Refusal(Kind.CONFLICT, "cart_changed"))
    try:
        outcome = await who.shop.place_order(who.caller, agreed.cart, _checkout(agreed, household))
    except Refusal as refusal:
        if refusal.kind not in {Kind.CONFLICT, Kind.GONE}:
            raise
        return await _not_placed(who, order, refusal)
    return await _placed(who, outcome)


async def get_order(who: Shopper, asked: asks.GetOrder) -> documents.Order:
    """Give an order of the household as it stands."""
    async with who.shop.database.read(who.caller) as on:
        found = await orders.order(on, order=asked.order)
        if found.household is None or found.household != who.household:
            raise not_found("order", asked.order)
        return (await writer_of(on, who, found.store)).order(found)


async def _preview(who: Shopper, order: _Order) -> documents.Preview:
    methods = who.shop.payments
    if order.payment not in methods:
        raise invalid("payment", "use_one_of", methods=sorted(methods))
    seal = await who.shop.seal()
    async with who.shop.database.read(who.caller) as on:
        cart = await own_cart(on, cart=order.cart)
        lacking = await _lacking(on, cart, order)
        writer = await writer_of(on, who, cart.store)
        agreed = None if lacking else _confirmation(on, cart, order)
    return documents.Preview(
        ready=agreed is not None,
        missing=[_told(who, each) for each in lacking],
        total=writer.money(_total(cart)),
        fee=writer.money(_fee(cart)),
        mode=None if cart.mode is None else cart.mode.value,
        window=writer.chosen(cart.slot),
        lines=[writer.line(line) for line in cart.lines],
        payment=order.payment,
        confirmation=None if agreed is None else confirmation.write(seal, agreed),
        confirmation_until=None if agreed is None else writer.moment(agreed.until),
    )


def _confirmation(on: Reading, cart: Cart, order: _Order) -> Confirmation | None:
    household = on.caller.household
    if cart.slot is None or household is None:
        return None
    return Confirmation(
        household=household,
        cart=cart.id,
        version=cart.version,
        total=_total(cart),
        window=cart.slot.window.id,
        payment=order.payment,
        age_confirmed=order.age_confirmed,
        until=(on.now + GOOD_FOR).replace(microsecond=0),
    )


async def _lacking(on: Reading, cart: Cart, order: _Order) -> tuple[Refusal, ...]:
    """Give everything that stands between a cart and its order, as the till would refuse it.

    :raises Refusal: when the cart is not open.
    """
    if cart.state != "open":
        raise Refusal(Kind.CONFLICT, "cart_closed", {"state": cart.state})
    if not cart.lines:
        return (Refusal(Kind.CONFLICT, "cart_empty"),)
    return (
        *_of_the_goods(cart, order),
        *_of_the_window(on, cart),
        *await _of_the_address(on, cart),
    )


def _of_the_goods(cart: Cart, order: _Order) -> Iterator[Refusal]:
    if cart.minimum_missing:
        facts = {"minimum": cart.minimum, "missing": cart.minimum_missing}
        yield Refusal(Kind.CONFLICT, "minimum_not_reached", {**facts, "currency": cart.currency})
    short = [line for line in cart.lines if not (line.promisable and line.listed)]
    if short:
        gtins = [{"gtin": line.gtin, "left": max(0, line.available)} for line in short]
        yield Refusal(Kind.CONFLICT, "stock_short", {"lines": [dict(each) for each in gtins]})
    if cart.age_required is not None and not order.age_confirmed:
        yield Refusal(Kind.CONFLICT, "age_not_confirmed", {"age": cart.age_required})


def _of_the_window(on: Reading, cart: Cart) -> Iterator[Refusal]:
    if cart.slot is None:
        yield Refusal(Kind.CONFLICT, "no_window")
    elif cart.slot.window.cut_off <= on.now:
        yield Refusal(Kind.GONE, "slot_closed")
    elif cart.slot.window.left < 1:
        yield Refusal(Kind.GONE, "slot_full")


async def _of_the_address(on: Reading, cart: Cart) -> tuple[Refusal, ...]:
    if cart.mode is not Mode.DELIVERY or cart.household is None:
        return ()
    home = (await customers.household(on, household=cart.household)).home
    if home is None:
        return (invalid("address", "required"),)
    try:
        check_zone(await stores.store(on, store=cart.store), home.postcode)
    except Refusal as refusal:
        return (refusal,)
    return ()


def _fee(cart: Cart) -> int:
    return 0 if cart.slot is None or not cart.lines else cart.slot.window.fee


def _total(cart: Cart) -> int:
    return rules.total_with_fee(cart, _fee(cart))


def _checkout(agreed: Confirmation, household: Household) -> Checkout:
    return Checkout(
        payment_method=agreed.payment,
        age_confirmed=agreed.age_confirmed,
        address=household.home,
        customer=rules.customer_of(household),
        expected_total=agreed.total,
        expected_version=agreed.version,
    )


async def _placed(who: Shopper, outcome: Outcome) -> documents.Placing:
    async with who.shop.database.read(who.caller) as on:
        writer = await writer_of(on, who, outcome.order.store)
    status, url = _status(outcome)
    return documents.Placing(
        status=status,
        order=writer.order(outcome.order),
        challenge_url=url,
        reason=None,
        preview=None,
    )


def _status(outcome: Outcome) -> tuple[documents.Status, str | None]:
    match outcome:
        case Placed():
            return "placed", None
        case PaymentChallenged():
            return "payment_challenged", outcome.url
        case PaymentPending():
            return "payment_pending", None


async def _not_placed(who: Shopper, order: _Order, why: Refusal) -> documents.Placing:
    return documents.Placing(
        status="not_placed",
        order=None,
        challenge_url=None,
        reason=_told(who, why),
        preview=await _preview(who, order),
    )


def _told(who: Shopper, refusal: Refusal) -> documents.Missing:
    return documents.Missing(code=refusal.code, detail=explain(refusal, who.language))
