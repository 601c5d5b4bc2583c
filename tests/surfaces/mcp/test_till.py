"""An order needs a preview, a yes to it, and a cart that is still as it was."""

import asyncio
from typing import Any

import pytest

from comptoir.db.query import Query
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts.model import PRICE_KEPT_FOR
from comptoir.surfaces.mcp.confirmation import GOOD_FOR
from tests.stories.shopping import EGGS, MILK, WINE, some_milk
from tests.surfaces.mcp.conftest import Assistant, Door

_ORDERS = Query(
    "select count(*)::int from shop_order where store = %(store)s and cart = %(cart)s", int
)


async def a_cart(door: Door, assistant: Assistant, window: str | None = None) -> str:
    """Fill a cart with milk and eggs and choose a window."""
    cart = await assistant.start(door.shop)
    lines = [{"gtin": MILK.gtin, "quantity": 2}, {"gtin": EGGS.gtin}]
    await assistant.ok("add_to_cart", cart=cart, lines=lines)
    await assistant.ok("choose_window", cart=cart, window=window or door.shop.pickup)
    return cart


async def orders_of(door: Door, cart: str) -> int:
    """Count a cart's orders."""
    async with door.database.read(SYSTEM) as on:
        return await _ORDERS.one(on, store=door.shop.store, cart=cart)


def codes(preview: dict[str, Any]) -> list[str]:
    """Give the codes of what is missing."""
    return [each["code"] for each in preview["missing"]]


