"""Streams over a real live channel."""

import asyncio

from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts import commands, queries
from comptoir.shopping.carts.model import cart_topic
from comptoir.street import streams
from comptoir.street.shop import Shop
from tests.stories.shopping import MILK, a_shop, want


class TestVersions:
    async def test_begin_with_what_stands_then_tell_each_change(self, database: Database) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
            cart = await commands.open_cart(uow, store=shop.store)
        counter = Shop(database, {})

        async def current() -> int:
            async with database.read(SYSTEM) as on:
                return (await queries.cart(on, cart=cart)).version

        told = streams.versions(counter, cart_topic(cart), since=0, current=current)
        assert await anext(told) == 1
        async with database.work(SYSTEM) as uow:
            await commands.add_lines(uow, cart=cart, wants=[want(MILK, 1)])
        assert await asyncio.wait_for(anext(told), 10) == 2
        counter.closing.set()
        assert [version async for version in told] in ([], [None])

    def test_an_event_is_written_as_the_standard_has_it(self) -> None:
        assert streams.event("cart", "a\nb", id=3) == b"event: cart\nid: 3\ndata: a\ndata: b\n\n"
