"""What can be done with payment intents."""

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal, not_found
from comptoir.shopping.payments import _store
from comptoir.shopping.payments.model import (
    NEXT,
    Answer,
    Authorised,
    Challenged,
    Declined,
    Intent,
    IntentState,
)


async def open_intent(
    uow: UnitOfWork, *, store: str, order_id: str, method: str, amount: int, currency: str
) -> Intent:
    """Write that an order is to be paid, before any provider is asked."""
    intent = Intent(
        store=store,
        id=secret(),
        order_id=order_id,
        method=method,
        amount=amount,
        authorised=None,
        currency=currency,
        state=IntentState.OPEN,
        provider_reference=None,
        challenge_url=None,
        reason="",
        created_at=uow.now,
    )
    await _store.INSERT.run(
        uow,
        store=store,
        id=intent.id,
        order_id=order_id,
        method=method,
        amount=amount,
        currency=currency,
        now=uow.now,
    )
    return intent


async def record_result(uow: UnitOfWork, *, store: str, intent: str, answer: Answer) -> Intent:
    """Write what the provider answered; a repeated or outdated answer changes nothing.

    :raises Refusal: when there is no such intent.
    """
    match answer:
        case Authorised(reference):
            return await _move(uow, store, intent, IntentState.AUTHORISED, reference=reference)
        case Challenged(reference, url):
            return await _move(
                uow, store, intent, IntentState.CHALLENGED, reference=reference, url=url
            )
        case Declined(reason):
            return await _move(uow, store, intent, IntentState.DECLINED, reason=reason)


async def begin_void(uow: UnitOfWork, *, store: str, intent: str, reason: str) -> Intent:
    """Write that an authorisation shall be let go, before the provider is told to.

    From here on nothing can be placed on it. An intent that is not authorised stays as it is.
    """
    return await _move(uow, store, intent, IntentState.VOIDING, reason=reason)


async def record_void(uow: UnitOfWork, *, intent: Intent) -> Intent:
    """Write that the provider has let an authorisation go."""
    return await _move(uow, intent.store, intent.id, IntentState.VOIDED, reason=intent.reason)


async def note_asked(uow: UnitOfWork, *, intent: Intent) -> None:
    """Note that the provider was asked about an intent and knew nothing: others go first."""
    await _store.TOUCH.run(uow, store=intent.store, id=intent.id, now=uow.now)


async def set_amount(uow: UnitOfWork, *, intent: Intent, amount: int) -> None:
    """Change what an order comes to, never above what a provider has authorised.

    :raises Refusal: when that would be more than the authorised amount.
    """
    bound = None if intent.method == "at_handover" else intent.authorised
    if bound is not None and amount > bound:
        raise Refusal(Kind.PAYMENT, "above_authorised", {"authorised": bound, "wanted": amount})
    await _store.SET_AMOUNT.run(uow, store=intent.store, id=intent.id, amount=amount, now=uow.now)


async def _move(
    uow: UnitOfWork,
    store: str,
    intent: str,
    to: IntentState,
    *,
    reference: str | None = None,
    url: str | None = None,
    reason: str = "",
) -> Intent:
    current = await _store.LOCK.first(uow, store=store, id=intent)
    if current is None:
        raise not_found("payment", intent)
    if to not in NEXT[current.state]:
        return current
    return await _store.SET_STATE.one(
        uow,
        store=store,
        id=intent,
        state=to.value,
        reference=reference,
        url=url,
        reason=reason,
        now=uow.now,
    )
