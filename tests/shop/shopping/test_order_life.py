"""An order is placed, let go, called off, and ordered again."""

import asyncio
from datetime import timedelta

import pytest

from comptoir.db.query import Query
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.inventory import queries as stock
from comptoir.goods.pricing import commands as pricing
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.measure import grams, pieces
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.carts.model import Added, OnlySome, SoldOut
from comptoir.shopping.orders import commands, queries
from comptoir.shopping.orders.model import HOLD_AT_MOST, HOLD_FOR, State
from comptoir.shopping.slots import queries as slots
from tests.stories.shopping import (
    BREAD,
    EGGS,
    MILK,
    TOMATOES,
    Shop,
    a_cart,
    a_held_order,
    a_household,
    a_placed_order,
    a_shop,
    want,
)

EVENTS = Query("select kind from outbox where store = %(store)s order by id", str)
WAITING = Query(
    """
    select exists (
        select from pg_locks l
        join pg_stat_activity a on a.pid = l.pid and a.datname = current_database()
        where not l.granted
    )
    """,
    bool,
)
STEPS = Query(
    """
    select coalesce(from_state, '') || ' > ' || to_state || ': ' || reason
    from order_step where store = %(store)s and order_id = %(order)s order by id
    """,
    str,
)


async def held_of(uow: UnitOfWork, shop: Shop) -> int:
    """Tell how many cartons of milk are held."""
    return (await stock.levels(uow, store=shop.store, gtins=[MILK.gtin]))[MILK.gtin].held


async def left_of(uow: UnitOfWork, shop: Shop) -> int:
    """Tell how many places are left in the pickup window."""
    return (await slots.window(uow, store=shop.store, window=shop.pickup)).left


async def a_cart_of_milk(uow: UnitOfWork, shop: Shop, *, household: str | None = None) -> str:
    """Fill a cart with two cartons of milk for the pickup window."""
    return await a_cart(
        uow, store=shop.store, goods={MILK: 2}, window=shop.pickup, household=household
    )


