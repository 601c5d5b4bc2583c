"""The SQL of carts that go to another store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comptoir.db.query import Query, Statement


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A copy that was made into a cart."""

    cart: str
    source: str
    given: Mapping[str, Any]
    told: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class LeftRow:
    """Where whoever shopped in a cart has gone."""

    gone_to: str
    at: datetime


INTO = Query(
    """
    select cart, source, given, told, at from cart_move
    where store = %(store)s and cart = %(cart)s
    order by at desc
    """,
    MoveRow,
)
PUT = Statement(
    """
    insert into cart_move (store, cart, source, given, told, at)
    values (%(store)s, %(cart)s, %(source)s, %(given)s::jsonb, %(told)s::jsonb, %(now)s)
    on conflict (store, cart, source) do update
    set given = excluded.given, told = excluded.told, at = excluded.at
    """
)
OUTDATE = Statement(
    """
    delete from cart_move
    where store = %(store)s and cart = %(cart)s and source = %(source)s
    """
)
LEFT = Query(
    "select gone_to, at from cart_left where store = %(store)s and cart = %(cart)s", LeftRow
)
LEAVE = Statement(
    """
    insert into cart_left (store, cart, gone_to, at)
    values (%(store)s, %(cart)s, %(gone_to)s, %(now)s)
    on conflict (store, cart) do update set gone_to = excluded.gone_to, at = excluded.at
    """
)
COME_BACK = Statement("delete from cart_left where store = %(store)s and cart = %(cart)s")
FORGET = Statement(
    """
    delete from cart_move m using cart c
    where c.store = %(store)s and c.household = %(household)s
        and m.store = c.store and m.cart = c.id
    """
)
FORGET_LEFT = Statement(
    """
    delete from cart_left l using cart c
    where c.store = %(store)s and c.household = %(household)s
        and l.store = c.store and l.cart = c.id
    """
)
