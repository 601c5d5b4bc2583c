"""How well and how fast search answers: judged questions by kind, over a catalogue of any size.

Run `./dev bench search --products FILE …` over JSON Lines files of your own, or without any over
the demo assortment. Judgements are in `bench/search/queries_*.jsonl`: regular expressions over the
folded "name brand category" of a product give its grade for a question.
"""

import argparse
import asyncio
import json
import math
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.catalogue import DEMO_STORE, STORE, Row, demo_rows, fresh_database, load, rows
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog.text import fold
from comptoir.goods.shelf import memory
from comptoir.goods.shelf.search import Found, search
from comptoir.kernel.caller import SYSTEM

SETS = Path(__file__).parent / "search"
DEPTH = 10
TRIES = 3
GOOD = 0.75


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and the patterns of goods that answer it, the best first."""

    q: str
    language: str
    kind: str
    grades: tuple[re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None]
    never: re.Pattern[str] | None

    def grade(self, text: str) -> int:
        """Give a product's grade, 0 to 3."""
        if self.never and self.never.search(text):
            return 0
        for grade, pattern in zip((3, 2, 1), self.grades, strict=True):
            if pattern and pattern.search(text):
                return grade
        return 0


@dataclass(frozen=True, slots=True)
class Score:
    """How one question was answered."""

    ndcg: float
    reciprocal_rank: float
    first: bool
    in_five: bool
    seconds: float
    cpu: float


def read_set(path: Path) -> list[Judged]:
    """Read a file of judged questions."""
    found: list[Judged] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        patterns = [_pattern(told.get(name)) for name in ("grade3", "grade2", "grade1", "not")]
        found.append(
            Judged(
                told["q"],
                told["language"],
                told["kind"],
                (patterns[0], patterns[1], patterns[2]),
                patterns[3],
            )
        )
    return found


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return re.compile(text) if text else None


def text_of(row: Row) -> str:
    """Give what judgements are made on."""
    return fold(f"{row.name} {row.brand} {row.category}")


def score(
    grades: Sequence[int], ideal: Sequence[int], seconds: float = 0.0, cpu: float = 0.0
) -> Score:
    """Score an answer: NDCG at ten, and where the first good one (grade 2 or 3) stands."""
    good = [place for place, grade in enumerate(grades, 1) if grade >= 2]
    best = _gain(ideal)
    return Score(
        ndcg=_gain(grades) / best if best else 0.0,
        reciprocal_rank=1 / good[0] if good else 0.0,
        first=good[:1] == [1],
        in_five=bool(good) and good[0] <= 5,
        seconds=seconds,
        cpu=cpu,
    )


def _gain(grades: Sequence[int]) -> float:
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades[:DEPTH], 1))


@dataclass(frozen=True, slots=True)
class Answer:
    """One question answered, for those who look closer."""

    judged: Judged
    score: Score
    names: tuple[str, ...]
    grades: tuple[int, ...]


async def ask_all(
    database: Database, store: str, judged: Sequence[Judged], products: Sequence[Row]
) -> list[Answer]:
    """Ask every question that some product answers; the quickest of a few answers is timed."""
    texts = {row.gtin: text_of(row) for row in products}
    answers: list[Answer] = []
    for each in judged:
        ideal = sorted((each.grade(text) for text in texts.values()), reverse=True)[:DEPTH]
        if not ideal or ideal[0] < 2:
            continue
        found, seconds, cpu = await ask(database, store, each.q)
        known = [item for item in found.items if item.gtin in texts]
        grades = tuple(each.grade(texts[item.gtin]) for item in known)
        names = tuple(f"{item.name} / {item.brand}" for item in known)
        answers.append(Answer(each, score(grades, ideal, seconds, cpu), names, grades))
    return answers


