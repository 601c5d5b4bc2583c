"""Reads the grocer's own files of assortment, prices and stock."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from comptoir.adapters.catalogues import cells, columns
from comptoir.adapters.catalogues.food_codes import labels_of
from comptoir.adapters.catalogues.lines import Progress, unheard
from comptoir.adapters.catalogues.model import (
    BadCell,
    Cell,
    FileReason,
    FileRefused,
    Flaw,
    Own,
    OwnRow,
    Reason,
    Refused,
)
from comptoir.adapters.catalogues.tables import Row, open_table
from comptoir.goods.catalog.legal import VAT_RATES
from comptoir.goods.pricing.rules import MOST_LIMIT

_Reader = Callable[[str], Cell]

_SALE_UNITS = {"piece": "piece", "a la piece": "piece", "unite": "piece", "pce": "piece",
               "pc": "piece", "kg": "kg", "kilo": "kg", "au kilo": "kg", "poids": "kg",
               "au poids": "kg", "weight": "kg", "each": "piece"}  # fmt: skip
_GRADES = {letter.lower(): letter for letter in "ABCDE"}
_REASONS = {code: code for code in VAT_RATES} | {
    code.replace("_", " "): code for code in VAT_RATES
} | {
    "alimentaire": "food", "alimentation": "food", "infantile": "infant_food",
    "boisson sans alcool": "soft_drink", "protection intime": "intimate_protection",
    "contraceptifs": "contraception", "moyens de contraception": "contraception",
    "preservatifs": "contraception",
    "consommation immediate": "ready_to_eat", "alcool": "alcohol", "confiserie": "confectionery",
    "chocolat": "chocolate", "plantes et fleurs": "horticulture",
    "bois de chauffage": "firewood", "non alimentaire": "non_food", "animaux": "pet_food",
}  # fmt: skip


def _texts(field: str, said: str) -> tuple[str, ...]:
    return tuple(cells.text(field, word)[:80] for word in said.split("|") if word.strip())


def _labels(_field: str, said: str) -> tuple[str, ...]:
    return labels_of(said.replace(";", ",").replace("|", ",").split(","))


def _read_by(read: Callable[[str, str], Cell], *fields: str) -> dict[str, _Reader]:
    return {field: partial(read, field) for field in fields}


_READERS: dict[str, _Reader] = {
    **_read_by(cells.text, "name", "name_en", "brand", "category", "legal_name", "ingredients",
               "storage", "operator", "image_url", "aisle", "origin", "class_", "variety",
               "calibre"),
    **_read_by(cells.grams, "each_g", "step_g", "drained_g"),
    **_read_by(cells.allergens, "allergens", "traces"),
    **_read_by(cells.day, "promo_from", "promo_until"),
    **_read_by(_texts, "aliases"),
    **_read_by(_labels, "labels"),
    **_read_by(cells.amount, "on_hand", "safety"),
    **_read_by(partial(cells.whole, most=120, least=1), "minimum_age"),
    **_read_by(partial(cells.choice, choices=_SALE_UNITS), "sale_unit"),
    **_read_by(partial(cells.choice, choices=_GRADES), "nutriscore"),
    **_read_by(partial(cells.choice, choices=_REASONS), "vat_reason"),
    **_read_by(cells.cents, "price"),
    **_read_by(partial(cells.cents, zero=True), "deposit"),
    **_read_by(cells.net, "net"),
    **_read_by(cells.basis_points, "vat_rate"),
    **_read_by(cells.promotion, "promotion"),
    **_read_by(partial(cells.whole, most=MOST_LIMIT), "promo_order_most", "promo_household_most"),
    **_read_by(cells.truth, "listed"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnFile:
    """An open file of the grocer's: its fields, headings not understood, and its rows."""

    fields: frozenset[str]
    unknown: tuple[str, ...]
    rows: Iterator[Own]


Opening = AbstractContextManager[OwnFile]


def assortment(path: Path, heard: Progress = unheard) -> Opening:
    """Open an assortment file: products with, where they are given, their price and stock.

    :raises FileRefused: when it is no table with a product's number.
    """
    return _opened(path, columns.ASSORTMENT, ("gtin",), heard)


def products(path: Path, heard: Progress = unheard) -> Opening:
    """Open a file of products alone; other columns say nothing here.

    :raises FileRefused: when it is no table with a product's number and name.
    """
    return _opened(path, columns.PRODUCT, ("gtin", "name"), heard)


def prices(path: Path, heard: Progress = unheard) -> Opening:
    """Open a price file.

    :raises FileRefused: when it is no table with a product's number and price.
    """
    return _opened(path, columns.PRICE, ("gtin",), heard, one_of=("price", "promotion"))


def stock(path: Path, heard: Progress = unheard) -> Opening:
    """Open a stock file.

    :raises FileRefused: when it is no table with a product's number and quantity.
    """
    return _opened(path, columns.STOCK, ("gtin",), heard, one_of=("on_hand", "safety"))


@contextmanager
def _opened(
    path: Path,
    known: Mapping[str, Sequence[str]],
    needed: Sequence[str],
    heard: Progress,
    one_of: Sequence[str] = (),
) -> Generator[OwnFile]:
    with open_table(path, known, needed, heard) as table:
        if one_of and not any(field in table.fields for field in one_of):
            raise FileRefused(FileReason.MISSING_COLUMN, file=path.name, column=known[one_of[0]][0])
        yield OwnFile(frozenset(table.fields), table.unknown, _once(table.rows))


def _once(rows: Iterator[Row]) -> Iterator[Own]:
    """Read rows one by one; of two with the same number the second is refused."""
    seen: set[str] = set()
    for row in rows:
        read = _row(row)
        if isinstance(read, OwnRow):
            if read.gtin in seen:
                read = Refused(row.line, read.gtin, Flaw("gtin", Reason.TWICE, read.gtin))
            else:
                seen.add(read.gtin)
        yield read


def _row(row: Row) -> Own:
    shown = row.cells.get("gtin", "")[:20]
    if row.flaw is not None:
        return Refused(row.line, shown, Flaw("", row.flaw))
    try:
        shown = code = cells.gtin(row.cells.get("gtin", ""))
        values = {
            field: _READERS[field](said)
            for field, said in row.cells.items()
            if said and field != "gtin"
        }
    except BadCell as bad:
        return Refused(row.line, shown, bad.flaw)
    emptied = frozenset(field for field, said in row.cells.items() if not said)
    return OwnRow(line=row.line, gtin=code, values=values, emptied=emptied)
