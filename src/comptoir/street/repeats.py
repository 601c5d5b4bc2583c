"""Requests that may be repeated: with a key, a repeat gets the first answer and changes nothing."""

from collections.abc import Awaitable, Callable
from typing import Any

from comptoir.db import idempotency
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import Caller
from comptoir.kernel.refusals import invalid

LONGEST_KEY = 200


async def once(
    database: Database,
    caller: Caller,
    *,
    store: str,
    scope: str,
    key: str | None,
    asked: object,
    act: Callable[[UnitOfWork], Awaitable[dict[str, Any]]],
) -> dict[str, Any]:
    """Run `act` in a unit of work, or give its first answer when `key` was used before.

    :raises Refusal: when the key was used for another request, or `act` refuses.
    """
    if key is not None and not 0 < len(key) <= LONGEST_KEY:
        raise invalid("idempotency_key", "at_most", most=LONGEST_KEY)
    async with database.work(caller) as uow:
        if key is None:
            return await act(uow)
        kept = await idempotency.recall(uow, store=store, scope=scope, key=key, request=asked)
        if kept is not None:
            return dict(kept)
        answer = await act(uow)
        await idempotency.keep(uow, store=store, scope=scope, key=key, request=asked, answer=answer)
        return answer
