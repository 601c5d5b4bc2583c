"""Acts on orders that were placed: where one stands, calling one off, the same again."""

from collections.abc import Mapping
from dataclasses import replace

from comptoir.conversation.memory import Question
from comptoir.conversation.model import Act, PendingKind
from comptoir.conversation.outcomes import (
    NoHabits,
    NoOrders,
    NoPastOrder,
    OrderTold,
    Outcome,
    Refused,
)
from comptoir.conversation.turning.amounts import in_unit
from comptoir.conversation.turning.desk import CancelOrder, Desk
from comptoir.conversation.turning.phrasing import has, phrases
from comptoir.conversation.turning.till import period_of
from comptoir.conversation.turning.times import day_of
from comptoir.goods.catalog.text import words
from comptoir.goods.shelf import queries as shelf
from comptoir.kernel.measure import Quantity
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.habits import queries as habits
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import Order, State

_LOOKED_AT = 10
_OVER = frozenset({State.EXPIRED, State.CANCELLED})
_DONE = frozenset({State.HANDED_OVER, State.SETTLED})
_USUALLY = 2


async def order_status(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Tell where the household's newest order stands."""
    standing = [order for order in await _orders(desk, act) if order.state not in _OVER]
    open_ = [order for order in standing if order.state not in _DONE]
    if not standing:
        return (NoOrders(),)
    order = (open_ or standing)[0]
    total, period = order.totals.total, period_of(order)
    return (OrderTold(order.number, order.state.value, total, period, order.id),)


async def cancel_order(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Ask before calling an order off that may still be changed."""
    standing = [
        order
        for order in await _orders(desk, act)
        if order.state not in _OVER and order.state not in _DONE
    ]
    if not standing:
        return (NoOrders(),)
    changeable = [order for order in standing if order.may_change(desk.uow.now)]
    if not changeable:
        facts = {"state": standing[0].state.value}
        return (Refused(Refusal(Kind.GONE, "past_cut_off", facts)),)
    order = changeable[0]
    return desk.ask(
        Question(
            PendingKind.CONFIRM_CANCEL,
            order=order.id,
            label=order.number,
            starts=order.window_starts,
            ends=order.window_ends,
            mode=order.mode.value,
        )
    )


async def cancel_confirmed(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    """Send the cancellation on its way."""
    if question.order is not None:
        desk.outside = CancelOrder(question.order)
    return ()


async def reorder(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Offer the usual basket, or what a past order had, for a yes.

    Where a past order is named and there is none, that is said before the usual basket is offered.
    """
    none: tuple[Outcome, ...] = ()
    said, table = tuple(words(desk.text)), phrases(desk.language)
    if act.order is None and has(said, table["last_order"]):
        act = replace(act, order="last")
    quantities = await _again(desk, act)
    if act.order is not None and not quantities:
        none = (NoPastOrder(),)
        quantities = await _again(desk, replace(act, order=None))
    items = await shelf.items(desk.uow, store=desk.store.id, gtins=list(quantities))
    wants = tuple(
        desk.wanted(items[gtin], in_unit(items[gtin], quantity.value), "")
        for gtin, quantity in quantities.items()
        if gtin in items
    )
    if not wants:
        return none or (NoHabits(),)
    return (*none, *desk.ask(Question(PendingKind.CONFIRM_REORDER, wants=wants)))


async def _again(desk: Desk, act: Act) -> Mapping[str, Quantity]:
    past = [order for order in await _orders(desk, act) if order.state is not State.EXPIRED]
    if desk.household is not None and act.order is None:
        usual = await habits.usual(
            desk.uow, store=desk.store.id, household=desk.household, at_least=_USUALLY
        )
        if usual:
            gtins = [habit.gtin for habit in usual]
            items = await shelf.items(desk.uow, store=desk.store.id, gtins=gtins)
            return {
                habit.gtin: in_unit(items[habit.gtin], habit.usual_quantity)
                for habit in usual
                if habit.gtin in items
            }
    return {line.gtin: line.quantity for line in past[0].lines} if past else {}


async def _orders(desk: Desk, act: Act) -> tuple[Order, ...]:
    """Give the orders this conversation may speak of, newest first."""
    found: tuple[Order, ...] = ()
    if desk.household is not None:
        found = await orders.orders_of(
            desk.uow, store=desk.store.id, household=desk.household, limit=_LOOKED_AT
        )
    elif desk.memory.order is not None:
        found = (await orders.order(desk.uow, order=desk.memory.order),)
    day = day_of(act.slot.day, desk.voice.now.date()) if act.slot and act.slot.day else None
    if day is None:
        return found
    zone = desk.voice.now.tzinfo
    same = tuple(each for each in found if each.window_starts.astimezone(zone).date() == day)
    return same or found
