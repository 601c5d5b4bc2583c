"""A sentence at this door is a whole turn of conversation."""

from typing import Any

from comptoir.kernel.caller import SYSTEM
from tests.stories.goods import a_product, on_shelf
from tests.surfaces.mcp.conftest import Door
from tests.surfaces.mcp.test_baskets import quantities

RUSKS = a_product(7_201, "Biscottes dorées")


async def shelved(door: Door) -> None:
    """Put what is asked for on the shelf."""
    async with door.database.work(SYSTEM) as uow:
        await on_shelf(uow, RUSKS, store=door.shop.store, price=150)


class TestSay:
    async def test_carries_out_what_a_sentence_wants(self, door: Door) -> None:
        await shelved(door)
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            said = await assistant.ok("say", cart=cart, text="deux biscottes dorées")
            assert quantities(said["cart"]) == {RUSKS.gtin: 2}
            assert "biscottes" in said["say"].lower()
            said = await assistant.ok(
                "say", cart=cart, text="retrait demain", conversation=said["conversation"]
            )
        assert said["cart"]["mode"] == "pickup"

    async def test_a_repeated_key_says_it_once(self, door: Door) -> None:
        await shelved(door)
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            asked = {"cart": cart, "text": "deux biscottes dorées", "idempotency_key": "turn-1"}
            one = await assistant.ok("say", **asked)
            two = await assistant.ok("say", **asked)
        assert one == two
        assert quantities(two["cart"]) == {RUSKS.gtin: 2}

    async def test_orders_after_a_yes_to_the_total_read_out(self, door: Door) -> None:
        await shelved(door)
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            said: dict[str, Any] = {"conversation": None}
            for text in ("deux biscottes dorées", "retrait demain", "valide", "oui"):
                said = await assistant.ok(
                    "say", cart=cart, text=text, conversation=said["conversation"]
                )
                assert (said["order"] is not None) == (text == "oui")
            order = await assistant.ok("get_order", order=said["order"])
            assert order["state"] == "placed"
            assert order["total"]["amount"] == 300
            fresh = await assistant.ok("get_cart", cart=said["cart"]["cart"])
        assert fresh["cart"] != cart
        assert fresh["lines"] == []

    async def test_answers_in_english(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop, language="en")
            said = await assistant.ok("say", cart=cart, text="what is in my basket")
        assert "empty" in said["say"]

    async def test_loses_nothing_of_two_languages_in_one_sentence(self, door: Door) -> None:
        await shelved(door)
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            text = "du zorglub please and two biscottes dorées"
            said = await assistant.ok("say", cart=cart, text=text)
            assert "zorglub" in said["say"]
            said = await assistant.ok(
                "say", cart=cart, text="oui", conversation=said["conversation"]
            )
        assert quantities(said["cart"]) == {RUSKS.gtin: 2}

    async def test_refuses_what_is_no_sentence(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            for text in ("", "   ", "\x07", "x" * 5_000):
                await assistant.refused("say", cart=cart, text=text)
