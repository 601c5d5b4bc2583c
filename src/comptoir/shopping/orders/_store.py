"""The SQL of orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comptoir.db.query import Query, Statement
from comptoir.goods.pricing.model import Promotion
from comptoir.shopping.orders.model import CodeUsed, Found, Step


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order's own columns."""

    store: str
    id: str
    number: str
    cart: str
    household: str | None
    customer: Mapping[str, Any]
    language: str
    state: str
    mode: str
    window_id: str
    window_starts: datetime
    window_ends: datetime
    cut_off: datetime
    address: Mapping[str, Any] | None
    currency: str
    goods_total: int
    deposit_total: int
    discount_total: int
    fee: int
    vat: Sequence[Mapping[str, int]]
    discount_code: str | None
    payment_method: str
    age_confirmed: bool
    hold_expires_at: datetime | None
    version: int
    created_at: datetime
    placed_at: datetime | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """An order line's own columns."""

    gtin: str
    name: str
    brand: str
    quantity: int
    unit: str
    list_price: int
    promotion: Promotion | None
    price: int
    vat_rate: int
    deposit: int
    discount: int
    total: int
    note: str
    substitution: str
    substitute: str | None


@dataclass(frozen=True, slots=True)
class Stranded:
    """An authorised payment whose order came to nothing, not let go yet."""

    store: str
    intent: str
    order_id: str


