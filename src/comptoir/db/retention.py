"""What is kept of things that are over, and for how long."""

from datetime import timedelta

from comptoir.db import idempotency
from comptoir.db.query import Statement
from comptoir.db.unit_of_work import UnitOfWork

EVENTS_KEPT_FOR = timedelta(days=90)
"""Long enough to see what happened; an order's own steps stay with the order."""

_FORGET_EVENTS = Statement("delete from outbox where due is null and at <= %(before)s")


async def forget(uow: UnitOfWork) -> int:
    """Forget answered requests and followed events past their time; give how many rows went."""
    events = await _FORGET_EVENTS.run(uow, before=uow.now - EVENTS_KEPT_FOR)
    return events + await idempotency.forget(uow)
