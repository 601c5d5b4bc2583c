"""The API of a small shop, called in process."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest_asyncio

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.adapters.payments.sandbox import Sandbox
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.street.shop import Shop as Counter
from comptoir.street.words import explain
from comptoir.surfaces.api import application
from tests.stories.shopping import Shop, a_shop


@dataclass(frozen=True, slots=True)
class Api:
    """A client of the API, the shop it serves and the sandbox that takes its payments."""

    client: httpx.AsyncClient
    shop: Shop
    sandbox: Sandbox
    counter: Counter

    async def call(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> tuple[int, dict[str, Any]]:
        """Call the API and give the status and the JSON that came back."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = await self.client.request(method, path, json=body, headers=named)
        return response.status_code, response.json()

    async def ok(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """Call the API and give the JSON of an answer that must be a yes."""
        status, answer = await self.call(method, path, body, **headers)
        assert status < 300, answer
        return answer

    async def refused(
        self, status: int, method: str, path: str, body: object = None, **headers: str
    ) -> dict[str, Any]:
        """Call the API and give the problem of an answer that must be a no."""
        got, answer = await self.call(method, path, body, **headers)
        assert got == status, answer
        assert answer["type"].startswith("urn:comptoir:problem:")
        assert answer["status"] == status
        assert answer["detail"]
        assert "Traceback" not in str(answer)
        return answer


@pytest_asyncio.fixture
async def api(database: Database) -> AsyncGenerator[Api]:
    """Serve a small shop with everything on its shelves."""
    async with database.work(SYSTEM) as uow:
        shop = await a_shop(uow)
    sandbox = Sandbox()
    counter = Counter(database, {"at_handover": AtHandover(), "sandbox": sandbox})
    app = application.build(counter, explain)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        yield Api(client, shop, sandbox, counter)
