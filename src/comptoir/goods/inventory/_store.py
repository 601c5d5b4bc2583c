"""The SQL of stock and its ledger; every statement that locks does so in the order of the keys."""

from comptoir.db.query import Query, Statement
from comptoir.goods.inventory.model import Movement, StockLevel

LEVELS = Query(
    """
    select gtin, on_hand, held, safety from stock
    where store = %(store)s and gtin = any(%(gtins)s)
    order by gtin
    """,
    StockLevel,
)

LOCK = Query(
    """
    select gtin, on_hand, held, safety from stock
    where store = %(store)s and gtin = any(%(gtins)s)
    order by gtin
    for update
    """,
    StockLevel,
)

ADD_HELD = Statement(
    """
    update stock set held = stock.held + taken.quantity
    from unnest(%(gtins)s::text[], %(quantities)s::integer[]) as taken (gtin, quantity)
    where stock.store = %(store)s and stock.gtin = taken.gtin
    """
)

SHIP = Statement(
    """
    update stock set on_hand = stock.on_hand - sold.quantity, held = stock.held - sold.quantity
    from unnest(%(gtins)s::text[], %(quantities)s::integer[]) as sold (gtin, quantity)
    where stock.store = %(store)s and stock.gtin = sold.gtin
    """
)

SET_ON_HAND = Statement(
    """
    update stock set on_hand = known.on_hand
    from unnest(%(gtins)s::text[], %(levels)s::integer[]) as known (gtin, on_hand)
    where stock.store = %(store)s and stock.gtin = known.gtin
    """
)

SET_SAFETY = Statement(
    """
    update stock set safety = wished.safety
    from unnest(%(gtins)s::text[], %(levels)s::integer[]) as wished (gtin, safety)
    where stock.store = %(store)s and stock.gtin = wished.gtin
        and stock.safety is distinct from wished.safety
    """
)

BEGIN = Statement(
    """
    insert into stock (store, gtin, on_hand)
    select %(store)s, product.gtin, 0
    from product
    where product.gtin = any(%(gtins)s)
        and not exists (
            select from stock where stock.store = %(store)s and stock.gtin = product.gtin)
    order by product.gtin
    on conflict do nothing
    """
)

RECORD = Statement(
    """
    insert into stock_movement (store, gtin, kind, quantity, on_hand_after, reference, at)
    select %(store)s, moved.gtin, %(kind)s, moved.quantity, moved.on_hand, %(reference)s, %(at)s
    from unnest(%(gtins)s::text[], %(quantities)s::integer[], %(levels)s::integer[])
        as moved (gtin, quantity, on_hand)
    """
)

TAKEN_BEFORE = Query(
    """
    select gtin from stock_movement
    where store = %(store)s and kind = %(kind)s and reference = %(reference)s
        and gtin = any(%(gtins)s) and reference <> ''
    """,
    str,
)

MOVEMENTS = Query(
    """
    select id, gtin, kind, quantity, on_hand_after, reference, at from stock_movement
    where store = %(store)s and gtin = %(gtin)s and id < %(before)s
    order by id desc
    limit %(limit)s
    """,
    Movement,
)

STORE_EXISTS = Query("select exists (select from store where id = %(store)s)", bool)
