"""Amending a placed order until its cut-off."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import queries as discounts
from comptoir.goods.pricing import rules as pricing
from comptoir.goods.pricing.mechanics import Terms
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.stores import queries as stores
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found
from comptoir.shopping.carts import rules as cart_rules
from comptoir.shopping.carts.model import MOST_LINES, Substitution, Totals, Want
from comptoir.shopping.orders import _store, rules
from comptoir.shopping.orders._steps import locked, step, write_lines
from comptoir.shopping.orders.events import OrderAmended
from comptoir.shopping.orders.model import BY_THE_STORE, Order, OrderLine, State, order_topic
from comptoir.shopping.orders.queries import had_before
from comptoir.shopping.orders.queries import order as read_order
from comptoir.shopping.payments import commands as payments
from comptoir.shopping.payments import queries as intents


async def amend(
    uow: UnitOfWork,
    *,
    order: str,
    quantities: Mapping[str, Quantity],
    reason: str = "amended",
) -> Order:
    """Set how much of each named product a placed order has; a value of 0 takes it off.

    Lines that stay keep their price; a new product comes at today's. `reason` is noted among the
    order's steps.

    :raises Refusal: when the cut-off has passed, stock is short, nothing or less than the minimum
        would be left, or the total would pass what a provider has authorised.
    """
    current = await locked(uow, order)
    rules.check_open_for_change(current, uow.now)
    if current.state is not State.PLACED:
        raise Refusal(Kind.CONFLICT, "order_state", {"state": current.state.value})
    new = [gtin for gtin in quantities if gtin not in current.quantities]
    items = await shelf.items(uow, store=current.store, gtins=list(quantities))
    await inventory.lock(uow, store=current.store, gtins=[*current.quantities, *new])
    asked = {item.gtin: item.promotion for item in items.values()}
    promised = {line.gtin: line.promotion for line in current.lines}
    had = await had_before(uow, order=current, promotions=asked | promised)
    lines = _amended(current, quantities, items, had)
    await _move_stock(uow, current, lines)
    await _write(uow, current, lines, reason)
    await uow.announce(OrderAmended(current.store, current.id))
    return await read_order(uow, order=order)


def _amended(
    order: Order,
    quantities: Mapping[str, Quantity],
    items: Mapping[str, ShelfItem],
    had: Mapping[str, int],
) -> list[OrderLine]:
    lines: list[OrderLine] = []
    if len(order.quantities.keys() | quantities.keys()) > MOST_LINES:
        raise invalid("lines", "too_many", most=MOST_LINES)
    for line in order.lines:
        wanted = quantities.get(line.gtin)
        if wanted is None:
            lines.append(line)
        elif wanted.value != 0:
            value = (
                _less(line, wanted) if line.gtin not in items else _value(wanted, items[line.gtin])
            )
            quantity = Quantity(value, line.quantity.unit)
            lines.append(_resized(line, quantity, had.get(line.gtin, 0)))
    known = order.quantities
    for gtin, wanted in quantities.items():
        if gtin not in known and wanted.value != 0:
            if gtin not in items:
                raise not_found("product", gtin)
            lines.append(_fresh(items[gtin], _value(wanted, items[gtin]), had.get(gtin, 0)))
    return lines


def _value(wanted: Quantity, item: ShelfItem) -> int:
    return cart_rules.asked(Want(item.gtin, wanted), item).value


def _less(line: OrderLine, wanted: Quantity) -> int:
    """Read how much is to stay of a product that is sold no more."""
    if not wanted.same_unit(line.quantity) or not 0 < wanted.value <= line.quantity.value:
        raise not_found("product", line.gtin)
    return wanted.value


def _resized(line: OrderLine, quantity: Quantity, had: int) -> OrderLine:
    """Price another quantity by what was promised: its promotion counts for what is really had.

    Less of it never costs more than was promised for all.
    """
    total = Terms(line.list_price, line.promotion, had).total(quantity)
    if quantity.value <= line.quantity.value:
        total = min(total, line.total)
    each = line.deposit // line.quantity.value
    return replace(
        line,
        quantity=quantity,
        total=total,
        deposit=each * quantity.value,
    )


def _fresh(item: ShelfItem, value: int, had: int) -> OrderLine:
    quantity = Quantity(value, Unit(item.unit))
    terms = replace(item.terms, had=had)
    return OrderLine(
        gtin=item.gtin,
        name=item.name,
        brand=item.brand,
        quantity=quantity,
        list_price=item.list_price,
        promotion=item.promotion,
        price=item.price,
        vat_rate=item.vat_rate,
        deposit=item.deposit * value if quantity.unit is Unit.PIECE else 0,
        discount=0,
        total=terms.total(quantity),
        note="",
        substitution=Substitution.SIMILAR,
        substitute=None,
    )


async def _move_stock(uow: UnitOfWork, order: Order, lines: list[OrderLine]) -> None:
    had, has = order.quantities, {line.gtin: line.quantity.value for line in lines}
    more = {gtin: has[gtin] - had.get(gtin, 0) for gtin in has if has[gtin] > had.get(gtin, 0)}
    less = {gtin: had[gtin] - has.get(gtin, 0) for gtin in had if had[gtin] > has.get(gtin, 0)}
    if more:
        await inventory.hold(uow, store=order.store, quantities=more)
    if less:
        await inventory.release(uow, store=order.store, quantities=less)


async def _write(uow: UnitOfWork, order: Order, lines: list[OrderLine], reason: str) -> None:
    goods = sum(line.total for line in lines)
    if not lines:
        raise invalid("lines", "cancel_instead")
    minimum = (await stores.store(uow, store=order.store)).minimum_order
    if goods < minimum:
        raise Refusal(
            Kind.CONFLICT,
            "minimum_not_reached",
            {"minimum": minimum, "missing": minimum - goods, "currency": order.currency},
        )
    if any(line.gtin not in order.quantities for line in lines):
        await _check_age(uow, order, lines)
    discount = await _discount(uow, order, goods, reason)
    parts = cart_rules.discount_parts([line.total for line in lines], discount)
    lines = [replace(line, discount=part) for line, part in zip(lines, parts, strict=True)]
    deposits = sum(line.deposit for line in lines)
    totals = Totals(goods, deposits, discount, order.totals.fee)
    intent = await intents.of_order(uow, store=order.store, order_id=order.id)
    if intent is not None:
        await payments.set_amount(uow, intent=intent, amount=totals.total)
    await _store.DROP_LINES.run(uow, store=order.store, order_id=order.id)
    await write_lines(uow, store=order.store, order=order.id, lines=lines)
    version = await _store.SET_TOTALS.one(
        uow,
        store=order.store,
        id=order.id,
        goods=goods,
        deposits=deposits,
        discount=discount,
        fee=totals.fee,
        total=totals.total,
        vat=json.dumps([asdict(share) for share in cart_rules.vat_of(lines, fee=totals.fee)]),
    )
    await step(
        uow, store=order.store, order=order.id, from_=order.state, to=order.state, reason=reason
    )
    uow.touch(order_topic(order.id), version)


async def _check_age(uow: UnitOfWork, order: Order, lines: list[OrderLine]) -> None:
    items = await shelf.items(uow, store=order.store, gtins=[line.gtin for line in lines])
    ages = [item.minimum_age for item in items.values() if item.minimum_age is not None]
    if ages and not order.age_confirmed:
        raise Refusal(Kind.CONFLICT, "age_not_confirmed", {"age": max(ages)})


async def _discount(uow: UnitOfWork, order: Order, goods: int, reason: str) -> int:
    """Work out what the order's code takes off now.

    Whoever takes goods off falls below its minimum by themselves; what the store takes off for want
    of stock costs the household no discount.
    """
    if order.discount_code is None:
        return 0
    code = await discounts.discount_code(uow, store=order.store, code=order.discount_code)
    kept = reason == BY_THE_STORE and order.totals.discount > 0
    if goods < code.minimum and not kept:
        return 0
    return pricing.discount(goods, percent=code.percent, amount=code.amount)
