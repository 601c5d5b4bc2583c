"""Whatever happens at once around a checkout, goods, places, money and totals stay right.

A seeded day: shoppers order, pay, walk away, come back, amend and cancel while the provider
challenges, declines, goes silent before or after binding the money, answers long after, or cannot
be reached; processes crash and requests are cut off between call and result; holds expire, and the
grocer imports stock. Each round does many of these at once; after each the books are checked.
"""

import asyncio
import os
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from comptoir.db.query import Query
from comptoir.db.unit_of_work import Database
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import DiscountCode
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.orders import process
from comptoir.shopping.orders.amendments import amend
from tests.properties.shopping.books import Books, read_books
from tests.properties.shopping.fickle import Crash, Fickle
from tests.stories.shopping import (
    EGGS,
    LEMONADE,
    MILK,
    SOAP,
    TOMATOES,
    WINE,
    Good,
    Shop,
    a_cart,
    a_discount_code,
    a_household,
    a_shop,
    at_the_till,
    so_much,
    want,
)

SEEDS = range(int(os.environ.get("COMPTOIR_SEEDS", "5")))
ROUNDS, AT_ONCE = 10, 12
GOODS = (MILK, EGGS, TOMATOES, LEMONADE, SOAP, WINE)
RARE = DiscountCode(code="RARE", amount=151, uses_most=3, household_most=1)
PAUSES = (0, 1, 20, 60, 5 * 60, 14 * 60, 16 * 60, 65 * 60)
"""Seconds by which the clock moves between two things, near to what the rules wait for."""

ORDERS = Query(
    """
    select id from shop_order
    where store = %(store)s and (%(gone)s or state in ('held', 'placed'))
    order by created_at, id
    """,
    str,
)

USES = Query(
    """
    select coalesce(o.household, o.id) from shop_order o
    where o.store = %(store)s and o.discount_code = %(code)s
        and o.state not in ('expired', 'cancelled')
        and not exists (
            select from order_step s
            where s.store = o.store and s.order_id = o.id and s.to_state = 'expired'
        )
    """,
    str,
)


