"""How fast the shop's pages are: server time of search, aisle, product and home pages.

Run `./dev bench pages --products FILE …` over JSON Lines files of your own, or without any over the
demo assortment. Every page is asked for in process, by somebody who has a cart, one request after
the other: what is measured is the server's own time, without a network.
"""

import argparse
import asyncio
import json
import re
import time
from collections.abc import Sequence
from pathlib import Path

import httpx

from bench.catalogue import fresh_database, load
from bench.search import SETS
from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.db.query import Query
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.street.shop import Shop
from comptoir.street.words import explain
from comptoir.surfaces.web import application

MOST_SECONDS = 0.060
"""What a search page may take, at the ninety-fifth of a hundred."""
TRIES = 3
_QUESTIONS = 300
_SOME = Query(
    "select gtin from offer where store = %(store)s and listed order by md5(gtin) limit 60", str
)
_AISLES = Query("select id from category order by id", str)
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


def questions() -> list[str]:
    """Give what people search for."""
    lines = [
        line
        for path in sorted(SETS.glob("queries_*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    asked = [str(json.loads(line)["q"]) for line in lines]
    step = max(1, len(asked) // _QUESTIONS)
    return asked[::step][:_QUESTIONS]


async def enter(client: httpx.AsyncClient, store: str, gtin: str) -> None:
    """Open the shop, go to the store and put something into the cart."""
    page = (await client.get("/counter")).text
    await client.post("/store", data={"csrf": _token(page), "store": store})
    fields = {"csrf": _token(page), "gtin": gtin, "do": "add", "on": "goods"}
    await client.post("/cart/lines", data=fields)


def _token(page: str) -> str:
    found = _TOKEN.search(page)
    if found is None:
        raise ValueError("no form on this page")
    return found[1]


async def timed(client: httpx.AsyncClient, paths: Sequence[str]) -> list[float]:
    """Ask for each page a few times and give the seconds of the quickest answer.

    Other programs on the machine can only slow an answer down, so the quickest tells most.
    """
    return [min([await _once(client, path) for _ in range(TRIES)]) for path in paths]


async def _once(client: httpx.AsyncClient, path: str) -> float:
    began = time.perf_counter()
    response = await client.get(path)
    seconds = time.perf_counter() - began
    if response.status_code != 200:
        raise ValueError(f"{path}: {response.status_code}")
    return seconds


def row(name: str, seconds: Sequence[float]) -> str:
    """Write a line of the table, in milliseconds."""
    ordered = sorted(seconds)
    p50, p95 = (ordered[min(len(ordered) - 1, int(part * len(ordered)))] for part in (0.5, 0.95))
    return (
        f"{name:12} {len(ordered):5} {1000 * p50:8.1f} {1000 * p95:8.1f} {1000 * max(ordered):8.1f}"
    )


async def measure(database: Database, store: str) -> bool:
    """Measure every kind of page, print a table, and tell whether search is quick enough."""
    app = application.build(Shop(database, {"at_handover": AtHandover()}), explain)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        async with database.read(SYSTEM) as on:
            gtins = await _SOME.all(on, store=store)
            aisles = await _AISLES.all(on)
        await enter(client, store, gtins[0])
        asked = [str(httpx.URL("/search", params={"q": each})) for each in questions()]
        kinds = {
            "search": asked,
            "suggest": [path.replace("/search?", "/search/suggest?") for path in asked[:100]],
            "aisle": [f"/aisles/{each}" for each in aisles[:60]],
            "product": [f"/products/{each}" for each in gtins],
            "home": ["/"] * 30,
            "cart": ["/cart"] * 30,
        }
        print(f"{'page':12} {'n':>5} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8}")
        slow = 0.0
        for name, paths in kinds.items():
            seconds = await timed(client, paths)
            print(row(name, seconds))
            if name == "search":
                slow = sorted(seconds)[int(0.95 * len(seconds))]
    return slow <= MOST_SECONDS


async def run(paths: Sequence[Path]) -> bool:
    """Load products, measure, and tell whether search is quick enough."""
    async with fresh_database() as (database, _):
        store = await load(database, paths)
        return await measure(database, store)


def main() -> int:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=Path, nargs="*", default=[], metavar="FILE")
    return 0 if asyncio.run(run(parser.parse_args().products)) else 1


if __name__ == "__main__":
    raise SystemExit(main())
