"""What a household usually takes."""

from datetime import timedelta

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.shopping.habits import commands, queries
from comptoir.shopping.orders.reactions import remember_habits
from tests.stories.shopping import (
    BREAD,
    EGGS,
    MILK,
    TOMATOES,
    a_cart,
    a_household,
    a_placed_order,
    a_shop,
)


async def _count(
    uow: UnitOfWork, order: str, quantities: dict[str, int], *, days: int = 0, store: str = "s"
) -> None:
    await commands.count_order(
        uow,
        store=store,
        household="h",
        order_id=order,
        quantities=quantities,
        at=uow.now + timedelta(days=days),
    )


class TestCountOrder:
    async def test_makes_a_habit_of_what_comes_again(self, uow: UnitOfWork) -> None:
        await _count(uow, "1", {"milk": 2, "eggs": 1})
        await _count(uow, "2", {"milk": 6}, days=7)
        (milk,) = await queries.usual(uow, store="s", household="h")
        assert (milk.gtin, milk.orders, milk.usual_quantity) == ("milk", 2, 6)
        assert milk.last_at == uow.now + timedelta(days=7)

    async def test_counts_an_order_once_however_often_it_is_told(self, uow: UnitOfWork) -> None:
        for _ in range(3):
            await _count(uow, "1", {"milk": 2})
        (milk,) = await queries.usual(uow, store="s", household="h", at_least=1)
        assert milk.orders == 1

    async def test_never_sets_the_last_time_back(self, uow: UnitOfWork) -> None:
        await _count(uow, "2", {"milk": 2}, days=7)
        await _count(uow, "1", {"milk": 2})
        (milk,) = await queries.usual(uow, store="s", household="h")
        assert milk.last_at == uow.now + timedelta(days=7)


class TestUsual:
    async def test_puts_the_most_usual_first(self, uow: UnitOfWork) -> None:
        for order, goods in enumerate([{"a": 1, "b": 1}, {"b": 1, "c": 1}, {"b": 1, "c": 1}]):
            await _count(uow, str(order), goods, days=order)
        found = await queries.usual(uow, store="s", household="h", at_least=1)
        assert [habit.gtin for habit in found] == ["b", "c", "a"]
        assert len(await queries.usual(uow, store="s", household="h", limit=1)) == 1

    async def test_keeps_stores_and_households_apart(self, uow: UnitOfWork) -> None:
        await _count(uow, "1", {"milk": 1}, store="s")
        assert await queries.usual(uow, store="t", household="h", at_least=1) == ()
        assert await queries.usual(uow, store="s", household="i", at_least=1) == ()


class TestRememberHabits:
    async def test_learns_from_a_placed_order_once(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        household = await a_household(uow)
        for goods in ({MILK: 2, TOMATOES: 500}, {MILK: 4, EGGS: 1}):
            cart = await a_cart(
                uow, store=shop.store, goods=goods, window=shop.pickup, household=household
            )
            order = await a_placed_order(uow, cart=cart)
            for _ in range(2):
                await remember_habits(uow, {"store": shop.store, "order_id": order.id})
        (milk,) = await queries.usual(uow, store=shop.store, household=household)
        assert (milk.gtin, milk.orders, milk.usual_quantity) == (MILK.gtin, 2, 4)

    async def test_learns_nothing_of_a_guest(self, uow: UnitOfWork) -> None:
        shop = await a_shop(uow)
        cart = await a_cart(uow, store=shop.store, goods={BREAD: 1}, window=shop.pickup)
        order = await a_placed_order(uow, cart=cart)
        await remember_habits(uow, {"store": shop.store, "order_id": order.id})
        assert await queries.usual(uow, store=shop.store, household="", at_least=1) == ()
