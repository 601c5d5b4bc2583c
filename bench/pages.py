"""How fast the shop's pages are: server time of search, aisle, product and home pages.

Run `./dev bench pages --products FILE …` over JSON Lines files of your own, or without any over the
demo assortment. Every page is asked for in process, by somebody who has a cart, one request after
the other: what is measured is the server's own time, without a network; beside it stands the
processor time of the shop's process, PostgreSQL's left out, which other programs lengthen less.
"""

import argparse
import asyncio
import json
import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Answered:
    """The seconds that an answer took, by the wall and of the process."""

    wall: float
    cpu: float


async def timed(client: httpx.AsyncClient, paths: Sequence[str]) -> list[Answered]:
    """Ask for each page a few times and give the seconds of the quickest answer.

    Other programs on the machine can only slow an answer down, so the quickest tells most.
    """
    answers: list[Answered] = []
    for path in paths:
        tries = [await _once(client, path) for _ in range(TRIES)]
        answers.append(Answered(min(one.wall for one in tries), min(one.cpu for one in tries)))
    return answers


async def _once(client: httpx.AsyncClient, path: str) -> Answered:
    wall, cpu = time.perf_counter(), time.process_time()
    response = await client.get(path)
    answered = Answered(time.perf_counter() - wall, time.process_time() - cpu)
    if response.status_code != 200:
        raise ValueError(f"{path}: {response.status_code}")
    return answered


def row(name: str, answers: Sequence[Answered]) -> str:
    """Write a line of the table, in milliseconds."""
    figures = (
        f"{1000 * at(part, times):8.1f}"
        for times in ([one.wall for one in answers], [one.cpu for one in answers])
        for part in (0.5, 0.95, 1.0)
    )
    return f"{name:12} {len(answers):5} {' '.join(figures)}"


def at(part: float, seconds: Sequence[float]) -> float:
    """Give the seconds below which so large a part lies."""
    return sorted(seconds)[min(len(seconds) - 1, int(part * len(seconds)))]


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
        print(f"load {' '.join(f'{each:.1f}' for each in os.getloadavg())}")
        print(f"{'':18} {'by the wall, ms':>26} {'of the process, ms':>26}")
        print(
            f"{'page':12} {'n':>5} {' '.join(f'{name:>8}' for name in ('p50', 'p95', 'max') * 2)}"
        )
        slow = 0.0
        for name, paths in kinds.items():
            answers = await timed(client, paths)
            print(row(name, answers))
            if name == "search":
                slow = at(0.95, [one.wall for one in answers])
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
