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
PUT = Statement(
    """
    insert into habit (store, household, gtin, orders, usual_quantity, last_at, chosen)
    values (%(store)s, %(household)s, %(gtin)s, 0, %(quantity)s, %(now)s, %(quantity)s)
    on conflict (store, household, gtin) do update
    set left_out = false, chosen = coalesce(habit.chosen, habit.usual_quantity)
    """
)
CHANGE = Statement(
    """
    update habit
    set chosen = greatest(
        %(least)s, least(%(most)s, coalesce(chosen, usual_quantity) + %(by)s::integer))
    where store = %(store)s and household = %(household)s and gtin = %(gtin)s
    """
)
LEAVE_OUT = Statement(
    """
    update habit set left_out = true
    where store = %(store)s and household = %(household)s and gtin = %(gtin)s
    """
)
LEFT_OUT = Query(
    """
    select gtin, orders, coalesce(chosen, usual_quantity) as usual_quantity, last_at from habit
    where store = %(store)s and household = %(household)s and left_out
    order by last_at desc, gtin
    """,
    Habit,
)
KNOWN = Query(
    """
    select gtin, orders, coalesce(chosen, usual_quantity) as usual_quantity, last_at from habit
    where store = %(store)s and household = %(household)s
    order by orders desc, last_at desc, gtin
    """,
    Habit,
)
USUAL = Query(
    """
    select gtin, orders, coalesce(chosen, usual_quantity) as usual_quantity, last_at from habit
    where store = %(store)s and household = %(household)s and not left_out
        and (orders >= %(least)s or chosen is not null)
    order by orders desc, last_at desc, gtin
    limit %(limit)s
    """,
    Habit,
)
