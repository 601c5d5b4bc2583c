"""Products for measurements: files of one's own, imported as the shop imports, or the demo's."""

import gzip
import json
import os
from collections.abc import AsyncGenerator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from comptoir.app.demo.assortment import assortment
from comptoir.app.demo.seed import seed
from comptoir.app.importing.products import import_products
from comptoir.app.importing.report import Options
from comptoir.db.migrate import migrate
from comptoir.db.server import EmbeddedServer
from comptoir.db.unit_of_work import Database
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores.model import StoreDetails
from comptoir.kernel.caller import SYSTEM

STORE = "bench"
DEMO_STORE = "grand-ouest"


@dataclass(frozen=True, slots=True)
class Row:
    """What judgements read of a product, as its source gives it."""

    gtin: str
    name: str
    brand: str
    category: str


def rows(paths: Sequence[Path]) -> list[Row]:
    """Read products: one JSON object a line with code, name, brand and category_fr."""
    found: dict[str, Row] = {}
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                told = json.loads(line)
                texts = (told.get(name) or "" for name in ("name", "brand", "category_fr"))
                found.setdefault(told["code"], Row(told["code"], *texts))
    return list(found.values())


def demo_rows() -> list[Row]:
    """Give the products of the demo assortment."""
    goods = assortment()
    names = {category.id: category.name_fr for category in goods.categories}
    return [
        Row(each.gtin, each.name, each.brand, names.get(each.category or "", ""))
        for each in goods.products
    ]


async def load(database: Database, paths: Sequence[Path]) -> str:
    """Import the files with sample offers, or seed the demo where there are none; give a store."""
    if not paths:
        await seed(database)
        async with database.work(SYSTEM) as uow:  # every season's goods, whatever today's date
            offers = [each.offer for each in assortment().stores[DEMO_STORE]]
            await pricing.set_offers(uow, store=DEMO_STORE, offers=offers)
        return DEMO_STORE
    async with database.work(SYSTEM) as uow:
        await stores.create_store(
            uow, store=STORE, details=StoreDetails(name="Bench", kind="hypermarket")
        )
    for path in paths:
        options = Options(sample_offers=True)
        await import_products(database, file=path, store=STORE, options=options)
    return STORE


@asynccontextmanager
async def fresh_database(keep: str | None = None) -> AsyncGenerator[tuple[Database, bool]]:
    """Give a database for a measurement and whether it is empty.

    It is made on the server that COMPTOIR_DATABASE_URL names, else on an embedded one, and dropped
    in the end unless it has a name to be kept under.
    """
    with ExitStack() as stack:
        server = os.environ.get("COMPTOIR_DATABASE_URL")
        if server is None:
            folder = stack.enter_context(TemporaryDirectory())
            embedded = EmbeddedServer(Path(folder))
            server = embedded.start()
            stack.callback(embedded.stop)
        name = keep or f"comptoir_bench_{os.getpid()}"
        is_new = _make(server, name)
        if keep is None:
            stack.callback(_drop, server, name)
        conninfo = make_conninfo(server, dbname=name)
        await migrate(conninfo)
        database = Database(conninfo, connections=2)
        await database.open()
        try:
            yield database, is_new
        finally:
            await database.close()


def _make(server: str, name: str) -> bool:
    with psycopg.connect(server, autocommit=True) as conn:
        known = conn.execute("select 1 from pg_database where datname = %s", (name,))
        if known.fetchone():
            return False
        conn.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        return True


def _drop(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
