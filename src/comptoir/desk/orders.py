"""Amendments of orders by the store, within what an order allows its household."""

from collections.abc import Mapping

from comptoir.db.unit_of_work import Database, Reading, UnitOfWork
from comptoir.desk.facts import Facts, check_unchanged, differences
from comptoir.kernel.caller import Caller
from comptoir.kernel.measure import Quantity
from comptoir.kernel.refusals import invalid, not_found
from comptoir.shopping.orders import amendments, commands, process, queries
from comptoir.shopping.orders.model import BY_THE_STORE, Order
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit.model import Change, Field, Thing
from comptoir.staff.directory.model import Act, Member
from comptoir.staff.directory.rules import check


def order_facts(order: Order) -> dict[str, str]:
    """Give what may be amended of an order, as text: its state and each line's quantity."""
    lines = {f"line.{line.gtin}": str(line.quantity.value) for line in order.lines}
    return {"state": order.state.value, **lines}


def told(order: Order) -> dict[str, str]:
    """Give what is put on record of an order: what may be amended, by name, and its total."""
    lines = {
        f"line.{line.name}": f"{line.quantity.value} {line.quantity.unit.value}"
        for line in order.lines
    }
    return {"state": order.state.value, **lines, "total": str(order.totals.total)}


async def order_in(on: Reading, *, by: Member, store: str, order: str, act: Act) -> Order:
    """Give an order of a store to whoever may do `act` there; another store's is not there.

    :raises Refusal: when the store is not theirs, or has no such order.
    """
    check(by, act, store)
    if queries.store_of_order(order) != store:
        raise not_found("order", order)
    return await queries.order(on, order=order)


async def amend(
    uow: UnitOfWork,
    *,
    by: Member,
    store: str,
    order: str,
    quantities: Mapping[str, Quantity],
    seen: Facts | None = None,
) -> Order:
    """Set how much of each named product an order has; a value of 0 takes it off.

    :raises Refusal: when it is not theirs to amend, it was changed since it was `seen`, or as
        `orders.amend`: past the cut-off, short of stock, above what was authorised, ….
    """
    before = await _locked(uow, by, store, order)
    check_unchanged(seen, order_facts(before))
    after = await amendments.amend(uow, order=order, quantities=quantities, reason=BY_THE_STORE)
    await _record(uow, by, before, after)
    return after


async def substitute(
    uow: UnitOfWork,
    *,
    by: Member,
    store: str,
    order: str,
    gtin: str,
    instead: str,
    quantity: Quantity,
    seen: Facts | None = None,
) -> Order:
    """Put another product in the place of one that was ordered, at today's price.

    :raises Refusal: when the order has no such product, the two are the same, or as `amend`.
    """
    before = await _locked(uow, by, store, order)
    line = next((each for each in before.lines if each.gtin == gtin), None)
    if line is None:
        raise not_found("line", gtin)
    if instead == gtin:
        raise invalid("substitute", "another_product")
    nothing = Quantity(0, line.quantity.unit)
    return await amend(
        uow,
        by=by,
        store=store,
        order=order,
        quantities={gtin: nothing, instead: quantity},
        seen=seen,
    )


async def cancel(
    database: Database,
    ports: process.Ports,
    *,
    caller: Caller,
    by: Member,
    store: str,
    order: str,
    seen: Facts | None = None,
) -> Order:
    """Call an order off before its cut-off, and let go of the money it bound.

    :raises Refusal: when it is not theirs to amend, it was changed since it was `seen`, its cut-off
        has passed or it has gone further.
    """

    async def beside(uow: UnitOfWork) -> None:
        before = await _locked(uow, by, store, order)
        check_unchanged(seen, order_facts(before))
        gone = Field("state", before.state.value, "cancelled")
        change = Change(kind=Thing.ORDER, object=order, label=before.number, fields=[gone])
        await audit.record(uow, by=by, store=store, changes=[change])

    return await process.cancel_order(
        database, ports, caller=caller, order=order, reason=BY_THE_STORE, beside=beside
    )


async def _locked(uow: UnitOfWork, by: Member, store: str, order: str) -> Order:
    check(by, Act.AMEND_ORDERS, store)
    if queries.store_of_order(order) != store:
        raise not_found("order", order)
    await commands.lock(uow, order=order)
    return await queries.order(uow, order=order)


async def _record(uow: UnitOfWork, by: Member, before: Order, after: Order) -> None:
    changed = differences(told(before), told(after))
    change = Change(kind=Thing.ORDER, object=after.id, label=after.number, fields=changed)
    await audit.record(uow, by=by, store=after.store, changes=[change])
