"""What several commands on orders do the same way.

Rows are locked in one order everywhere: the order, its payment, its cart, the cart's discount code,
stock by GTIN, the window. A checkout, whose order does not exist yet, starts with the cart.
"""

import json
from collections.abc import Sequence

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.pricing.model import Promotion
from comptoir.kernel.refusals import not_found
from comptoir.shopping.orders import _store, rules
from comptoir.shopping.orders.model import Order, OrderLine, State, order_topic
from comptoir.shopping.orders.queries import order as read_order
from comptoir.shopping.orders.queries import store_of_order


async def locked(uow: UnitOfWork, order: str) -> Order:
    """Lock an order's row and read it.

    :raises Refusal: when there is none.
    """
    if await _store.LOCK.first(uow, store=store_of_order(order), id=order) is None:
        raise not_found("order", order)
    return await read_order(uow, order=order)


async def move(uow: UnitOfWork, order: Order, to: State, *, reason: str) -> int:
    """Bring a locked order to another state, note the step, and give the order's new version.

    :raises Refusal: when it may not go there.
    """
    rules.check_move(order, to)
    version = await _store.SET_STATE.one(
        uow, store=order.store, id=order.id, state=to.value, now=uow.now
    )
    await step(uow, store=order.store, order=order.id, from_=order.state, to=to, reason=reason)
    uow.touch(order_topic(order.id), version)
    return version


async def step(
    uow: UnitOfWork,
    *,
    store: str,
    order: str,
    to: State,
    reason: str,
    from_: State | None = None,
) -> None:
    """Note a step of an order's life."""
    await _store.STEP.run(
        uow, store=store, order_id=order, from_=from_, to=to.value, reason=reason, now=uow.now
    )


async def write_lines(
    uow: UnitOfWork, *, store: str, order: str, lines: Sequence[OrderLine]
) -> None:
    """Write an order's lines in their order, in one statement."""
    await _store.INSERT_LINES.run(
        uow,
        store=store,
        order_id=order,
        gtins=[line.gtin for line in lines],
        names=[line.name for line in lines],
        brands=[line.brand for line in lines],
        quantities=[line.quantity.value for line in lines],
        units=[line.quantity.unit.value for line in lines],
        list_prices=[line.list_price for line in lines],
        promos=[None if line.promotion is None else _json(line.promotion) for line in lines],
        prices=[line.price for line in lines],
        vat_rates=[line.vat_rate for line in lines],
        deposits=[line.deposit for line in lines],
        discounts=[line.discount for line in lines],
        totals=[line.total for line in lines],
        notes=[line.note for line in lines],
        substitutions=[line.substitution.value for line in lines],
        substitutes=[line.substitute for line in lines],
    )


def _json(promotion: Promotion) -> str:
    return json.dumps(promotion.to_json())
