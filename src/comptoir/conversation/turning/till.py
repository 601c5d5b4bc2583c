"""From "valide" to an order: what is missing is asked, the total read back, a yes places it."""

from collections.abc import Sequence
from dataclasses import replace

from comptoir.conversation.memory import Question, Wanted
from comptoir.conversation.model import PendingKind, Slot
from comptoir.conversation.outcomes import (
    OrderPlaced,
    Outcome,
    PaymentWaits,
    Period,
    ReadAnew,
    Refused,
    ShortOfStock,
)
from comptoir.conversation.turning.amounts import in_unit
from comptoir.conversation.turning.desk import Desk, PlaceOrder
from comptoir.conversation.turning.speakers import check_adult
from comptoir.conversation.turning.windows import find_window, offer, take_window
from comptoir.goods.shelf import queries as shelf
from comptoir.kernel.refusals import Kind, Refusal, invalid
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import Cart, Want
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.customers.model import Address, Household
from comptoir.shopping.orders import rules
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import (
    Order,
    PaymentChallenged,
    PaymentPending,
    Placed,
)
from comptoir.shopping.orders.model import Outcome as Ordered
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode, Window

PAID = "at_handover"


async def check_out(desk: Desk) -> tuple[Outcome, ...]:
    """Ask for the next thing that is missing, or read the order back for a yes."""
    desk.memory = replace(desk.memory, at_till=True)
    cart = await desk.whole_cart()
    try:
        await _check_cart(desk, cart)
    except Refusal as refusal:
        desk.memory = replace(desk.memory, at_till=False)
        return (Refused(refusal),)
    short = await _short(desk, cart)
    if short:
        return short
    if cart.age_required is not None:
        return desk.ask(Question(PendingKind.CONFIRM_AGE, count=cart.age_required))
    missing = await _window_missing(desk, cart)
    if missing:
        return missing
    return await _read_back(desk)


async def _check_cart(desk: Desk, cart: Cart) -> None:
    """Check what would keep this cart from being ordered by who speaks.

    :raises Refusal: when it is empty or too small, or asks for an age nobody is known to have.
    """
    if not cart.lines:
        raise Refusal(Kind.CONFLICT, "cart_empty")
    if cart.minimum_missing:
        facts = {"minimum": cart.minimum, "missing": cart.minimum_missing}
        raise Refusal(Kind.CONFLICT, "minimum_not_reached", facts)
    await check_adult(desk, _oldest(cart))


def _as_read(cart: Cart, question: Question) -> bool:
    """Tell whether a cart is still, to the cent and the minute, what was read back."""
    slot = cart.slot
    return (
        slot is not None
        and cart.version == question.version
        and (slot.window.starts, slot.window.ends) == (question.starts, question.ends)
        and rules.total_with_fee(cart, slot.window.fee) == question.total
    )


def _oldest(cart: Cart) -> int | None:
    ages = [line.minimum_age for line in cart.lines if line.minimum_age is not None]
    return max(ages, default=None)


