"""The imports there are, by name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from comptoir.adapters.catalogues.lines import Progress, unheard
from comptoir.app.importing.assortment import import_assortment
from comptoir.app.importing.prices import import_prices
from comptoir.app.importing.products import import_products
from comptoir.app.importing.report import Options, Report
from comptoir.app.importing.stock import import_stock
from comptoir.db.unit_of_work import Database


class Import(Protocol):
    """Imports a file into a store and reports."""

    async def __call__(
        self,
        database: Database,
        *,
        file: Path,
        store: str,
        options: Options,
        heard: Progress = unheard,
    ) -> Report:
        """Import `file`: one transaction, after which changed counts of stock follow in small ones.

        :raises FileRefused: when the file cannot be read to its end; nothing is changed then.
        :raises Refusal: when there is no such store.
        """
        ...


IMPORTS: Mapping[str, Import] = {
    "products": import_products,
    "assortment": import_assortment,
    "prices": import_prices,
    "stock": import_stock,
}
