"""Doors of a voice that were asked for, from their sockets to their end."""

import contextlib
import socket
from collections.abc import AsyncGenerator, Generator, Sequence

from comptoir.app.door_plan import Doors
from comptoir.db.unit_of_work import Database
from comptoir.goods.stores import queries as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.street.shop import Shop

BACKLOG = 1024


async def check_stores(conninfo: str, doors: Doors) -> None:
    """Check that every door leads to a store.

    :raises Refusal: when one does not.
    """
    if not doors.stores:
        return
    database = Database(conninfo, connections=1)
    await database.open()
    try:
        async with database.read(SYSTEM) as on:
            for store in sorted(doors.stores):
                await stores.store(on, store=store)
    finally:
        await database.close()


def bound(host: str, port: int) -> socket.socket:
    """Listen at an address; every process that is forked later shares it."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(BACKLOG)
    except OSError:
        door.close()
        raise
    return door


@contextlib.contextmanager
def listening(doors: Doors) -> Generator[list[socket.socket]]:
    """Listen at the doors that have an address of their own, in their order."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(bound(door.host, door.port)) for door in doors.wyoming]


@contextlib.asynccontextmanager
async def served(
    shop: Shop, doors: Doors, sockets: Sequence[socket.socket]
) -> AsyncGenerator[None]:
    """Answer at the doors that have an address of their own, for as long as the context lasts."""
    async with contextlib.AsyncExitStack() as stack:
        if doors.wyoming:
            from comptoir.surfaces.wyoming.listener import (  # noqa: PLC0415 (loaded where asked for)
                listening as wyoming,
            )

            for door, open_socket in zip(doors.wyoming, sockets, strict=True):
                await stack.enter_async_context(wyoming(shop, store=door.store, door=open_socket))
        yield
