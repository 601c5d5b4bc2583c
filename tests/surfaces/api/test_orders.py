"""Orders over the API, from a list to a cancelled order."""

import asyncio
from typing import Any

from comptoir.adapters.payments.sandbox import Behaviour
from tests.stories.shopping import AT_HOME, EGGS, MILK, WINE
from tests.surfaces.api.conftest import Api
from tests.surfaces.api.test_carts import line

ADDRESS = {
    "recipient": AT_HOME.recipient,
    "street": AT_HOME.street,
    "postcode": AT_HOME.postcode,
    "city": AT_HOME.city,
}


async def a_list(api: Api, *gtins: str) -> dict[str, Any]:
    lines = [line(gtin) for gtin in gtins or (MILK.gtin, EGGS.gtin)]
    return await api.ok("POST", "/carts", {"store": api.shop.store, "lines": lines})


def pickup(api: Api, **more: object) -> dict[str, object]:
    return {"window": api.shop.pickup, "payment": "at_handover", **more}


class TestPlaceOrder:
    async def test_orders_a_cart_for_delivery_in_one_call(self, api: Api) -> None:
        cart = await a_list(api)
        body = {"window": api.shop.delivery, "address": ADDRESS, "payment": "at_handover"}
        order = await api.ok("POST", f"/carts/{cart['id']}/order", body)
        assert order["state"] == "placed"
        assert order["total"]["amount"] == 109 + 215 + 490
        paid = sum(share["gross"]["amount"] for share in order["vat"])
        assert paid == order["total"]["amount"]
        assert await api.ok("GET", f"/orders/{order['id']}") == {
            key: value for key, value in order.items() if key != "payment_state"
        }

    async def test_the_same_cart_again_gives_the_same_order(self, api: Api) -> None:
        cart = await a_list(api)
        path = f"/carts/{cart['id']}/order"
        orders = await asyncio.gather(*(api.ok("POST", path, pickup(api)) for _ in range(4)))
        assert len({order["id"] for order in orders}) == 1

    async def test_refuses_another_total_than_the_one_told(self, api: Api) -> None:
        cart = await a_list(api)
        body = pickup(api, expected_total={"amount": 1, "currency": "EUR"})
        problem = await api.refused(409, "POST", f"/carts/{cart['id']}/order", body)
        assert problem["code"] == "total_changed"
        assert problem["facts"]["total"] == 324

    async def test_refuses_a_delivery_without_an_address(self, api: Api) -> None:
        cart = await a_list(api)
        body = {"window": api.shop.delivery}
        problem = await api.refused(422, "POST", f"/carts/{cart['id']}/order", body)
        assert problem["code"] == "invalid_address"

    async def test_asks_for_the_age_before_alcohol(self, api: Api) -> None:
        cart = await a_list(api, WINE.gtin)
        path = f"/carts/{cart['id']}/order"
        problem = await api.refused(409, "POST", path, pickup(api))
        assert problem["code"] == "age_not_confirmed"
        order = await api.ok("POST", path, pickup(api, age_confirmed=True))
        assert order["state"] == "placed"

    async def test_a_declined_card_leaves_the_cart_open(self, api: Api) -> None:
        api.sandbox.behave = Behaviour.DECLINE
        cart = await a_list(api)
        path = f"/carts/{cart['id']}/order"
        problem = await api.refused(402, "POST", path, pickup(api, payment="sandbox"))
        assert problem["code"] == "payment_declined"
        assert (await api.ok("GET", f"/carts/{cart['id']}"))["state"] == "open"
        assert (await api.ok("POST", path, pickup(api)))["state"] == "placed"

    async def test_a_challenged_card_goes_on_after_the_challenge(self, api: Api) -> None:
        api.sandbox.behave = Behaviour.CHALLENGE
        cart = await a_list(api)
        body = pickup(api, payment="sandbox")
        held = await api.ok("POST", f"/carts/{cart['id']}/order", body)
        assert (held["state"], held["payment_state"]) == ("held", "challenged")
        api.sandbox.pass_challenge(held["challenge_url"].rsplit("/", 1)[1])
        placed = await api.ok("POST", f"/orders/{held['id']}/payment")
        assert (placed["state"], placed["payment_state"]) == ("placed", "accepted")


class TestAfterwards:
    async def test_amends_cancels_and_orders_again(self, api: Api) -> None:
        cart = await a_list(api)
        order = await api.ok("POST", f"/carts/{cart['id']}/order", pickup(api))
        path = f"/orders/{order['id']}"
        more = await api.ok("PATCH", path, {"lines": [line(MILK.gtin, 3), line(EGGS.gtin, 0)]})
        assert more["total"]["amount"] == 3 * 109
        for _ in range(2):
            assert (await api.ok("POST", f"{path}/cancel"))["state"] == "cancelled"
        again = await api.ok("POST", "/carts", {"store": api.shop.store})
        filled = await api.ok("POST", f"{path}/reorder", {"cart": again["id"]})
        assert [(each["gtin"], each["quantity"]["value"]) for each in filled["lines"]] == [
            (MILK.gtin, 3)
        ]
