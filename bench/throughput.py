"""How many searches, adds and whole orders a second the shop serves over HTTP, and at what cost.

    python -m bench.throughput [--seconds 10] [--clients 16] [--products 10000] [--seed 7]

The server runs as its users run it (`comptoir serve`, embedded PostgreSQL, full durability); the
load generator shares the machine with it. Ratios are against the best of Vendure 3.7.3, Medusa
2.21.2 and django-oscar 4.2.1, measured the same way on two shared cores: 13 searches, 48 adds and
5.5 orders a second.
"""

import argparse
import asyncio
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from bench.load import Client, Result, Task, run
from comptoir.app.demo.assortment import Assortment, assortment
from comptoir.app.settings import Settings
from comptoir.app.wiring import prepare, server_for
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog.gtin import check_digit
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores.model import StoreDetails
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.slots import commands as slots
from comptoir.shopping.slots.model import Mode, Template

STORE = "banc"
PEERS = {"search": 13.0, "add": 48.5, "order": 5.5}
PLENTY = 50_000_000
WORDS = [
    "lait demi-écrémé",
    "tomates",
    "pâtes",
    "café moulu",
    "yaourt nature",
    "jambon",
    "eau gazeuse",
    "riz basmati",
    "chocolat noir",
    "pommes",
    "poulet",
    "lessive",
    "papier toilette",
    "beurre doux",
    "fromage râpé",
    "jus d'orange",
    "bière blonde",
    "pizza surgelée",
    "couches",
    "croquettes chat",
    "œufs plein air",
    "pain de mie",
    "miel",
    "huile",
]
ADDRESS = {
    "recipient": "Banc d’essai",
    "street": "1 rue du Banc",
    "postcode": "35980",
    "city": "Montfleury",
}


@dataclass(frozen=True, slots=True)
class Bench:
    """What the tasks draw from."""

    gtins: list[str]
    windows: list[str]
    seed: int


def variants(goods: Assortment, count: int) -> Generator[tuple[str, int]]:
    """Give `count` new GTINs and the place of the demo product each is a variant of."""
    for number in range(count):
        body = f"29{number:010}"
        yield f"{body}{check_digit(body)}", number % len(goods.products)


async def fill(conninfo: str, products: int) -> Bench:
    """Open a store with so many products in plenty, and windows without end."""
    goods = assortment()
    rows = list(variants(goods, products))
    copies = [
        replace(
            goods.products[place],
            gtin=gtin,
            brand=f"{goods.products[place].brand} {number // len(goods.products)}".strip(),
            minimum_age=None,
        )
        for number, (gtin, place) in enumerate(rows)
    ]
    offers = [Offer(gtin=gtin, price=100 + n % 900) for n, (gtin, _) in enumerate(rows)]
    database = Database(conninfo, connections=2)
    await database.open()
    async with database.work(SYSTEM) as uow:
        await catalog.put_categories(uow, categories=goods.categories)
        await stores.create_store(
            uow,
            store=STORE,
            details=StoreDetails(name="Banc", kind="hypermarket", modes=("pickup", "delivery")),
        )
        await catalog.put_products(uow, products=copies)
        await pricing.set_offers(uow, store=STORE, offers=offers)
        await inventory.receive(
            uow, store=STORE, quantities={offer.gtin: PLENTY for offer in offers}
        )
        pattern = [
            Template(f"d{day}-{hour}", Mode.DELIVERY, day, hour * 60, hour * 60 + 60, 10**6, 0, 0)
            for day in range(7)
            for hour in range(8, 21)
        ]
        await slots.put_templates(uow, store=STORE, templates=pattern)
        await slots.open_windows(uow, store=STORE, zone="Europe/Paris")
    await database.close()
    pieces = [gtin for gtin, place in rows if goods.products[place].sale_unit == "piece"]
    return Bench(pieces, [], 0)


