"""How long a whole turn takes: heard, carried out in PostgreSQL, committed and put into words.

    python -m bench.turns [--products 20000] [--dialogues 60] [--seed 7]

Sentences of the development dialogues are said to one store, eight to a conversation, one after
the other; the clock runs from the sentence to the committed answer.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import tempfile
import time
from pathlib import Path

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
SLOWEST = 5
TARGET_MS = 40
FOLDER = Path(__file__).parents[1] / "tests" / "understanding"


def sentences(language: Language) -> list[str]:
    """Read the sentences of a language's development dialogues."""
    lines = (FOLDER / f"dialogues_{language.value}.jsonl").read_text("utf-8").splitlines()
    return [str(turn["say"]) for line in lines for turn in json.loads(line)["turns"]]


async def hold(database: Database, language: Language, said: list[str]) -> list[tuple[float, str]]:
    """Hold one conversation and give the milliseconds of each of its turns."""
    async with database.work(CALLER) as uow:
        opened = await start(uow, store=STORE, language=language)

    async def place(cart: str, checkout: Checkout) -> Outcome:
        return await process.place_order(
            database, {"at_handover": AtHandover()}, caller=CALLER, cart=cart, checkout=checkout
        )

    took: list[tuple[float, str]] = []
    for text in said:
        begun = time.perf_counter()
        await take(
            database, conversation=opened.id, text=text, turn_id=None, caller=CALLER, place=place
        )
        took.append(((time.perf_counter() - begun) * 1000, text))
    return took


async def measure(conninfo: str, dialogues: int, seed: int) -> list[tuple[float, str]]:
    """Hold so many conversations, the languages in turn, after one that is not counted."""
    chance = random.Random(seed)
    pools = {language: sentences(language) for language in Language}
    database = Database(conninfo)
    await database.open()
    took: list[tuple[float, str]] = []
    try:
        await warm(database)
        for number in range(dialogues + 1):
            language = list(Language)[number % len(Language)]
            said = chance.sample(pools[language], TOGETHER)
            turns = await hold(database, language, said)
            took.extend(turns if number else [])
    finally:
        await database.close()
    return took


def report(took: list[tuple[float, str]], products: int, seed: int) -> None:
    """Print the percentiles and the slowest sentences."""
    times = sorted(each for each, _ in took)
    at = {name: times[int(len(times) * part)] for name, part in (("p50", 0.5), ("p95", 0.95))}
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{products} products, {len(took)} turns, seed {seed}, target p95 {TARGET_MS} ms")
    print(f"p50 {at['p50']:.1f} ms   p95 {at['p95']:.1f} ms   most {times[-1]:.1f} ms")
    for ms, text in sorted(took, reverse=True)[:SLOWEST]:
        print(f"  {ms:6.1f} ms  {text}")


def main() -> None:
    """Fill a store, hold the conversations, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--dialogues", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    learn_words()
    with (
        tempfile.TemporaryDirectory() as folder,
        server_for(Settings(data=Path(folder))) as conninfo,
    ):
        asyncio.run(prepare(conninfo))
        asyncio.run(fill(conninfo, chosen.products))
        took = asyncio.run(measure(conninfo, chosen.dialogues, chosen.seed))
    report(took, chosen.products, chosen.seed)


if __name__ == "__main__":
    main()
