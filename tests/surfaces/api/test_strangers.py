"""What strangers, haste and huge numbers must not bring about."""

import httpx

from tests.stories.shopping import EGGS, MILK
from tests.surfaces.api.conftest import Api
from tests.surfaces.api.test_carts import line
from tests.surfaces.api.test_orders import a_list, pickup


class TestIdempotencyKeys:
    async def test_of_two_strangers_never_lead_to_one_cart(self, api: Api) -> None:
        body = {"store": api.shop.store}
        mine = await api.ok("POST", "/carts", body, idempotency_key="1", user_agent="mine")
        theirs = await api.ok("POST", "/carts", body, idempotency_key="1", user_agent="theirs")
        again = await api.ok("POST", "/carts", body, idempotency_key="1", user_agent="mine")
        assert mine["id"] != theirs["id"]
        assert again["id"] == mine["id"]

    async def test_keep_a_repeated_reorder_from_doubling_the_cart(self, api: Api) -> None:
        cart = await a_list(api)
        order = await api.ok("POST", f"/carts/{cart['id']}/order", pickup(api))
        fresh = await api.ok("POST", "/carts", {"store": api.shop.store})
        path, body = f"/orders/{order['id']}/reorder", {"cart": fresh["id"]}
        await api.ok("POST", path, body, idempotency_key="again")
        await api.ok("POST", path, body, idempotency_key="again")
        filled = await api.ok("GET", f"/carts/{fresh['id']}")
        assert {each["gtin"]: each["quantity"]["value"] for each in filled["lines"]} == {
            MILK.gtin: 1,
            EGGS.gtin: 1,
        }


class TestAmendments:
    async def test_refuse_a_product_named_twice(self, api: Api) -> None:
        cart = await a_list(api)
        order = await api.ok("POST", f"/carts/{cart['id']}/order", pickup(api))
        body = {"lines": [line(MILK.gtin, 1), line(MILK.gtin, 5)]}
        problem = await api.refused(422, "PATCH", f"/orders/{order['id']}", body)
        assert problem["errors"][0]["code"] == "named_twice"


class TestSearches:
    async def test_refuse_an_allergen_that_nobody_knows(self, api: Api) -> None:
        path = f"/products?store={api.shop.store}&q=biscuit&without=arachide"
        problem = await api.refused(422, "GET", path)
        assert problem["errors"][0]["field"].startswith("without")

    async def test_refuse_a_price_beyond_measure(self, api: Api) -> None:
        path = f"/products?store={api.shop.store}&max_price={2**31}"
        await api.refused(422, "GET", path)


class TestWindows:
    async def test_cost_nothing_while_the_cart_is_empty(self, api: Api) -> None:
        cart = await api.ok("POST", "/carts", {"store": api.shop.store})
        changed = await api.ok("PATCH", f"/carts/{cart['id']}", {"window": api.shop.delivery})
        assert changed["total"]["amount"] == 0
        path = f"/carts/{cart['id']}/lines"
        assert (await api.ok("POST", path, line(MILK.gtin)))["totals"]["fee"]["amount"] == 490


class TestWords:
    async def test_of_a_malformed_request_are_in_the_callers_language(self, api: Api) -> None:
        headers = {"content-type": "application/json", "accept-language": "fr"}
        response = await api.client.post("/carts", content=b"{", headers=headers)
        assert isinstance(response, httpx.Response)
        assert response.json()["errors"][0]["detail"] == "ce n’est pas du JSON"
