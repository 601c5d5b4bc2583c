"""The door in processes of its own: by standard input, and at the end of a server."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters

from comptoir.app.settings import DATABASE_URL, HOUSEHOLD
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from tests.stories.shopping import MILK, Shop, a_household, a_shop
from tests.surfaces.mcp.conftest import Assistant
from tests.surfaces.mcp.test_baskets import quantities

_RUN = "import sys; from comptoir.app.cli import main; sys.exit(main())"


def command(shop: Shop) -> list[str]:
    """Give the command that serves an assistant of a store."""
    return [sys.executable, "-c", _RUN, "mcp", "--store", shop.store]


@contextmanager
def running(words: list[str], conninfo: str) -> "Generator[subprocess.Popen[bytes]]":
    """Run a program whose three streams are open, and end it if it has not ended by itself."""
    environment = {**os.environ, DATABASE_URL: conninfo}
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


@asynccontextmanager
async def by_stdio(
    shop: Shop, conninfo: str, household: str | None = None, mode: str = "auto"
) -> AsyncGenerator[Assistant]:
    """Run the command and connect a client to it."""
    program, *arguments = command(shop)
    environment = {**os.environ, DATABASE_URL: conninfo, HOUSEHOLD: household or ""}
    parameters = StdioServerParameters(command=program, args=arguments, env=environment)
    async with Client(parameters, mode=mode) as client:
        yield Assistant(client)


class TestStdio:
    @pytest.mark.parametrize("mode", ["legacy", "auto"])
    async def test_is_one_households(self, database: Database, migrated: str, mode: str) -> None:
        async with database.work(SYSTEM) as uow:
            shop, household = await a_shop(uow), await a_household(uow)
        async with by_stdio(shop, migrated, household, mode) as assistant:
            cart = await assistant.start(shop)
            assert assistant.session is None
            again = await assistant.ok("start_shopping", store=shop.store)
            assert again["cart"]["cart"] == cart
            said = await assistant.ok("say", cart=cart, text="bonjour")
            assert said["say"]
            await assistant.refused("get_cart", cart=f"{shop.store}~{'x' * 22}")
        async with by_stdio(shop, migrated, household, mode) as assistant:
            assert await assistant.start(shop) == cart

    async def test_makes_a_guest_where_no_household_is_named(
        self, database: Database, migrated: str
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
        async with by_stdio(shop, migrated) as one, by_stdio(shop, migrated) as two:
            assert await one.start(shop) != await two.start(shop)

    @pytest.mark.parametrize("line", [b"{\n", b"\xff\xff\n", b"x" * 400_000 + b"\n", b"\n"])
    async def test_outlives_what_is_no_message(
        self, database: Database, migrated: str, line: bytes
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
        ping = b'{"jsonrpc":"2.0","id":7,"method":"ping"}\n'
        ended = _run(shop, migrated, line + ping)
        assert b'"id":7' in ended.stdout
        assert ended.returncode == 0

    async def test_says_in_a_line_that_a_store_is_not_there(
        self, database: Database, migrated: str
    ) -> None:
        del database
        ended = _run(Shop("nowhere", "", ""), migrated, b"")
        assert ended.returncode == 2
        assert len(ended.stderr.splitlines()) == 1
        assert ended.stdout == b""

    async def test_ends_at_a_signal_with_the_input_still_open(
        self, database: Database, migrated: str
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
        with running(command(shop), migrated) as process:
            assert process.stderr is not None
            assert process.stderr.readline().startswith(b"Comptoir: ")
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) == 0


class TestServer:
    async def test_ends_at_a_signal_with_a_client_connected(
        self, database: Database, migrated: str
    ) -> None:
        async with database.work(SYSTEM) as uow:
            shop = await a_shop(uow)
        words = [sys.executable, "-c", _RUN, "serve", "--port", "0", "--processes", "1"]
        with running(words, migrated) as process:
            assert process.stdout is not None
            line = process.stdout.readline().decode()
            url = line.partition(": ")[2].strip().rstrip("/")
            async with Client(f"{url}/mcp") as client:
                assistant = Assistant(client)
                cart = await assistant.start(shop)
                lines = [{"gtin": MILK.gtin}]
                changed = await assistant.ok("add_to_cart", cart=cart, lines=lines)
                assert quantities(changed["cart"]) == {MILK.gtin: 1}
                process.send_signal(signal.SIGTERM)
                assert await asyncio.to_thread(process.wait, 20) == 0


def _run(shop: Shop, conninfo: str, sent: bytes) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        command(shop),
        input=sent,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, DATABASE_URL: conninfo},
    )