INSERT = Statement(
    """
    insert into shop_order
        (store, id, number, cart, household, customer, language, state, mode, window_id,
         window_starts, window_ends, cut_off, address, currency, goods_total, deposit_total,
         discount_total, fee, total, vat, discount_code, payment_method, age_confirmed,
         hold_expires_at, created_at)
    values
        (%(store)s, %(id)s, %(number)s, %(cart)s, %(household)s, %(customer)s::jsonb, %(language)s,
         'held', %(mode)s, %(window_id)s, %(window_starts)s, %(window_ends)s, %(cut_off)s,
         %(address)s::jsonb, %(currency)s, %(goods)s, %(deposits)s, %(discount)s, %(fee)s,
         %(total)s, %(vat)s::jsonb, %(discount_code)s, %(payment_method)s, %(age_confirmed)s,
         %(hold_expires_at)s, %(now)s)
    """
)
INSERT_LINES = Statement(
    """
    insert into order_line
        (store, order_id, gtin, position, name, brand, quantity, unit, list_price, promo, price,
         vat_rate, deposit, discount, total, note, substitution, substitute)
    select %(store)s, %(order_id)s, l.gtin, l.position, l.name, l.brand, l.quantity, l.unit,
        l.list_price, jsonb_populate_record(null::promotion, l.promo), l.price, l.vat_rate,
        l.deposit, l.discount, l.total, l.note, l.substitution, l.substitute
    from unnest(
        %(gtins)s::text[], %(names)s::text[], %(brands)s::text[], %(quantities)s::integer[],
        %(units)s::text[], %(list_prices)s::integer[], %(promos)s::jsonb[],
        %(prices)s::integer[], %(vat_rates)s::integer[], %(deposits)s::integer[],
        %(discounts)s::integer[], %(totals)s::integer[], %(notes)s::text[],
        %(substitutions)s::text[], %(substitutes)s::text[]
    ) with ordinality as l (gtin, name, brand, quantity, unit, list_price, promo, price, vat_rate,
        deposit, discount, total, note, substitution, substitute, position)
    """
)
DROP_LINES = Statement("delete from order_line where store = %(store)s and order_id = %(order_id)s")
STEP = Statement(
    """
    insert into order_step (store, order_id, from_state, to_state, reason, at)
    values (%(store)s, %(order_id)s, %(from_)s, %(to)s, %(reason)s, %(now)s)
    """
)
LOCK = Query("select state from shop_order where store = %(store)s and id = %(id)s for update", str)
ORDER = Query(
    """
    select store, id, number, cart, household, customer, language, state, mode, window_id,
        window_starts, window_ends, cut_off, address, currency, goods_total, deposit_total,
        discount_total, fee, vat, discount_code, payment_method, age_confirmed, hold_expires_at,
        version, created_at, placed_at
    from shop_order where store = %(store)s and id = %(id)s
    """,
    OrderRow,
)
LINES = Query(
    """
    select gtin, name, brand, quantity, unit, list_price, to_jsonb(promo) as promotion, price,
        vat_rate, deposit, discount, total, note, substitution, substitute
    from order_line where store = %(store)s and order_id = %(id)s order by position
    """,
    LineRow,
)
HAD = Query(
    """
    select promotion_had(%(store)s, %(household)s, %(gtin)s,
        jsonb_populate_record(null::promotion, %(promo)s::jsonb), %(before)s, %(cart)s)
    """,
    int,
)
OF_CART = Query(
    """
    select id from shop_order
    where store = %(store)s and cart = %(cart)s and state not in ('expired', 'cancelled')
    """,
    str,
)
OF_HOUSEHOLD = Query(
    """
    select id from shop_order
    where store = %(store)s and household = %(household)s
        and (%(before)s::timestamptz is null or created_at < %(before)s)
        and state not in ('expired')
    order by created_at desc
    limit %(limit)s
    """,
    str,
)
CODES_USED = Query(
    """
    select discount_code as code, count(*)::integer as orders,
        sum(discount_total)::integer as taken_off
    from shop_order
    where store = %(store)s and discount_code is not null
        and state not in ('expired', 'cancelled')
    group by discount_code
    """,
    CodeUsed,
)
BRING = Statement(
    """
    update shop_order set household = %(into)s
    where store = %(store)s and household = %(guest)s
    """
)
FIND = Query(
    """
    select id, number, coalesce(nullif(customer ->> 'name', ''), address ->> 'recipient', '')
            as name,
        state, mode, window_starts, window_ends, currency, total, created_at,
        (select count(*) from order_line l where l.store = o.store and l.order_id = o.id)::integer
            as lines
    from shop_order o
    where store = %(store)s
        and (%(number)s::text is null or replace(number, '-', '') like %(number)s || '%%')
        and (%(name)s::text is null
            or strpos(lower(customer ->> 'name'), lower(%(name)s)) > 0
            or strpos(lower(coalesce(address ->> 'recipient', '')), lower(%(name)s)) > 0)
        and (%(from_)s::timestamptz is null or window_starts >= %(from_)s)
        and (%(to)s::timestamptz is null or window_starts < %(to)s)
        and (%(states)s::text[] is null or state = any(%(states)s))
    order by window_starts desc, number
    limit %(limit)s offset %(offset)s
    """,
    Found,
)
STEPS = Query(
    """
    select from_state, to_state, reason, at from order_step
    where store = %(store)s and order_id = %(id)s order by id
    """,
    Step,
)
FORGET_NOTES = Statement(
    """
    update order_line l set note = ''
    from shop_order o
    where o.store = %(store)s and o.household = %(household)s
        and l.store = o.store and l.order_id = o.id and l.note <> ''
    """
)
FORGET_CUSTOMER = Statement(
    """
    update shop_order set household = null, customer = '{}', address = null
    where store = %(store)s and household = %(household)s
    """
)
SET_EMAIL = Query(
    """
    update shop_order
    set customer = customer || jsonb_build_object('email', %(email)s::text), version = version + 1
    where store = %(store)s and id = %(id)s
    returning version
    """,
    int,
)
SET_STATE = Query(
    """
    update shop_order
    set state = %(state)s, version = version + 1,
        placed_at = case when %(state)s = 'placed' then %(now)s else placed_at end,
        hold_expires_at = case when %(state)s = 'held' then hold_expires_at end
    where store = %(store)s and id = %(id)s
    returning version
    """,
    int,
)
EXTEND = Statement(
    """
    update shop_order set hold_expires_at = %(until)s
    where store = %(store)s and id = %(id)s and state = 'held'
    """
)
SET_TOTALS = Query(
    """
    update shop_order
    set goods_total = %(goods)s, deposit_total = %(deposits)s, discount_total = %(discount)s,
        fee = %(fee)s, total = %(total)s, vat = %(vat)s::jsonb, version = version + 1
    where store = %(store)s and id = %(id)s
    returning version
    """,
    int,
)
OVERDUE = Query(
    """
    select id from shop_order
    where store = %(store)s and state = 'held' and hold_expires_at <= %(now)s
    order by hold_expires_at
    limit %(limit)s
    """,
    str,
)
STRANDED = Query(
    """
    select i.store, i.id as intent, i.order_id
    from payment_intent i
    join shop_order o on o.store = i.store and o.id = i.order_id
    where i.store = %(store)s and i.state in ('authorised', 'voiding')
        and o.state in ('expired', 'cancelled')
    order by i.updated_at
    limit %(limit)s
    """,
    Stranded,
)
