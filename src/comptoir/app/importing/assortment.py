"""Imports the grocer's own assortment: products with their offers and stock in one store."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from comptoir.adapters.catalogues import own
from comptoir.adapters.catalogues.lines import Progress, unheard
from comptoir.adapters.catalogues.model import OwnRow, Refused
from comptoir.app.importing import catalogue, own_goods, sale_units
from comptoir.app.importing.foreign import Translator, translator
from comptoir.app.importing.offers import Compared, put_offers
from comptoir.app.importing.report import SAMPLES, Options, Report
from comptoir.app.importing.statistics import refresh
from comptoir.app.importing.stock import Counted, put_stock, recount
from comptoir.app.importing.workplace import in_parts, workplace
from comptoir.db.unit_of_work import Database, Reading
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.stores import queries as stores


async def import_assortment(
    database: Database, *, file: Path, store: str, options: Options, heard: Progress = unheard
) -> Report:
    """Import what a store sells: new and changed products, their price, promotion, shelf, stock.

    An empty cell leaves what is known, but for the promotion, which ends. Naming a product puts it
    back on the shelf, unless the file has a column for that. Products, offers and new stock are one
    transaction; changed counts of stock follow after it, in small ones.

    :raises FileRefused: when the file cannot be read to its end; nothing is changed then.
    :raises Refusal: when there is no such store.
    """
    report = Report("assortment", file.name, store)
    with own.assortment(file, heard) as table:
        report.unknown_columns = table.unknown
        async with workplace(database, options=options, report=report) as on:
            zone = (await stores.store(on, store=store)).timezone
            intake = _Intake(on, store, zone, report, translator(await catalog.categories(on)))
            rows = (row for row in table.rows if intake.usable(row))
            for part in in_parts(rows):
                await intake.put([row for row in part if isinstance(row, OwnRow)])
            changed = await intake.finish(complete=options.complete)
    if report.applied:
        await recount(database, store=store, counted=changed)
        await refresh(database)
    return report


@dataclass(slots=True)
class _Intake:
    """Takes an assortment in; offers and stock wait until every product is there."""

    on: Reading
    store: str
    zone: str
    report: Report
    translator: Translator
    offers: dict[str, Compared] = field(default_factory=dict[str, Compared])
    counted: Counted = field(default_factory=Counted)
    named: set[str] = field(default_factory=set[str])
    unread: int = 0

    def usable(self, row: OwnRow | Refused) -> bool:
        """Note a line, and tell whether it can be used."""
        self.report.lines += 1
        if isinstance(row, OwnRow):
            self.named.add(row.gtin)
            return True
        if row.names_product:
            self.named.add(row.gtin)
        else:
            self.unread += 1
        self.report.refuse(row)
        return False

    async def put(self, part: list[OwnRow]) -> None:
        """Put the products of a part, and remember their offers and stock."""
        gtins = [row.gtin for row in part]
        before = await catalog.products(self.on, gtins=gtins)
        offered = await pricing.offers(self.on, store=self.store, gtins=gtins)
        resold = await sale_units.refused_changes(self.on, rows=part, before=before)
        taken: list[Product] = []
        for row in part:
            read = resold.get(row.gtin) or self._read(
                row, before.get(row.gtin), offered.get(row.gtin)
            )
            if isinstance(read, Refused):
                self.report.refuse(read)
            else:
                taken.append(read)
        await catalogue.put(
            self.on,
            report=self.report,
            products=taken,
            before=before,
            categories=self.translator.take_wanted(),
        )

    def _read(self, row: OwnRow, kept: Product | None, offered: Offer | None) -> Product | Refused:
        """Read a line as a whole, so that nothing of it is taken when a part of it cannot be."""
        product = own_goods.product(row, kept, self.translator)
        if isinstance(product, Refused):
            return product
        offer = own_goods.offer(row, offered, product, self.zone, shelves=True)
        if isinstance(offer, Refused):
            return offer
        refused = self.counted.take(row, product)
        if refused is not None:
            return refused
        if offer is not None:
            self.offers[row.gtin] = (offered, offer, product.name)
        return product

    async def finish(self, *, complete: bool) -> Counted:
        """Put offers, then new stock, and take off the shelf what a complete file does not name.

        Gives the counts that are left to be written after the commit.
        """
        if complete:
            await self._take_off()
        await put_offers(self.on, store=self.store, report=self.report, offers=self.offers)
        return await put_stock(self.on, store=self.store, report=self.report, counted=self.counted)

    async def _take_off(self) -> None:
        """Take off the shelf what no line names, be it a refused one.

        A line whose number cannot be read may mean anything on the shelf: then all of it stays.
        """
        if self.unread:
            self.report.unread_numbers = self.unread
            return
        listed = await pricing.listed(self.on, store=self.store)
        gone = sorted(listed.keys() - self.named)
        self.report.taken_off = len(gone)
        shown = await catalog.products(self.on, gtins=gone[:SAMPLES])
        for gtin in gone:
            name = shown[gtin].name if gtin in shown else ""
            self.offers[gtin] = (listed[gtin], replace(listed[gtin], listed=False), name)
