"""Imports the grocer's own prices and promotions into a store."""

from pathlib import Path

from comptoir.adapters.catalogues import own
from comptoir.adapters.catalogues.lines import Progress, unheard
from comptoir.adapters.catalogues.model import Flaw, Own, Reason, Refused
from comptoir.app.importing import own_goods
from comptoir.app.importing.offers import Compared, put_offers
from comptoir.app.importing.report import Options, Report
from comptoir.app.importing.workplace import in_parts, workplace
from comptoir.db.unit_of_work import Database, Reading
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.stores import queries as stores


async def import_prices(
    database: Database, *, file: Path, store: str, options: Options, heard: Progress = unheard
) -> Report:
    """Import a price file: the price of each product, and its promotion if the column is there.

    A price for goods of the catalogue that the store does not sell yet puts them on its shelf.

    :raises FileRefused: when the file cannot be read to its end; nothing is changed then.
    :raises Refusal: when there is no such store.
    """
    report = Report("prices", file.name, store)
    compared: dict[str, Compared] = {}
    with own.prices(file, heard) as table:
        report.unknown_columns = table.unknown
        async with workplace(database, options=options, report=report) as on:
            zone = (await stores.store(on, store=store)).timezone
            for part in in_parts(table.rows):
                report.lines += len(part)
                compared |= await _compared(on, part, store, zone, report)
            await put_offers(on, store=store, report=report, offers=compared)
    return report


async def _compared(
    on: Reading, part: list[Own], store: str, zone: str, report: Report
) -> dict[str, Compared]:
    """Read a part of the lines, noting those that cannot be."""
    gtins = [row.gtin for row in part]
    products = await catalog.products(on, gtins=gtins)
    offered = await pricing.offers(on, store=store, gtins=gtins)
    found: dict[str, Compared] = {}
    for row in part:
        if isinstance(row, Refused):
            report.refuse(row)
            continue
        product, before = products.get(row.gtin), offered.get(row.gtin)
        if product is None:
            flaw = Flaw("gtin", Reason.UNKNOWN_PRODUCT, row.gtin)
            report.refuse(Refused(row.line, row.gtin, flaw))
            continue
        after = own_goods.offer(row, before, product, zone)
        if isinstance(after, Refused):
            report.refuse(after)
        elif after is not None:
            found[row.gtin] = (before, after, product.name)
    return found
