"""The one place where the rooms are put together: reactions, jobs, payment providers."""

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.adapters.payments.sandbox import Sandbox
from comptoir.app.settings import Settings
from comptoir.db import outbox
from comptoir.db.jobs import DISPATCH
from comptoir.db.migrate import migrate
from comptoir.db.server import EmbeddedServer
from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.goods.stores import queries as stores
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.orders import process
from comptoir.shopping.orders import reactions as order_reactions
from comptoir.shopping.payments.ports import PaymentPort
from comptoir.shopping.slots import commands as slots

Reaction = Callable[[UnitOfWork, Mapping[str, Any]], Awaitable[None]]

REACTIONS: dict[str, tuple[Reaction, ...]] = {
    "OrderPlaced": (order_reactions.remember_habits,),
}
"""Which reactions follow which event, each in a unit of work of its own."""

EVERY_MINUTE = "* * * * *"
EVERY_HOUR = "7 * * * *"


def payment_ports(*, demo: bool) -> dict[str, PaymentPort]:
    """Give the payment providers by method; the sandbox only where no real money is meant."""
    ports: list[PaymentPort] = [AtHandover()]
    if demo:
        ports.append(Sandbox())
    return {port.method: port for port in ports}


@asynccontextmanager
async def embedded_or_named(settings: Settings) -> AsyncGenerator[str]:
    """Give a connection string, starting the embedded server when no other is named."""
    if settings.database_url:
        yield settings.database_url
        return
    with contextlib.ExitStack() as stack:
        server = EmbeddedServer(settings.data)
        conninfo = server.start()
        stack.callback(server.stop)
        yield conninfo


@asynccontextmanager
async def opened(settings: Settings) -> AsyncGenerator[Database]:
    """Open a shop's database, brought up to date, for as long as the context lasts."""
    async with embedded_or_named(settings) as conninfo:
        await migrate(conninfo)
        database = Database(conninfo, connections=settings.connections)
        register_jobs(database, payment_ports(demo=True))
        await database.open()
        try:
            yield database
        finally:
            await database.close()


def register_jobs(database: Database, ports: process.Ports) -> None:
    """Let the worker hand events to their reactions and look after holds and windows."""

    async def dispatch(store: str, event: int) -> None:
        await hand_over(database, store=store, event=event)

    async def settle() -> None:
        for store in await _stores(database):
            await process.settle(database, ports, store=store)

    async def open_windows() -> None:
        for store, zone in (await _stores(database)).items():
            async with database.work(SYSTEM) as uow:
                await slots.open_windows(uow, store=store, zone=zone)

    database.jobs.register(DISPATCH, dispatch)
    database.jobs.register("orders.settle", settle, cron=EVERY_MINUTE)
    database.jobs.register("slots.open_windows", open_windows, cron=EVERY_HOUR)


async def hand_over(database: Database, *, store: str, event: int) -> None:
    """Hand one stored event to every reaction that follows its kind."""
    async with database.read(SYSTEM) as on:
        happened = await outbox.read(on, store=store, id=event)
    if happened is None:
        return
    for reaction in REACTIONS.get(happened.kind, ()):
        async with database.work(SYSTEM) as uow:
            await reaction(uow, happened.payload)


async def _stores(database: Database) -> dict[str, str]:
    async with database.read(SYSTEM) as on:
        return {store.id: store.timezone for store in await stores.stores(on)}
