"""From a cart to an order whose goods and place are held."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.inventory import queries as stock
from comptoir.goods.pricing import commands as pricing
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.orders import commands, queries
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import CheckedOut, Customer, Order, State
from comptoir.shopping.payments.model import IntentState
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import HOLD_FOR, Mode
from tests.stories.shopping import (
    AT_HOME,
    EGGS,
    MILK,
    TOMATOES,
    WINE,
    a_cart,
    a_discount_code,
    a_full_cart,
    a_shop,
    at_the_till,
    want,
)


def add_up(order: Order) -> None:
    """Check that an order's parts add up to its total, to the cent."""
    totals = order.totals
    assert totals.goods == sum(line.total for line in order.lines)
    assert totals.deposits == sum(line.deposit for line in order.lines)
    assert totals.discount == sum(line.discount for line in order.lines)
    assert sum(share.gross for share in order.vat) == totals.total - totals.deposits
    assert all(share.gross == share.net + share.vat for share in order.vat)


async def refused(uow: UnitOfWork, cart: str, checkout: Checkout | None = None) -> Refusal:
    """Check out and give the refusal, having undone what was done."""
    with pytest.raises(Refusal) as no:
        async with uow.attempt():
            await commands.check_out(uow, cart=cart, checkout=checkout or at_the_till())
    return no.value


