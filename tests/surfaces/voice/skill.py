"""An Alexa of our own: hears by the interaction model, signs requests, reads answers."""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

from comptoir.street.shop import Shop
from comptoir.surfaces.alexa import application
from comptoir.surfaces.alexa.certificates import Chains
from comptoir.surfaces.alexa.model import interaction_model
from tests.surfaces.voice.authority import Authority, Shelf, an_authority, pem, signed
from tests.surfaces.voice.sdk import checked_response

SKILL = "amzn1.ask.skill.0f1e2d3c-0000-4000-8000-000000000001"
CHAIN = "https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"
_BUILTIN = {
    "oui": "AMAZON.YesIntent",
    "non": "AMAZON.NoIntent",
    "stop": "AMAZON.StopIntent",
    "aide": "AMAZON.HelpIntent",
    "répète": "AMAZON.RepeatIntent",
    "yes": "AMAZON.YesIntent",
    "no": "AMAZON.NoIntent",
}
_NUMBERS = {"deux": "2", "trois": "3", "two": "2", "three": "3"}


def understood(model: Mapping[str, Any], sentence: str) -> tuple[str, dict[str, str]]:
    """Find the intent and the slots of a sentence as the model has them.

    Values of a type go before a phrase, and the longest words around a slot win, as at Amazon's.
    """
    spoken = " ".join(re.sub(r"[,;.!?]", " ", sentence.lower()).split())
    if spoken in _BUILTIN:
        return _BUILTIN[spoken], {}
    found = max(_matches(model, spoken), default=None)
    return ("AMAZON.FallbackIntent", {}) if found is None else (found[1], dict(found[2]))


def _matches(
    model: Mapping[str, Any], spoken: str
) -> Iterator[tuple[tuple[int, int], str, tuple[tuple[str, str], ...]]]:
    language = model["interactionModel"]["languageModel"]
    types = {
        kind["name"]: {value["name"]["value"].casefold() for value in kind["values"]}
        for kind in language["types"]
    }
    for intent in language["intents"]:
        slots = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            carrier, brace, rest = sample.lower().partition("{")
            carrier = carrier.strip()
            if not brace:
                if spoken == carrier:
                    yield (3, len(carrier)), intent["name"], ()
                continue
            if carrier and not spoken.startswith(f"{carrier} "):
                continue
            filling, name = spoken[len(carrier) :].strip(), rest.rstrip("}")
            kind = slots[name]
            if kind == "AMAZON.NUMBER":
                if filling in _NUMBERS:
                    yield (2, len(carrier)), intent["name"], ((name, _NUMBERS[filling]),)
            elif kind == "AMAZON.SearchQuery":
                yield (1, len(carrier)), intent["name"], ((name, filling),)
            elif filling in types[kind]:
                yield (2, len(carrier)), intent["name"], ((name, filling),)


@dataclass(slots=True)
class Alexa:
    """A customer's Alexa in front of a skill."""

    client: httpx.AsyncClient
    now: datetime
    authority: Authority
    shelf: Shelf
    locale: str = "fr-FR"
    user: str = "amzn1.ask.account.CUSTOMER"
    session: str = "amzn1.echo-api.session.1"
    requests: int = 0
    sent: list[bytes] = field(default_factory=list[bytes])
    got: list[bytes] = field(default_factory=list[bytes])

    def request(self, kind: str, **more: Any) -> dict[str, Any]:
        """Write a request of the customer's."""
        self.requests += 1
        application = {"applicationId": SKILL}
        user = {"userId": self.user}
        return {
            "version": "1.0",
            "session": {
                "new": self.requests == 1,
                "sessionId": self.session,
                "application": application,
                "attributes": {},
                "user": user,
            },
            "context": {
                "System": {
                    "application": application,
                    "user": user,
                    "device": {"deviceId": "amzn1.ask.device.KITCHEN", "supportedInterfaces": {}},
                    "apiEndpoint": "https://api.eu.amazonalexa.com",
                    "apiAccessToken": "a-token-of-theirs",
                }
            },
            "request": {
                "type": kind,
                "requestId": f"amzn1.echo-api.request.{self.user}.{self.session}.{self.requests}",
                "timestamp": self.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "locale": self.locale,
                **more,
            },
        }

    def heard(self, sentence: str) -> dict[str, Any]:
        """Write the request for a sentence."""
        intent, slots = understood(interaction_model(self.locale), sentence)
        return self.intent(intent, **slots)

    def intent(self, name: str, **slots: str) -> dict[str, Any]:
        """Write the request for an intent."""
        filled = {
            slot: {"name": slot, "value": value, "confirmationStatus": "NONE"}
            for slot, value in slots.items()
        }
        intent = {"name": name, "confirmationStatus": "NONE", "slots": filled}
        return self.request("IntentRequest", intent=intent, dialogState="STARTED")

    async def post(
        self,
        body: bytes | dict[str, Any],
        *,
        signature: bytes | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> httpx.Response:
        """Send a signed request."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        named: dict[str, str | None] = {
            "Content-Type": "application/json; charset=utf-8",
            "Signature-256": base64.b64encode(
                signed(data) if signature is None else signature
            ).decode(),
            "SignatureCertChainUrl": CHAIN,
            **(headers or {}),
        }
        sent = {name: value for name, value in named.items() if value is not None}
        response = await self.client.post("/", content=data, headers=sent)
        self.sent.append(data)
        self.got.append(response.content)
        return response

    async def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send a request that must be taken and give the response, as Amazon's SDK reads it."""
        response = await self.post(request)
        assert response.status_code == 200, response.text
        return checked_response(response.json())

    async def say(self, sentence: str) -> dict[str, Any]:
        """Say a sentence and give the response."""
        return await self.ask(self.heard(sentence))

    async def tell(self, sentence: str) -> str:
        """Say a sentence and give the words of the answer."""
        return words(await self.say(sentence))


def words(response: Mapping[str, Any]) -> str:
    """Give the words of a response, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", response["outputSpeech"]["ssml"]).split())


def an_alexa(shop: Shop, store: str, *, user: str = "amzn1.ask.account.CUSTOMER") -> Alexa:
    """Put an Alexa before a shop's skill; close its client in the end."""
    now = shop.database.clock.now()
    authority = an_authority(now)
    shelf = Shelf({CHAIN: pem(*authority.chain)})
    chains = Chains(shelf, lambda: [authority.root.certificate])
    app = application.build(shop, stores={SKILL: store}, chains=chains)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://shop")
    return Alexa(client, now, authority, shelf, user=user)
