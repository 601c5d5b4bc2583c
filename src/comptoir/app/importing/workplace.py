"""Where an import works: one transaction, but for changed counts, or a reading for a dry run."""

from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager
from itertools import islice
from typing import TypeVar

from comptoir.app.importing.report import Options, Report
from comptoir.db.unit_of_work import Database, Reading
from comptoir.kernel.caller import SYSTEM

Each = TypeVar("Each")

ROWS_AT_ONCE = 5_000


class _Undone(Exception):
    """Takes back what an import has written."""


@asynccontextmanager
async def workplace(
    database: Database, *, options: Options, report: Report
) -> AsyncGenerator[Reading]:
    """Open a unit of work that commits only what the report may keep; a reading for a dry run."""
    if options.dry_run:
        async with database.read(SYSTEM) as on:
            yield on
        report.settle(options)
        return
    try:
        async with database.work(SYSTEM) as uow:
            yield uow
            if not report.settle(options):
                raise _Undone
    except _Undone:
        pass


def in_parts(items: Iterable[Each]) -> Iterator[list[Each]]:
    """Cut into lists of as many rows as one statement takes, the last one shorter."""
    rest = iter(items)
    while part := list(islice(rest, ROWS_AT_ONCE)):
        yield part
