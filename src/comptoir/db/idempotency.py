"""Idempotency keys: a repeated request gets the first answer and changes nothing.

After the IETF draft "The Idempotency-Key HTTP Header Field": the same key with another request is a
mistake of the caller and refused.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from comptoir.db.query import Query, Statement
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.refusals import Kind, Refusal

KEPT_FOR = timedelta(hours=24)
"""How long a key is remembered; after that it may name another request."""


@dataclass(frozen=True, slots=True)
class _Kept:
    fingerprint: str
    answer: Mapping[str, Any]


_LOCK = Query("select 1 from pg_advisory_xact_lock(hashtextextended(%(key)s, 0))", int)
_FIND = Query(
    """
    select fingerprint, answer from idempotency_key
    where store = %(store)s and scope = %(scope)s and key = %(key)s and at > %(since)s
    """,
    _Kept,
)
_KEEP = Statement(
    """
    insert into idempotency_key (store, scope, key, fingerprint, answer, at)
    values (%(store)s, %(scope)s, %(key)s, %(fingerprint)s, %(answer)s::jsonb, %(at)s)
    on conflict (store, scope, key) do update
    set fingerprint = excluded.fingerprint, answer = excluded.answer, at = excluded.at
    """
)


_FORGET = Statement("delete from idempotency_key where at <= %(before)s")


def fingerprint(request: object) -> str:
    """Digest a JSON-able request, whatever the order of its keys: 64 hexadecimal characters."""
    canonical = json.dumps(request, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


async def recall(
    uow: UnitOfWork, *, store: str, scope: str, key: str, request: object
) -> Mapping[str, Any] | None:
    """Give the answer kept for `key`, or None the first time; a concurrent twin waits.

    :raises Refusal: when the key was used for another request.
    """
    await _LOCK.one(uow, key=f"{store}/{scope}/{key}")
    since = uow.now - KEPT_FOR
    kept = await _FIND.first(uow, store=store, scope=scope, key=key, since=since)
    if kept is None:
        return None
    if kept.fingerprint != fingerprint(request):
        raise Refusal(Kind.CONFLICT, "idempotency_key_reused", {"key": key[:80]})
    return kept.answer


async def keep(
    uow: UnitOfWork,
    *,
    store: str,
    scope: str,
    key: str,
    request: object,
    answer: Mapping[str, Any],
) -> None:
    """Keep `answer` for `key`, in the transaction that made it."""
    await _KEEP.run(
        uow,
        store=store,
        scope=scope,
        key=key,
        fingerprint=fingerprint(request),
        answer=json.dumps(answer, default=str),
        at=uow.now,
    )


async def forget(uow: UnitOfWork) -> int:
    """Forget keys past their time and tell how many there were."""
    return await _FORGET.run(uow, before=uow.now - KEPT_FOR)
