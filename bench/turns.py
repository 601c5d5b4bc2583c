"""How long a whole turn takes: heard, carried out in PostgreSQL, committed and put into words.

    python -m bench.turns [--products 20000] [--dialogues 60] [--seed 7] [--baseline FILE]

Sentences of the development dialogues are said to one store, eight to a conversation, one after
the other, from the first sentence that a process hears; the clock runs from the sentence to the
committed answer. Beside the wall's time stands the processor time of the shop's own process, which
other programs on the machine lengthen less. `--keep FILE` writes the figures, and `--baseline FILE`
compares with figures that were written before.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, cast

from bench.throughput import STORE, fill
from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.app.settings import Settings
from comptoir.app.wiring import learn_words, prepare, server_for, warm
from comptoir.conversation.commands import start
from comptoir.conversation.turn import take
from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import Caller, Door
from comptoir.kernel.locale import Language
from comptoir.shopping.orders import process
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Outcome

CALLER = Caller(Door.TERMINAL)
TOGETHER = 8
SLOWEST = 10
TARGET_MS, MOST_MS = 40, 100
Figures: TypeAlias = dict[str, dict[str, float]]
"""The milliseconds of each percentile, by kind of time."""
FOLDER = Path(__file__).parents[1] / "tests" / "understanding"


@dataclass(frozen=True, slots=True)
class Took:
    """A sentence and the milliseconds it took, by the wall and of the process."""

    wall: float
    cpu: float
    text: str


def reference() -> float:
    """Give the milliseconds of the process that a fixed piece of work takes now.

    Programs on the same cores lengthen it as they lengthen a turn: caches and cores are shared.
    """
    began = time.process_time()
    words = [f"{number * 7919 % 4001}" for number in range(4_000)]
    sorted({word: len(word) for word in words}.items())
    return (time.process_time() - began) * 1000


def slowed(references: Sequence[float]) -> str:
    """Tell how much slower than at its best the machine was while something was measured."""
    ratio = statistics.median(references) / min(references)
    return f"a fixed piece of work took {ratio:.2f} times what it took at best in this run"


def sentences(language: Language) -> list[str]:
    """Read the sentences of a language's development dialogues."""
    lines = (FOLDER / f"dialogues_{language.value}.jsonl").read_text("utf-8").splitlines()
    return [str(turn["say"]) for line in lines for turn in json.loads(line)["turns"]]


async def hold(database: Database, language: Language, said: Sequence[str]) -> list[Took]:
    """Hold one conversation and tell how long each of its turns took."""
    async with database.work(CALLER) as uow:
        opened = await start(uow, store=STORE, language=language)

    async def place(cart: str, checkout: Checkout) -> Outcome:
        return await process.place_order(
            database, {"at_handover": AtHandover()}, caller=CALLER, cart=cart, checkout=checkout
        )

    took: list[Took] = []
    for text in said:
        wall, cpu = time.perf_counter(), time.process_time()
        await take(
            database, conversation=opened.id, text=text, turn_id=None, caller=CALLER, place=place
        )
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        took.append(Took(wall * 1000, cpu * 1000, text))
    return took


async def measure(conninfo: str, dialogues: int, seed: int, references: list[float]) -> list[Took]:
    """Hold so many conversations, the languages in turn, the first of the process among them."""
    chance = random.Random(seed)
    pools = {language: sentences(language) for language in Language}
    database = Database(conninfo)
    await database.open()
    took: list[Took] = []
    try:
        await warm(database)
        for number in range(dialogues):
            references.append(reference())
            language = list(Language)[number % len(Language)]
            took.extend(await hold(database, language, chance.sample(pools[language], TOGETHER)))
    finally:
        await database.close()
    return took


def figures(times: Sequence[float]) -> dict[str, float]:
    """Give the percentiles of times."""
    ordered = sorted(times)
    parts = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return {
        name: round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 2)
        for name, part in parts.items()
    }


def report(took: Sequence[Took], before: Figures) -> Figures:
    """Print the percentiles, each with its ratio to a baseline, and the slowest sentences."""
    now = {
        "wall": figures([each.wall for each in took]),
        "processor": figures([each.cpu for each in took]),
    }
    for kind, named in now.items():
        told = (
            f"{name} {ms:6.1f} ms{_ratio(before, kind, name, ms)}" for name, ms in named.items()
        )
        print(f"{kind:9}  {'   '.join(told)}")
    over = sum(each.cpu > MOST_MS for each in took)
    print(f"{over} turns of {len(took)} took more than {MOST_MS} ms of the process")
    for each in sorted(took, key=lambda each: each.cpu, reverse=True)[:SLOWEST]:
        print(f"  {each.wall:6.1f} ms, {each.cpu:6.1f} of the process  {each.text}")
    return now


def _ratio(before: Figures, kind: str, name: str, ms: float) -> str:
    was = before.get(kind, {}).get(name)
    return f" (× {ms / was:.2f})" if was else ""


def main() -> None:
    """Fill a store, hold the conversations, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--dialogues", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--baseline", type=Path, help="figures to compare with")
    parser.add_argument("--keep", type=Path, help="where to write the figures")
    chosen = parser.parse_args()
    references: list[float] = []
    learn_words()
    with (
        tempfile.TemporaryDirectory() as folder,
        server_for(Settings(data=Path(folder))) as conninfo,
    ):
        asyncio.run(prepare(conninfo))
        asyncio.run(fill(conninfo, chosen.products))
        took = asyncio.run(measure(conninfo, chosen.dialogues, chosen.seed, references))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"load {' '.join(f'{each:.1f}' for each in os.getloadavg())}, seed {chosen.seed}")
    print(slowed(references))
    print(f"{chosen.products} products, {len(took)} turns, target p95 {TARGET_MS} ms")
    before, keep = cast("Path | None", chosen.baseline), cast("Path | None", chosen.keep)
    now = report(took, cast("Figures", json.loads(before.read_text("utf-8"))) if before else {})
    if keep:
        keep.write_text(json.dumps(now, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