@contextmanager
def served(data: Path) -> Generator[tuple[int, int]]:
    """Serve the data folder and give the port and the process id."""
    process = subprocess.Popen(
        [Path(sys.executable).parent / "comptoir", "serve", "--port", "0", "--data", str(data)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            found = re.search(r":(\d+)/", line)
            if found:
                yield int(found[1]), process.pid
                break
    finally:
        process.terminate()
        process.wait(timeout=30)


def cpu_seconds(root: int) -> float:
    """Add up the processor time of a process and all its descendants, ended ones included."""
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            ticks[int(entry.name)] = sum(int(field) for field in fields[11:15])
    family = {root}
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in family} - family
        family |= more
        grown = bool(more)
    return sum(ticks.get(pid, 0) for pid in family) / os.sysconf("SC_CLK_TCK")


def search_task(bench: Bench) -> Task:
    """Search 20 products with prices."""
    chance = random.Random(bench.seed)

    async def task(client: Client, _number: int) -> None:
        words = quote(chance.choice(WORDS))
        status, body = await client.call("GET", f"/api/products?store={STORE}&q={words}&limit=20")
        assert status == 200, body
        assert body["results"], words
        assert body["results"][0]["price"]["amount"] > 0

    return task


def add_task(bench: Bench) -> Task:
    """Add one product to a cart; a new cart every ten."""
    chance = random.Random(bench.seed)
    carts: dict[int, tuple[str, int]] = {}

    async def task(client: Client, number: int) -> None:
        cart, used = carts.get(number, ("", 10))
        if used >= 10:
            status, body = await client.call("POST", "/api/carts", {"store": STORE})
            assert status == 201, body
            cart, used = body["id"], 0
        line = {"gtin": chance.choice(bench.gtins), "quantity": {"value": 1, "unit": "piece"}}
        status, body = await client.call("POST", f"/api/carts/{cart}/lines", line)
        assert status == 200, body
        assert body["outcomes"][0]["outcome"] == "added", body
        carts[number] = (cart, used + 1)

    return task


ORDER_CALLS = 5


def order_task(bench: Bench) -> Task:
    """Place a whole order: new cart, three adds, then address, window and payment in one call."""
    chance = random.Random(bench.seed)

    async def task(client: Client, _number: int) -> None:
        status, cart = await client.call("POST", "/api/carts", {"store": STORE})
        assert status == 201, cart
        for gtin in chance.sample(bench.gtins, 3):
            line = {"gtin": gtin, "quantity": {"value": 1, "unit": "piece"}}
            status, cart = await client.call("POST", f"/api/carts/{cart['id']}/lines", line)
            assert status == 200, cart
        order = {
            "window": chance.choice(bench.windows),
            "address": ADDRESS,
            "payment": "at_handover",
            "expected_total": cart["total"],
        }
        status, body = await client.call("POST", f"/api/carts/{cart['id']}/order", order)
        assert status == 201, body
        assert body["state"] == "placed", body

    return task


def report(result: Result, cpu: float) -> None:
    """Print one line of figures."""
    done = max(1, len(result.latencies))
    print(
        f"{result.name:8} {result.per_second:7.0f}/s   p50 {result.percentile(0.5):6.1f} ms"
        f"   p95 {result.percentile(0.95):6.1f} ms   CPU {1000 * cpu / done:5.2f} ms each"
        f"   × {result.per_second / PEERS[result.name]:.1f} of the best peer"
        f"   failures {len(result.failures)}"
    )
    for failure in result.failures[:3]:
        print(f"  {failure}")


async def measure(port: int, pid: int, bench: Bench, clients: int, seconds: float) -> None:
    """Run the three loads one after the other."""
    client = await Client.connect(port)
    _, body = await client.call("GET", f"/api/stores/{STORE}/windows?mode=delivery&limit=200")
    client.close()
    bench = replace(bench, windows=[window["id"] for window in body["results"]])
    tasks = {"search": search_task, "add": add_task, "order": order_task}
    for name, make in tasks.items():
        await run(name, make(bench), port=port, clients=clients, seconds=min(2.0, seconds))
        before = cpu_seconds(pid)
        result = await run(name, make(bench), port=port, clients=clients, seconds=seconds)
        report(result, cpu_seconds(pid) - before)


def main() -> None:
    """Print the figures, with the machine and the seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
        f"{asked.clients} clients, {asked.products} products, seed {asked.seed}; "
        f"an order is {ORDER_CALLS} calls"
    )
    with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as folder:
        data = Path(folder) / "data"
        with server_for(Settings(data=data)) as conninfo:
            asyncio.run(prepare(conninfo))
            bench = asyncio.run(fill(conninfo, asked.products))
        bench = replace(bench, seed=asked.seed)
        with served(data) as (port, pid):
            asyncio.run(measure(port, pid, bench, asked.clients, asked.seconds))


if __name__ == "__main__":
    main()