class TestPreviewOrder:
    async def test_tells_exactly_what_would_be_paid(self, door: Door) -> None:
        _, token = await door.household()
        async with door.client(token) as assistant:
            cart = await a_cart(door, assistant, door.shop.delivery)
            before = await assistant.ok("get_cart", cart=cart)
            preview = await assistant.ok("preview_order", cart=cart)
            assert await assistant.ok("get_cart", cart=cart) == before
        assert preview["ready"]
        assert preview["missing"] == []
        assert preview["total"] == {"amount": 2 * 109 + 215 + 490, "currency": "EUR"}
        assert preview["fee"]["amount"] == 490
        assert preview["mode"] == "delivery"
        assert preview["window"]["starts"] == "2026-06-16T18:00:00+02:00"
        assert preview["confirmation_until"] == "2026-06-15T10:10:00+02:00"
        assert await orders_of(door, cart) == 0

    async def test_tells_everything_that_is_missing(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            assert codes(await assistant.ok("preview_order", cart=cart)) == ["cart_empty"]
            await assistant.ok("add_to_cart", cart=cart, lines=[{"gtin": WINE.gtin}])
            preview = await assistant.ok("preview_order", cart=cart)
            assert codes(preview) == ["age_not_confirmed", "no_window"]
            assert not preview["ready"]
            assert preview["confirmation"] is None
            await assistant.ok("choose_window", cart=cart, window=door.shop.delivery)
            preview = await assistant.ok("preview_order", cart=cart, age_confirmed=True)
            assert codes(preview) == ["invalid_address"]

    async def test_tells_goods_that_have_run_short(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await a_cart(door, assistant)
            async with door.database.work(SYSTEM) as uow:
                await some_milk(uow, store=door.shop.store, stock=1)
            assert codes(await assistant.ok("preview_order", cart=cart)) == ["stock_short"]

    async def test_refuses_a_way_to_pay_that_is_not_there(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await a_cart(door, assistant)
            told = await assistant.refused("preview_order", cart=cart, payment="shells")
        assert told["code"] == "invalid_payment"
        assert told["facts"] == {"methods": ["at_handover", "sandbox"]}


class TestPlaceOrder:
    async def test_orders_what_was_confirmed(self, door: Door) -> None:
        _, token = await door.household()
        async with door.client(token) as assistant:
            cart = await a_cart(door, assistant, door.shop.delivery)
            preview = await assistant.ok("preview_order", cart=cart)
            placed = await assistant.ok("place_order", confirmation=preview["confirmation"])
            assert placed["status"] == "placed"
            order = placed["order"]
            assert order["total"] == preview["total"]
            assert order["starts"] == preview["window"]["starts"]
            assert await assistant.ok("get_order", order=order["order"]) == order
        assert await orders_of(door, cart) == 1

    async def test_the_same_again_gives_the_same_order(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await a_cart(door, assistant)
            token = (await assistant.ok("preview_order", cart=cart))["confirmation"]
            one, two = await asyncio.gather(
                assistant.ok("place_order", confirmation=token, idempotency_key="a"),
                assistant.ok("place_order", confirmation=token, idempotency_key="b"),
            )
            door.clock.advance(GOOD_FOR * 2)
            three = await assistant.ok("place_order", confirmation=token)
        numbers = {each["order"]["number"] for each in (one, two, three)}
        assert len(numbers) == 1
        assert await orders_of(door, cart) == 1

    async def test_orders_nothing_once_the_cart_has_changed(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await a_cart(door, assistant)
            old = await assistant.ok("preview_order", cart=cart)
            await assistant.ok("add_to_cart", cart=cart, lines=[{"gtin": MILK.gtin}])
            placed = await assistant.ok("place_order", confirmation=old["confirmation"])
            assert placed["status"] == "not_placed"
            assert placed["order"] is None
            assert placed["reason"]["code"] == "cart_changed"
            assert await orders_of(door, cart) == 0
            new = placed["preview"]
            assert new["total"]["amount"] == old["total"]["amount"] + 109
            placed = await assistant.ok("place_order", confirmation=new["confirmation"])
        assert placed["status"] == "placed"

    async def test_orders_nothing_that_was_swapped_for_the_same_price(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await a_cart(door, assistant)
            old = await assistant.ok("preview_order", cart=cart)
            lines = [{"gtin": MILK.gtin, "quantity": 3}]
            await assistant.ok("set_quantities", cart=cart, lines=lines)
            lines = [{"gtin": MILK.gtin, "quantity": 2}]
            await assistant.ok("set_quantities", cart=cart, lines=lines)
            placed = await assistant.ok("place_order", confirmation=old["confirmation"])
        assert placed["status"] == "not_placed"

    async def test_orders_nothing_at_another_price(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await a_cart(door, assistant)
            door.clock.advance(PRICE_KEPT_FOR - GOOD_FOR / 2)
            await assistant.ok("choose_window", cart=cart, window=await _tomorrow(door))
            old = await assistant.ok("preview_order", cart=cart)
            async with door.database.work(SYSTEM) as uow:
                offer = Offer(gtin=MILK.gtin, price=209)
                await pricing.set_offers(uow, store=door.shop.store, offers=[offer])
            door.clock.advance(GOOD_FOR * 3 / 4)
            placed = await assistant.ok("place_order", confirmation=old["confirmation"])
        assert placed["status"] == "not_placed"
        assert placed["preview"]["total"]["amount"] == old["total"]["amount"] + 200

    async def test_orders_nothing_after_the_confirmations_time(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await a_cart(door, assistant)
            token = (await assistant.ok("preview_order", cart=cart))["confirmation"]
            door.clock.advance(GOOD_FOR)
            placed = await assistant.ok("place_order", confirmation=token)
            assert placed["status"] == "not_placed"
            fresh = placed["preview"]["confirmation"]
            placed = await assistant.ok("place_order", confirmation=fresh)
        assert placed["status"] == "placed"

    async def test_tells_what_ran_short_meanwhile(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await a_cart(door, assistant)
            token = (await assistant.ok("preview_order", cart=cart))["confirmation"]
            async with door.database.work(SYSTEM) as uow:
                await some_milk(uow, store=door.shop.store, stock=1)
            placed = await assistant.ok("place_order", confirmation=token)
        assert placed["status"] == "not_placed"
        assert placed["reason"]["code"] == "stock_short"
        assert codes(placed["preview"]) == ["stock_short"]

    @pytest.mark.parametrize("token", ["yes", "a.b", "eyJjIjoieCJ9.AAAA", "x" * 2_000])
    async def test_refuses_a_confirmation_that_is_not_ours(self, door: Door, token: str) -> None:
        async with door.client() as assistant:
            await a_cart(door, assistant)
            told = await assistant.refused("place_order", confirmation=token)
        assert told["code"] == "invalid_confirmation"

    async def test_refuses_a_changed_confirmation(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await a_cart(door, assistant)
            token = str((await assistant.ok("preview_order", cart=cart))["confirmation"])
            for place in range(0, len(token), 7):
                other = "A" if token[place] != "A" else "B"
                changed = token[:place] + other + token[place + 1 :]
                await assistant.refused("place_order", confirmation=changed)
        assert await orders_of(door, cart) == 0

    async def test_refuses_without_a_confirmation(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await a_cart(door, assistant)
            told = await assistant.refused("place_order")
            assert told["field"] == "confirmation"
            told = await assistant.refused("place_order", cart=cart)
        assert await orders_of(door, cart) == 0

    async def test_gives_the_challenge_of_a_payment(self, door: Door) -> None:
        _, token = await door.household()
        async with door.client(token) as assistant:
            cart = await a_cart(door, assistant)
            preview = await assistant.ok("preview_order", cart=cart, payment="sandbox")
            placed = await assistant.ok("place_order", confirmation=preview["confirmation"])
        assert placed["status"] in {"placed", "payment_challenged"}


async def _tomorrow(door: Door) -> str:
    from tests.stories.shopping import a_window  # noqa: PLC0415 (one test's own need)

    async with door.database.work(SYSTEM) as uow:
        return await a_window(uow, store=door.shop.store, days=1, hour=19)
