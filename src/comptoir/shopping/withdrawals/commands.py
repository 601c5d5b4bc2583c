"""What can be done with withdrawals: state one, give the money back for it, or say why not."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found
from comptoir.shopping.customers.rules import checked_line
from comptoir.shopping.identity.rules import checked_email
from comptoir.shopping.invoices import commands as invoices
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders import queries as order_queries
from comptoir.shopping.orders.model import GONE, Order, order_topic
from comptoir.shopping.withdrawals import _store, queries
from comptoir.shopping.withdrawals.events import WithdrawalSettled, WithdrawalStated
from comptoir.shopping.withdrawals.model import LineRight, State, Withdrawable, Withdrawal


async def state(
    uow: UnitOfWork,
    *,
    order: str,
    name: str,
    email: str,
    gtins: Collection[str] = (),
    by_number: bool = False,
) -> Withdrawal:
    """Note that somebody withdraws from products of an order; nobody need say why.

    Whoever came `by_number` withdraws from the whole order, as far as there is a right. What was
    stated before is not stated again: the same statement gives the first one.

    :raises Refusal: when the name or the address is missing, a product is not of the order or
        perishable, nothing is named, or the time is known to be over.
    """
    said = _Said(checked_line("name", name), checked_email(email), by_number)
    await orders.lock(uow, order=order)
    found = await order_queries.order(uow, order=order)
    right = await queries.withdrawable(uow, order=found)
    wanted = _wanted(right, gtins, by_number=by_number)
    fresh = [line for line in right.lines if line.gtin in wanted and not line.stated]
    if not fresh:
        return await _known(uow, order, wanted)
    _check_time(right)
    return await _keep(uow, found, said, fresh)


@dataclass(frozen=True, slots=True)
class _Said:
    """Who withdraws, and where the acknowledgement goes."""

    name: str
    email: str
    by_number: bool


async def _keep(
    uow: UnitOfWork, order: Order, said: _Said, lines: Sequence[LineRight]
) -> Withdrawal:
    drawn = secret()
    await _store.INSERT.run(
        uow,
        store=order.store,
        id=drawn,
        order_id=order.id,
        name=said.name,
        email=said.email,
        lines=json.dumps([_written(line) for line in lines]),
        by_number=said.by_number,
        now=uow.now,
    )
    uow.touch(order_topic(order.id), order.version)
    await uow.announce(WithdrawalStated(order.store, order.id, drawn))
    return await queries.withdrawal(uow, order=order.id, withdrawal=drawn)


async def credit(uow: UnitOfWork, *, order: str, withdrawal: str) -> Withdrawal:
    """Give the money back for what a statement names, by a credit note; once.

    What was taken off the order meanwhile, or called off with it, was given back by that. Until the
    cut-off an order is amended or cancelled, which cancels its invoice whole.

    :raises Refusal: when there is no such statement, it was declined, the order may still be
        amended, or nobody sells in the store.
    """
    await orders.lock(uow, order=order)
    stated = await queries.withdrawal(uow, order=order, withdrawal=withdrawal)
    if stated.state is State.CREDITED:
        return stated
    _check_open(stated)
    found = await order_queries.order(uow, order=order)
    there = {line.gtin for line in stated.lines} & found.quantities.keys()
    if found.state in GONE or not there:
        return await _settle(uow, stated, State.CREDITED)
    if found.may_change(uow.now):
        raise Refusal(Kind.CONFLICT, "amend_instead", {"cut_off": found.cut_off.isoformat()})
    note = await invoices.credit(uow, order=order, gtins=there)
    return await _settle(uow, stated, State.CREDITED, credit=note.number)


async def decline(uow: UnitOfWork, *, order: str, withdrawal: str, reason: str) -> Withdrawal:
    """Say why a statement cannot be followed; the reason is written to whoever made it.

    :raises Refusal: when there is no such statement, it was credited, or no reason is given.
    """
    told = checked_line("reason", reason)
    await orders.lock(uow, order=order)
    stated = await queries.withdrawal(uow, order=order, withdrawal=withdrawal)
    if stated.state is State.DECLINED:
        return stated
    _check_open(stated)
    return await _settle(uow, stated, State.DECLINED, reason=told)


async def forget_household(uow: UnitOfWork, *, store: str, household: str) -> int:
    """Take names and addresses off the statements about a household's orders; tell how many."""
    return await _store.FORGET.run(uow, store=store, household=household)


async def _settle(
    uow: UnitOfWork, stated: Withdrawal, to: State, *, reason: str = "", credit: int | None = None
) -> Withdrawal:
    await _store.SETTLE.run(
        uow,
        store=stated.store,
        id=stated.id,
        state=to.value,
        reason=reason,
        credit=credit,
        now=uow.now,
    )
    found = await order_queries.order(uow, order=stated.order)
    uow.touch(order_topic(stated.order), found.version)
    await uow.announce(WithdrawalSettled(stated.store, stated.order, stated.id))
    return await queries.withdrawal(uow, order=stated.order, withdrawal=stated.id)


def _wanted(right: Withdrawable, gtins: Collection[str], *, by_number: bool) -> frozenset[str]:
    """Give the products that are withdrawn from, each checked."""
    lines = {line.gtin: line for line in right.lines}
    if by_number:
        return frozenset(gtin for gtin, line in lines.items() if line.may or line.stated)
    for gtin in gtins:
        _check(lines.get(gtin), gtin)
    return frozenset(gtins)


def _check_time(right: Withdrawable) -> None:
    if right.over:
        until = "" if right.until is None else right.until.isoformat()
        raise Refusal(Kind.GONE, "withdrawal_over", {"until": until})


def _check(line: LineRight | None, gtin: str) -> None:
    if line is None:
        raise not_found("line", gtin)
    if not line.stated and not line.may:
        raise Refusal(Kind.CONFLICT, "no_withdrawal", {"gtin": gtin, "right": line.right.value})


def _check_open(stated: Withdrawal) -> None:
    if stated.state is not State.STATED:
        raise Refusal(Kind.CONFLICT, "withdrawal_settled", {"state": stated.state.value})


async def _known(uow: UnitOfWork, order: str, gtins: Collection[str]) -> Withdrawal:
    for each in reversed(await queries.of_order(uow, order=order)):
        if any(line.gtin in gtins for line in each.lines):
            return each
    raise invalid("lines", "required")


def _written(line: LineRight) -> dict[str, str | int]:
    return {
        "gtin": line.gtin,
        "name": line.name,
        "quantity": line.quantity.value,
        "unit": line.quantity.unit.value,
        "right": line.right.value,
    }
