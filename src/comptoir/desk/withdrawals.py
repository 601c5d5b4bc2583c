"""What the store does about a withdrawal: money given back, or a reason why not, on record."""

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.refusals import not_found
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.withdrawals import commands
from comptoir.shopping.withdrawals.model import State, Withdrawal
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit.model import Change, Field, Thing
from comptoir.staff.directory.model import Act, Member
from comptoir.staff.directory.rules import check


async def credit(
    uow: UnitOfWork, *, by: Member, store: str, order: str, withdrawal: str
) -> Withdrawal:
    """Give the money back by a credit note; what was given back already stays as it is.

    :raises Refusal: when it is not theirs to give, there is no such statement, or it was declined.
    """
    _check(by, store, order)
    settled = await commands.credit(uow, order=order, withdrawal=withdrawal)
    await _record(uow, by, settled)
    return settled


async def decline(
    uow: UnitOfWork, *, by: Member, store: str, order: str, withdrawal: str, reason: str
) -> Withdrawal:
    """Say why a statement cannot be followed.

    :raises Refusal: when it is not theirs to say, there is no such statement, it was credited, or
        no reason is given.
    """
    _check(by, store, order)
    settled = await commands.decline(uow, order=order, withdrawal=withdrawal, reason=reason)
    await _record(uow, by, settled)
    return settled


def _check(by: Member, store: str, order: str) -> None:
    check(by, Act.GIVE_BACK, store)
    if orders.store_of_order(order) != store:
        raise not_found("order", order)


async def _record(uow: UnitOfWork, by: Member, settled: Withdrawal) -> None:
    """Put what was done on record, once: whoever repeats it has done nothing."""
    if settled.settled_at != uow.now:
        return
    order = await orders.order(uow, order=settled.order)
    fields = [Field("withdrawal", State.STATED.value, settled.state.value)]
    if settled.reason:
        fields.append(Field("reason", "", settled.reason))
    change = Change(kind=Thing.ORDER, object=order.id, label=order.number, fields=fields)
    await audit.record(uow, by=by, store=settled.store, changes=[change])
