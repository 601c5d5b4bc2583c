"""MCP over standard input and output: one client, for as long as it keeps its end open."""

import asyncio
import os
import threading
from contextlib import suppress
from typing import Any, BinaryIO, cast

from mcp.server import Server
from mcp.server.stdio import stdio_server

from comptoir.street.limits import MOST_BYTES

_TOO_LONG = "a line beyond the limit"
"""Stands for a line that nobody reads; it is no JSON, and is answered as such."""


async def serve(server: Server[Any]) -> None:
    """Answer until the input ends; being cancelled ends it at once, whatever is being read."""
    lines = _Lines(_take_input())
    async with stdio_server(cast("Any", lines)) as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _take_input() -> BinaryIO:
    """Give the standard input to this transport alone: children read an empty one."""
    wire = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return wire


class _Lines:
    """The lines of an input, read beside the loop: a read that blocks holds up no end."""

    def __init__(self, wire: BinaryIO) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()
        threading.Thread(target=self._read, args=[wire], name="stdin", daemon=True).start()

    def __aiter__(self) -> "_Lines":
        return self

    async def __anext__(self) -> str:
        line = await self._queue.get()
        if line is None:
            raise StopAsyncIteration
        return line

    def _read(self, wire: BinaryIO) -> None:
        with suppress(RuntimeError):  # the loop has ended meanwhile
            while line := wire.readline(MOST_BYTES):
                whole = line.endswith(b"\n") or len(line) < MOST_BYTES
                while not whole and line and not line.endswith(b"\n"):
                    line = wire.readline(MOST_BYTES)
                self._give(line.decode("utf-8", "replace") if whole else _TOO_LONG)
            self._give(None)

    def _give(self, line: str | None) -> None:
        self._loop.call_soon_threadsafe(self._queue.put_nowait, line)
