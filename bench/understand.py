"""How well and how fast sentences are understood, over sets of dialogues.

Run `python -m bench.understand` over the committed dialogues, or with `--set DIR` over any
directory of `*_fr.jsonl` and `*_en.jsonl` files in the same shape. With `--scores` no sentence is
printed, so that a set may judge without being read.
"""

import argparse
import json
import platform
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear
from comptoir.conversation.model import Dialogue, Json, Pending, PendingKind
from comptoir.conversation.understand import predict, shape_all
from tests.understanding.scorer import Turn, score, score_turn

COMMITTED = Path(__file__).parent.parent / "tests" / "understanding"
WORST = 20


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence, what it meant and what was understood."""

    say: str
    meant: Json
    understood: Json
    turn: Turn


def main() -> None:
    """Print the scores of every language found in a set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", type=Path, default=COMMITTED, metavar="DIR")
    parser.add_argument("--scores", action="store_true", help="print no sentence")
    asked = parser.parse_args()
    chosen, quiet = cast("Path", asked.set), cast("bool", asked.scores)
    print(f"machine {platform.machine()} {platform.python_version()}, seed none (no chance)")
    for language in ("fr", "en"):
        for path in sorted(chosen.glob(f"*_{language}.jsonl")):
            report(path, language, quiet=quiet)


def report(path: Path, language: str, *, quiet: bool = False) -> None:
    """Print the scores of one file of dialogues."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    meant = [cast("Json", json.loads(line)) for line in lines]
    understood = list(predict(lines, language))
    scores = score(zip(meant, understood, strict=True), language)
    print(f"\n{path.name}: {len(meant)} dialogues, {len(scores.turns)} turns")
    print(
        f"intent {scores.intent:.1f}  items F1 {scores.item_f1:.1f}  exact {scores.exact:.1f}"
        f"  dialogues {scores.dialogue:.1f}"
    )
    times = sorted(timed(meant, language))
    late = times[int(0.95 * (len(times) - 1))]
    print(f"ms a turn: median {statistics.median(times):.2f}, p95 {late:.2f}")
    heard = list(paired(meant, understood, language))
    print_intents(heard)
    print_confusions(heard)
    if not quiet:
        print_worst(heard)


def paired(meant: list[Json], understood: list[Json], language: str) -> Iterator[Heard]:
    """Return every sentence with its two readings."""
    for dialogue, answer in zip(meant, understood, strict=True):
        turns = cast("list[Json]", dialogue["turns"])
        answers = cast("list[Json]", answer["turns"])
        for said, read in zip(turns, answers, strict=True):
            expected = cast("Json", said["expect"])
            yield Heard(str(said["say"]), expected, read, score_turn(expected, read, language))


def timed(meant: list[Json], language: str) -> Iterator[float]:
    """Return how many milliseconds of processor time each turn takes."""
    hear("", language=language, pending=None)
    for dialogue in meant:
        state = Dialogue(language=language)
        for said in cast("list[Json]", dialogue["turns"]):
            context = said.get("context")
            pending = Pending(PendingKind(str(context))) if context else None
            state = state.asked(pending)
            start = time.process_time()
            acts = follow(hear(str(said["say"]), language=language, pending=pending), state)
            shape_all(acts)
            yield (time.process_time() - start) * 1000
            state = after(state, acts)


def print_intents(heard: list[Heard]) -> None:
    """Print how often each intent is recognised, and the whole turn right."""
    by_intent: dict[str, list[Turn]] = {}
    for one in heard:
        by_intent.setdefault(str(one.meant["intent"]), []).append(one.turn)
    for intent, turns in sorted(by_intent.items()):
        right = 100 * sum(turn.intent for turn in turns) / len(turns)
        exact = 100 * sum(turn.exact for turn in turns) / len(turns)
        print(f"  {intent:14} {len(turns):4}  intent {right:5.1f}  exact {exact:5.1f}")


def print_confusions(heard: list[Heard]) -> None:
    """Print which intents are taken for which."""
    wrong = Counter(
        (str(one.meant["intent"]), str(one.understood["intent"]))
        for one in heard
        if not one.turn.intent
    )
    for (meant, understood), count in wrong.most_common():
        print(f"  {meant} taken for {understood}: {count}")


def print_worst(heard: list[Heard]) -> None:
    """Print the sentences furthest from what they meant."""
    missed = [one for one in heard if not one.turn.exact]
    for one in sorted(missed, key=lambda one: one.turn.rank)[:WORST]:
        print(f"  « {one.say} »")
        for name, act in (("meant", one.meant), ("understood", one.understood)):
            named = [str(item["product"]) for item in _items(act)]
            print(f"      {name}: {act['intent']} {', '.join(named)}")


def _items(act: Json) -> list[Json]:
    return cast("list[Json]", act.get("items") or [])


if __name__ == "__main__":
    main()
