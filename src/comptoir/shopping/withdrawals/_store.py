"""The SQL of withdrawals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comptoir.db.query import Query, Statement


@dataclass(frozen=True, slots=True)
class WithdrawalRow:
    """A statement's own columns."""

    store: str
    id: str
    order_id: str
    name: str
    email: str
    lines: Sequence[Mapping[str, Any]]
    state: str
    stated_at: datetime
    settled_at: datetime | None
    reason: str
    credit: int | None
    by_number: bool


@dataclass(frozen=True, slots=True)
class CaseRow(WithdrawalRow):
    """A statement with what a list of a store's says of its order."""

    number: str
    language: str
    order_state: str
    cut_off: datetime
    value: int


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """When goods were handed over."""

    at: datetime


INSERT = Statement(
    """
    insert into withdrawal (store, id, order_id, name, email, lines, by_number, state, stated_at)
    values (%(store)s, %(id)s, %(order_id)s, %(name)s, %(email)s, %(lines)s::jsonb, %(by_number)s,
        'stated', %(now)s)
    """
)
OF_ORDER = Query(
    """
    select store, id, order_id, name, email, lines, state, stated_at, settled_at, reason, credit,
        by_number
    from withdrawal where store = %(store)s and order_id = %(order_id)s
    order by stated_at, id
    """,
    WithdrawalRow,
)
RECEIVED = Query(
    """
    select at from order_step
    where store = %(store)s and order_id = %(order_id)s and to_state = 'handed_over'
    order by id limit 1
    """,
    ReceivedRow,
)
SETTLE = Statement(
    """
    update withdrawal
    set state = %(state)s, settled_at = %(now)s, reason = %(reason)s, credit = %(credit)s
    where store = %(store)s and id = %(id)s and state = 'stated'
    """
)
WAITING = Query(
    """
    select w.store, w.id, w.order_id, w.name, w.email, w.lines, w.state, w.stated_at, w.settled_at,
        w.reason, w.credit, w.by_number, o.number, o.language, o.state as order_state, o.cut_off,
        (
            select coalesce(sum(l.total - l.discount + l.deposit), 0)::integer
            from jsonb_to_recordset(w.lines) as said (gtin text)
            join order_line l on l.store = w.store and l.order_id = w.order_id
                and l.gtin = said.gtin
        ) as value
    from withdrawal w join shop_order o on o.store = w.store and o.id = w.order_id
    where w.store = %(store)s and w.state = 'stated'
    order by w.stated_at, w.id
    limit %(limit)s
    """,
    CaseRow,
)
SETTLED = Query(
    """
    select w.store, w.id, w.order_id, w.name, w.email, w.lines, w.state, w.stated_at, w.settled_at,
        w.reason, w.credit, w.by_number, o.number, o.language, o.state as order_state, o.cut_off,
        (
            select coalesce(sum(l.total - l.discount + l.deposit), 0)::integer
            from jsonb_to_recordset(w.lines) as said (gtin text)
            join order_line l on l.store = w.store and l.order_id = w.order_id
                and l.gtin = said.gtin
        ) as value
    from withdrawal w join shop_order o on o.store = w.store and o.id = w.order_id
    where w.store = %(store)s and w.state <> 'stated'
    order by w.settled_at desc, w.id
    limit %(limit)s
    """,
    CaseRow,
)
COUNT_WAITING = Query(
    "select count(*)::integer from withdrawal where store = %(store)s and state = 'stated'", int
)
FORGET = Statement(
    """
    update withdrawal w set name = '', email = ''
    from shop_order o
    where o.store = %(store)s and o.household = %(household)s
        and w.store = o.store and w.order_id = o.id
    """
)
