"""The shop's doors as a table: each takes a sentence over its own protocol, and gives words back.

A door that is added here is held to the same journeys as all others.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

import httpx
import httpx2
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from wyoming.asr import Transcript
from wyoming.event import async_read_event, async_write_event
from wyoming.handle import Handled

from comptoir.app import asgi
from comptoir.kernel.locale import Language
from comptoir.street.shop import Shop
from comptoir.street.words import explain
from comptoir.surfaces.api import application as api
from comptoir.surfaces.web import application as web
from comptoir.surfaces.wyoming.listener import listening
from tests.stories.listening import listening as serving
from tests.stories.shopping import Shop as Place
from tests.surfaces.voice.conftest import a_socket
from tests.surfaces.voice.skill import an_alexa, words
from tests.surfaces.voice.webhook import a_dialogflow
from tests.surfaces.web.conftest import Visitor


@dataclass(slots=True)
class Line:
    """A way to talk through a door; `left` is every byte that came out of it."""

    say: Callable[[str], Awaitable[str]]
    left: list[bytes] = field(default_factory=list[bytes])


Door = Callable[[Shop, str, Language], AbstractAsyncContextManager[Line]]


class _Tap:
    """A reader that keeps what passes through it."""

    def __init__(self, reader: asyncio.StreamReader, left: list[bytes]) -> None:
        self._reader = reader
        self._left = left

    async def readline(self) -> bytes:
        return self._kept(await self._reader.readline())

    async def readexactly(self, n: int) -> bytes:
        return self._kept(await self._reader.readexactly(n))

    def _kept(self, data: bytes) -> bytes:
        self._left.append(data)
        return data


@asynccontextmanager
async def wyoming(shop: Shop, store: str, language: Language) -> AsyncGenerator[Line]:
    """Talk as Home Assistant does: over TCP, a connection for each sentence."""
    context = {"device_id": "4f0e6dd05d6d4b6f8f8a8d6c53c7f1aa", "conversation_id": "01JAZ7K1" * 3}
    async with listening(shop, store=store, door=a_socket()) as listener:

        async def say(text: str) -> str:
            reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
            sentence = Transcript(text, context=context, language=language.value)
            await async_write_event(sentence.event(), writer)
            tap = cast("asyncio.StreamReader", _Tap(reader, line.left))
            answer = await async_read_event(tap)
            writer.close()
            assert answer is not None
            return Handled.from_event(answer).text or ""

        line = Line(say)
        yield line


@asynccontextmanager
async def alexa(shop: Shop, store: str, language: Language) -> AsyncGenerator[Line]:
    """Talk as Alexa does: signed requests of what its model caught."""
    device = an_alexa(shop, store)
    device.locale = {Language.FRENCH: "fr-FR", Language.ENGLISH: "en-GB"}[language]

    async def say(text: str) -> str:
        request = device.heard(text)
        return words(await device.ask(request))

    async with device.client:
        yield Line(say, device.got)


@asynccontextmanager
async def dialogflow(shop: Shop, store: str, language: Language) -> AsyncGenerator[Line]:
    """Talk as an agent of Dialogflow CX does."""
    agent = a_dialogflow(shop, store)
    agent.language = language.value
    async with agent.client:
        yield Line(agent.tell, agent.got)


@asynccontextmanager
async def over_api(shop: Shop, store: str, language: Language) -> AsyncGenerator[Line]:
    """Talk through the JSON API."""
    transport = httpx.ASGITransport(app=api.build(shop, explain))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        opening = {"store": store, "language": language.value}
        begun = (await client.post("/conversations", json=opening)).json()

        async def say(text: str) -> str:
            response = await client.post(f"/conversations/{begun['id']}/turns", json={"text": text})
            line.left.append(response.content)
            return str(response.json()["say"])

        line = Line(say)
        yield line


@asynccontextmanager
async def page(shop: Shop, store: str, language: Language) -> AsyncGenerator[Line]:
    """Talk on the page."""
    transport = httpx.ASGITransport(app=web.build(shop, explain))
    headers = {"accept-language": language.value}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://shop", headers=headers, follow_redirects=True
    ) as client:
        visitor = Visitor(client, shop.database, Place(store, "", ""))
        await visitor.enter()

        async def say(text: str) -> str:
            response = await visitor.post("/say", {"text": text, "turn": str(len(line.left))})
            line.left.append(response.content)
            visitor.page = response.text
            return response.text

        line = Line(say)
        yield line


@asynccontextmanager
async def over_mcp(shop: Shop, store: str, language: Language) -> AsyncGenerator[Line]:
    """Talk through the tools of a shopper's assistant, by the real client over real HTTP."""
    left: list[bytes] = []

    async def note(response: httpx2.Response) -> None:
        left.append(await response.aread())

    async with (
        serving(asgi.build(shop)) as url,
        httpx2.AsyncClient(event_hooks={"response": [note]}, timeout=30) as http,
        Client(streamable_http_client(f"{url}/mcp", http_client=http)) as client,
    ):
        opening = {"store": store, "language": language.value}
        started = (await client.call_tool("start_shopping", opening)).structured_content
        asked = {"session": started["session"], "cart": started["cart"]["cart"]}

        async def say(text: str) -> str:
            told = (await client.call_tool("say", {**asked, "text": text})).structured_content
            asked["conversation"] = told["conversation"]
            return str(told["say"])

        yield Line(say, left)


DOORS: Mapping[str, Door] = {
    "wyoming": wyoming,
    "alexa": alexa,
    "dialogflow": dialogflow,
    "api": over_api,
    "page": page,
    "mcp": over_mcp,
}
"""Every door, by its name."""

OF_A_MAKER = ("wyoming", "alexa", "dialogflow")
"""Those that lead through somebody else's machine."""


def written(left: list[bytes]) -> str:
    """Give what came out of a door as text: as it came, and with JSON's escapes undone."""
    text = b"\n".join(left).decode()
    return text + _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
