"""What can be done with the record of changes: add to it."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.staff.audit import _store
from comptoir.staff.audit.model import Author, Change


async def record(
    uow: UnitOfWork,
    *,
    by: Author,
    store: str,
    changes: Sequence[Change],
    file: str | None = None,
) -> None:
    """Put changes on record, in the transaction that makes them; what changes nothing is left out.

    `store` is '' for what belongs to the whole chain.
    """
    rows = [
        {
            "action": change.action.value,
            "kind": change.kind.value,
            "object": change.object,
            "label": change.label,
            "fields": [asdict(field) for field in change.fields],
        }
        for change in changes
        if change.fields
    ]
    if rows:
        await _store.RECORD.run(
            uow,
            store=store,
            now=uow.now,
            member=by.id,
            member_name=by.name,
            rows=json.dumps(rows, ensure_ascii=False),
            file=file,
        )