async def ask(database: Database, store: str, words: str) -> tuple[Found, float, float]:
    """Ask one question a few times: the answer, the seconds of the quickest, those of the process.

    Other programs on the machine can only slow an answer down, so the quickest tells most. Words
    are read anew each time, although the shop would remember how it read them.
    """
    times: list[float] = []
    own: list[float] = []
    found = Found((), 0)
    async with database.read(SYSTEM) as on:
        for _ in range(TRIES):
            (await memory.vocabulary(on)).readings.clear()
            began, cpu = time.perf_counter(), time.process_time()
            found = await search(on, store=store, words=words, limit=DEPTH)
            times.append(time.perf_counter() - began)
            own.append(time.process_time() - cpu)
    return found, min(times), min(own)


def table(answers: Sequence[Answer]) -> list[str]:
    """Lay the scores out by language and kind."""
    groups: defaultdict[tuple[str, str], list[Score]] = defaultdict(list)
    for answer in answers:
        groups[answer.judged.language, "all"].append(answer.score)
        groups[answer.judged.language, answer.judged.kind].append(answer.score)
    head = ("n", "NDCG@10", "MRR", "S@1", "S@5", "p50 ms", "p95 ms", "own p95")
    lines = [" " * 24 + " ".join(f"{word:>7}" for word in head)]
    for (language, kind), scores in sorted(groups.items(), key=_order):
        times = sorted(each.seconds * 1000 for each in scores)
        own = sorted(each.cpu * 1000 for each in scores)
        figures = (
            _mean(each.ndcg for each in scores),
            _mean(each.reciprocal_rank for each in scores),
            _mean(each.first for each in scores),
            _mean(each.in_five for each in scores),
        )
        lines.append(
            f"  {language} {kind:18} {len(scores):7} "
            + " ".join(f"{figure:7.3f}" for figure in figures)
            + f" {times[len(times) // 2]:7.2f} {times[int(len(times) * 0.95)]:7.2f}"
            + f" {own[int(len(own) * 0.95)]:7.2f}"
        )
    return lines


def _order(group: tuple[tuple[str, str], list[Score]]) -> tuple[bool, str, bool, str]:
    (language, kind), _ = group
    return language != "fr", language, kind != "all", kind


def _mean(values: Iterable[float]) -> float:
    return statistics.fmean(values)


async def run(arguments: argparse.Namespace) -> None:
    """Load, ask and print."""
    paths: list[Path] = arguments.products
    products = rows(paths) if paths else demo_rows()
    async with fresh_database(arguments.keep) as (database, is_new):
        store = STORE if paths else DEMO_STORE
        if is_new:
            began = time.perf_counter()
            await load(database, paths)
            print(f"{len(products)} products made ready in {time.perf_counter() - began:.1f} s")
        for path in sorted(SETS.glob("queries_*.jsonl")):
            if arguments.sets and path.stem.removeprefix("queries_") not in arguments.sets:
                continue
            judged = read_set(path)
            answers = await ask_all(database, store, judged, products)
            print(f"{path.stem}: {len(judged) - len(answers)} of {len(judged)} without an answer")
            print("\n".join(table(answers)))
            show(answers, arguments.show)


def show(answers: Sequence[Answer], kind: str | None) -> None:
    """Print the worst answers of a kind, or of all kinds; nothing without one."""
    for answer in sorted(answers, key=lambda each: each.score.ndcg):
        if kind in ("all", answer.judged.kind) and answer.score.ndcg < GOOD:
            figures = f"{answer.score.ndcg:.2f} {answer.judged.kind}"
            print(f"{figures} « {answer.judged.q} » {answer.grades}")
            print(*(f"        {name}" for name in answer.names), sep="\n")


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--products", nargs="*", type=Path, default=[], help="JSON Lines files of products"
    )
    parser.add_argument("--sets", nargs="*", default=[], help="names of judgement sets, as a b")
    parser.add_argument("--keep", help="a database to keep the products in between runs")
    parser.add_argument("--show", help="print the worst answers of this kind, or all")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
