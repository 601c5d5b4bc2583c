"""The SQL of habits."""

from comptoir.db.query import Query, Statement
from comptoir.shopping.habits.model import Habit

COUNT_ORDER = Statement(
    """
    insert into habit_order (store, order_id) values (%(store)s, %(order_id)s)
    on conflict do nothing
    """
)
COUNT_GOODS = Statement(
    """
    insert into habit (store, household, gtin, orders, usual_quantity, last_at)
    select %(store)s, %(household)s, gtin, 1, quantity, %(at)s
    from unnest(%(gtins)s::text[], %(quantities)s::integer[]) as taken (gtin, quantity)
    on conflict (store, household, gtin) do update
    set orders = habit.orders + 1,
        usual_quantity = excluded.usual_quantity,
        last_at = greatest(habit.last_at, excluded.last_at)
    """
)
BRING = Statement(
    """
    insert into habit (store, household, gtin, orders, usual_quantity, last_at)
    select store, %(into)s, gtin, orders, usual_quantity, last_at from habit
    where store = %(store)s and household = %(guest)s
    on conflict (store, household, gtin) do update
    set orders = habit.orders + excluded.orders,
        last_at = greatest(habit.last_at, excluded.last_at)
    """
)
LEAVE = Statement("delete from habit where store = %(store)s and household = %(guest)s")
USUAL = Query(
    """
    select gtin, orders, usual_quantity, last_at from habit
    where store = %(store)s and household = %(household)s and orders >= %(least)s
    order by orders desc, last_at desc, gtin
    limit %(limit)s
    """,
    Habit,
)
