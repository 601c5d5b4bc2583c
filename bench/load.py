"""A closed-loop HTTP load: so many clients, each with one connection and one request at a time."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self

import httptools


class _Answer:
    """Collects one response, as httptools calls it back."""

    def __init__(self) -> None:
        self.body = bytearray()
        self.done = asyncio.get_running_loop().create_future()

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        if not self.done.done():
            self.done.set_result(None)


class Client(asyncio.Protocol):
    """One keep-alive connection to the server under test."""

    def __init__(self) -> None:
        self._answer: _Answer | None = None
        self._parser: httptools.HttpResponseParser | None = None
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def connect(cls, port: int) -> Self:
        """Open a connection on the loopback."""
        loop = asyncio.get_running_loop()
        _, client = await loop.create_connection(cls, "127.0.0.1", port)
        return client

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if self._parser is not None:
            self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done.done():
            self._answer.done.set_exception(exc or ConnectionResetError())

    async def call(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Send one request and give the status and the JSON that came back."""
        assert self._transport is not None
        payload = b"" if body is None else json.dumps(body).encode()
        self._answer = _Answer()
        self._parser = httptools.HttpResponseParser(self._answer)
        self._transport.write(
            f"{method} {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
            f"content-length: {len(payload)}\r\n\r\n".encode()
            + payload
        )
        await self._answer.done
        return self._parser.get_status_code(), json.loads(self._answer.body or b"null")

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


@dataclass(slots=True)
class Result:
    """What a load measured."""

    name: str
    seconds: float
    latencies: list[float] = field(default_factory=list[float])
    failures: list[str] = field(default_factory=list[str])

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, part: float) -> float:
        """Give a percentile of the latencies, in milliseconds."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


Task = Callable[[Client, int], Awaitable[None]]
"""One unit of load by the client of this number; raises when an answer is not as it should be."""


async def run(name: str, task: Task, *, port: int, clients: int, seconds: float) -> Result:
    """Let `clients` repeat `task` for so long and tell how often and how fast it went."""
    connections = [await Client.connect(port) for _ in range(clients)]
    result = Result(name, seconds)
    stop_at = time.perf_counter() + seconds

    async def repeat(number: int, client: Client) -> None:
        while (began := time.perf_counter()) < stop_at:
            try:
                await task(client, number)
            except (AssertionError, ConnectionError) as error:
                result.failures.append(f"{type(error).__name__}: {error}"[:200])
                continue
            result.latencies.append(time.perf_counter() - began)

    await asyncio.gather(*(repeat(n, client) for n, client in enumerate(connections)))
    for client in connections:
        client.close()
    return result
