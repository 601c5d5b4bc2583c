"""The SQL of slots. A place counts while it is an order's, or a cart's that has not expired."""

from dataclasses import dataclass
from datetime import datetime

from comptoir.db.query import Query, Statement
from comptoir.shopping.slots.model import Dated, Template, Window


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A hold's own columns."""

    window_id: str
    order_id: str | None
    expires_at: datetime | None


WINDOWS = Query(
    """
    select w.store, w.id, w.mode, w.starts, w.ends, w.cut_off, w.capacity, w.fee,
        greatest(0, w.capacity - (
            select count(*) from slot_hold h
            where h.store = w.store and h.window_id = w.id
                and (h.order_id is not null or h.expires_at > %(now)s)
        ))::integer as left
    from slot_window w
    where w.store = %(store)s and w.mode = %(mode)s and w.cut_off > %(now)s
        and w.starts >= %(from_)s and w.starts < %(to)s
    order by w.starts, w.ends
    """,
    Window,
)
WINDOW = Query(
    """
    select w.store, w.id, w.mode, w.starts, w.ends, w.cut_off, w.capacity, w.fee,
        greatest(0, w.capacity - (
            select count(*) from slot_hold h
            where h.store = w.store and h.window_id = w.id and h.cart <> %(cart)s
                and (h.order_id is not null or h.expires_at > %(now)s)
        ))::integer as left
    from slot_window w
    where w.store = %(store)s and w.id = %(id)s
    """,
    Window,
)
LOCK_WINDOW = Query(
    "select id from slot_window where store = %(store)s and id = %(id)s for update", str
)
PUT_HOLD = Statement(
    """
    insert into slot_hold (store, cart, window_id, order_id, expires_at)
    values (%(store)s, %(cart)s, %(window_id)s, %(order_id)s, %(expires_at)s)
    on conflict (store, cart) do update
    set window_id = excluded.window_id, order_id = excluded.order_id,
        expires_at = excluded.expires_at
    """
)
HOLD = Query(
    """
    select window_id, order_id, expires_at from slot_hold
    where store = %(store)s and cart = %(cart)s
    """,
    HeldRow,
)
DROP_HOLD = Statement("delete from slot_hold where store = %(store)s and cart = %(cart)s")
GIVE_BACK = Statement(
    """
    update slot_hold set order_id = null, expires_at = %(until)s
    where store = %(store)s and cart = %(cart)s
    """
)
PUT_TEMPLATE = Statement(
    """
    insert into slot_template
        (store, id, mode, weekday, starts_minute, ends_minute, capacity, fee, cut_off_minutes)
    values
        (%(store)s, %(id)s, %(mode)s, %(weekday)s, %(starts_minute)s, %(ends_minute)s,
         %(capacity)s, %(fee)s, %(cut_off_minutes)s)
    on conflict (store, id) do update
    set mode = excluded.mode, weekday = excluded.weekday,
        starts_minute = excluded.starts_minute, ends_minute = excluded.ends_minute,
        capacity = excluded.capacity, fee = excluded.fee,
        cut_off_minutes = excluded.cut_off_minutes
    """
)
TEMPLATES = Query(
    """
    select id, mode, weekday, starts_minute, ends_minute, capacity, fee, cut_off_minutes
    from slot_template where store = %(store)s order by weekday, starts_minute, id
    """,
    Template,
)
DROP_TEMPLATE = Query(
    "delete from slot_template where store = %(store)s and id = %(id)s returning id", str
)
# The windows that a template has opened bear its id and their day.
CLOSE_UNTAKEN = Statement(
    """
    delete from slot_window as w
    where w.store = %(store)s and w.starts > %(now)s
        and left(w.id, -9) = %(template)s and w.id ~ '-[0-9]{8}$'
        and not exists (
            select from slot_hold h where h.store = w.store and h.window_id = w.id)
    """
)
CLOSE_REST = Statement(
    """
    update slot_window set capacity = 0
    where store = %(store)s and starts > %(now)s
        and left(id, -9) = %(template)s and id ~ '-[0-9]{8}$'
    """
)
FOLLOW = Statement(
    """
    update slot_window set capacity = %(capacity)s, fee = %(fee)s
    where store = %(store)s and cut_off > %(now)s and mode = %(mode)s
        and left(id, -9) = %(template)s and id ~ '-[0-9]{8}$'
    """
)
EDIT_WINDOW = Statement(
    """
    update slot_window set capacity = %(capacity)s, fee = %(fee)s
    where store = %(store)s and id = %(id)s
    """
)
CALENDAR = Query(
    """
    select w.store, w.id, w.mode, w.starts, w.ends, w.cut_off, w.capacity, w.fee,
        greatest(0, w.capacity - taken.places)::integer as left,
        taken.orders::integer as orders
    from slot_window w
    cross join lateral (
        select count(*) filter (where h.order_id is not null or h.expires_at > %(now)s) as places,
            count(*) filter (where h.order_id is not null) as orders
        from slot_hold h where h.store = w.store and h.window_id = w.id
    ) as taken
    where w.store = %(store)s and w.starts >= %(from_)s and w.starts < %(to)s
    order by w.starts, w.mode, w.ends, w.id
    """,
    Dated,
)
OPEN_WINDOW = Statement(
    """
    insert into slot_window (store, id, mode, starts, ends, cut_off, capacity, fee)
    values
        (%(store)s, %(id)s, %(mode)s, %(starts)s, %(ends)s, %(cut_off)s, %(capacity)s, %(fee)s)
    on conflict do nothing
    """
)
