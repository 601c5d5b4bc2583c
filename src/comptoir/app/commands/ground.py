"""Opens the shop's database for one command, and closes it whatever happens."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TypeVar

from comptoir.app import wiring
from comptoir.app.commands.tongue import language, t
from comptoir.app.commands.trouble import Trouble
from comptoir.app.settings import Settings
from comptoir.db.unit_of_work import Database
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.kernel.caller import Caller, Door
from comptoir.shopping.payments.ports import PaymentPort

Result = TypeVar("Result")


def caller() -> Caller:
    """Say who asks: someone at the terminal."""
    return Caller(Door.TERMINAL, language())


def with_database(data: Path | None, act: Callable[[Database], Awaitable[Result]]) -> Result:
    """Run `act` on the shop's database: the one named in the environment, else the embedded one."""

    async def run(database: Database, _: Mapping[str, PaymentPort]) -> Result:
        return await act(database)

    return with_shop(data, run, demo=False)


def with_shop(
    data: Path | None,
    act: Callable[[Database, Mapping[str, PaymentPort]], Awaitable[Result]],
    *,
    demo: bool,
) -> Result:
    """Run `act` on the shop's database and its payment providers, the demo's too if asked."""
    settings = Settings.read(data=data)
    # A command says itself, in one line, what becomes of a connection that it breaks off.
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)

    async def run(conninfo: str) -> Result:
        await wiring.prepare(conninfo)
        async with wiring.opened(conninfo, settings, demo=demo) as (database, ports):
            return await act(database, ports)

    with wiring.server_for(settings) as conninfo:
        return asyncio.run(run(conninfo))


async def chosen_store(database: Database, named: str | None) -> Store:
    """Give the store that was named, or the only one there is.

    :raises Refusal: when there is no store of that name.
    :raises Trouble: when none was named and there is not exactly one.
    """
    async with database.read(caller()) as on:
        if named is not None:
            return await stores.store(on, store=named)
        there = await stores.stores(on)
    if len(there) == 1:
        return there[0]
    if not there:
        raise Trouble(
            t(
                "Il n’y a pas encore de magasin. « comptoir store create NOM » en ouvre un.",
                "There is no store yet. `comptoir store create NAME` opens one.",
            )
        )
    names = ", ".join(store.id for store in there)
    raise Trouble(
        t(
            f"Il y a plusieurs magasins. Choisissez avec --store : {names}.",
            f"There are several stores. Choose with --store: {names}.",
        )
    )
