"""Tools about the shopper's own cart."""

from typing import Any

import pytest

from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.habits import commands as habits
from tests.stories.shopping import EGGS, MILK, TOMATOES
from tests.surfaces.mcp.conftest import Door


def quantities(cart: dict[str, Any]) -> dict[str, int]:
    """Give how much of each product a cart's document has."""
    return {line["gtin"]: line["quantity"]["value"] for line in cart["lines"]}


class TestStartShopping:
    async def test_makes_a_guest_with_a_session_of_their_own(self, door: Door) -> None:
        async with door.client() as assistant:
            one = await assistant.ok("start_shopping", store=door.shop.store)
            two = await assistant.ok("start_shopping", store=door.shop.store)
        assert one["session"] != two["session"]
        assert one["cart"]["cart"] != two["cart"]["cart"]
        assert one["session_until"].startswith("2026-07-15T10:00:00+02:00")

    async def test_gives_a_household_its_open_cart_again(self, door: Door) -> None:
        _, token = await door.household()
        async with door.client(token) as assistant:
            one = await assistant.ok("start_shopping", store=door.shop.store)
            two = await assistant.ok("start_shopping", store=door.shop.store)
        assert one["session"] is None
        assert one["cart"]["cart"] == two["cart"]["cart"]

    async def test_goes_on_in_a_session(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            again = await assistant.ok("start_shopping", store=door.shop.store)
        assert again["session"] is None
        assert again["cart"]["cart"] == cart

    async def test_answers_in_the_language_chosen(self, door: Door) -> None:
        async with door.client(accept_language="fr") as assistant:
            cart = await assistant.start(door.shop, language="en")
            told = await assistant.refused("choose_window", cart=cart, window="never")
        assert told["detail"] == "I can't find this slot."

    async def test_refuses_a_store_that_is_not_there(self, door: Door) -> None:
        async with door.client() as assistant:
            told = await assistant.refused("start_shopping", store="nowhere")
        assert told["code"] == "store_not_found"


class TestAddToCart:
    async def test_adds_pieces_and_grams(self, door: Door) -> None:
        lines = [
            {"gtin": MILK.gtin, "quantity": 2},
            {"gtin": TOMATOES.gtin, "quantity": 500, "unit": "g"},
        ]
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            changed = await assistant.ok("add_to_cart", cart=cart, lines=lines)
            kept = await assistant.ok("get_cart", cart=cart)
        assert [each["outcome"] for each in changed["outcomes"]] == ["done", "done"]
        assert quantities(kept) == {MILK.gtin: 2, TOMATOES.gtin: 500}
        assert kept["total"] == {"amount": 218 + 150, "currency": "EUR"}
        assert kept == changed["cart"]

    async def test_offers_what_is_left(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            lines = [{"gtin": MILK.gtin, "quantity": 120}, {"gtin": EGGS.gtin}]
            changed = await assistant.ok("add_to_cart", cart=cart, lines=lines)
        short = changed["outcomes"][0]
        assert short["outcome"] == "only_some"
        assert short["left"] == {"value": 100, "unit": "piece"}
        assert quantities(changed["cart"]) == {EGGS.gtin: 1}

    async def test_a_repeated_key_adds_once(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            asked = {"cart": cart, "lines": [{"gtin": MILK.gtin}], "idempotency_key": "k"}
            one = await assistant.ok("add_to_cart", **asked)
            two = await assistant.ok("add_to_cart", **asked)
            assert one == two
            assert quantities(await assistant.ok("get_cart", cart=cart)) == {MILK.gtin: 1}
            other = {**asked, "lines": [{"gtin": EGGS.gtin}]}
            told = await assistant.refused("add_to_cart", **other)
        assert told["code"] == "idempotency_key_reused"

    @pytest.mark.parametrize("quantity", [0, -1, 1.5, "2", True, 10**30, None, [], {}])
    async def test_names_a_quantity_that_cannot_be(self, door: Door, quantity: object) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            lines = [{"gtin": MILK.gtin, "quantity": quantity}]
            told = await assistant.refused("add_to_cart", cart=cart, lines=lines)
            assert told["field"] == "lines.0.quantity"
            assert (await assistant.ok("get_cart", cart=cart))["lines"] == []

    @pytest.mark.parametrize(
        ("quantity", "unit", "remedy"),
        [(1_000, "piece", "au plus 999"), (500, "g", "ce produit se vend en « piece »")],
    )
    async def test_says_what_would_do(
        self, door: Door, quantity: int, unit: str, remedy: str
    ) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            lines = [{"gtin": MILK.gtin, "quantity": quantity, "unit": unit}]
            told = await assistant.refused("add_to_cart", cart=cart, lines=lines)
        assert told["code"] == "invalid_quantity"
        assert told["field"] == "quantity"
        assert told["remedy"] == remedy


class TestSetQuantities:
    async def test_sets_instead_of_adding(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            for quantity in (2, 3):
                lines = [{"gtin": MILK.gtin, "quantity": quantity}]
                await assistant.ok("set_quantities", cart=cart, lines=lines)
            assert quantities(await assistant.ok("get_cart", cart=cart)) == {MILK.gtin: 3}


class TestRemoveFromCart:
    async def test_takes_out_and_may_be_repeated(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            lines = [{"gtin": MILK.gtin}, {"gtin": EGGS.gtin}]
            await assistant.ok("add_to_cart", cart=cart, lines=lines)
            for _ in range(2):
                await assistant.ok("remove_from_cart", cart=cart, gtins=[MILK.gtin])
            assert quantities(await assistant.ok("get_cart", cart=cart)) == {EGGS.gtin: 1}


class TestChooseWindow:
    async def test_keeps_a_place_and_takes_the_mode(self, door: Door) -> None:
        async with door.client() as assistant:
            cart = await assistant.start(door.shop)
            changed = await assistant.ok("choose_window", cart=cart, window=door.shop.pickup)
            window = changed["cart"]["window"]
            found = await assistant.ok("list_windows", store=door.shop.store, mode="pickup")
        assert changed["cart"]["mode"] == "pickup"
        assert window["held_until"] == "2026-06-15T10:15:00+02:00"
        assert found["windows"][0]["places_left"] == 9


class TestUsualBasket:
    async def test_gives_what_is_taken_again_and_again(self, door: Door) -> None:
        household, token = await door.household()
        async with door.database.work(SYSTEM) as uow:
            for order in ("1", "2"):
                await habits.count_order(
                    uow,
                    store=door.shop.store,
                    household=household,
                    order_id=f"{household}-{order}",
                    quantities={MILK.gtin: 6},
                    at=uow.now,
                )
        async with door.client(token) as assistant:
            found = await assistant.ok("usual_basket", store=door.shop.store)
        (usual,) = found["usual"]
        assert usual["product"]["gtin"] == MILK.gtin
        assert usual["orders"] == 2
        assert usual["usual_quantity"] == {"value": 6, "unit": "piece"}

    async def test_is_empty_for_a_guest(self, door: Door) -> None:
        async with door.client() as assistant:
            await assistant.start(door.shop)
            assert (await assistant.ok("usual_basket", store=door.shop.store))["usual"] == []


ADDRESS = {
    "recipient": "Camille Morvan",
    "street": "3 rue des Lilas",
    "postcode": "35500",
    "city": "Vitré",
}


class TestSetDeliveryAddress:
    async def test_keeps_it_and_gives_nothing_back(self, door: Door) -> None:
        household, token = await door.household()
        async with door.client(token) as assistant:
            address = {**ADDRESS, "street": "9 rue Neuve"}
            kept = await assistant.ok("set_delivery_address", store=door.shop.store, **address)
        assert kept == {"delivered": True}
        assert await _street(door.database, household) == "9 rue Neuve"

    async def test_a_repeated_key_keeps_it_once(self, door: Door) -> None:
        household, token = await door.household()
        async with door.client(token) as assistant:
            for _ in range(2):
                await assistant.ok(
                    "set_delivery_address",
                    store=door.shop.store,
                    idempotency_key="once",
                    **ADDRESS,
                )
        async with door.database.read(SYSTEM) as on:
            found = await customers.household(on, household=household)
        assert len(found.addresses) == 2

    async def test_refuses_one_out_of_the_zone_without_repeating_it(self, door: Door) -> None:
        _, token = await door.household()
        async with door.client(token) as assistant:
            address = {**ADDRESS, "postcode": "75011"}
            told = await assistant.refused("set_delivery_address", store=door.shop.store, **address)
        assert told["code"] == "out_of_zone"
        assert "75011" not in str(told)


async def _street(database: Database, household: str) -> str:
    async with database.read(SYSTEM) as on:
        home = (await customers.household(on, household=household)).home
    assert home is not None
    return home.street
