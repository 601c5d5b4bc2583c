"""Products for measurements: a JSON Lines file of one's own, in stock in one store."""

import gzip
import json
import os
from collections.abc import AsyncGenerator, Iterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from comptoir.db.migrate import migrate
from comptoir.db.server import EmbeddedServer
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.catalog.text import words
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores.model import StoreDetails
from comptoir.kernel.caller import SYSTEM

STORE = "bench"


@dataclass(frozen=True, slots=True)
class Row:
    """What judgements read of a product, as the file gives it."""

    gtin: str
    name: str
    brand: str
    category: str
    labels: str


def rows(paths: list[Path]) -> Iterator[Row]:
    """Read products: one JSON object a line with code, name, brand, category_fr, labels."""
    seen: set[str] = set()
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                told = json.loads(line)
                if told["code"] in seen or not told.get("name", "").strip():
                    continue
                seen.add(told["code"])
                yield Row(
                    told["code"],
                    told["name"].strip(),
                    told.get("brand") or "",
                    told.get("category_fr") or "",
                    told.get("labels") or "",
                )


async def load(database: Database, products: list[Row]) -> None:
    """Put the products in the catalogue and on the shelves of the store."""
    names = {row.category for row in products if row.category}
    async with database.work(SYSTEM) as uow:
        await stores.create_store(
            uow, store=STORE, details=StoreDetails(name="Bench", kind="hypermarket")
        )
        await catalog.put_categories(
            uow, categories=[Category(id=_slug(name), parent=None, name_fr=name) for name in names]
        )
    async with database.work(SYSTEM) as uow:
        await catalog.put_products(uow, products=[_product(row) for row in products])
        await pricing.set_offers(
            uow,
            store=STORE,
            offers=[
                Offer(gtin=row.gtin, price=100 + 37 * n % 900) for n, row in enumerate(products)
            ],
        )
        await inventory.set_counts(uow, store=STORE, counts={row.gtin: 50 for row in products})


def _product(row: Row) -> Product:
    return Product(
        gtin=row.gtin,
        name=row.name[:200],
        brand=row.brand[:100],
        category=_slug(row.category) if row.category else None,
        vat_rate=550,
        vat_reason="food",
        aliases=tuple(part.strip() for part in row.labels.split(",") if "ans" in part),
    )


def _slug(name: str) -> str:
    return "-".join(words(name))[:60]


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
