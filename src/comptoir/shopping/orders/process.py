"""From a cart to an order that stands: several transactions with the payment provider between them.

1. `check_out` takes stock and place and writes the intent: one transaction.
2. The provider is asked, outside any transaction, with the intent's id as idempotency key.
3. The answer is written and the order placed, or let go: one transaction.

A crash between any two leaves an intent without a result, which `settle` asks the provider about.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM, Caller
from comptoir.kernel.refusals import Fact, Kind, Refusal, invalid
from comptoir.shopping.orders import commands, queries
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import (
    GONE,
    CheckedOut,
    Order,
    Outcome,
    PaymentChallenged,
    PaymentPending,
    Placed,
    State,
)
from comptoir.shopping.payments import commands as payments
from comptoir.shopping.payments import queries as intents
from comptoir.shopping.payments.model import (
    UNRESOLVED,
    Answer,
    Authorised,
    Challenged,
    Declined,
    Found,
    Intent,
    IntentState,
    NeverSeen,
)
from comptoir.shopping.payments.ports import PaymentPort, PaymentUnknown

PROVIDER_PATIENCE = timedelta(seconds=10)
"""How long an answer is waited for before the result counts as unknown."""

SETTLE_AFTER = timedelta(seconds=30)
"""How long an intent is left alone before recovery asks what became of it."""

PLACE_AFTER_DECLINE = timedelta(minutes=15)
"""How long a shopper whose payment was declined keeps the place, to pay otherwise."""

AUTHORISATION_LIFE = timedelta(days=7)
"""After this long a card authorisation has lapsed by itself and nobody need be asked."""

Ports = Mapping[str, PaymentPort]

Beside = Callable[[UnitOfWork], Awaitable[None]]
"""What somebody else does in the same transaction."""

log = logging.getLogger(__name__)


async def place_order(
    database: Database, ports: Ports, *, caller: Caller, cart: str, checkout: Checkout
) -> Outcome:
    """Order a cart; the same cart again gives the same order.

    :raises Refusal: when the cart is not ready, goods or window are gone, or the payment is
        declined; the cart is open as before, then.
    """
    _port(ports, checkout.payment_method)
    async with database.work(caller) as uow:
        checked_out = await commands.check_out(uow, cart=cart, checkout=checkout)
    # A cart that was checked out before is paid as was said then.
    port = _port(ports, checked_out.intent.method)
    return await _pay(database, port, caller, checked_out)


async def resume(database: Database, ports: Ports, *, caller: Caller, order: str) -> Outcome:
    """Go on with a held order after its challenge, or tell where it stands.

    :raises Refusal: when there is no such order, or its payment is declined.
    """
    async with database.read(caller) as on:
        current = await queries.order(on, order=order)
        intent = await intents.of_order(on, store=current.store, order_id=order)
    if intent is None:
        raise LookupError(order)
    await _settle(database, ports, intent)
    async with database.read(caller) as on:
        current = await queries.order(on, order=order)
        intent = await intents.of_order(on, store=current.store, order_id=order) or intent
    return _standing(current, intent)


async def cancel_order(
    database: Database,
    ports: Ports,
    *,
    caller: Caller,
    order: str,
    reason: str = "customer",
    beside: Beside | None = None,
) -> Order:
    """Call an order off and let go of the money it bound.

    `beside` works in the same transaction, before it is called off; what it refuses is not.

    :raises Refusal: when there is no such order, its cut-off has passed or it has gone further.
    """
    async with database.work(caller) as uow:
        if beside is not None:
            await commands.lock(uow, order=order)
            await beside(uow)
        cancelled = await commands.cancel(uow, order=order, reason=reason)
        intent = await intents.of_order(uow, store=cancelled.store, order_id=order)
        if intent is not None:
            intent = await payments.begin_void(
                uow, store=intent.store, intent=intent.id, reason="cancelled"
            )
    if intent is not None:
        await _let_go(database, ports, intent)
    return cancelled


async def settle(database: Database, ports: Ports, *, store: str) -> int:
    """Find out about a store's payments without a result and let overdue orders go.

    Safe to run at any time and twice at once. Gives how many payments and orders it looked at.
    """
    async with database.read(SYSTEM) as on:
        waiting = await intents.unsettled(
            on, store=store, before=on.now - SETTLE_AFTER, since=on.now - AUTHORISATION_LIFE
        )
        stranded = await queries.stranded(on, store=store)
    for intent in waiting:
        await _settle(database, ports, intent)
    for lost in stranded:
        async with database.work(SYSTEM) as uow:
            intent = await _begin_void_if_gone(uow, lost.order_id, lost.intent)
        await _let_go(database, ports, intent)
    async with database.read(SYSTEM) as on:
        overdue = await queries.overdue(on, store=store)
    for order in overdue:
        await _overdue(database, ports, order)
    return len(waiting) + len(stranded) + len(overdue)


async def _pay(
    database: Database, port: PaymentPort, caller: Caller, checked_out: CheckedOut
) -> Outcome:
    order, intent = checked_out.order, checked_out.intent
    if order.state is not State.HELD or intent.state is IntentState.CHALLENGED:
        return _standing(order, intent)
    try:
        async with asyncio.timeout(PROVIDER_PATIENCE.total_seconds()):
            answer = await port.authorise(intent)
    except (PaymentUnknown, TimeoutError):
        return PaymentPending(order, order.hold_expires_at)
    return await _conclude(database, port, caller, checked_out, answer)


async def _conclude(
    database: Database, port: PaymentPort, caller: Caller, checked_out: CheckedOut, answer: Answer
) -> Outcome:
    order, intent = checked_out.order, checked_out.intent
    try:
        async with database.work(caller) as uow:
            if await commands.lock(uow, order=order.id) is not order.state:
                order = await queries.order(uow, order=order.id)
            recorded = await payments.record_result(
                uow, store=order.store, intent=intent.id, answer=answer
            )
            match recorded.state:
                case IntentState.AUTHORISED:
                    return Placed(await commands.place_locked(uow, order))
                case IntentState.CHALLENGED:
                    return PaymentChallenged(
                        order, recorded.challenge_url or "", order.hold_expires_at
                    )
                case _:
                    await commands.expire(
                        uow,
                        order=order.id,
                        reason="payment_declined",
                        keep_place_until=uow.now + PLACE_AFTER_DECLINE,
                    )
    except Refusal as refusal:
        if not isinstance(answer, Authorised):
            raise
        return await _too_late(database, port, checked_out, answer, refusal)
    raise Refusal(Kind.PAYMENT, "payment_declined", _why(answer))


async def _too_late(
    database: Database,
    port: PaymentPort,
    checked_out: CheckedOut,
    answer: Authorised,
    refusal: Refusal,
) -> Outcome:
    """Write an authorisation whose order is gone and let it go, unless somebody just placed it.

    :raises Refusal: when the order is gone, and why.
    """
    order, intent = checked_out.order, checked_out.intent
    async with database.work(SYSTEM) as uow:
        await commands.lock(uow, order=order.id)
        await payments.record_result(uow, store=intent.store, intent=intent.id, answer=answer)
        intent = await _begin_void_if_gone(uow, order.id, intent.id)
        current = await queries.order(uow, order=order.id)
    if current.state not in GONE:
        return _standing(current, intent)
    await _let_go(database, {port.method: port}, intent)
    raise Refusal(
        Kind.GONE, "authorised_too_late", {"because": refusal.code, **refusal.facts}
    ) from refusal


async def _settle(database: Database, ports: Ports, intent: Intent) -> bool:
    """Ask the provider about an intent and act on it; False when it could not say.

    Whatever leaves the intent as it is notes that it was asked, so that others get their turn.
    """
    found = await _look_up(ports, intent)
    unchanged = isinstance(found, Challenged) and intent.state is IntentState.CHALLENGED
    if found is None or isinstance(found, NeverSeen) or unchanged:
        async with database.work(SYSTEM) as uow:
            await payments.note_asked(uow, intent=intent)
        return found is not None
    async with database.read(SYSTEM) as on:
        order = await queries.order(on, order=intent.order_id)
    port = _port(ports, intent.method)
    try:
        await _conclude(database, port, SYSTEM, CheckedOut(order, intent), found)
    except Refusal as refusal:
        log.info("payment %s settled without an order: %s", intent.id, refusal.code)
    return True


async def _look_up(ports: Ports, intent: Intent) -> Found | None:
    """Ask what became of an intent; None when nobody can say."""
    port = ports.get(intent.method)
    if port is None:
        log.error("payment %s: no provider for %s is set up", intent.id, intent.method)
        return None
    try:
        async with asyncio.timeout(PROVIDER_PATIENCE.total_seconds()):
            return await port.look_up(intent)
    except (PaymentUnknown, TimeoutError):
        return None


async def _overdue(database: Database, ports: Ports, order: str) -> None:
    """Let a held order go, but only once its provider has said that nothing was authorised.

    A provider that cannot say is waited for up to the bound; an authorisation that turns up later
    takes goods and place again, or is voided.
    """
    async with database.read(SYSTEM) as on:
        current = await queries.order(on, order=order)
        intent = await intents.of_order(on, store=current.store, order_id=order)
    known = True
    if intent is not None and intent.state in UNRESOLVED:
        known = await _settle(database, ports, intent)
    async with database.work(SYSTEM) as uow:
        if not known and await commands.extend(uow, order=order):
            return
        await commands.expire(uow, order=order, reason="hold_expired")


async def _begin_void_if_gone(uow: UnitOfWork, order: str, intent: str) -> Intent:
    """Decide under the order's lock that its money shall go, so that nobody places it meanwhile."""
    await commands.lock(uow, order=order)
    current = await queries.order(uow, order=order)
    if current.state in GONE:
        return await payments.begin_void(
            uow, store=current.store, intent=intent, reason="order_gone"
        )
    return await intents.intent(uow, store=current.store, intent=intent)


async def _let_go(database: Database, ports: Ports, intent: Intent) -> None:
    """Let money go; what the provider does not answer now, `settle` asks again."""
    port = ports.get(intent.method)
    if port is None or intent.state is not IntentState.VOIDING:
        return
    try:
        async with asyncio.timeout(PROVIDER_PATIENCE.total_seconds()):
            await port.void(intent)
    except (PaymentUnknown, TimeoutError):
        return
    async with database.work(SYSTEM) as uow:
        await payments.record_void(uow, intent=intent)


def _standing(order: Order, intent: Intent) -> Outcome:
    if order.state is not State.HELD:
        if order.state in GONE:
            raise Refusal(Kind.GONE, "order_gone", {"order": order.number, "why": intent.reason})
        return Placed(order)
    if intent.state is IntentState.CHALLENGED:
        return PaymentChallenged(order, intent.challenge_url or "", order.hold_expires_at)
    return PaymentPending(order, order.hold_expires_at)


def _port(ports: Ports, method: str) -> PaymentPort:
    if method not in ports:
        raise invalid("payment", "use_one_of", methods=sorted(ports))
    return ports[method]


def _why(answer: Answer) -> dict[str, Fact]:
    return {"reason": answer.reason} if isinstance(answer, Declined) else {}
