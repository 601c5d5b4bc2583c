"""Small documents over HTTP, from a server on the loopback."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from comptoir.adapters.fetching.over_http import OverHttp
from comptoir.street.ports import FetchFailed


@asynccontextmanager
async def a_server(answer: bytes, *, hold: bool = False) -> AsyncGenerator[str]:
    """Answer every request with these bytes, and hold the connection open when asked to."""
    done = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        if hold:
            await done.wait()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/chain.pem"
    finally:
        done.set()
        server.close()
        await server.wait_closed()


def ok(body: bytes) -> bytes:
    """Write a response."""
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (
        len(body),
        body,
    )


class TestOverHttp:
    async def test_gives_what_is_there(self) -> None:
        async with a_server(ok(b"a chain")) as url:
            assert await OverHttp()(url) == b"a chain"

    @pytest.mark.parametrize(
        ("answer", "why"),
        [
            (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404"),
            (b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n", "302"),
            (ok(b"x" * 101), "too large"),
            (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 500, "too large"),
            (b"nonsense\r\n\r\n", "ProtocolError"),
            (b"", "ProtocolError"),
        ],
    )
    async def test_refuses_what_is_no_small_document(self, answer: bytes, why: str) -> None:
        async with a_server(answer) as url:
            with pytest.raises(FetchFailed, match=why):
                await OverHttp(most=100)(url)

    async def test_waits_no_longer_than_it_was_told(self) -> None:
        async with a_server(b"HTTP/1.1 200 OK\r\n", hold=True) as url:
            with pytest.raises(FetchFailed, match="too long"):
                await OverHttp(patience_seconds=0)(url)

    async def test_refuses_an_address_that_leads_nowhere(self) -> None:
        async with a_server(b"") as url:
            pass
        for nowhere in (url, "http://", "not an address"):
            with pytest.raises(FetchFailed):
                await OverHttp()(nowhere)
