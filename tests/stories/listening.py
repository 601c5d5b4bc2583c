"""A shop's doors, served on loopback in this process for as long as a test lasts."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncGenerator, Generator

import uvicorn
from starlette.types import ASGIApp


class _Server(uvicorn.Server):
    """Leaves the signals of the process that runs the tests alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


@contextlib.asynccontextmanager
async def listening(app: ASGIApp) -> AsyncGenerator[str]:
    """Serve an application on a port of its own and give its address."""
    config = uvicorn.Config(app, log_level="warning", lifespan="on", access_log=False)
    server = _Server(config)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        serving = asyncio.create_task(server.serve(sockets=[door]))
        try:
            # Connections queue on the socket until the server takes them.
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving
