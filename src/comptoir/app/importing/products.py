"""Imports products out of a foreign catalogue, and invents prices for them when asked to."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from comptoir.adapters.catalogues.lines import Progress, unheard
from comptoir.adapters.catalogues.model import Flaw, FoundProduct, Nothing, OwnRow, Reason, Refused
from comptoir.adapters.catalogues.products import ProductFile, open_products
from comptoir.adapters.catalogues.taxonomy import NO_TAXONOMY, read_taxonomy
from comptoir.app.importing import catalogue, own_goods, sale_units
from comptoir.app.importing.foreign import Translator, is_foreign, translator
from comptoir.app.importing.report import Options, Report
from comptoir.app.importing.samples import Sample, sample
from comptoir.app.importing.statistics import refresh
from comptoir.app.importing.workplace import in_parts, workplace
from comptoir.db.unit_of_work import Database, Reading, UnitOfWork
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.model import Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.inventory import queries as stock
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing import queries as offers
from comptoir.goods.stores import queries as stores


async def import_products(
    database: Database,
    *,
    file: Path,
    store: str,
    options: Options,
    heard: Progress = unheard,
) -> Report:
    """Import a file of products; `options.sample_offers` prices and stocks them in the store.

    The whole file is one transaction. Nobody who shops waits for it: product rows are never locked
    against orders, and offers and stock are written last, and only where there were none.

    :raises FileRefused: when the file cannot be read to its end; nothing is changed then.
    :raises Refusal: when there is no such store.
    """
    report = Report("products", file.name, store)
    taxonomy = read_taxonomy(options.taxonomy) if options.taxonomy else NO_TAXONOMY
    with open_products(file, taxonomy=taxonomy, country=options.country, heard=heard) as opened:
        report.format = opened.format
        async with workplace(database, options=options, report=report) as on:
            await stores.store(on, store=store)
            samples = await _take_all(on, opened, report, options)
            if options.sample_offers:
                await _offer(on, store, samples, report)
    if report.applied:
        await refresh(database)
    return report


async def _take_all(
    on: Reading, opened: ProductFile, report: Report, options: Options
) -> list[Sample]:
    intake = Intake(on, report, options, translator(await catalog.categories(on)))
    for part in in_parts(intake.products(opened)):
        await intake.put(part)
    return intake.samples


@dataclass(slots=True)
class Intake:
    """Takes products in, part by part, each number once."""

    on: Reading
    report: Report
    options: Options
    translator: Translator
    samples: list[Sample] = field(default_factory=list[Sample])
    seen: set[str] = field(default_factory=set[str])

    def products(self, opened: ProductFile) -> Iterator[FoundProduct | OwnRow]:
        """Give the usable lines of a file, noting the others."""
        for found in opened.found:
            self.report.lines += 1
            match found:
                case Refused():
                    self.report.refuse(found)
                case Nothing():
                    self.report.passed_over += 1
                case FoundProduct() | OwnRow():
                    if found.gtin in self.seen:
                        flaw = Flaw("gtin", Reason.TWICE, found.gtin)
                        self.report.refuse(Refused(found.line, found.gtin, flaw))
                        continue
                    self.seen.add(found.gtin)
                    yield found
            if self.options.limit is not None and len(self.seen) >= self.options.limit:
                return

    async def put(self, part: list[FoundProduct | OwnRow]) -> None:
        """Compare a part with the catalogue and put what differs."""
        before = await catalog.products(self.on, gtins=[each.gtin for each in part])
        resold = await sale_units.refused_changes(self.on, rows=part, before=before)
        taken: list[Product] = []
        for found in part:
            product = resold.get(found.gtin) or self._product(found, before.get(found.gtin))
            if isinstance(product, Refused):
                self.report.refuse(product)
            else:
                taken.append(product)
        await catalogue.put(
            self.on,
            report=self.report,
            products=taken,
            before=before,
            categories=self.translator.take_wanted(),
        )

    def _product(self, found: FoundProduct | OwnRow, kept: Product | None) -> Product | Refused:
        if isinstance(found, OwnRow):
            own = own_goods.product(found, kept, self.translator)
            if not isinstance(own, Refused) and self.options.sample_offers:
                self.samples.append(sample(own, own_goods.ground(own)))
            return own
        if kept is not None and not is_foreign(kept):
            return Refused(found.line, found.gtin, Flaw("gtin", Reason.GROCERS_OWN, kept.name[:80]))
        product, ground = self.translator.product(found)
        if kept is not None:  # a foreign catalogue does not know how the grocer sells
            product = replace(
                product, sale_unit=kept.sale_unit, each_g=kept.each_g, step_g=kept.step_g
            )
        refused = catalogue.checked(found.line, product)
        if refused is not None:
            return refused
        self.report.leave_out(found.left_out)
        if self.options.sample_offers:
            self.samples.append(sample(product, ground, found.popularity))
        return product


async def _offer(on: Reading, store: str, samples: list[Sample], report: Report) -> None:
    """Offer and stock what the store does not know yet, in the order of the numbers."""
    samples.sort(key=lambda each: each.gtin)
    for part in in_parts(samples):
        gtins = [each.gtin for each in part]
        offered = await offers.offers(on, store=store, gtins=gtins)
        stocked = await stock.levels(on, store=store, gtins=gtins)
        unpriced = [each.offer for each in part if each.gtin not in offered]
        unstocked = {each.gtin: each.stock for each in part if each.gtin not in stocked}
        report.sample_offers += len(unpriced)
        if isinstance(on, UnitOfWork):
            await pricing.set_offers(on, store=store, offers=unpriced)
            await inventory.set_counts(on, store=store, counts=unstocked)
