"""The page of a small shop, visited in process."""

import asyncio
import contextlib
import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field

import httpx
import pytest
import pytest_asyncio
from starlette.types import ASGIApp, Message

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.conversation import queries as conversations
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.locale import Language
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.carts.model import Cart
from comptoir.street import session as sessions
from comptoir.street.session import COOKIE, Session
from comptoir.street.shop import Shop as Served
from comptoir.street.words import explain
from comptoir.surfaces.web import application
from tests.stories.letters import Carrier
from tests.stories.shelves import stocked
from tests.stories.shopping import Good, Shop, a_household, a_shop, want

FORM = {"content-type": "application/x-www-form-urlencoded"}
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(slots=True)
class Visitor:
    """A browser without scripts: it keeps cookies and posts the forms of the page it is on."""

    client: httpx.AsyncClient
    database: Database
    shop: Shop
    page: str = ""

    @property
    def token(self) -> str:
        """Give the token of the forms on the page."""
        found = _TOKEN.search(self.page)
        assert found is not None, "no form on this page"
        return found[1]

    async def visit(self, path: str = "/counter", **headers: str) -> httpx.Response:
        """Open a page."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = await self.client.get(path, headers=named)
        self.page = response.text
        return response

    async def enter(self) -> str:
        """Open the shop of the story, whatever other stores there are, and give its page."""
        await self.visit()
        await self.post("/store", {"store": self.shop.store})
        response = await self.visit()
        assert response.status_code == 200
        return response.text

    async def post(
        self,
        path: str,
        fields: dict[str, str],
        headers: Mapping[str, str] | None = None,
        *,
        token: bool = True,
    ) -> httpx.Response:
        """Send a form of the page."""
        whole = {"csrf": self.token, **fields} if token else fields
        return await self.client.post(path, data=whole, headers=headers)

    async def say(self, text: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        """Send a sentence."""
        return await self.post("/say", {"text": text, "turn": "t"}, headers)

    async def send(self, recording: bytes, token: str | None = None) -> httpx.Response:
        """Send a recording, as the page's microphone does."""
        headers = {"x-csrf": token or self.token, "content-type": "audio/webm"}
        return await self.client.post("/heard", content=recording, headers=headers)

    async def sign_in(self, mail: Carrier, email: str, onward: str = "") -> httpx.Response:
        """Sign in by the code that is mailed."""
        await self.visit(f"/sign-in?next={onward}")
        await self.post("/sign-in", {"email": email, "next": onward})
        await self.visit(f"/sign-in/code?next={onward}")
        return await self.post("/sign-in/code", {"code": mail.code(email), "next": onward})

    async def session(self) -> Session:
        """Read the session that the browser keeps."""
        seal = await sessions.seal_of(self.database)
        read = seal.open(self.client.cookies.get(COOKIE), at=self.database.clock.now())
        assert read is not None
        return read

    async def conversation(self, language: Language = Language.FRENCH) -> str:
        """Give the id of the conversation in the story's shop."""
        return (await self.session()).notes[f"{language.value}:{self.shop.store}"]

    async def cart(self) -> Cart:
        """Read the visitor's cart in the story's shop."""
        async with self.database.read(SYSTEM) as on:
            talk = await conversations.conversation(on, conversation=await self.conversation())
            return await cart_queries.cart(on, cart=talk.cart)

    async def take(self, *goods: tuple[Good, int]) -> None:
        """Put goods into the visitor's cart, at another door."""
        cart = await self.cart()
        async with self.database.work(SYSTEM) as uow:
            wants = [want(good, value) for good, value in goods]
            await carts.add_lines(uow, cart=cart.id, wants=wants)


@dataclass(slots=True)
class Stream:
    """An open stream of events, read one at a time."""

    app: ASGIApp
    path: str
    query: str
    cookie: str
    headers: dict[str, str]
    status: int = 0
    _sent: "asyncio.Queue[bytes | None]" = field(default_factory=asyncio.Queue)
    _left: asyncio.Event = field(default_factory=asyncio.Event)
    _begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        """Ask for the stream and take in what comes until it ends."""
        headers = {"cookie": self.cookie, **self.headers}
        scope = {
            "type": "http",
            "method": "GET",
            "path": self.path,
            "raw_path": self.path.encode(),
            "root_path": "",
            "scheme": "http",
            "query_string": self.query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "server": ("shop", 80),
            "client": ("visitor", 1),
            "http_version": "1.1",
        }
        try:
            await self.app(scope, self._receive, self._send)
        finally:
            await self._sent.put(None)

    async def event(self) -> str | None:
        """Give the next event, or None when the stream has ended."""
        async with asyncio.timeout(10):
            chunk = await self._sent.get()
        return None if chunk is None else chunk.decode()

    async def begun(self) -> int:
        """Wait for the answer to begin and give its status."""
        async with asyncio.timeout(10):
            await self._begun.wait()
        return self.status

    def leave(self) -> None:
        """Close the window."""
        self._left.set()

    async def _receive(self) -> Message:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._begun.set()
        elif message.get("body"):
            await self._sent.put(message["body"])


@dataclass(slots=True)
class House:
    """The page, what it serves, and the visitors it has."""

    app: ASGIApp
    served: Served
    shop: Shop
    database: Database
    clock: FixedClock
    mail: Carrier
    _clients: contextlib.AsyncExitStack

    async def visitor(self) -> Visitor:
        """Let another visitor in, with a browser of their own."""
        transport = httpx.ASGITransport(
            app=self.app, raise_app_exceptions=False, client=(self.shop.store, 1)
        )
        client = httpx.AsyncClient(transport=transport, base_url="http://shop")
        await self._clients.enter_async_context(client)
        return Visitor(client, self.database, self.shop)

    @contextlib.asynccontextmanager
    async def watch(
        self, visitor: Visitor, path: str = "/live", query: str = "", **headers: str
    ) -> AsyncGenerator[Stream]:
        """Open a window that follows a page live."""
        cookie = f"{COOKIE}={visitor.client.cookies.get(COOKIE, '')}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        stream = Stream(self.app, path, query, cookie, named)
        task = asyncio.create_task(stream.run())
        try:
            yield stream
        finally:
            stream.leave()
            async with asyncio.timeout(10):
                await task


@pytest_asyncio.fixture
async def house(database: Database, clock: FixedClock) -> AsyncGenerator[House]:
    """Open the page of a small shop in which every visitor has a home in the delivery zone."""
    async with database.work(SYSTEM) as uow:
        shop = await a_shop(uow)

    async def welcome(uow: UnitOfWork, _store: str, _language: Language) -> str:
        return await a_household(uow)

    mail = Carrier()
    served = Served(database, {"at_handover": AtHandover()}, welcome=welcome, mail=mail)
    async with contextlib.AsyncExitStack() as clients:
        app = application.build(served, explain)
        yield House(app, served, shop, database, clock, mail, clients)
        served.closing.set()


@pytest_asyncio.fixture
async def shelves(house: House) -> House:
    """Open the pages of a shop among whose goods are some with every field that a sheet shows."""
    async with house.database.work(SYSTEM) as uow:
        await stocked(uow, house.shop.store)
    return house


@pytest_asyncio.fixture
async def visitor(house: House) -> Visitor:
    """Let a visitor into the story's shop."""
    entered = await house.visitor()
    await entered.enter()
    return entered


@pytest.fixture
def htmx() -> dict[str, str]:
    """Give the header that the page's own script sends along."""
    return {"HX-Request": "true"}
