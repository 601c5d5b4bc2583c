"""Imports counted stock, and puts it into a store after comparing it with what is there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.adapters.catalogues import own
from comptoir.adapters.catalogues.lines import Progress, unheard
from comptoir.adapters.catalogues.model import Flaw, Own, Reason, Refused
from comptoir.app.importing import own_goods
from comptoir.app.importing.report import Change, Options, Report
from comptoir.app.importing.workplace import in_parts, workplace
from comptoir.db.unit_of_work import Database, Reading, UnitOfWork
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.model import Product
from comptoir.goods.inventory import commands, queries
from comptoir.goods.inventory.model import StockLevel
from comptoir.goods.stores import queries as stores
from comptoir.kernel.caller import SYSTEM

ROWS_LOCKED = 500
"""So many stock rows are locked at once: a few tens of milliseconds."""

_UNSTOCKED = StockLevel("", 0, 0, 0)


async def import_stock(
    database: Database, *, file: Path, store: str, options: Options, heard: Progress = unheard
) -> Report:
    """Import a stock file: what was counted of each product, and the safety stock if it is there.

    New rows are one transaction; changed counts follow after it, in small ones.

    :raises FileRefused: when the file cannot be read to its end; nothing is changed then.
    :raises Refusal: when there is no such store.
    """
    report = Report("stock", file.name, store)
    counted = Counted()
    with own.stock(file, heard) as table:
        report.unknown_columns = table.unknown
        async with workplace(database, options=options, report=report) as on:
            await stores.store(on, store=store)
            for part in in_parts(table.rows):
                report.lines += len(part)
                products = await catalog.products(on, gtins=[row.gtin for row in part])
                for row in part:
                    refused = counted.take(row, products.get(row.gtin))
                    if refused is not None:
                        report.refuse(refused)
            changed = await put_stock(on, store=store, report=report, counted=counted)
    if report.applied:
        await recount(database, store=store, counted=changed)
    return report


@dataclass(slots=True)
class Counted:
    """What was counted and what is kept back, in pieces or grams, with the products' names."""

    counts: dict[str, int] = field(default_factory=dict[str, int])
    safety: dict[str, int] = field(default_factory=dict[str, int])
    names: dict[str, str] = field(default_factory=dict[str, str])

    def copy(self, other: "Counted", gtin: str) -> None:
        """Take over what another has counted of one product."""
        if gtin in other.counts:
            self.counts[gtin] = other.counts[gtin]
        if gtin in other.safety:
            self.safety[gtin] = other.safety[gtin]

    def take(self, row: Own, product: Product | None) -> Refused | None:
        """Take a line whole, or tell why not."""
        if isinstance(row, Refused):
            return row
        if product is None:
            return Refused(row.line, row.gtin, Flaw("gtin", Reason.UNKNOWN_PRODUCT, row.gtin))
        on_hand = own_goods.level(row, "on_hand", product)
        safety = own_goods.level(row, "safety", product)
        for each in (on_hand, safety):
            if isinstance(each, Refused):
                return each
        self.names[row.gtin] = product.name
        if isinstance(on_hand, int):
            self.counts[row.gtin] = on_hand
        if isinstance(safety, int):
            self.safety[row.gtin] = safety
        return None


async def put_stock(on: Reading, *, store: str, report: Report, counted: Counted) -> Counted:
    """Count what is new, changed and the same; in a unit of work write what is new.

    New rows are in nobody's way. Changed ones, which buyers may be waiting for, come back for
    `recount` to write after the commit.
    """
    changed = Counted()
    for part in in_parts(sorted(counted.counts.keys() | counted.safety.keys())):
        levels = await queries.levels(on, store=store, gtins=part)
        fresh: list[str] = []
        for gtin in part:
            before = levels.get(gtin, _UNSTOCKED)
            changes = _changes(before, counted.counts.get(gtin), counted.safety.get(gtin))
            if gtin not in levels:
                report.stock.new += 1
                fresh.append(gtin)
            elif changes:
                report.stock.note(Change(gtin, counted.names.get(gtin, ""), changes))
                changed.copy(counted, gtin)
            else:
                report.stock.same += 1
        if isinstance(on, UnitOfWork):
            await _write(on, store, counted, fresh)
    return changed


async def recount(database: Database, *, store: str, counted: Counted) -> None:
    """Write changed counts, in the order of the keys and a few in each transaction.

    The file has been read to its end by then and every line can be: what each transaction writes
    is true by itself, buyers wait for milliseconds, and repeating the import finishes an
    interrupted one.
    """
    gtins = sorted(counted.counts.keys() | counted.safety.keys())
    for start in range(0, len(gtins), ROWS_LOCKED):
        async with database.work(SYSTEM) as uow:
            await _write(uow, store, counted, gtins[start : start + ROWS_LOCKED])


async def _write(uow: UnitOfWork, store: str, counted: Counted, gtins: Sequence[str]) -> None:
    await commands.set_counts(
        uow,
        store=store,
        counts={gtin: counted.counts[gtin] for gtin in gtins if gtin in counted.counts},
        safety={gtin: counted.safety[gtin] for gtin in gtins if gtin in counted.safety},
    )


def _changes(
    before: StockLevel, on_hand: int | None, safety: int | None
) -> tuple[tuple[str, str, str], ...]:
    wanted = (("on_hand", before.on_hand, on_hand), ("safety", before.safety, safety))
    return tuple(
        (field, str(was), str(will_be))
        for field, was, will_be in wanted
        if will_be is not None and will_be != was
    )