class TestPlace:
    async def test_lets_the_order_stand_and_says_so_once(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await a_placed_order(uow, cart=await a_cart_of_milk(uow, shop))
        assert order.state is State.PLACED
        assert (order.placed_at, order.hold_expires_at) == (uow.now, None)
        assert await commands.place(uow, order=order.id) == order
        assert await EVENTS.all(uow, store=shop.store) == ["OrderPlaced"]
        assert await STEPS.all(uow, store=shop.store, order=order.id) == [
            " > held: checkout",
            "held > placed: authorised",
        ]
        assert uow.touched[f"order:{order.id}"] == order.version

    async def test_takes_goods_place_and_cart_again_for_an_expired_order(
        self, uow: UnitOfWork
    ) -> None:
        shop = await a_shop(uow, capacity=1)
        cart = await a_cart_of_milk(uow, shop)
        held = await a_held_order(uow, cart=cart)
        await commands.expire(uow, order=held.order.id, reason="hold_expired")
        order = await commands.place(uow, order=held.order.id)
        assert order.state is State.PLACED
        assert (await held_of(uow, shop), await left_of(uow, shop)) == (2, 0)
        assert (await cart_queries.cart(uow, cart=cart)).state == "ordered"

    async def test_refuses_an_expired_order_whose_goods_are_gone(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        held = await a_held_order(uow, cart=await a_cart_of_milk(uow, shop))
        await commands.expire(uow, order=held.order.id, reason="hold_expired")
        await inventory.set_counts(uow, store=shop.store, counts={MILK.gtin: 1})
        with pytest.raises(Refusal) as refused:
            await commands.place(uow, order=held.order.id)
        assert refused.value.code == "stock_short"

    async def test_refuses_an_expired_order_whose_place_is_gone(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, capacity=1)
        held = await a_held_order(uow, cart=await a_cart_of_milk(uow, shop))
        await commands.expire(uow, order=held.order.id, reason="hold_expired")
        await a_cart(uow, store=shop.store, window=shop.pickup)
        with pytest.raises(Refusal) as refused:
            await commands.place(uow, order=held.order.id)
        assert refused.value.code == "slot_full"

    async def test_refuses_an_expired_order_whose_cart_was_ordered_again(
        self, uow: UnitOfWork
    ) -> None:
        shop = await a_shop(uow)
        cart = await a_cart_of_milk(uow, shop)
        first = await a_held_order(uow, cart=cart)
        await commands.expire(uow, order=first.order.id, reason="hold_expired")
        await a_placed_order(uow, cart=cart)
        with pytest.raises(Refusal) as refused:
            await commands.place(uow, order=first.order.id)
        assert refused.value.code == "ordered_again"
        assert await held_of(uow, shop) == 2

    async def test_refuses_a_cancelled_order(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        held = await a_held_order(uow, cart=await a_cart_of_milk(uow, shop))
        await commands.cancel(uow, order=held.order.id)
        with pytest.raises(Refusal) as refused:
            await commands.place(uow, order=held.order.id)
        assert refused.value.code == "order_state"

    @pytest.mark.parametrize("order", ["", "x", "nowhere~" + "a" * 22])
    async def test_refuses_an_unknown_order(self, uow: UnitOfWork, order: str) -> None:
        with pytest.raises(Refusal) as refused:
            await commands.place(uow, order=order)
        assert refused.value.code == "order_not_found"


class TestExpire:
    async def test_frees_goods_and_place_and_opens_the_cart(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, capacity=1)
        cart = await a_cart_of_milk(uow, shop)
        held = await a_held_order(uow, cart=cart)
        order = await commands.expire(uow, order=held.order.id, reason="hold_expired")
        assert order.state is State.EXPIRED
        assert (await held_of(uow, shop), await left_of(uow, shop)) == (0, 1)
        whole = await cart_queries.cart(uow, cart=cart)
        assert (whole.state, len(whole.lines)) == ("open", 1)

    async def test_remembers_the_window_so_that_ordering_again_takes_it_again(
        self, uow: UnitOfWork
    ) -> None:
        shop = await a_shop(uow, capacity=1)
        cart = await a_cart_of_milk(uow, shop)
        held = await a_held_order(uow, cart=cart)
        await commands.expire(uow, order=held.order.id, reason="hold_expired")
        again = await a_held_order(uow, cart=cart)
        assert again.order.id != held.order.id
        assert again.order.window_id == shop.pickup

    async def test_leaves_a_placed_order_alone(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await a_placed_order(uow, cart=await a_cart_of_milk(uow, shop))
        assert await commands.expire(uow, order=order.id, reason="hold_expired") == order
        assert await held_of(uow, shop) == 2

    async def test_may_be_repeated(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        held = await a_held_order(uow, cart=await a_cart_of_milk(uow, shop))
        first = await commands.expire(uow, order=held.order.id, reason="hold_expired")
        assert await commands.expire(uow, order=held.order.id, reason="hold_expired") == first

    async def test_does_not_give_a_household_two_open_carts(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        household = await a_household(uow)
        cart = await a_cart_of_milk(uow, shop, household=household)
        held = await a_held_order(uow, cart=cart)
        newer = await carts.open_cart(uow, store=shop.store, household=household)
        await commands.expire(uow, order=held.order.id, reason="hold_expired")
        assert await carts.open_cart(uow, store=shop.store, household=household) == newer

    async def test_gives_way_to_a_cart_that_is_opened_at_the_same_moment(
        self, database: Database
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            household = await a_household(uow)
            cart = await a_cart_of_milk(uow, shop, household=household)
            held = await a_held_order(uow, cart=cart)

        async def expire() -> State:
            async with database.work(SYSTEM) as uow:
                order = await commands.expire(uow, order=held.order.id, reason="hold_expired")
                return order.state

        async with database.work(SYSTEM) as uow:
            newer = await carts.open_cart(uow, store=shop.store, household=household)
            letting_go = asyncio.create_task(expire())
            async with database.read(SYSTEM) as on:
                while not await WAITING.one(on):  # noqa: ASYNC110 - the database has no event
                    await asyncio.sleep(0)
        assert await letting_go is State.EXPIRED
        async with database.work(SYSTEM) as uow:
            assert await carts.open_cart(uow, store=shop.store, household=household) == newer
            assert await held_of(uow, shop) == 0


class TestExtend:
    async def test_keeps_the_hold_up_to_its_bound(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=1)
            held = await a_held_order(uow, cart=await a_cart_of_milk(uow, shop))
        begun, found = clock.now(), list[timedelta | None]()
        for _ in range(5):
            clock.advance(HOLD_FOR)
            async with database.work(SYSTEM) as uow:
                if not await commands.extend(uow, order=held.order.id):
                    break
                order = await queries.order(uow, order=held.order.id)
                assert order.hold_expires_at is not None
                found.append(order.hold_expires_at - begun)
                assert await left_of(uow, shop) == 0
        assert found == [HOLD_FOR * 2, HOLD_FOR * 3, HOLD_AT_MOST]

    async def test_is_possible_when_the_cut_off_has_passed_meanwhile(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            window = await slots.window(uow, store=shop.store, window=shop.pickup)
        clock.instant = window.cut_off - timedelta(minutes=1)
        async with database.work(SYSTEM) as uow:
            held = await a_held_order(uow, cart=await a_cart_of_milk(uow, shop))
        clock.advance(HOLD_FOR)
        async with database.work(SYSTEM) as uow:
            assert await commands.extend(uow, order=held.order.id)

    async def test_is_not_for_a_placed_order(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await a_placed_order(uow, cart=await a_cart_of_milk(uow, shop))
        assert not await commands.extend(uow, order=order.id)


class TestCancel:
    async def test_frees_goods_and_place(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, capacity=1)
        order = await a_placed_order(uow, cart=await a_cart_of_milk(uow, shop))
        cancelled = await commands.cancel(uow, order=order.id, reason="customer")
        assert cancelled.state is State.CANCELLED
        assert (await held_of(uow, shop), await left_of(uow, shop)) == (0, 1)
        assert await EVENTS.all(uow, store=shop.store) == ["OrderPlaced", "OrderCancelled"]

    async def test_may_be_repeated(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        order = await a_placed_order(uow, cart=await a_cart_of_milk(uow, shop))
        first = await commands.cancel(uow, order=order.id)
        assert await commands.cancel(uow, order=order.id) == first
        assert await held_of(uow, shop) == 0
        assert await EVENTS.all(uow, store=shop.store) == ["OrderPlaced", "OrderCancelled"]

    async def test_refuses_past_the_cut_off(self, database: Database, clock: FixedClock) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            order = await a_placed_order(uow, cart=await a_cart_of_milk(uow, shop))
        clock.instant = order.cut_off
        async with database.work(SYSTEM) as uow:
            with pytest.raises(Refusal) as refused:
                await commands.cancel(uow, order=order.id)
            assert refused.value.code == "past_cut_off"
            assert not order.may_change(uow.now)

    async def test_refuses_an_expired_order(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        held = await a_held_order(uow, cart=await a_cart_of_milk(uow, shop))
        await commands.expire(uow, order=held.order.id, reason="hold_expired")
        with pytest.raises(Refusal) as refused:
            await commands.cancel(uow, order=held.order.id)
        assert (refused.value.code, refused.value.facts["state"]) == ("order_state", "expired")


class TestReorder:
    async def test_fills_a_cart_with_what_there_still_is(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow, stock=20)
        goods = {MILK: 4, EGGS: 1, BREAD: 2, TOMATOES: 15}
        past = await a_placed_order(
            uow, cart=await a_cart(uow, store=shop.store, goods=goods, window=shop.pickup)
        )
        await commands.cancel(uow, order=past.id)
        await inventory.set_counts(uow, store=shop.store, counts={MILK.gtin: 3, EGGS.gtin: 0})
        await pricing.delist(uow, store=shop.store, gtin=BREAD.gtin)
        cart = await a_cart(uow, store=shop.store)
        assert await commands.reorder(uow, order=past.id, cart=cart) == (
            OnlySome(MILK.gtin, pieces(4), pieces(3)),
            SoldOut(EGGS.gtin, pieces(1)),
            SoldOut(BREAD.gtin, pieces(2)),
            Added(TOMATOES.gtin, grams(15), grams(15)),
        )

    async def test_asks_todays_price(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        past = await a_placed_order(uow, cart=await a_cart_of_milk(uow, shop))
        await pricing.set_price(uow, store=shop.store, gtin=MILK.gtin, price=139)
        cart = await a_cart(uow, store=shop.store)
        await commands.reorder(uow, order=past.id, cart=cart)
        assert (await cart_queries.cart(uow, cart=cart)).totals.goods == 278

    async def test_comes_on_top_of_what_the_cart_has(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        past = await a_placed_order(uow, cart=await a_cart_of_milk(uow, shop))
        cart = await a_cart(uow, store=shop.store, goods={MILK: 1})
        (outcome,) = await commands.reorder(uow, order=past.id, cart=cart)
        assert outcome == Added(MILK.gtin, pieces(2), pieces(3))

    async def test_refuses_a_cart_of_another_store(self, uow: UnitOfWork) -> None:
        shop, other = await a_shop(uow), await a_shop(uow)
        past = await a_placed_order(uow, cart=await a_cart_of_milk(uow, shop))
        with pytest.raises(Refusal) as refused:
            await commands.reorder(uow, order=past.id, cart=await a_cart(uow, store=other.store))
        assert refused.value.code == "other_store"


class TestOrdersOf:
    async def test_gives_a_households_newest_first(
        self, database: Database, clock: FixedClock
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            household = await a_household(uow)
        made: list[str] = []
        for _ in range(3):
            clock.advance(timedelta(minutes=1))
            async with database.work(SYSTEM) as uow:
                cart = await a_cart_of_milk(uow, shop, household=household)
                made.insert(0, (await a_placed_order(uow, cart=cart)).id)
        async with database.work(SYSTEM) as uow:
            stranger = await a_placed_order(uow, cart=await a_cart_of_milk(uow, shop))
            found = await queries.orders_of(uow, store=shop.store, household=household)
            assert [order.id for order in found] == made
            older = await queries.orders_of(
                uow, store=shop.store, household=household, before=found[0].created_at, limit=1
            )
            assert [order.id for order in older] == made[1:2]
            assert stranger.id not in made

    async def test_leaves_out_what_never_came_to_be(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        household = await a_household(uow)
        cart = await a_cart_of_milk(uow, shop, household=household)
        await carts.add_lines(uow, cart=cart, wants=[want(EGGS, 1)])
        held = await a_held_order(uow, cart=cart)
        await commands.expire(uow, order=held.order.id, reason="hold_expired")
        assert await queries.orders_of(uow, store=shop.store, household=household) == ()
