"""The SQL of invoices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comptoir.db.query import Query, Statement


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice's own columns."""

    store: str
    number: int
    kind: str
    order_id: str
    cancels: int | None
    corrects: int | None
    issued_at: datetime
    document: Mapping[str, Any]


NEXT = Query(
    """
    insert into invoice_series (store, last) values (%(store)s, 1)
    on conflict (store) do update set last = invoice_series.last + 1
    returning last
    """,
    int,
)
INSERT = Statement(
    """
    insert into invoice (store, number, kind, order_id, cancels, corrects, issued_at, document)
    values (%(store)s, %(number)s, %(kind)s, %(order_id)s, %(cancels)s, %(corrects)s, %(now)s,
        %(document)s::jsonb)
    """
)
STANDING = Query(
    """
    select i.store, i.number, i.kind, i.order_id, i.cancels, i.corrects, i.issued_at, i.document
    from invoice i
    where i.store = %(store)s and i.order_id = %(order_id)s and i.kind = 'invoice'
        and not exists (
            select from invoice c where c.store = i.store and c.cancels = i.number
        )
    """,
    InvoiceRow,
)
OF_ORDER = Query(
    """
    select store, number, kind, order_id, cancels, corrects, issued_at, document
    from invoice where store = %(store)s and order_id = %(order_id)s
    order by number
    """,
    InvoiceRow,
)
