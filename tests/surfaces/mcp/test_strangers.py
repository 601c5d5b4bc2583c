"""What is another household's does not exist: carts, orders, conversations, confirmations."""

import asyncio
from typing import Any

import pytest

from tests.stories.shopping import EGGS, MILK
from tests.surfaces.mcp.conftest import Assistant, Door
from tests.surfaces.mcp.test_baskets import quantities
from tests.surfaces.mcp.test_till import a_cart, orders_of


def calls_on(cart: str, door: Door) -> list[tuple[str, dict[str, Any]]]:
    """Give every call that names a cart."""
    return [
        ("get_cart", {}),
        ("add_to_cart", {"lines": [{"gtin": MILK.gtin}]}),
        ("set_quantities", {"lines": [{"gtin": MILK.gtin}]}),
        ("remove_from_cart", {"gtins": [MILK.gtin]}),
        ("choose_window", {"window": door.shop.pickup}),
        ("preview_order", {}),
        ("say", {"text": "du lait"}),
    ]


class TestStrangersCart:
    async def test_is_not_found_by_any_tool(self, door: Door) -> None:
        async with door.client() as mine, door.client() as other:
            cart = await a_cart(door, mine)
            before = await mine.ok("get_cart", cart=cart)
            await other.start(door.shop)
            for tool, arguments in calls_on(cart, door):
                told = await other.refused(tool, cart=cart, **arguments)
                assert told["code"] == "cart_not_found"
            assert await mine.ok("get_cart", cart=cart) == before

    async def test_is_not_found_with_another_households_pass(self, door: Door) -> None:
        (_, one), (_, two) = await door.household(), await door.household()
        async with door.client(one) as mine, door.client(two) as other:
            cart = await mine.start(door.shop)
            told = await other.refused("get_cart", cart=cart)
        assert told["code"] == "cart_not_found"

    @pytest.mark.parametrize("header", [True, False])
    async def test_the_connections_household_goes_before_a_sessions(
        self, door: Door, header: bool
    ) -> None:
        (_, one), (_, two) = await door.household(), await door.household()
        async with door.client(one) as mine, door.client(two if header else None) as other:
            cart = await mine.start(door.shop)
            told = await other.call("get_cart", cart=cart, session=one)
        assert told.is_error is header

    async def test_needs_a_session_at_all(self, door: Door) -> None:
        async with door.client() as mine, door.client(accept_language="en") as nobody:
            cart = await mine.start(door.shop)
            for tool, arguments in calls_on(cart, door):
                told = await nobody.refused(tool, cart=cart, **arguments)
                assert told["code"] == "session_missing"
                assert told["detail"] == "Start shopping first: the session is missing."

    @pytest.mark.parametrize("session", ["x", "a.b", "null", "eyJoIjoieCJ9.AAAA"])
    async def test_takes_no_session_that_is_not_ours(self, door: Door, session: str) -> None:
        async with door.client() as mine, door.client() as nobody:
            cart = await mine.start(door.shop)
            told = await nobody.refused("get_cart", cart=cart, session=session)
        assert told["code"] == "pass_not_valid"

    async def test_a_cart_of_nobody_is_nobodys_here(self, door: Door) -> None:
        from comptoir.kernel.caller import SYSTEM  # noqa: PLC0415 (one test's own need)
        from comptoir.shopping.carts import commands  # noqa: PLC0415

        async with door.database.work(SYSTEM) as uow:
            cart = await commands.open_cart(uow, store=door.shop.store)
        async with door.client() as assistant:
            await assistant.start(door.shop)
            told = await assistant.refused("get_cart", cart=cart)
        assert told["code"] == "cart_not_found"


class TestStrangersOrder:
    async def test_is_not_found(self, door: Door) -> None:
        async with door.client() as mine, door.client() as other:
            cart = await a_cart(door, mine)
            preview = await mine.ok("preview_order", cart=cart)
            placed = await mine.ok("place_order", confirmation=preview["confirmation"])
            await other.start(door.shop)
            told = await other.refused("get_order", order=placed["order"]["order"])
        assert told["code"] == "order_not_found"

    async def test_is_not_placed_by_a_confirmation_overheard(self, door: Door) -> None:
        async with door.client() as mine, door.client() as other:
            cart = await a_cart(door, mine)
            preview = await mine.ok("preview_order", cart=cart)
            await other.start(door.shop)
            told = await other.refused("place_order", confirmation=preview["confirmation"])
        assert told["code"] == "invalid_confirmation"
        assert await orders_of(door, cart) == 0


class TestStrangersConversation:
    async def test_is_not_found(self, door: Door) -> None:
        async with door.client() as mine, door.client() as other:
            cart = await mine.start(door.shop)
            said = await mine.ok("say", cart=cart, text="bonjour")
            theirs = await other.start(door.shop)
            told = await other.refused(
                "say", cart=theirs, text="du lait", conversation=said["conversation"]
            )
        assert told["code"] == "conversation_not_found"


class TestKeys:
    async def test_of_two_shoppers_never_meet(self, door: Door) -> None:
        async with door.client() as one, door.client() as two:
            for assistant, good in ((one, MILK), (two, EGGS)):
                cart = await assistant.start(door.shop)
                lines = [{"gtin": good.gtin}]
                await assistant.ok("add_to_cart", cart=cart, lines=lines, idempotency_key="1")
                kept = await assistant.ok("get_cart", cart=cart)
                assert quantities(kept) == {good.gtin: 1}


class TestTwoClients:
    async def test_at_once_lose_nothing(self, door: Door) -> None:
        _, token = await door.household()
        async with door.client(token) as one, door.client(token, mode="legacy") as two:
            cart = await one.start(door.shop)

            async def add(assistant: Assistant, times: int) -> None:
                for _ in range(times):
                    lines = [{"gtin": MILK.gtin}]
                    await assistant.ok("add_to_cart", cart=cart, lines=lines)

            await asyncio.gather(add(one, 5), add(two, 5), add(one, 5))
            kept = await two.ok("get_cart", cart=cart)
        assert quantities(kept) == {MILK.gtin: 15}
