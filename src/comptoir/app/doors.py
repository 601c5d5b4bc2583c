"""Doors of a voice that were asked for, from their sockets to their end."""

import contextlib
import errno
import os
import socket
import ssl
from collections.abc import AsyncGenerator, Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.routing import Mount

from comptoir.app.door_plan import Doors
from comptoir.db.unit_of_work import Database
from comptoir.goods.stores import queries as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.street.shop import Shop

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

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


def mounts(shop: Shop, doors: Doors) -> list[Mount]:
    """Make the doors that stand under the web's address."""
    made: list[Mount] = []
    if doors.alexa:
        from comptoir.adapters.fetching.over_http import OverHttp  # noqa: PLC0415 (as above)
        from comptoir.surfaces.alexa import application as alexa  # noqa: PLC0415
        from comptoir.surfaces.alexa.certificates import Chains  # noqa: PLC0415

        chains = Chains(OverHttp(), partial(roots, doors.alexa_roots))
        made.append(Mount("/alexa", alexa.build(shop, stores=doors.alexa, chains=chains)))
    if doors.dialogflow:
        from comptoir.surfaces.dialogflow import application as dialogflow  # noqa: PLC0415

        webhook = dialogflow.build(shop, stores=doors.dialogflow, secret=doors.dialogflow_secret)
        made.append(Mount("/dialogflow", webhook))
    return made


def roots(named: Path | None) -> "tuple[Certificate, ...]":
    """Read the authorities that are trusted: those of a file, else the system's.

    :raises OSError: when there is no such file, or the system has none.
    :raises ValueError: when it holds no certificates.
    """
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 (as above)

    found = tuple(load_pem_x509_certificates((named or _system_roots()).read_bytes()))
    if not found:
        raise ValueError("no certificates")
    return found


def _system_roots() -> Path:
    paths = ssl.get_default_verify_paths()
    bundles = (paths.cafile, paths.openssl_cafile, "/etc/ssl/certs/ca-certificates.crt")
    for bundle in bundles:
        if bundle and Path(bundle).is_file():
            return Path(bundle)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "ca-certificates.crt")