async def confirmed(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    """Send the order that was read back on its way, at the total that was told.

    A cart that has changed since, by whatever door, is read back anew and asked about once more;
    one that is ordered already gives its order again.

    :raises Refusal: when it asks for an age that nobody known to have it speaks.
    """
    cart = await desk.whole_cart()
    await check_adult(desk, _oldest(cart))
    if cart.id == question.cart and not _as_read(cart, question):
        return (ReadAnew(), *await check_out(desk))
    household = await _household(desk)
    desk.outside = PlaceOrder(
        question.cart or desk.cart,
        Checkout(
            payment_method=PAID,
            address=household.home if household else None,
            customer=rules.customer_of(household),
            expected_total=question.total,
        ),
    )
    return ()


async def placed(desk: Desk, ordered: Ordered) -> tuple[Outcome, ...]:
    """Tell what became of the order and open the next cart."""
    order = ordered.order
    desk.memory = replace(
        desk.memory, at_till=False, order=order.id, waiting=(), slot=None, last=None
    )
    match ordered:
        case Placed():
            if desk.cart == order.cart:
                await next_cart(desk)
            return (OrderPlaced(order.number, order.totals.total, period_of(order), order.id),)
        case PaymentChallenged():
            return (PaymentWaits(order.number, challenged=True, order=order.id),)
        case PaymentPending():
            return (PaymentWaits(order.number, challenged=False, order=order.id),)


async def next_cart(desk: Desk) -> None:
    """Open the cart in which the conversation goes on."""
    desk.cart = await carts.open_cart(
        desk.uow, store=desk.store.id, household=desk.household, language=desk.language
    )
    desk.cart_changed()


async def refused(desk: Desk, refusal: Refusal) -> tuple[Outcome, ...]:
    """Tell why the order could not be placed, and what to do next."""
    desk.cart_changed()
    match refusal.code:
        case "stock_short":
            return await _short(desk, await desk.whole_cart()) or (Refused(refusal),)
        case "slot_full" | "slot_closed" | "no_window":
            mode = (await desk.whole_cart()).mode or Mode.DELIVERY
            return (Refused(refusal), *await find_window(desk, mode, Slot(), listing=True))
        case "total_changed":
            return (Refused(refusal), *await _read_back(desk))
        case "age_not_confirmed" | "minimum_not_reached" | "cart_empty":
            return await check_out(desk)
        case _:
            return (Refused(refusal),)


def period_of(order: Order) -> Period:
    """Give the window of an order."""
    return Period(order.window_starts, order.window_ends, order.mode, order.totals.fee)


async def _read_back(desk: Desk) -> tuple[Outcome, ...]:
    cart = await desk.whole_cart()
    if cart.slot is None:
        return (Refused(Refusal(Kind.CONFLICT, "no_window")),)
    window = cart.slot.window
    return desk.ask(
        Question(
            PendingKind.CONFIRM_CHECKOUT,
            cart=cart.id,
            version=cart.version,
            total=rules.total_with_fee(cart, window.fee),
            count=cart.articles,
            mode=window.mode.value,
            starts=window.starts,
            ends=window.ends,
        )
    )


async def _window_missing(desk: Desk, cart: Cart) -> tuple[Outcome, ...]:
    """Ask for the mode or the window, unless the cart has both; nothing when it has."""
    if cart.mode is Mode.DELIVERY and await _home(desk) is None:
        known = {} if desk.household is None else {"why": "dictate"}
        return (Refused(invalid("address", "required", **known)),)
    if cart.slot is not None and cart.slot.holds(desk.uow.now):
        return ()
    if cart.slot is not None:
        kept = await take_window(desk, cart.slot.window.id)
        return kept if desk.asked is not None or _refused(kept) else ()
    waiting = await _offered_already(desk)
    if waiting:
        return offer(desk, waiting[0].mode, waiting)
    mode = cart.mode
    if mode is None and len(desk.store.modes) == 1:
        mode = Mode(desk.store.modes[0])
    if mode is None:
        return desk.ask(Question(PendingKind.ASK_MODE))
    found = await find_window(desk, mode, desk.memory.slot or Slot())
    return found if desk.asked is not None or _refused(found) else (*found, *await _read_back(desk))


async def _offered_already(desk: Desk) -> tuple[Window, ...]:
    """Give the windows that were offered just before, as far as they are still free."""
    question = desk.answered()
    if question is None or question.kind is not PendingKind.SLOTS or question.mode is None:
        return ()
    starts = [each.starts for each in question.offered if each.starts is not None]
    if not starts:
        return ()
    ids = {each.window for each in question.offered}
    free = await slots.windows(
        desk.uow,
        store=desk.store.id,
        mode=Mode(question.mode),
        from_=min(starts),
        to=max(starts).replace(microsecond=999_999),
    )
    return tuple(window for window in free if window.id in ids)


def _refused(outcomes: Sequence[Outcome]) -> bool:
    return any(isinstance(outcome, Refused) for outcome in outcomes)


async def _short(desk: Desk, cart: Cart) -> tuple[Outcome, ...]:
    """Tell which lines cannot be promised whole, and offer to go on with what there is."""
    short = [line for line in cart.lines if not line.promisable]
    if not short:
        return ()
    items = await shelf.items(desk.uow, store=desk.store.id, gtins=[line.gtin for line in short])
    outcomes: list[Outcome] = []
    wants: list[Wanted] = []
    for line, spoken in zip(short, await desk.spoken_lines(short), strict=True):
        left = replace(line.quantity, value=line.available)
        outcomes.append(ShortOfStock(spoken.goods, left))
        if line.gtin in items:
            left = in_unit(items[line.gtin], line.available)
        wants.append(Wanted(line.gtin, desk.voice.amount(spoken.goods, left), left))
    question = Question(PendingKind.CONFIRM_ADD, wants=tuple(wants), instead=True)
    return (*outcomes, *desk.ask(question))


async def settle_for_less(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    """Set short lines to what there is, drop those of which there is nothing, and go on."""
    gone = [each.gtin for each in question.wants if each.quantity.value == 0]
    if gone:
        await carts.remove_lines(desk.uow, cart=desk.cart, gtins=gone)
    wants = [Want(each.gtin, each.quantity) for each in question.wants if each.quantity.value]
    if wants:
        await carts.set_lines(desk.uow, cart=desk.cart, wants=wants)
    desk.cart_changed()
    return await check_out(desk)


async def _household(desk: Desk) -> Household | None:
    if desk.household is None:
        return None
    return await customers.household(desk.uow, household=desk.household)


async def _home(desk: Desk) -> Address | None:
    household = await _household(desk)
    return household.home if household else None
