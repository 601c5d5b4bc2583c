"""Reads the grocer's own files for the desk, which looks at every change before it applies any."""

import asyncio
import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.adapters.catalogues import own
from comptoir.adapters.catalogues.model import (
    FileReason,
    FileRefused,
    Flaw,
    Own,
    OwnRow,
    Reason,
    Refused,
)
from comptoir.adapters.catalogues.own import OwnFile
from comptoir.app.importing import own_goods, reasons, sale_units
from comptoir.app.importing.foreign import Translator, translator
from comptoir.db.unit_of_work import Reading
from comptoir.desk.ports import Fault, FileKind, FileRead, UnreadableFile
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.stores import queries as stores
from comptoir.kernel.locale import Language

_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Files:
    """The reader of the grocer's own files: the same formats as on the command line."""

    async def read(
        self, on: Reading, *, kind: FileKind, store: str, name: str, content: bytes
    ) -> FileRead:
        """Read a file and merge it with what the catalogue and the store know.

        :raises UnreadableFile: when it cannot be read to its end.
        """
        try:
            rows, unknown = await asyncio.to_thread(_rows, kind, name, content)
        except FileRefused as refused:
            raise UnreadableFile(refused.reason.value, refused.facts) from refused
        zone = (await stores.store(on, store=store)).timezone
        intake = _Intake(kind, zone, translator(await catalog.categories(on)))
        await intake.take(on, store, rows)
        return FileRead(
            lines=len(rows),
            faults=tuple(intake.faults),
            unknown=unknown,
            products=tuple(intake.products.values()),
            categories=tuple(intake.translator.take_wanted()),
            offers=tuple(intake.offers.values()),
            counts=intake.counts,
            safety=intake.safety,
            at=intake.at,
        )

    def fault_words(self, fault: Fault, language: Language) -> tuple[str, str]:
        """Say what is wrong with a row, and what to do about it."""
        return reasons.line_words(Reason(fault.reason), language)

    def file_words(self, refused: UnreadableFile, language: Language) -> str:
        """Say why a file cannot be read, and what to do about it."""
        again = FileRefused(FileReason(refused.reason), **refused.facts)
        return reasons.file_words(again, language)


@dataclass(slots=True)
class _Intake:
    """Takes rows in: what each means beside what is known."""

    kind: FileKind
    zone: str
    translator: Translator
    products: dict[str, Product] = field(default_factory=dict[str, Product])
    offers: dict[str, Offer] = field(default_factory=dict[str, Offer])
    counts: dict[str, int] = field(default_factory=dict[str, int])
    safety: dict[str, int] = field(default_factory=dict[str, int])
    at: dict[str, int] = field(default_factory=dict[str, int])
    faults: list[Fault] = field(default_factory=list[Fault])

    async def take(self, on: Reading, store: str, rows: list[Own]) -> None:
        """Take every row, noting those that cannot be."""
        gtins = [row.gtin for row in rows]
        known = await catalog.products(on, gtins=gtins)
        offered = await pricing.offers(on, store=store, gtins=gtins)
        resold: Mapping[str, Refused] = {}
        if self.kind is FileKind.ASSORTMENT:
            own_rows = [row for row in rows if isinstance(row, OwnRow)]
            resold = await sale_units.refused_changes(on, rows=own_rows, before=known)
        for row in rows:
            refused = row if isinstance(row, Refused) else resold.get(row.gtin)
            if refused is None and isinstance(row, OwnRow):
                refused = self._row(row, known.get(row.gtin), offered.get(row.gtin))
            if refused is not None:
                self.faults.append(_fault(refused))

    def _row(self, row: OwnRow, kept: Product | None, offered: Offer | None) -> Refused | None:
        """Take a row whole, or tell why not."""
        product: Product | Refused | None = kept
        if self.kind is FileKind.ASSORTMENT:
            product = own_goods.product(row, kept, self.translator)
        if product is None:
            return Refused(row.line, row.gtin, Flaw("gtin", Reason.UNKNOWN_PRODUCT, row.gtin))
        if isinstance(product, Refused):
            return product
        offer: Offer | Refused | None = None
        if self.kind is not FileKind.STOCK:
            shelves = self.kind is FileKind.ASSORTMENT
            offer = own_goods.offer(row, offered, product, self.zone, shelves=shelves)
        if isinstance(offer, Refused):
            return offer
        levels = {
            name: own_goods.level(row, name, product)
            for name in ("on_hand", "safety")
            if self.kind is not FileKind.PRICES
        }
        for level in levels.values():
            if isinstance(level, Refused):
                return level
        self._keep(row, product, offer, levels)
        return None

    def _keep(
        self,
        row: OwnRow,
        product: Product,
        offer: Offer | None,
        levels: Mapping[str, int | Refused | None],
    ) -> None:
        self.at[row.gtin] = row.line
        if self.kind is FileKind.ASSORTMENT:
            self.products[row.gtin] = product
        if offer is not None:
            self.offers[row.gtin] = offer
        for name, into in (("on_hand", self.counts), ("safety", self.safety)):
            level = levels.get(name)
            if isinstance(level, int):
                into[row.gtin] = level


def _fault(refused: Refused) -> Fault:
    flaw = refused.flaw
    return Fault(refused.line, refused.gtin, flaw.field, flaw.reason.value, flaw.value)


def _rows(kind: FileKind, name: str, content: bytes) -> tuple[list[Own], tuple[str, ...]]:
    """Read every row of a file.

    :raises FileRefused: when it cannot be read to its end.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or _NOTHING)
        path.write_bytes(content)
        with _opened(kind, path) as table:
            return list(table.rows), table.unknown


def _opened(kind: FileKind, path: Path) -> AbstractContextManager[OwnFile]:
    match kind:
        case FileKind.PRICES:
            return own.prices(path)
        case FileKind.STOCK:
            return own.stock(path)
        case FileKind.ASSORTMENT:
            return own.assortment(path)
