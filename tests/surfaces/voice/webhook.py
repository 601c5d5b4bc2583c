"""A Dialogflow of our own: its requests and our answers are held against Google's messages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import httpx
from google.cloud.dialogflowcx_v3.types import WebhookRequest, WebhookResponse
from google.protobuf import json_format

from comptoir.street.shop import Shop
from comptoir.surfaces.dialogflow import application

SECRET = "a-secret-of-the-grocers-own"
FLOW = "projects/p/locations/europe-west1/agents/a/flows/f"


@dataclass(slots=True)
class Dialogflow:
    """One session of an agent in front of a store's webhook."""

    client: httpx.AsyncClient
    store: str
    session: str = "projects/p/locations/europe-west1/agents/a/sessions/one"
    language: str = "fr"
    requests: int = 0
    got: list[bytes] = field(default_factory=list[bytes])

    def request(self, **more: object) -> dict[str, Any]:
        """Write a request as Dialogflow does."""
        self.requests += 1
        made: dict[str, Any] = {
            "detectIntentResponseId": f"{self.session}-{self.requests}",
            "languageCode": self.language,
            "fulfillmentInfo": {"tag": "comptoir"},
            "intentInfo": {"lastMatchedIntent": f"{FLOW}/intents/i", "confidence": 0.3},
            "pageInfo": {"currentPage": f"{FLOW}/pages/counter", "displayName": "counter"},
            "sessionInfo": {
                "session": self.session,
                "parameters": {"telephony-caller-id": "+33600000000"},
            },
            **more,
        }
        json_format.ParseDict(made, _message(WebhookRequest))
        return made

    async def post(
        self, body: bytes | dict[str, Any], *, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Send a request."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Authorization": f"Bearer {SECRET}"} if headers is None else dict(headers)
        response = await self.client.post(f"/{self.store}", content=data, headers=sent)
        self.got.append(response.content)
        return response

    async def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send a request that must be taken and give the answer, as Google's classes read it."""
        response = await self.post(request)
        assert response.status_code == 200, response.text
        json_format.Parse(response.content, _message(WebhookResponse))
        return dict(response.json())

    async def tell(self, sentence: str) -> str:
        """Type a sentence and give the words of the answer."""
        return words(await self.ask(self.request(text=sentence)))


def _message(kind: Any) -> Any:
    """Give an empty message, which refuses fields that it does not know."""
    return kind.pb()()


def words(answer: Mapping[str, Any]) -> str:
    """Give the words of an answer; the speech must have them too."""
    text, audio, *_ = answer["fulfillmentResponse"]["messages"]
    ElementTree.fromstring(audio["outputAudioText"]["ssml"])
    (said,) = text["text"]["text"]
    return str(said)


def a_dialogflow(shop: Shop, store: str) -> Dialogflow:
    """Put an agent before a shop's webhook; close its client in the end."""
    app = application.build(shop, stores={store}, secret=SECRET)
    transport = httpx.ASGITransport(app=app)
    return Dialogflow(httpx.AsyncClient(transport=transport, base_url="http://shop"), store)
