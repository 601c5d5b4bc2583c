"""Checkouts queue and never deadlock, whether the window was chosen before or on the way."""

import asyncio

from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import State
from tests.stories.shopping import EGGS, MILK, a_shop, want

BUYERS = 16


class TestCheckOut:
    async def test_takes_stock_before_the_window_however_it_was_chosen(
        self, database: Database
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow, capacity=BUYERS)

        async def a_cart(*, chosen: bool) -> str:
            async with database.work(SYSTEM) as uow:
                cart = await carts.open_cart(uow, store=shop.store)
                await carts.add_lines(uow, cart=cart, wants=[want(MILK, 1), want(EGGS, 1)])
                if chosen:
                    await carts.choose_window(uow, cart=cart, window=shop.pickup)
            return cart

        async def buy(cart: str, *, chosen: bool) -> State:
            till = Checkout("at_handover", window=None if chosen else shop.pickup)
            async with database.work(SYSTEM) as uow:
                return (await orders.check_out(uow, cart=cart, checkout=till)).order.state

        buyers = [(await a_cart(chosen=turn % 2 == 0), turn % 2 == 0) for turn in range(BUYERS)]
        states = await asyncio.gather(*(buy(cart, chosen=chosen) for cart, chosen in buyers))
        assert states == [State.HELD] * BUYERS
