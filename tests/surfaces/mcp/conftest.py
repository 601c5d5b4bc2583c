"""The MCP door of a small shop, called by the real client over real HTTP."""

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, cast

import httpx2
import jsonschema
import pytest_asyncio
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.adapters.payments.sandbox import Sandbox
from comptoir.app import asgi
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.locale import Language
from comptoir.street import passes
from comptoir.street.shop import Shop as Counter
from tests.stories.listening import listening
from tests.stories.shopping import Shop, a_household, a_shop

PATIENCE = 30
"""Seconds: a busy machine may take longer than the five that the client waits by itself."""


@dataclass(slots=True)
class Assistant:
    """A connected client; what it is given is checked against what the tools declare."""

    client: Client
    session: str | None = None
    schemas: dict[str, Any] = field(default_factory=dict[str, Any])

    async def call(self, tool: str, **arguments: Any) -> CallToolResult:
        """Call a tool."""
        if self.session is not None:
            arguments.setdefault("session", self.session)
        return await self.client.call_tool(tool, arguments)

    async def ok(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool and give the document of an answer that must be a yes."""
        result = await self.call(tool, **arguments)
        assert not result.is_error, result.content
        if not self.schemas:
            listed = await self.client.list_tools()
            self.schemas = {each.name: each.output_schema for each in listed.tools}
        jsonschema.validate(result.structured_content, self.schemas[tool])
        return cast("dict[str, Any]", result.structured_content)

    async def refused(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Call a tool and give the error of an answer that must be a no."""
        result = await self.call(tool, **arguments)
        assert result.is_error, result.structured_content
        told = cast("dict[str, Any]", result.structured_content)["error"]
        assert told["code"]
        assert told["detail"]
        assert "Traceback" not in str(told)
        return cast("dict[str, Any]", told)

    async def start(self, shop: Shop, **arguments: Any) -> str:
        """Start shopping, keep the session if one was given, and give the cart."""
        started = await self.ok("start_shopping", store=shop.store, **arguments)
        self.session = started["session"] or self.session
        return str(started["cart"]["cart"])


@dataclass(frozen=True, slots=True)
class Door:
    """The address of the door, and the shop behind it."""

    url: str
    shop: Shop
    counter: Counter
    database: Database
    clock: FixedClock

    @contextlib.asynccontextmanager
    async def client(
        self,
        token: str | None = None,
        mode: str = "auto",
        note: Callable[[httpx2.Response], Awaitable[None]] | None = None,
        **headers: str,
    ) -> AsyncGenerator[Assistant]:
        """Connect a client, with a pass if one is given; `note` is shown what comes back."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if token is not None:
            named["authorization"] = f"Bearer {token}"
        async with (
            httpx2.AsyncClient(
                headers=named, timeout=PATIENCE, event_hooks={"response": [note] if note else []}
            ) as http,
            Client(
                streamable_http_client(f"{self.url}/mcp", http_client=http), mode=mode
            ) as connected,
        ):
            yield Assistant(connected)

    async def household(self) -> tuple[str, str]:
        """Make a household with an address, and give its id and a pass for it."""
        async with self.database.work(SYSTEM) as uow:
            household = await a_household(uow)
        return household, await self.pass_for(household)

    async def pass_for(self, household: str, language: Language = Language.FRENCH) -> str:
        """Write a pass."""
        seal = await self.counter.seal()
        at = self.clock.now()
        return passes.issue(seal, household=household, language=language, at=at)[0]


@pytest_asyncio.fixture
async def door(database: Database, clock: FixedClock) -> AsyncGenerator[Door]:
    """Serve a small shop with everything on its shelves."""
    async with database.work(SYSTEM) as uow:
        shop = await a_shop(uow)
    counter = Counter(database, {"at_handover": AtHandover(), "sandbox": Sandbox()})
    async with listening(asgi.build(counter)) as url:
        yield Door(url, shop, counter, database, clock)
