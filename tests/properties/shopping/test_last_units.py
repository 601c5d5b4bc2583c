"""Many buyers at once for the last units: nothing is oversold and every loser is told."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.db.unit_of_work import Database
from comptoir.goods.inventory import queries as stock
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.orders import process
from comptoir.shopping.orders.model import Order, Placed
from tests.properties.shopping.books import read_books
from tests.stories.shopping import (
    BREAD,
    EGGS,
    MILK,
    TOMATOES,
    Good,
    Shop,
    a_cart,
    a_shop,
    a_window,
    at_the_till,
    some,
    some_milk,
)


@dataclass(frozen=True, slots=True)
class Rush:
    """How a rush went: who got what they wanted, and what the others were told."""

    orders: list[Order]
    losers: list[Refusal]


async def rush(database: Database, carts: list[str]) -> Rush:
    """Order every cart at once; whatever is neither an order nor a refusal flies."""
    found = await asyncio.gather(
        *(
            process.place_order(
                database,
                {"at_handover": AtHandover()},
                caller=SYSTEM,
                cart=cart,
                checkout=at_the_till(),
            )
            for cart in carts
        ),
        return_exceptions=True,
    )
    orders: list[Order] = []
    losers: list[Refusal] = []
    for outcome in found:
        match outcome:
            case Placed(order):
                orders.append(order)
            case Refusal():
                losers.append(outcome)
            case _:
                raise AssertionError(f"neither an order nor a refusal: {outcome!r}")
    return Rush(orders, losers)


async def fill(database: Database, shop: Shop, *baskets: dict[Good, int]) -> list[str]:
    """Fill one cart for each basket, for the pickup window."""
    async with database.work(SYSTEM) as uow:
        return [
            await a_cart(uow, store=shop.store, goods=basket, window=shop.pickup)
            for basket in baskets
        ]


async def held(database: Database, shop: Shop, *goods: Good) -> dict[str, int]:
    """Tell how much of each good is held."""
    async with database.read(SYSTEM) as on:
        levels = await stock.levels(on, store=shop.store, gtins=[good.gtin for good in goods])
    return {gtin: level.held for gtin, level in levels.items()}


class TestLastUnits:
    async def test_fifty_buyers_for_ten_units_make_ten_orders(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=100)
            await some_milk(uow, store=shop.store, stock=10)
        carts = await fill(database, shop, *({MILK: 1} for _ in range(50)))
        rushed = await rush(database, carts)
        assert (len(rushed.orders), len(rushed.losers)) == (10, 40)
        for refusal in rushed.losers:
            assert (refusal.kind, refusal.code) == (Kind.CONFLICT, "stock_short")
            assert refusal.facts["lines"] == [{"gtin": MILK.gtin, "wanted": 1, "left": 0}]
        assert await held(database, shop, MILK) == {MILK.gtin: 10}

    async def test_each_loser_is_told_what_is_left(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=100)
            await some_milk(uow, store=shop.store, stock=10)
        carts = await fill(database, shop, *({MILK: 4, EGGS: 1} for _ in range(12)))
        rushed = await rush(database, carts)
        assert (len(rushed.orders), len(rushed.losers)) == (2, 10)
        for refusal in rushed.losers:
            assert refusal.facts["lines"] == [{"gtin": MILK.gtin, "wanted": 4, "left": 2}]
        assert await held(database, shop, MILK, EGGS) == {MILK.gtin: 8, EGGS.gtin: 2}

    async def test_the_last_places_of_a_window_go_to_as_many(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=100)
            few = await a_window(uow, store=shop.store, days=2, capacity=3)
        carts = await fill(database, shop, *({MILK: 1} for _ in range(20)))

        async def order(cart: str) -> object:
            try:
                return await process.place_order(
                    database,
                    {"at_handover": AtHandover()},
                    caller=SYSTEM,
                    cart=cart,
                    checkout=at_the_till(window=few),
                )
            except Refusal as refusal:
                return refusal.code

        outcomes = await asyncio.gather(*(order(cart) for cart in carts))
        assert Counter(each for each in outcomes if isinstance(each, str)) == {"slot_full": 17}
        assert await held(database, shop, MILK) == {MILK.gtin: 3}

    async def test_two_hundred_mixed_carts_in_any_order_never_deadlock(
        self, database: Database
    ) -> None:
        goods, each = (MILK, EGGS, BREAD, TOMATOES), 30
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=1000)
            for good in goods:
                await some(uow, good, store=shop.store, stock=each)
        dice = random.Random(200)
        baskets = [
            {good: dice.randint(1, 2) for good in dice.sample(goods, dice.randint(2, 4))}
            for _ in range(100)
        ]
        backwards = [dict(reversed(basket.items())) for basket in baskets]
        rushed = await rush(database, await fill(database, shop, *baskets, *backwards))
        assert len(rushed.orders) + len(rushed.losers) == 200
        assert {refusal.code for refusal in rushed.losers} == {"stock_short"}
        books = await read_books(database, shop.store)
        books.check(database.clock.now(), bound=())
        taken = await held(database, shop, *goods)
        assert all(quantity <= each for quantity in taken.values())
        assert max(taken.values()) >= each - 1, "somebody could still have been served"
