"""One assistant at standard input: whose it is, and how its connection ends."""

import asyncio
import signal
import sys
from contextlib import suppress

from comptoir.app import wiring
from comptoir.app.commands.ground import caller
from comptoir.app.commands.tongue import language
from comptoir.app.demo import chain, visitors
from comptoir.app.settings import HOUSEHOLD, Settings
from comptoir.db.unit_of_work import Database
from comptoir.goods.stores import queries as stores
from comptoir.shopping.customers import queries as customers
from comptoir.street.rpc import stdio
from comptoir.street.shop import Shop, as_guest
from comptoir.street.words import explain
from comptoir.surfaces.mcp import application
from comptoir.surfaces.mcp.shopper import Shopper


async def serve(conninfo: str, settings: Settings, store: str, household: str | None) -> None:
    """Answer one client until it closes its end or a signal comes.

    :raises Refusal: when there is no such store or household.
    """
    async with (
        wiring.opened(conninfo, settings, demo=False) as (database, ports),
        wiring.second_opinion(settings) as opinion,
    ):
        theirs = await _household(database, store, household)
        shopper = Shopper(Shop(database, ports, opinion=opinion), language(), theirs)
        serving = asyncio.ensure_future(
            stdio.serve(application.for_one(shopper, explain, store=store))
        )
        loop = asyncio.get_running_loop()
        for sig in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sig, serving.cancel)
        print(f"Comptoir: {HOUSEHOLD}={theirs}", file=sys.stderr, flush=True)  # noqa: T201
        with suppress(asyncio.CancelledError):
            await serving


async def _household(database: Database, store: str, named: str | None) -> str:
    """Find the household that was named, or make one: a demo's visitor, elsewhere a guest.

    :raises Refusal: when there is no such store or household.
    """
    async with database.work(caller()) as uow:
        kept = await stores.store(uow, store=store)
        if named is not None:
            return (await customers.household(uow, household=named)).id
        welcome = visitors.welcome if chain.is_demo(kept) else as_guest
        return await welcome(uow, store, language())
