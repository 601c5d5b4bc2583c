"""Questions about payment intents."""

from datetime import datetime

from comptoir.db.unit_of_work import Reading
from comptoir.shopping.payments import _store
from comptoir.shopping.payments.model import Intent


async def of_order(on: Reading, *, store: str, order_id: str) -> Intent | None:
    """Give an order's newest intent."""
    return await _store.OF_ORDER.first(on, store=store, order_id=order_id)


async def unsettled(
    on: Reading, *, store: str, before: datetime, since: datetime, limit: int = 100
) -> tuple[Intent, ...]:
    """Give intents without a result, made after `since` and last asked about before `before`."""
    rows = await _store.UNSETTLED.all(on, store=store, before=before, since=since, limit=limit)
    return tuple(rows)


async def intent(on: Reading, *, store: str, intent: str) -> Intent:
    """Give one intent.

    :raises LookupError: when there is none.
    """
    return await _store.INTENT.one(on, store=store, id=intent)
