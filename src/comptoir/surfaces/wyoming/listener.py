"""The listening socket of a Wyoming door, from its opening to its end in order."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import cast

from wyoming.error import Error
from wyoming.event import async_write_event
from wyoming.server import AsyncEventHandler, AsyncServer, HandlerFactory

from comptoir.goods.stores import queries as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.street.counter import counter_of
from comptoir.street.shop import Shop
from comptoir.surfaces.wyoming.describing import description
from comptoir.surfaces.wyoming.handler import IDLE_SECONDS, SpeakerHandler

MOST_CONNECTIONS = 200
LONGEST_LINE = 16_384
DRAIN_SECONDS = 10.0


class Listener(AsyncServer):
    """Serves a socket that is bound already, so that processes can share it."""

    def __init__(self, door: socket.socket, *, most: int = MOST_CONNECTIONS) -> None:
        super().__init__()
        self._door = door
        self._most = most
        self._server: asyncio.Server | None = None
        self.leaving = asyncio.Event()
        self.port = int(door.getsockname()[1])

    @property
    def _connected(self) -> Mapping[asyncio.Task[None], AsyncEventHandler]:
        return cast("Mapping[asyncio.Task[None], AsyncEventHandler]", self._handlers)

    async def run(self, handler_factory: HandlerFactory) -> None:
        """Serve until cancelled."""
        await self.start(handler_factory)
        if self._server is not None:
            await self._server.serve_forever()

    async def start(self, handler_factory: HandlerFactory) -> None:
        """Begin to serve."""
        self._server = await asyncio.start_server(
            partial(self._admit, handler_factory), sock=self._door, limit=LONGEST_LINE
        )

    async def stop(self) -> None:
        """Take no more connections and let those end that are being answered."""
        if self._server is not None:
            self._server.close()
        self.leaving.set()
        left = set(self._connected)
        if left:
            _, late = await asyncio.wait(left, timeout=DRAIN_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _admit(
        self,
        handler_factory: HandlerFactory,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        if len(self._connected) < self._most:
            await self._handler_callback(handler_factory, reader, writer)
            return
        try:
            await async_write_event(Error("too many connections", "too_many").event(), writer)
        finally:
            writer.close()


@asynccontextmanager
async def listening(
    shop: Shop,
    *,
    store: str,
    door: socket.socket,
    idle_seconds: float = IDLE_SECONDS,
    most: int = MOST_CONNECTIONS,
) -> AsyncGenerator[Listener]:
    """Answer Wyoming clients about a store on a bound socket, for as long as the context lasts.

    :raises Refusal: when there is no such store.
    """
    async with shop.database.read(SYSTEM) as on:
        name = (await stores.store(on, store=store)).name
    listener = Listener(door, most=most)
    handler = partial(
        SpeakerHandler,
        counter=counter_of(shop),
        store=store,
        info=description(name),
        leaving=listener.leaving,
        idle_seconds=idle_seconds,
    )
    await listener.start(handler)
    try:
        yield listener
    finally:
        await listener.stop()
