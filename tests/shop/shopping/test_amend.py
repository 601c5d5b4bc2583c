"""Changing a placed order until its cut-off."""

import pytest

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.inventory import queries as stock
from comptoir.goods.pricing import commands as pricing
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.measure import Quantity, grams, pieces
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.orders.amendments import amend
from comptoir.shopping.orders.model import Order
from comptoir.shopping.payments import queries as intents
from tests.shop.shopping.test_check_out import add_up
from tests.stories.shopping import (
    BREAD,
    EGGS,
    HAM,
    LEMONADE,
    MILK,
    SOAP,
    TOMATOES,
    WINE,
    Good,
    Shop,
    a_cart,
    a_discount_code,
    a_held_order,
    a_placed_order,
    a_shop,
)


async def ordered(
    uow: UnitOfWork,
    shop: Shop,
    goods: dict[Good, int],
    *,
    method: str = "at_handover",
    code: str | None = None,
    of_age: bool = False,
) -> Order:
    """Place an order of these goods, delivered."""
    cart = await a_cart(uow, store=shop.store, goods=goods, window=shop.delivery)
    if code:
        await carts.apply_discount(uow, cart=cart, code=code)
    if of_age:
        await carts.confirm_age(uow, cart=cart)
    return await a_placed_order(uow, cart=cart, method=method)


async def refused(uow: UnitOfWork, order: Order, changes: dict[str, Quantity]) -> Refusal:
    """Amend and give the refusal, having undone what was done."""
    with pytest.raises(Refusal) as no:
        async with uow.attempt():
            await amend(uow, order=order.id, quantities=changes)
    return no.value


async def agrees(uow: UnitOfWork, order: Order) -> None:
    """Check that totals, stock and payment all say the same of an order, the only one."""
    add_up(order)
    gtins = [MILK.gtin, EGGS.gtin, BREAD.gtin, TOMATOES.gtin, LEMONADE.gtin, WINE.gtin]
    levels = await stock.levels(uow, store=order.store, gtins=gtins)
    held = {gtin: level.held for gtin, level in levels.items() if level.held}
    assert held == order.quantities
    intent = await intents.of_order(uow, store=order.store, order_id=order.id)
    assert intent is not None
    assert intent.amount == order.totals.total


class TestAmend:
    async def test_takes_more_and_less(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 2, TOMATOES: 500, LEMONADE: 6})
        changed = await amend(
            uow,
            order=order.id,
            quantities={MILK.gtin: pieces(5), LEMONADE.gtin: pieces(2)},
        )
        assert changed.quantities == {MILK.gtin: 5, TOMATOES.gtin: 500, LEMONADE.gtin: 2}
        assert changed.totals.goods == 5 * 109 + 150 + 2 * 185
        assert changed.totals.deposits == 50
        assert changed.version > order.version
        await agrees(uow, changed)

    async def test_takes_a_line_off_and_another_on(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 2, EGGS: 1})
        changed = await amend(
            uow, order=order.id, quantities={MILK.gtin: pieces(0), LEMONADE.gtin: pieces(1)}
        )
        assert changed.quantities == {EGGS.gtin: 1, LEMONADE.gtin: 1}
        assert [line.name for line in changed.lines] == [EGGS.name, LEMONADE.name]
        assert changed.totals.deposits == 25
        await agrees(uow, changed)

    async def test_weighs_pieces_of_weighed_goods(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 1, TOMATOES: 120})
        changed = await amend(uow, order=order.id, quantities={TOMATOES.gtin: pieces(3)})
        assert changed.quantities[TOMATOES.gtin] == 360
        await agrees(uow, changed)

    async def test_keeps_the_price_of_lines_that_stay(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 2})
        for good in (MILK, BREAD):
            await pricing.set_price(uow, store=shop.store, gtin=good.gtin, price=999)
        changed = await amend(
            uow, order=order.id, quantities={MILK.gtin: pieces(3), BREAD.gtin: pieces(1)}
        )
        assert [line.price for line in changed.lines] == [109, 999]
        await agrees(uow, changed)

    async def test_leaves_an_order_as_it_is_when_nothing_changes(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 2})
        same = await amend(uow, order=order.id, quantities={MILK.gtin: pieces(2)})
        assert (same.lines, same.totals) == (order.lines, order.totals)
        await agrees(uow, same)

    async def test_spreads_the_discount_again(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        code = await a_discount_code(uow, store=shop.store, percent=7)
        order = await ordered(uow, shop, {MILK: 3, WINE: 1}, code=code, of_age=True)
        changed = await amend(uow, order=order.id, quantities={EGGS.gtin: pieces(3)})
        assert changed.totals.discount == (3 * 109 + 650 + 3 * 215) * 7 // 100
        await agrees(uow, changed)

    async def test_gives_no_discount_below_its_minimum(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        code = await a_discount_code(uow, store=shop.store, percent=50, minimum=1000)
        order = await ordered(uow, shop, {MILK: 10}, code=code)
        assert order.totals.discount == 545
        changed = await amend(uow, order=order.id, quantities={MILK.gtin: pieces(1)})
        assert changed.totals.discount == 0
        again = await amend(uow, order=order.id, quantities={MILK.gtin: pieces(10)})
        assert again.totals == order.totals
        await agrees(uow, again)

    async def test_refuses_more_than_there_is(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, stock=5)
        order = await ordered(uow, shop, {MILK: 2})
        no = await refused(uow, order, {MILK.gtin: pieces(6), EGGS.gtin: pieces(1)})
        assert no.code == "stock_short"
        assert no.facts["lines"] == [{"gtin": MILK.gtin, "wanted": 4, "left": 3}]
        await agrees(uow, order)

    async def test_may_take_less_of_what_is_missing_on_the_shelf(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 4, EGGS: 1})
        await inventory.set_counts(uow, store=shop.store, counts={MILK.gtin: 0})
        changed = await amend(uow, order=order.id, quantities={MILK.gtin: pieces(1)})
        await agrees(uow, changed)

    async def test_may_take_less_of_what_was_delisted_but_not_more(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 4, EGGS: 1})
        await pricing.delist(uow, store=shop.store, gtin=MILK.gtin)
        no = await refused(uow, order, {MILK.gtin: pieces(5)})
        assert no.code == "product_not_found"
        changed = await amend(uow, order=order.id, quantities={MILK.gtin: pieces(1)})
        assert changed.quantities == {MILK.gtin: 1, EGGS.gtin: 1}
        await agrees(uow, changed)
        changed = await amend(uow, order=order.id, quantities={MILK.gtin: pieces(0)})
        await agrees(uow, changed)

    async def test_refuses_to_leave_nothing(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 2})
        no = await refused(uow, order, {MILK.gtin: pieces(0)})
        assert no.facts["remedy"] == "cancel_instead"

    async def test_refuses_less_than_the_minimum(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, minimum_order=500)
        order = await ordered(uow, shop, {MILK: 6})
        no = await refused(uow, order, {MILK.gtin: pieces(4)})
        assert (no.code, no.facts["missing"]) == ("minimum_not_reached", 64)
        await agrees(uow, order)

    async def test_refuses_wine_without_a_confirmed_age(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 2})
        no = await refused(uow, order, {WINE.gtin: pieces(1)})
        assert (no.code, no.facts) == ("age_not_confirmed", {"age": 18})

    async def test_adds_wine_for_one_who_is_of_age(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {WINE: 1}, of_age=True)
        changed = await amend(
            uow, order=order.id, quantities={WINE.gtin: pieces(2), MILK.gtin: pieces(1)}
        )
        await agrees(uow, changed)

    @pytest.mark.parametrize(
        ("gtin", "quantity"),
        [
            (MILK.gtin, pieces(-1)),
            (MILK.gtin, pieces(10**12)),
            (MILK.gtin, grams(500)),
            (HAM.gtin, pieces(2)),
            ("2799999999990", pieces(1)),
            ("\x00", pieces(1)),
            ("'; drop table shop_order;--", pieces(1)),
        ],
    )
    async def test_refuses_what_cannot_be(
        self, uow: UnitOfWork, gtin: str, quantity: Quantity
    ) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 2})
        no = await refused(uow, order, {gtin: quantity})
        assert no.kind in {Kind.INVALID, Kind.NOT_FOUND}
        await agrees(uow, order)

    async def test_refuses_an_order_that_is_not_placed(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={MILK: 2}, window=shop.pickup)
        held = await a_held_order(uow, cart=cart)
        no = await refused(uow, held.order, {MILK.gtin: pieces(1)})
        assert (no.code, no.facts["state"]) == ("order_state", "held")

    async def test_refuses_past_the_cut_off(self, database: Database, clock: FixedClock) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            order = await ordered(uow, shop, {MILK: 2})
        clock.instant = order.cut_off
        async with database.work(SYSTEM) as uow:
            no = await refused(uow, order, {MILK.gtin: pieces(1)})
        assert (no.kind, no.code) == (Kind.GONE, "past_cut_off")


class TestAmendWhatACardPaid:
    async def test_refuses_more_than_is_authorised(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 2}, method="sandbox")
        no = await refused(uow, order, {SOAP.gtin: pieces(1)})
        assert (no.kind, no.code) == (Kind.PAYMENT, "above_authorised")
        assert no.facts == {"authorised": 218 + 490, "wanted": 218 + 490 + 333}
        await agrees(uow, order)

    async def test_may_come_back_to_what_was_authorised(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 3, EGGS: 1}, method="sandbox")
        less = await amend(uow, order=order.id, quantities={EGGS.gtin: pieces(0)})
        await agrees(uow, less)
        again = await amend(uow, order=order.id, quantities={EGGS.gtin: pieces(1)})
        assert again.totals == order.totals
        await agrees(uow, again)
        no = await refused(uow, again, {EGGS.gtin: pieces(2)})
        assert no.facts["authorised"] == order.totals.total

    async def test_has_no_such_bound_at_handover(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await ordered(uow, shop, {MILK: 2})
        changed = await amend(uow, order=order.id, quantities={EGGS.gtin: pieces(9)})
        await agrees(uow, changed)
