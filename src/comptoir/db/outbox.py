"""The outbox: what happened, written with the change; `dispatch` hands it to its reactions."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol

from comptoir.db.query import HasConnection, Query


class Event(Protocol):
    """Something that happened in a store: a frozen dataclass of plain facts."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def store(self) -> str:
        """Name the store it happened in."""
        ...


@dataclass(frozen=True, slots=True)
class Happened:
    """A stored event: its dataclass's name as `kind`, its facts as `payload`."""

    store: str
    id: int
    kind: str
    payload: Mapping[str, Any]
    at: datetime


_WRITE = Query(
    """
    insert into outbox (store, kind, payload, at, due)
    values (%(store)s, %(kind)s, %(payload)s::jsonb, %(at)s, %(at)s)
    returning id
    """,
    int,
)

_READ = Query(
    "select store, id, kind, payload, at from outbox where store = %(store)s and id = %(id)s",
    Happened,
)


OUTBOX = "outbox"
"""The live topic on which new events are told; its versions are their ids."""


async def write(on: HasConnection, event: Event, *, at: datetime) -> int:
    """Write `event` in the open transaction and give its id."""
    return await _WRITE.one(
        on,
        store=event.store,
        kind=type(event).__name__,
        payload=json.dumps(asdict(event), default=str),
        at=at,
    )


async def read(on: HasConnection, *, store: str, id: int) -> Happened | None:  # noqa: A002
    """Read one event back, or None when there is none."""
    return await _READ.first(on, store=store, id=id)
