"""Doors of a voice of a shop that is really served: two processes, one socket each, one end."""

import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from wyoming.asr import Transcript
from wyoming.client import AsyncTcpClient
from wyoming.handle import Handled
from wyoming.info import Describe, Info
from wyoming.ping import Ping

from comptoir.app.commands.doors import SECRET
from comptoir.db.migrate import migrate
from comptoir.db.unit_of_work import Database
from tests.conftest import new_database
from tests.journeys.served import Running, running
from tests.shop.conversation.story import a_talk

_SECRET = "a-secret-of-the-grocers-own"


@asynccontextmanager
async def a_served_shop(server: str, data: Path) -> AsyncGenerator[tuple[Running, str]]:
    """Serve a shop with goods through every door, and give its store."""
    with new_database(server) as conninfo:
        await migrate(conninfo)
        database = Database(conninfo, connections=2)
        await database.open()
        store = (await a_talk(database)).store
        await database.close()
        doors = [
            f"--wyoming={store}=127.0.0.1:0",
            f"--alexa=skill={store}",
            f"--dialogflow={store}",
        ]
        with running(data, conninfo, "serve", "--processes", "2", *doors, lines=2) as shop:
            yield shop, store


def wyoming(shop: Running) -> AsyncTcpClient:
    """Give a client of the shop's Wyoming door."""
    address, _, _ = shop.lines[1].removeprefix("wyoming tcp://").partition(" ")
    host, _, port = address.partition(":")
    return AsyncTcpClient(host, int(port), connect_timeout=10, read_timeout=20)


class TestServe:
    async def test_opens_the_doors_that_were_asked_for_and_closes_them(
        self, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(SECRET, _SECRET)
        async with a_served_shop(server, tmp_path) as (shop, store):
            assert shop.lines[1].endswith(f" {store}")
            async with wyoming(shop) as client:
                await client.write_event(Describe().event())
                described = await client.read_event()
                await client.write_event(Transcript("du camembert", language="fr").event())
                answer = await client.read_event()
            assert described is not None
            assert answer is not None
            assert Info.from_event(described).handle
            assert "camembert" in (Handled.from_event(answer).text or "").lower()

            async with httpx.AsyncClient(base_url=shop.address) as web:
                unsigned = await web.post("/alexa/", json={})
                asked = await web.post(
                    f"/dialogflow/{store}",
                    json={"sessionInfo": {"session": "s"}, "text": "du camembert"},
                    headers={"Authorization": f"Bearer {_SECRET}"},
                )
            assert unsigned.json()["facts"] == {"reason": "signature"}
            assert "camembert" in asked.text.lower()

            async with wyoming(shop) as idle:
                await idle.write_event(Ping().event())
                await idle.read_event()
                shop.process.send_signal(signal.SIGTERM)
                assert await idle.read_event() is None
            assert shop.process.wait(timeout=20) == 0
