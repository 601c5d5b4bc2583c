"""Imports: seconds for a catalogue, its prices and its stock, and how long buyers wait meanwhile.

Takes products of its own making, or those of the files that are named. Buyers take and give back
stock of goods that the store had before, one after the other, in this process; each import runs as
`comptoir import` in a process of its own.
"""

import argparse
import asyncio
import csv
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.catalogue import STORE, fresh_database
from comptoir.app.importing.products import import_products
from comptoir.app.importing.report import Options
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog.gtin import check_digit
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores.model import StoreDetails
from comptoir.kernel.caller import SYSTEM

_SOLD_BEFORE = 200
_HEADS = ("Biscuits", "Chocolat noir", "Yaourt nature", "Soupe de légumes", "Jus d’orange", "Riz")
_TAILS = ("bio", "à l’ancienne", "au beurre", "aux amandes", "de Bretagne", "extra", "sans sel")
_SHELVES = ("Biscuits", "Chocolats", "Yaourts", "Soupes", "Jus d'orange", "Riz")


def a_catalogue(path: Path, count: int, *, first: int = 0) -> Path:
    """Write `count` invented products in the compact shape."""
    dice = random.Random(20_260_615)
    with path.open("w", encoding="utf-8") as file:
        for number in range(first, first + count):
            body = f"3769{number:08}"
            kind = dice.randrange(len(_HEADS))
            record = {
                "code": f"{body}{check_digit(body)}",
                "name": f"{_HEADS[kind]} {dice.choice(_TAILS)} {number}",
                "brand": f"Marque {dice.randrange(900)}",
                "category_fr": _SHELVES[kind],
                "quantity": f"{dice.randrange(1, 20) * 50} g",
                "ingredients": "Farine de blé, sucre, beurre, œufs, sel. " * 6,
                "nutriments_100g": {"fat": 12.5, "sugars": 20, "salt": 0.6},
                "sources": ["bench"],
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def a_stock_file(path: Path, products: Sequence[Path]) -> Path:
    """Write a count for every product of the files, unlike the one it has."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(("ean", "stock"))
        for source in products:
            for line in source.read_text("utf-8").splitlines():
                rows.writerow((json.loads(line)["code"], 777))
    return path


async def timed_import(database: Database, *words: str) -> tuple[float, list[float]]:
    """Run one import in a process of its own; give its seconds and what buyers waited."""
    command = ("-c", "import sys; from comptoir.app.cli import main; sys.exit(main())", "import")
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, *words, "--store", STORE,
        env=os.environ | {"COMPTOIR_DATABASE_URL": database.conninfo},
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    ended = asyncio.create_task(process.wait())
    waits = await buy_until(database, ended)
    if await ended:
        sys.exit(f"comptoir import {' '.join(words)} ended with {process.returncode}")
    return time.perf_counter() - began, waits


async def buy_until(database: Database, ended: "asyncio.Task[int]") -> list[float]:
    """Take and give back stock of goods sold before, until the import has ended."""
    dice = random.Random(1)
    waits: list[float] = []
    while not ended.done():
        bodies = [f"3769{dice.randrange(_SOLD_BEFORE):08}" for _ in range(3)]
        basket = {f"{body}{check_digit(body)}": 1 for body in bodies}
        began = time.perf_counter()
        async with database.work(SYSTEM) as uow:
            await inventory.hold(uow, store=STORE, quantities=basket)
        waits.append(time.perf_counter() - began)
        async with database.work(SYSTEM) as uow:
            await inventory.release(uow, store=STORE, quantities=basket)
        await asyncio.sleep(0.005)
    return waits


def tell(what: str, seconds: float, waits: list[float]) -> None:
    """Print one line."""
    waits = sorted(waits) or [0.0]
    p50, p95 = waits[len(waits) // 2], waits[int(len(waits) * 0.95)]
    print(
        f"{what:<34} {seconds:7.1f} s   buyers: {len(waits):5} holds, "
        f"p50 {p50 * 1000:6.1f} ms, p95 {p95 * 1000:6.1f} ms, longest {waits[-1] * 1000:7.1f} ms"
    )


async def measure(files: Sequence[Path], count: int, folder: Path) -> None:
    """Run the imports one after the other and print a line each."""
    async with fresh_database() as (database, _):
        async with database.work(SYSTEM) as uow:
            details = StoreDetails(name="Bench", kind="hypermarket")
            await stores.create_store(uow, store=STORE, details=details)
        before = a_catalogue(folder / "before.jsonl", _SOLD_BEFORE)
        options = Options(sample_offers=True)
        await import_products(database, file=before, store=STORE, options=options)
        made = [a_catalogue(folder / "made.jsonl", count, first=_SOLD_BEFORE)]
        for file in files or made:
            shown = file.name if files else f"{count:,} products"
            words = ("products", str(file), "--sample-offers")
            tell(f"{shown}: dry run", *await timed_import(database, *words, "--dry-run"))
            tell(f"{shown}: import", *await timed_import(database, *words))
            tell(f"{shown}: again, the same", *await timed_import(database, *words))
        if not files:
            counts = a_stock_file(folder / "stock.csv", [before, *made])
            waited = await timed_import(database, "stock", str(counts))
            tell(f"{count + _SOLD_BEFORE:,} stock counts, all other", *waited)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--products", type=int, default=20_000)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        asyncio.run(measure(given.files, given.products, Path(folder)))


if __name__ == "__main__":
    main()
