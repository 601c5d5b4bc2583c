"""Questions about what was changed."""

from collections.abc import Sequence
from datetime import datetime

from comptoir.db.unit_of_work import Reading
from comptoir.staff.audit import _store
from comptoir.staff.audit.model import Recorded, Thing

_NEWEST = 2**63 - 1


async def changes(
    on: Reading,
    *,
    stores: Sequence[str],
    kind: Thing | None = None,
    object: str | None = None,  # noqa: A002 (what was changed)
    member: str | None = None,
    from_: datetime | None = None,
    until: datetime | None = None,
    before: int = _NEWEST,
    limit: int = 50,
) -> tuple[Recorded, ...]:
    """Give what was changed in these stores, newest first; `before` is the last id already seen."""
    rows = await _store.CHANGES.all(
        on,
        stores=list(stores),
        kind=kind,
        object=object,
        member=member,
        from_=from_,
        until=until,
        before=before,
        limit=limit,
    )
    return tuple(rows)
