"""Talking over the API, in the demo shop: from a sentence to a placed order."""

from collections.abc import AsyncGenerator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.app.demo import seed, visitors
from comptoir.db.unit_of_work import Database
from comptoir.street.shop import Shop
from comptoir.street.words import explain
from comptoir.surfaces.api import application

STORES = ["grand-ouest", "les-halles", "gare", "entrepot"]


@pytest_asyncio.fixture(scope="session")
async def demo(migrated: str) -> AsyncGenerator[httpx.AsyncClient]:
    """Serve the demo shop, at the present time."""
    database = Database(migrated)
    await database.open()
    await seed.seed(database)
    shop = Shop(database, {"at_handover": AtHandover()}, welcome=visitors.welcome, demo=True)
    transport = httpx.ASGITransport(app=application.build(shop, explain))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        yield client
    await database.close()


class Talk:
    """A conversation with the demo shop."""

    def __init__(self, client: httpx.AsyncClient, begun: dict[str, Any]) -> None:
        self.client = client
        self.begun = begun

    @classmethod
    async def begin(
        cls, client: httpx.AsyncClient, store: str, language: str = "fr", cart: str | None = None
    ) -> "Talk":
        body = {"store": store, "language": language, "cart": cart}
        response = await client.post("/conversations", json=body)
        assert response.status_code == 201, response.text
        return cls(client, response.json())

    async def say(self, text: str, turn_id: str | None = None) -> dict[str, Any]:
        path = f"/conversations/{self.begun['id']}/turns"
        response = await self.client.post(path, json={"text": text, "turn_id": turn_id})
        assert response.status_code == 200, response.text
        return response.json()


def quantities(turn: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {line["name"]: line["quantity"] for line in turn["cart"]["lines"]}


class TestTurns:
    @pytest.mark.parametrize("store", STORES)
    async def test_lead_from_a_sentence_to_a_placed_order(
        self, demo: httpx.AsyncClient, store: str
    ) -> None:
        talk = await Talk.begin(demo, store)
        turn = await talk.say(
            "bonjour, ajoute deux litres de lait demi-écrémé, une livre de tomates et six œufs"
        )
        kept = quantities(turn)
        assert len(kept) == 3, turn["say"]
        milk = next(line for line in turn["cart"]["lines"] if "Lait" in line["name"])
        assert milk["quantity"] == {"value": 2, "unit": "piece"}
        tomatoes = next(line for line in turn["cart"]["lines"] if "omate" in line["name"])
        assert tomatoes["quantity"] == {"value": 500, "unit": "g"}
        assert turn["cart"]["total"]["amount"] == sum(
            line["total"]["amount"] for line in turn["cart"]["lines"]
        )
        turn = await talk.say("non plutôt un kilo de tomates")
        assert quantities(turn)[tomatoes["name"]] == {"value": 1000, "unit": "g"}
        turn = await talk.say("livraison demain soir")
        assert turn["cart"]["window"]["mode"] == "delivery", turn["say"]
        told = (await talk.say("valide"))["cart"]["total"]
        turn = await talk.say("oui")
        order = (await demo.get(f"/orders/{turn['order']['id']}")).json()
        assert order["state"] == "placed"
        assert order["total"] == told
        assert len(order["lines"]) == 3

    async def test_two_conversations_share_one_cart(self, demo: httpx.AsyncClient) -> None:
        page = await Talk.begin(demo, "grand-ouest")
        cart = page.begun["cart"]["id"]
        speaker = await Talk.begin(demo, "grand-ouest", cart=cart)
        await speaker.say("ajoute une baguette")
        seen = (await demo.get(f"/carts/{cart}")).json()
        assert len(seen["lines"]) == 1

    async def test_a_repeated_turn_gives_its_first_answer(self, demo: httpx.AsyncClient) -> None:
        talk = await Talk.begin(demo, "grand-ouest")
        first = await talk.say("ajoute une baguette", turn_id="t1")
        again = await talk.say("ajoute une baguette", turn_id="t1")
        assert again["say"] == first["say"]
        assert again["cart"]["lines"] == first["cart"]["lines"]

    async def test_visitors_do_not_shop_in_each_others_cart(self, demo: httpx.AsyncClient) -> None:
        one, other = await Talk.begin(demo, "gare"), await Talk.begin(demo, "gare")
        assert one.begun["cart"]["id"] != other.begun["cart"]["id"]


class TestHostileTurns:
    @pytest.mark.parametrize("text", ["", "   ", "a" * 1_001, "\x00\x07", "é" * 200_000])
    async def test_those_that_are_no_sentence_are_refused(
        self, demo: httpx.AsyncClient, text: str
    ) -> None:
        talk = await Talk.begin(demo, "gare")
        path = f"/conversations/{talk.begun['id']}/turns"
        response = await demo.post(path, json={"text": text})
        assert response.status_code in {413, 422}
        assert response.headers["content-type"] == "application/problem+json"

    @pytest.mark.parametrize(
        "text", ["'; drop table cart; --", "<script>alert(1)</script>", "{{7*7}} ${jndi}"]
    )
    async def test_code_is_only_words(self, demo: httpx.AsyncClient, text: str) -> None:
        talk = await Talk.begin(demo, "gare")
        turn = await talk.say(text)
        assert turn["cart"]["lines"] == []

    async def test_two_languages_in_one_lose_nothing(self, demo: httpx.AsyncClient) -> None:
        talk = await Talk.begin(demo, "gare")
        turn = await talk.say("add une baguette and two citrons please")
        heard = [item["product"] for act in turn["acts"] for item in act["items"]]
        assert heard == ["baguette", "citron"]

    async def test_an_unknown_conversation_is_not_found(self, demo: httpx.AsyncClient) -> None:
        for foreign in ("nothing", "gare~AAAAAAAAAAAAAAAAAAAAAA"):
            response = await demo.post(f"/conversations/{foreign}/turns", json={"text": "lait"})
            assert response.status_code == 404
            assert response.json()["code"] == "conversation_not_found"