class Day:
    """A shop, its shoppers, and everything they may do next."""

    def __init__(self, database: Database, clock: FixedClock, seed: int) -> None:
        self.database = database
        self.clock = clock
        self.dice = random.Random(seed)
        self.provider = Fickle(self.dice)
        self.ports: process.Ports = self.provider.ports
        self.shop: Shop
        self.carts: list[str] = []
        self.households: list[str] = []

    async def begin(self) -> None:
        """Open the shop with few goods, few places and many shoppers."""
        async with self.database.work(SYSTEM) as uow:
            self.shop = await a_shop(uow, stock=20, capacity=8, minimum_order=100)
            await a_discount_code(uow, store=self.shop.store, percent=7, minimum=500)
            await pricing.create_discount_code(uow, store=self.shop.store, code=RARE)
            await inventory.set_counts(uow, store=self.shop.store, counts={TOMATOES.gtin: 4000})
            self.households = [await a_household(uow, name=f"Foyer {n}") for n in range(4)]
        for _ in range(8):
            await self.arrive()

    async def some_things_at_once(self) -> None:
        """Let many things happen at once; anything but a refusal or a planned crash is a fault."""
        deeds: list[Callable[[], Awaitable[object]]] = [
            *(self.buy for _ in range(10)),
            *(self.cancel, self.cancel, self.amend, self.amend, self.resume, self.resume),
            *(self.settle, self.settle, self.arrive, self.arrive, self.import_stock),
            *(self.change_cart, self.change_cart, self.wait, self.hang_up, self.hang_up),
            *(self.answer_late, self.answer_challenge, self.answer_too_late, self.answer_too_late),
        ]
        chosen = [self.dice.choice(deeds) for _ in range(AT_ONCE)]
        done = await asyncio.gather(*(deed() for deed in chosen), return_exceptions=True)
        for deed, outcome in zip(chosen, done, strict=True):
            if isinstance(outcome, BaseException) and not isinstance(outcome, Refusal | Crash):
                raise AssertionError(f"{deed.__name__} broke: {outcome!r}") from outcome

    async def arrive(self) -> None:
        """Open a cart, a guest's or a household's, and put something into it."""
        household = self.dice.choice([None, None, *self.households])
        goods = {
            good: self.dice.randint(1, 4) * (150 if good.by_weight else 1)
            for good in self.dice.sample(GOODS, self.dice.randint(1, 4))
        }
        window = self.dice.choice([self.shop.pickup, self.shop.delivery] * 3 + [None])
        async with self.database.work(SYSTEM) as uow:
            cart = await a_cart(uow, store=self.shop.store, goods=goods, household=household)
            await carts.confirm_age(uow, cart=cart)
            if self.dice.random() < 0.3:
                await carts.apply_discount(uow, cart=cart, code="BIENVENUE")
            elif self.dice.random() < 0.7:
                await carts.apply_discount(uow, cart=cart, code=RARE.code)
        self.carts.append(cart)
        if window is not None:
            async with self.database.work(SYSTEM) as uow:
                await carts.choose_window(uow, cart=cart, window=window)

    async def change_cart(self) -> None:
        """Put more into a cart and choose another window."""
        async with self.database.work(SYSTEM) as uow:
            cart = self.dice.choice(self.carts)
            await carts.add_lines(uow, cart=cart, wants=[want(self._good(), 1)])
            await carts.choose_window(
                uow, cart=cart, window=self.dice.choice([self.shop.pickup, self.shop.delivery])
            )

    async def buy(self) -> None:
        """Order a cart, new or ordered before, by card or at handover."""
        till = at_the_till(self.dice.choice(["sandbox", "sandbox", "at_handover"]))
        if self.dice.random() < 0.5:
            till = replace(till, window=self.dice.choice([self.shop.pickup, self.shop.delivery]))
        await process.place_order(
            self.database,
            self.ports,
            caller=SYSTEM,
            cart=self.dice.choice(self.carts[-10:]),
            checkout=till,
        )

    async def hang_up(self) -> None:
        """Order, and be cut off anywhere on the way."""
        request = asyncio.create_task(self.buy())
        for _ in range(self.dice.randint(1, 60)):
            await asyncio.sleep(0)
        request.cancel()
        with suppress(asyncio.CancelledError):
            await request

    async def cancel(self) -> None:
        """Call an order off."""
        if (order := await self._order()) is not None:
            await process.cancel_order(self.database, self.ports, caller=SYSTEM, order=order)

    async def amend(self) -> None:
        """Change an order: more, less, something new, something off."""
        if (order := await self._order()) is not None:
            changes = {
                good.gtin: so_much(good, self.dice.randint(0, 4) * (150 if good.by_weight else 1))
                for good in self.dice.sample(GOODS, 2)
            }
            async with self.database.work(SYSTEM) as uow:
                await amend(uow, order=order, quantities=changes)

    async def resume(self) -> None:
        """Come back to an order."""
        if (order := await self._order()) is not None:
            await process.resume(self.database, self.ports, caller=SYSTEM, order=order)

    async def settle(self) -> None:
        """Do what the worker does."""
        await process.settle(self.database, self.ports, store=self.shop.store)

    async def import_stock(self) -> None:
        """Import a stock file that knows nothing of orders."""
        counts = {
            good.gtin: self.dice.randint(0, 40) * (150 if good.by_weight else 1)
            for good in self.dice.sample(GOODS, 4)
        }
        async with self.database.work(SYSTEM) as uow:
            await inventory.set_counts(uow, store=self.shop.store, counts=counts)

    async def wait(self) -> None:
        """Let time pass while others are in the middle of something."""
        self.clock.advance(timedelta(seconds=self.dice.choice(PAUSES)))

    async def answer_late(self) -> None:
        """Let the provider receive what was lost, hours later or at once."""
        await self.provider.receive_lost()

    async def answer_too_late(self) -> None:
        """Let the provider receive what was lost after the order has been let go."""
        await self.settle()
        self.clock.advance(timedelta(minutes=16))
        await self.settle()
        await self.answer_late()
        self.clock.advance(timedelta(minutes=1))
        await self.settle()

    async def answer_challenge(self) -> None:
        """Let a shopper pass or fail a challenge."""
        self.provider.answer_challenge()

    async def close(self) -> None:
        """Let the provider be reached again and every hold run out, and settle what is left."""
        self.provider.calm_down()
        for _ in range(3):
            self.clock.advance(timedelta(minutes=61))
            await self.settle()

    async def books(self) -> Books:
        """Read the shop's books."""
        return await read_books(self.database, self.shop.store)

    async def check_codes(self) -> None:
        """Check that the rare code counts no more often than it may.

        An order that had expired and was paid after all keeps what it promised: it is not counted.
        """
        async with self.database.read(SYSTEM) as on:
            uses = await USES.all(on, store=self.shop.store, code=RARE.code)
        assert len(uses) <= (RARE.uses_most or 0)
        assert len(set(uses)) == len(uses), "a household had the code twice"

    def _good(self) -> Good:
        return self.dice.choice(GOODS)

    async def _order(self) -> str | None:
        async with self.database.read(SYSTEM) as on:
            gone = self.dice.random() < 0.3
            orders = await ORDERS.all(on, store=self.shop.store, gone=gone)
        return self.dice.choice(orders) if orders else None


@pytest.mark.parametrize("seed", SEEDS)
async def test_nothing_that_happens_at_once_breaks_the_books(
    database: Database, clock: FixedClock, seed: int
) -> None:
    day = Day(database, clock, seed)
    await day.begin()
    for _ in range(ROUNDS):
        await day.some_things_at_once()
        (await day.books()).check(clock.now(), bound=day.provider.bound)
        clock.advance(timedelta(seconds=day.dice.choice(PAUSES)))
        await day.check_codes()
    await day.close()
    books = await day.books()
    books.check(clock.now(), bound=day.provider.bound)
    books.check_settled(bound=day.provider.bound)
    assert books.orders, "a day on which nothing happened proves nothing"
