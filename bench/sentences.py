"""Ten thousand sentences, said, mutated and hostile: is each answered, in time, by the truth?

    ./dev bench sentences [--count 10000] [--products 20000] [--seed 7] [--most 100]

Sentences of the development dialogues, the same mutated, hostile text and text as long as a door
lets in are said at the counter of one store, twelve to a conversation. Of each turn it is checked
that it is answered, that the cart changes only by an act which may change it, that the cart and
what is said of it agree, and that it takes at most so many milliseconds of the shop's process: a
sentence that somebody could say, of 300 characters, the longest in the dialogues having 155.
Sentences as long as a door lets in stand for themselves. A conversation with a turn that took
longer is held twice more, and of each turn the quickest counts: other programs can only slow a turn
down. Exits with 1 where one of these fails.
"""

import argparse
import asyncio
import os
import platform
import random
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from bench.throughput import STORE, fill
from bench.turns import SLOWEST, Took, figures, reference, slowed
from comptoir.app.settings import Settings
from comptoir.app.wiring import learn_words, prepare, server_for, warm
from comptoir.conversation import turn
from comptoir.conversation.answer import Answer
from comptoir.db.unit_of_work import Database
from comptoir.kernel.locale import Language
from tests.properties.conversation.test_turns import DIALOGUE, Overheard, another, check
from tests.properties.conversation.utterances import sentence
from tests.shop.conversation.story import CALLER, Talk

AGAIN = 2
SAYABLE = 300
"""Characters that somebody could say in one breath."""


@dataclass(slots=True)
class Outcome:
    """What came of all sentences."""

    took: list[Took] = field(default_factory=list[Took])
    crashed: list[str] = field(default_factory=list[str])
    lied: list[str] = field(default_factory=list[str])
    references: list[float] = field(default_factory=list[float])

    def late(self, most: float, *, endless: bool) -> Sequence[Took]:
        """Give the turns that took longer, the slowest first: of endless ones, or of others."""
        kind = (each for each in self.took if (len(each.text) > SAYABLE) is endless)
        late = (each for each in kind if each.cpu > most)
        return sorted(late, key=lambda each: each.cpu, reverse=True)


async def hold(
    talk: Talk, texts: Sequence[str], heard: Overheard, outcome: Outcome
) -> Sequence[Took]:
    """Hold one conversation, note what came of its turns and tell how long each took."""
    before: Answer | None = None
    took: list[Took] = []
    for text in texts:
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            answer = await talk.say(text)
        except Exception:
            outcome.crashed.append(f"{text!r}\n{traceback.format_exc()}")
            continue
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        took.append(Took(wall * 1000, cpu * 1000, text))
        try:
            check(answer, heard.outcomes, before)
        except AssertionError:
            outcome.lied.append(f"{text!r}\n{traceback.format_exc()}")
        before = answer
    return took


async def measure(conninfo: str, count: int, seed: int, most: float) -> Outcome:
    """Say so many sentences, the languages in turn."""
    chance = random.Random(seed)
    outcome, heard = Outcome(), Overheard()
    database = Database(conninfo)
    await database.open()
    with ExitStack() as stack:
        stack.enter_context(patch.object(turn, "utter", heard))
        try:
            await warm(database)
            shop = Talk(database, STORE, None, "", CALLER)
            for number in range((count + DIALOGUE - 1) // DIALOGUE):
                outcome.references.append(reference())
                language = list(Language)[number % len(Language)]
                texts = [sentence(chance) for _ in range(DIALOGUE)]
                took = await hold(await another(shop, language), texts, heard, outcome)
                for _ in range(AGAIN):
                    if any(each.cpu > most and len(each.text) <= SAYABLE for each in took):
                        again = await hold(await another(shop, language), texts, heard, outcome)
                        if len(again) == len(took):
                            took = [min(pair, key=_cpu) for pair in zip(took, again, strict=True)]
                outcome.took.extend(took)
        finally:
            await database.close()
    return outcome


def _cpu(took: Took) -> float:
    return took.cpu


def report(outcome: Outcome, most: float) -> bool:
    """Print what came of the sentences and tell whether all is well."""
    print(slowed(outcome.references))
    for endless, name in ((False, f"up to {SAYABLE} characters"), (True, "longer")):
        took = outcome.late(0, endless=endless)
        if not took:
            continue
        print(f"{len(took)} sentences, {name}")
        for kind, times in (
            ("wall", [each.wall for each in took]),
            ("processor", [each.cpu for each in took]),
        ):
            told = "   ".join(f"{part} {ms:6.1f} ms" for part, ms in figures(times).items())
            print(f"  {kind:9}  {told}")
        print(f"  {len(outcome.late(most, endless=endless))} over {most:.0f} ms of the process")
        for each in took[:SLOWEST]:
            print(f"    {each.wall:6.1f} ms, {each.cpu:6.1f} of the process  {each.text[:80]!r}")
    print(f"{len(outcome.took)} answered, {len(outcome.crashed)} crashed")
    print(f"{len(outcome.lied)} where cart, acts and speech disagree")
    for trouble in (*outcome.crashed[:3], *outcome.lied[:3]):
        print(trouble)
    return not (outcome.crashed or outcome.lied or outcome.late(most, endless=False))


def main() -> int:
    """Fill a store, say the sentences, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--most", type=float, default=100.0, help="milliseconds of the process")
    chosen = parser.parse_args()
    learn_words()
    with (
        tempfile.TemporaryDirectory() as folder,
        server_for(Settings(data=Path(folder))) as conninfo,
    ):
        asyncio.run(prepare(conninfo))
        asyncio.run(fill(conninfo, chosen.products))
        outcome = asyncio.run(measure(conninfo, chosen.count, chosen.seed, chosen.most))
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"load {' '.join(f'{each:.1f}' for each in os.getloadavg())}, seed {chosen.seed}")
    return 0 if report(outcome, chosen.most) else 1


if __name__ == "__main__":
    raise SystemExit(main())
