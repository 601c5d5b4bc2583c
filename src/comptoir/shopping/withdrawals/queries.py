"""Questions about withdrawals."""

from datetime import datetime

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.stores import queries as stores
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.refusals import not_found
from comptoir.shopping.orders.model import GONE, Order, may_change
from comptoir.shopping.orders.model import State as OrderState
from comptoir.shopping.orders.queries import store_of_order
from comptoir.shopping.withdrawals import _store, rules
from comptoir.shopping.withdrawals.model import (
    Case,
    Given,
    LineRight,
    Right,
    State,
    Withdrawable,
    Withdrawal,
)


async def of_order(on: Reading, *, order: str) -> tuple[Withdrawal, ...]:
    """Give the statements about an order, the first one first."""
    rows = await _store.OF_ORDER.all(on, store=store_of_order(order), order_id=order)
    return tuple(_whole(row) for row in rows)


async def withdrawal(on: Reading, *, order: str, withdrawal: str) -> Withdrawal:
    """Give one statement about an order.

    :raises Refusal: when there is none of this id.
    """
    for each in await of_order(on, order=order):
        if each.id == withdrawal:
            return each
    raise not_found("withdrawal", withdrawal)


async def withdrawable(on: Reading, *, order: Order) -> Withdrawable:
    """Work out what of an order may be withdrawn from, line by line, and until when.

    An order that does not stand has nothing to withdraw from.
    """
    gtins = [line.gtin for line in order.lines]
    facts = await catalog.products(on, gtins=gtins)
    items = await shelf.items(on, store=order.store, gtins=gtins)
    known = await of_order(on, order=order.id)
    stated = {
        line.gtin for each in known if each.state is not State.DECLINED for line in each.lines
    }
    received = await _store.RECEIVED.first(on, store=order.store, order_id=order.id)
    zone = (await stores.store(on, store=order.store)).timezone
    ends = None if received is None else rules.until(received.at, zone)
    gone = order.state is OrderState.HELD or order.state in GONE
    return Withdrawable(
        tuple(
            LineRight(
                line.gtin,
                line.name,
                line.quantity,
                line.total - line.discount,
                rules.right_of(
                    facts.get(line.gtin),
                    graded=line.gtin in items and items[line.gtin].graded,
                ),
                stated=line.gtin in stated,
            )
            for line in order.lines
        ),
        ends,
        over=gone or (ends is not None and on.now >= ends),
    )


async def waiting(on: Reading, *, store: str, limit: int = 50) -> tuple[Case, ...]:
    """Give the statements of a store that nobody has seen to, the oldest first."""
    rows = await _store.WAITING.all(on, store=store, limit=limit)
    return tuple(_case(row, on.now) for row in rows)


async def settled(on: Reading, *, store: str, limit: int = 20) -> tuple[Case, ...]:
    """Give the statements of a store that were answered, the last one first."""
    rows = await _store.SETTLED.all(on, store=store, limit=limit)
    return tuple(_case(row, on.now) for row in rows)


async def count_waiting(on: Reading, *, store: str) -> int:
    """Tell how many statements of a store nobody has seen to."""
    return await _store.COUNT_WAITING.one(on, store=store)


def _case(row: _store.CaseRow, now: datetime) -> Case:
    open_ = may_change(OrderState(row.order_state), row.cut_off, now)
    return Case(_whole(row), row.number, row.language, row.value, amendable=open_)


def _whole(row: _store.WithdrawalRow) -> Withdrawal:
    return Withdrawal(
        id=row.id,
        store=row.store,
        order=row.order_id,
        name=row.name,
        email=row.email,
        lines=tuple(
            Given(
                str(each["gtin"]),
                str(each["name"]),
                Quantity(int(each["quantity"]), Unit(each["unit"])),
                Right(each["right"]),
            )
            for each in row.lines
        ),
        state=State(row.state),
        stated_at=row.stated_at,
        settled_at=row.settled_at,
        reason=row.reason,
        credit=row.credit,
        by_number=row.by_number,
    )
