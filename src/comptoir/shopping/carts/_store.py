"""The SQL of carts. Every change of a cart begins by locking its row and raising its version."""

from dataclasses import dataclass
from datetime import datetime

from comptoir.db.query import Query, Statement
from comptoir.goods.pricing.model import Promotion


@dataclass(frozen=True, slots=True)
class CartRow:
    """A cart's own columns, with what its store and its discount code say of it."""

    id: str
    store: str
    household: str | None
    language: str
    state: str
    mode: str | None
    version: int
    updated_at: datetime
    discount_code: str | None
    age_confirmed: bool
    currency: str
    minimum: int
    code_percent: int | None
    code_amount: int | None
    code_minimum: int | None
    code_from: datetime | None
    code_until: datetime | None
    code_counts: bool | None
    code_used_up: bool
    code_had: bool
    code_household_most: int | None
    has_slot: bool


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line joined to what the store sells now.

    `kept` and `told` are the list price and the promotion the shopper was told, `current` and
    `running` those of today, with what the household has had of each promotion in its orders.
    """

    gtin: str
    name: str
    brand: str
    category: str | None
    quantity: int
    kept: int
    told: Promotion | None
    told_had: int
    current: int
    running: Promotion | None
    running_had: int
    added_at: datetime
    sale_unit: str
    vat_rate: int
    deposit: int
    minimum_age: int | None
    listed: bool
    available: int
    net_value: int | None
    net_unit: str | None
    each_g: int | None
    note: str
    substitution: str
    substitute: str | None
    added_by: str


@dataclass(frozen=True, slots=True)
class InCart:
    """How much of a product a cart has."""

    gtin: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Locked:
    """A cart whose row is locked by this transaction."""

    state: str
    version: int


INSERT = Statement(
    """
    insert into cart (store, id, household, language, created_at, updated_at)
    values (%(store)s, %(id)s, %(household)s, %(language)s, %(now)s, %(now)s)
    on conflict do nothing
    """
)
OPEN_OF = Query(
    """
    select id from cart
    where store = %(store)s and household = %(household)s and state = 'open'
    """,
    str,
)
CHANGE = Query(
    """
    update cart set version = version + 1, updated_at = %(now)s
    where store = %(store)s and id = %(id)s
    returning state, version
    """,
    Locked,
)
CART = Query(
    """
    select c.id, c.store, c.household, c.language, c.state, c.mode, c.version, c.updated_at,
        c.discount_code, c.age_confirmed, s.currency, s.minimum_order as minimum,
        d.percent as code_percent, d.amount as code_amount, d.minimum as code_minimum,
        d.valid_from as code_from, d.valid_until as code_until, d.counts as code_counts,
        d.household_most as code_household_most,
        case when d.uses_most is not null
            then d.uses_most <= code_uses(c.store, d.code, null, c.id) else false end
            as code_used_up,
        case when d.household_most is not null and c.household is not null
            then d.household_most <= code_uses(c.store, d.code, c.household, c.id) else false end
            as code_had,
        exists (
            select from slot_hold h where h.store = c.store and h.cart = c.id
        ) as has_slot
    from cart c
    join store s on s.id = c.store
    left join discount_code d on d.store = c.store and d.code = c.discount_code
    where c.store = %(store)s and c.id = %(id)s
    """,
    CartRow,
)
LINES = Query(
    """
    select l.gtin, p.name, p.brand, p.category, l.quantity, l.price as kept,
        to_jsonb(l.promo) as told,
        promotion_had(l.store, %(household)s, l.gtin, l.promo, 'infinity', l.cart) as told_had,
        case when o.listed then o.price else l.price end as current,
        case when o.listed then running(o.promo, %(now)s) else to_jsonb(l.promo) end as running,
        promotion_had(l.store, %(household)s, l.gtin,
            case when o.listed then o.promo else l.promo end, 'infinity', l.cart) as running_had,
        l.added_at, p.sale_unit, p.vat_rate, p.deposit, p.minimum_age, o.listed,
        case when o.listed then greatest(0, coalesce(k.on_hand - k.safety - k.held, 0)) else 0 end
            as available,
        p.net_value, p.net_unit, p.each_g, l.note, l.substitution, l.substitute,
        l.added_by
    from cart_line l
    join product p on p.gtin = l.gtin
    join offer o on o.store = l.store and o.gtin = l.gtin
    left join stock k on k.store = l.store and k.gtin = l.gtin
    where l.store = %(store)s and l.cart = %(id)s
    order by l.position
    """,
    LineRow,
)
QUANTITIES = Query(
    """
    select gtin, quantity from cart_line where store = %(store)s and cart = %(id)s
    """,
    InCart,
)
PUT_LINES = Statement(
    """
    insert into cart_line
        (store, cart, gtin, quantity, price, promo, note, substitution, added_by, added_at)
    select
        %(store)s, %(id)s, w.gtin, w.quantity, w.price,
        jsonb_populate_record(null::promotion, w.promo), w.note, w.substitution, w.added_by,
        %(now)s
    from unnest(
        %(gtins)s::text[], %(quantities)s::integer[], %(prices)s::integer[], %(promos)s::jsonb[],
        %(notes)s::text[], %(substitutions)s::text[], %(added_by)s::text[]
    ) with ordinality as w (gtin, quantity, price, promo, note, substitution, added_by, place)
    order by w.place
    on conflict (store, cart, gtin) do update
    set quantity = excluded.quantity,
        price = case when cart_line.added_at <= %(lapsed)s
            then excluded.price else cart_line.price end,
        promo = case when cart_line.added_at <= %(lapsed)s
            then excluded.promo else cart_line.promo end,
        added_at = case when cart_line.added_at <= %(lapsed)s
            then excluded.added_at else cart_line.added_at end,
        note = case when excluded.note <> '' then excluded.note else cart_line.note end,
        substitution = case when excluded.substitution <> 'similar'
            then excluded.substitution else cart_line.substitution end
    """
)
BRING_LINES = Statement(
    """
    update cart_line mine
    set price = theirs.price, promo = theirs.promo, added_at = theirs.added_at, note = theirs.note,
        substitution = theirs.substitution, substitute = theirs.substitute,
        added_by = theirs.added_by
    from cart_line theirs
    where mine.store = %(store)s and mine.cart = %(into)s and mine.gtin = any (%(gtins)s)
        and theirs.store = mine.store and theirs.cart = %(guest)s and theirs.gtin = mine.gtin
    """
)
BRING_CHOICES = Statement(
    """
    update cart mine
    set mode = coalesce(mine.mode, theirs.mode),
        discount_code = coalesce(mine.discount_code, theirs.discount_code)
    from cart theirs
    where mine.store = %(store)s and mine.id = %(into)s
        and theirs.store = mine.store and theirs.id = %(guest)s
    """
)
FORGET_LINES = Statement(
    """
    delete from cart_line l using cart c
    where c.store = %(store)s and c.household = %(household)s
        and l.store = c.store and l.cart = c.id
    """
)
FORGET_HOUSEHOLD = Statement(
    """
    update cart set household = null, state = case state when 'open' then 'merged' else state end
    where store = %(store)s and household = %(household)s
    """
)
DROP_LINES = Statement(
    """
    delete from cart_line where store = %(store)s and cart = %(id)s and gtin = any (%(gtins)s)
    """
)
CLEAR = Statement("delete from cart_line where store = %(store)s and cart = %(id)s")
SET_NOTE = Statement(
    """
    update cart_line set note = %(note)s
    where store = %(store)s and cart = %(id)s and gtin = %(gtin)s
    """
)
SET_SUBSTITUTION = Statement(
    """
    update cart_line set substitution = %(substitution)s, substitute = %(substitute)s
    where store = %(store)s and cart = %(id)s and gtin = %(gtin)s
    """
)
SET_MODE = Statement("update cart set mode = %(mode)s where store = %(store)s and id = %(id)s")
SET_CODE = Statement(
    "update cart set discount_code = %(code)s where store = %(store)s and id = %(id)s"
)
LOCK_CODE = Query(
    """
    select d.code from cart c
    join discount_code d on d.store = c.store and d.code = c.discount_code
    where c.store = %(store)s and c.id = %(id)s
        and (d.uses_most is not null or d.household_most is not null)
    for update of d
    """,
    str,
)
CONFIRM_AGE = Statement(
    "update cart set age_confirmed = true where store = %(store)s and id = %(id)s"
)
SET_STATE = Statement("update cart set state = %(state)s where store = %(store)s and id = %(id)s")
HOUSEHOLD_OF = Query(
    """
    select household from cart
    where store = %(store)s and id = %(id)s and household is not null
    """,
    str,
)
DROP_OTHER_MODE = Statement(
    """
    delete from slot_hold h using slot_window w
    where h.store = %(store)s and h.cart = %(cart)s and h.order_id is null
        and w.store = h.store and w.id = h.window_id and w.mode <> %(mode)s
    """
)
STATE = Query("select state from cart where store = %(store)s and id = %(id)s", str)

LOCK = Query("select state from cart where store = %(store)s and id = %(id)s for update", str)
CLOSE = Query(
    """
    update cart
    set state = 'ordered', version = version + 1, updated_at = %(now)s,
        mode = coalesce(%(mode)s::text, mode), age_confirmed = age_confirmed or %(age_confirmed)s
    where store = %(store)s and id = %(id)s and state = 'open'
    returning version
    """,
    int,
)
