"""What an import did, or would do: counts, samples of changes, refused lines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from comptoir.adapters.catalogues.model import FileReason, Flaw, Reason, Refused

SAMPLES = 10
MOST_REFUSED_KEPT = 100_000
"""Refused lines beyond these are counted and not listed."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to import: `dry_run` only looks, `strict` takes a file whole or not at all.

    `complete` takes off the shelf what an assortment file does not name. `taxonomy` and `country`
    are for the dumps of Open Food Facts.
    """

    dry_run: bool = False
    strict: bool = False
    sample_offers: bool = False
    complete: bool = False
    taxonomy: Path | None = None
    country: str = ""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one thing: for each field that differs, what was and what will be."""

    gtin: str
    name: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class Tally:
    """How many are new, changed and the same, with the first few changes."""

    new: int = 0
    changed: int = 0
    same: int = 0
    samples: list[Change] = field(default_factory=list[Change])

    def note(self, change: Change) -> None:
        """Count a change, and keep it as a sample while there are few."""
        self.changed += 1
        if len(self.samples) < SAMPLES:
            self.samples.append(change)

    @property
    def whole(self) -> int:
        """Count them all."""
        return self.new + self.changed + self.same


@dataclass(slots=True)
class Report:
    """The outcome of an import; `applied` tells whether anything was written.

    `unread_numbers` counts the lines for whose sake a complete file took nothing off the shelf.
    """

    kind: str
    file: str
    store: str
    format: str = ""
    applied: bool = False
    stopped: FileReason | None = None
    lines: int = 0
    passed_over: int = 0
    products: Tally = field(default_factory=Tally)
    offers: Tally = field(default_factory=Tally)
    stock: Tally = field(default_factory=Tally)
    sample_offers: int = 0
    taken_off: int = 0
    unread_numbers: int = 0
    categories: int = 0
    unknown_columns: tuple[str, ...] = ()
    refused: list[Refused] = field(default_factory=list[Refused])
    refused_by: Counter[Reason] = field(default_factory=Counter[Reason])
    left_out: Counter[tuple[str, Reason]] = field(default_factory=Counter[tuple[str, Reason]])

    def refuse(self, refused: Refused) -> None:
        """Note a refused line."""
        self.refused_by[refused.flaw.reason] += 1
        if len(self.refused) < MOST_REFUSED_KEPT:
            self.refused.append(refused)

    def leave_out(self, flaws: Iterable[Flaw]) -> None:
        """Note fields that were left out of lines that were taken."""
        self.left_out.update((flaw.field, flaw.reason) for flaw in flaws)

    @property
    def refusals(self) -> int:
        """Count the refused lines."""
        return self.refused_by.total()

    @property
    def taken(self) -> int:
        """Count the lines that say something of use."""
        return self.lines - self.refusals - self.passed_over

    def settle(self, options: Options) -> bool:
        """Decide whether what was read may be kept, and note why not."""
        if self.refusals and (options.strict or not self.taken):
            self.stopped = FileReason.REFUSED_LINES if options.strict else FileReason.NOTHING_USABLE
        elif not self.lines:
            self.stopped = FileReason.EMPTY
        self.applied = self.stopped is None and not options.dry_run
        return self.stopped is None


def differences(
    before: Any, after: Any, *, skip: Sequence[str] = ()
) -> tuple[tuple[str, str, str], ...]:
    """List the fields in which two dataclasses of one kind differ, as text."""
    found: list[tuple[str, str, str]] = []
    for each in fields(after):
        was, will_be = _plain(getattr(before, each.name)), _plain(getattr(after, each.name))
        if was != will_be and each.name not in skip:
            found.append((each.name, _text(was), _text(will_be)))
    return tuple(found)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case tuple():
            return ", ".join(str(part) for part in value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        case _:
            return str(value)[:200]
