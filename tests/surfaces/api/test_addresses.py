"""Saying over the API where a conversation's groceries are delivered."""

from typing import Any

import pytest

from tests.stories.shopping import MILK
from tests.surfaces.api.conftest import Api
from tests.surfaces.api.test_carts import line
from tests.surfaces.api.test_orders import ADDRESS, a_list


async def a_talk(api: Api, **more: object) -> dict[str, Any]:
    return await api.ok("POST", "/conversations", {"store": api.shop.store, **more})


async def say(api: Api, talk: dict[str, Any], text: str) -> dict[str, Any]:
    return await api.ok("POST", f"/conversations/{talk['id']}/turns", {"text": text})


def path(talk: dict[str, Any]) -> str:
    return f"/conversations/{talk['id']}/address"


class TestPutAddress:
    async def test_lets_a_guest_have_an_order_delivered_by_talking(self, api: Api) -> None:
        talk = await a_talk(api)
        await api.ok("POST", f"/carts/{talk['cart']['id']}/lines", line(MILK.gtin))
        await say(api, talk, "livraison demain soir")
        assert "mon adresse est" in (await say(api, talk, "valide"))["say"]
        response = await api.client.put(path(talk), json={**ADDRESS, "phone": "06 12 34 56 78"})
        assert response.status_code == 204
        assert response.content == b""
        await say(api, talk, "valide")
        told = await say(api, talk, "oui")
        order = await api.ok("GET", f"/orders/{told['order']['id']}")
        assert order["state"] == "placed"
        assert order["address"]["street"] == ADDRESS["street"]

    async def test_takes_the_address_given_last(self, api: Api) -> None:
        talk = await a_talk(api)
        await api.ok("POST", f"/carts/{talk['cart']['id']}/lines", line(MILK.gtin))
        for street in ("1 rue Haute", "2 rue Basse"):
            await api.client.put(path(talk), json={**ADDRESS, "street": street})
        for text in ("livraison demain soir", "valide"):
            await say(api, talk, text)
        told = await say(api, talk, "oui")
        order = await api.ok("GET", f"/orders/{told['order']['id']}")
        assert order["address"]["street"] == "2 rue Basse"

    async def test_serves_a_conversation_about_a_cart_that_was_there(self, api: Api) -> None:
        cart = await a_list(api)
        talk = await a_talk(api, cart=cart["id"])
        assert (await api.client.put(path(talk), json=ADDRESS)).status_code == 204

    async def test_is_told_by_no_other_call(self, api: Api) -> None:
        talk = await a_talk(api)
        await api.client.put(path(talk), json=ADDRESS)
        read = await api.client.get(f"/conversations/{talk['id']}")
        assert ADDRESS["street"] not in read.text

    async def test_refuses_a_postcode_outside_the_zone(self, api: Api) -> None:
        talk = await a_talk(api)
        body = {**ADDRESS, "postcode": "75001"}
        problem = await api.refused(409, "PUT", path(talk), body)
        assert problem["code"] == "out_of_zone"

    @pytest.mark.parametrize(
        ("field", "value"), [("street", " "), ("postcode", "?"), ("city", "x\x00"), ("odd", "x")]
    )
    async def test_refuses_fields_that_cannot_be(self, api: Api, field: str, value: str) -> None:
        talk = await a_talk(api)
        await api.refused(422, "PUT", path(talk), {**ADDRESS, field: value})

    async def test_refuses_a_conversation_that_is_not_there(self, api: Api) -> None:
        await api.refused(404, "PUT", "/conversations/nowhere~x/address", ADDRESS)