class TestCheckOut:
    async def test_freezes_the_cart_and_holds_goods_and_place(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, capacity=1)
        cart = await a_full_cart(uow, shop, delivered=True)
        told = (await cart_queries.cart(uow, cart=cart)).totals
        held = await commands.check_out(
            uow, cart=cart, checkout=at_the_till("sandbox", told=told.total)
        )
        order = held.order
        assert order.state is State.HELD
        assert order.totals == told
        assert (order.mode, order.window_id, order.address) == (
            Mode.DELIVERY,
            shop.delivery,
            AT_HOME,
        )
        assert order.customer.name == "Camille Morvan"
        add_up(order)
        assert (held.intent.amount, held.intent.method) == (told.total, "sandbox")
        assert held.intent.state is IntentState.OPEN
        levels = await stock.levels(uow, store=shop.store, gtins=order.quantities)
        assert {gtin: level.held for gtin, level in levels.items()} == order.quantities
        assert (await slots.window(uow, store=shop.store, window=shop.delivery)).left == 0
        assert (await cart_queries.cart(uow, cart=cart)).state == "ordered"

    async def test_keeps_the_lines_as_they_were_told(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_full_cart(uow, shop)
        await carts.set_note(uow, cart=cart, gtin=TOMATOES.gtin, note="bien mûres")
        before = await cart_queries.cart(uow, cart=cart)
        order = (await commands.check_out(uow, cart=cart, checkout=at_the_till())).order
        await pricing.set_price(uow, store=shop.store, gtin=MILK.gtin, price=999)
        again = await queries.order(uow, order=order.id)
        for told, line in zip(before.lines, again.lines, strict=True):
            assert (line.gtin, line.name, line.quantity) == (told.gtin, told.name, told.quantity)
            assert (line.price, line.total, line.note) == (told.price, told.total, told.note)

    async def test_carries_a_discount_over_to_the_cent(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_full_cart(uow, shop, delivered=True)
        await a_discount_code(uow, store=shop.store, percent=7)
        await carts.apply_discount(uow, cart=cart, code="BIENVENUE")
        order = (await commands.check_out(uow, cart=cart, checkout=at_the_till())).order
        assert (order.totals.discount, order.discount_code) == (175, "BIENVENUE")
        add_up(order)

    async def test_forgets_a_code_that_gave_nothing(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_full_cart(uow, shop)
        await a_discount_code(uow, store=shop.store, minimum=1_000_000)
        await carts.apply_discount(uow, cart=cart, code="BIENVENUE")
        order = (await commands.check_out(uow, cart=cart, checkout=at_the_till())).order
        assert (order.totals.discount, order.discount_code) == (0, None)

    async def test_has_no_address_when_fetched(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_full_cart(uow, shop)
        order = (await commands.check_out(uow, cart=cart, checkout=at_the_till())).order
        assert order.address is None

    async def test_gives_the_same_order_again(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_full_cart(uow, shop)
        first = await commands.check_out(uow, cart=cart, checkout=at_the_till("sandbox"))
        again = await commands.check_out(
            uow, cart=cart, checkout=at_the_till("at_handover", told=1)
        )
        assert again == first
        levels = await stock.levels(uow, store=shop.store, gtins=[MILK.gtin])
        assert levels[MILK.gtin].held == 2

    async def test_gives_many_at_once_the_same_order(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            cart = await a_full_cart(uow, shop)

        async def check_out() -> CheckedOut:
            async with database.work(SYSTEM) as uow:
                return await commands.check_out(uow, cart=cart, checkout=at_the_till())

        found = await asyncio.gather(*(check_out() for _ in range(8)))
        assert {each.order.id for each in found} == {found[0].order.id}
        assert {each.intent.id for each in found} == {found[0].intent.id}
        async with database.read(SYSTEM) as on:
            levels = await stock.levels(on, store=shop.store, gtins=[MILK.gtin])
        assert levels[MILK.gtin].held == 2

    async def test_chooses_a_window_and_notes_the_age_on_the_way(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={WINE: 1})
        till = replace(at_the_till(), window=shop.delivery, age_confirmed=True)
        order = (await commands.check_out(uow, cart=cart, checkout=till)).order
        assert (order.window_id, order.totals.fee) == (shop.delivery, 490)
        assert order.age_confirmed

    async def test_refuses_an_empty_cart(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, window=shop.pickup)
        assert (await refused(uow, cart)).code == "cart_empty"

    async def test_refuses_less_than_the_minimum(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, minimum_order=1000)
        cart = await a_cart(uow, store=shop.store, goods={EGGS: 4}, window=shop.pickup)
        no = await refused(uow, cart)
        assert (no.code, no.facts["missing"]) == ("minimum_not_reached", 140)

    async def test_refuses_without_a_confirmed_age(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={WINE: 1}, window=shop.pickup)
        no = await refused(uow, cart)
        assert (no.code, no.facts) == ("age_not_confirmed", {"age": 18})

    async def test_refuses_without_a_window(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={EGGS: 1})
        assert (await refused(uow, cart)).code == "no_window"

    async def test_refuses_a_cart_that_is_not_as_it_was_told(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={EGGS: 1}, window=shop.pickup)
        told = (await cart_queries.cart(uow, cart=cart)).version
        await carts.set_lines(uow, cart=cart, wants=[want(EGGS, 1)])
        checkout = replace(at_the_till(), expected_version=told)
        no = await refused(uow, cart, checkout)
        assert (no.kind, no.code) == (Kind.CONFLICT, "cart_changed")
        now = (await cart_queries.cart(uow, cart=cart)).version
        checkout = replace(at_the_till(), expected_version=now)
        assert (await commands.check_out(uow, cart=cart, checkout=checkout)).order.lines

    async def test_refuses_another_total_than_was_told(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={EGGS: 1}, window=shop.delivery)
        await pricing.set_price(uow, store=shop.store, gtin=EGGS.gtin, price=199)
        no = await refused(uow, cart, at_the_till(told=215 + 490))
        assert (no.code, no.facts["told"], no.facts["total"]) == ("total_changed", 705, 689)

    async def test_says_what_is_left_of_what_is_short(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(
            uow, store=shop.store, goods={MILK: 6, EGGS: 1, TOMATOES: 500}, window=shop.pickup
        )
        await inventory.set_counts(
            uow, store=shop.store, counts={MILK.gtin: 4, TOMATOES.gtin: 0, EGGS.gtin: 1}
        )
        no = await refused(uow, cart)
        assert (no.kind, no.code) == (Kind.CONFLICT, "stock_short")
        assert no.facts["lines"] == [
            {"gtin": MILK.gtin, "wanted": 6, "left": 4},
            {"gtin": TOMATOES.gtin, "wanted": 500, "left": 0},
        ]

    async def test_does_not_sell_what_was_delisted(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={MILK: 2, EGGS: 1}, window=shop.pickup)
        await pricing.delist(uow, store=shop.store, gtin=MILK.gtin)
        no = await refused(uow, cart)
        assert no.code == "stock_short"
        assert no.facts["lines"] == [{"gtin": MILK.gtin, "wanted": 2, "left": 0}]

    async def test_refuses_a_delivery_without_an_address(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={EGGS: 1}, window=shop.delivery)
        no = await refused(uow, cart, at_the_till(address=None))
        assert no.code == "invalid_address"

    async def test_refuses_a_delivery_out_of_the_zone(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={EGGS: 1}, window=shop.delivery)
        away = replace(AT_HOME, postcode="75001")
        no = await refused(uow, cart, at_the_till(address=away))
        assert (no.code, no.facts) == ("out_of_zone", {"postcode": "75001"})

    @pytest.mark.parametrize("evil", ["\x00", "Camille\x00", "a\x1bb", "a\ud800", "x" * 10_000])
    @pytest.mark.parametrize("field", ["name", "phone", "email"])
    async def test_refuses_a_customer_that_cannot_be_written(
        self, uow: UnitOfWork, field: str, evil: str
    ) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={EGGS: 1}, window=shop.pickup)
        till = replace(at_the_till(), customer=replace(Customer(), **{field: evil}))
        no = await refused(uow, cart, till)
        assert (no.kind, no.facts["field"]) == (Kind.INVALID, field)

    @pytest.mark.parametrize("cart", ["", "nowhere~" + "a" * 22, "\x00"])
    async def test_refuses_an_unknown_cart(self, uow: UnitOfWork, cart: str) -> None:
        assert (await refused(uow, cart)).code == "cart_not_found"

    async def test_changes_nothing_when_it_refuses(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            cart = await a_cart(uow, store=shop.store, goods={EGGS: 2, MILK: 2}, window=shop.pickup)
            await inventory.set_counts(uow, store=shop.store, counts={MILK.gtin: 1})
            before = await cart_queries.cart(uow, cart=cart)
        async with database.work(SYSTEM) as uow:
            await refused(uow, cart)
        async with database.read(SYSTEM) as on:
            assert await cart_queries.cart(on, cart=cart) == before
            levels = await stock.levels(on, store=shop.store, gtins=[EGGS.gtin, MILK.gtin])
            assert {level.held for level in levels.values()} == {0}

    async def test_takes_a_lapsed_place_again(self, database: Database, clock: FixedClock) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=1)
            cart = await a_cart(uow, store=shop.store, goods={EGGS: 1}, window=shop.delivery)
        clock.advance(HOLD_FOR + timedelta(minutes=1))
        async with database.work(SYSTEM) as uow:
            held = await commands.check_out(uow, cart=cart, checkout=at_the_till(told=215 + 490))
            assert held.order.totals.fee == 490

    async def test_refuses_when_the_lapsed_place_is_somebody_elses(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=1)
            cart = await a_cart(uow, store=shop.store, goods={EGGS: 1}, window=shop.pickup)
        clock.advance(HOLD_FOR + timedelta(minutes=1))
        async with database.work(SYSTEM) as uow:
            await a_cart(uow, store=shop.store, window=shop.pickup)
            assert (await refused(uow, cart)).code == "slot_full"

    async def test_refuses_past_the_cut_off_though_the_place_is_kept(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            known = await slots.window(uow, store=shop.store, window=shop.pickup)
        clock.instant = known.cut_off - timedelta(minutes=5)
        async with database.work(SYSTEM) as uow:
            cart = await a_cart(uow, store=shop.store, goods={EGGS: 1}, window=shop.pickup)
        clock.advance(timedelta(minutes=6))
        async with database.work(SYSTEM) as uow:
            assert (await refused(uow, cart)).code == "slot_closed"

    async def test_keeps_the_place_until_it_is_let_go_however_late_that_is(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=1)
            cart = await a_cart(uow, store=shop.store, goods={EGGS: 1}, window=shop.pickup)
            order = (await commands.check_out(uow, cart=cart, checkout=at_the_till())).order
        clock.advance(timedelta(hours=3))
        async with database.work(SYSTEM) as uow:
            assert (await slots.window(uow, store=shop.store, window=shop.pickup)).left == 0
            await commands.place(uow, order=order.id)
        async with database.work(SYSTEM) as uow:
            assert (await slots.window(uow, store=shop.store, window=shop.pickup)).left == 0
