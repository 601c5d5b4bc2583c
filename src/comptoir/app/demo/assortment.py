"""Reads the demo assortment: tables that people can read and edit, one set of files an aisle."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import StringIO

from comptoir.goods.catalog.legal import NUTRIENTS, VAT_RATES
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.catalog.net import net_quantity
from comptoir.goods.pricing.model import Offer

STORES = {"h": "grand-ouest", "s": "les-halles", "c": "gare", "d": "entrepot"}
"""The letters of the columns `price_*` and `stock_*`, and the stores they stand for."""

NUTRISCORE_VERSION = "2023"
_FOLDER = files("comptoir.app.demo") / "assortment"
_MOST_POPULAR = 1_000


class BadTable(ValueError):
    """A row of the assortment cannot be read: the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class OnSale:
    """A product in one store: its offer, without promotion dates, and its opening stock."""

    offer: Offer
    stock: int


@dataclass(frozen=True, slots=True)
class Assortment:
    """The whole chain's goods, and what each store has of them."""

    categories: tuple[Category, ...]
    products: tuple[Product, ...]
    stores: Mapping[str, tuple[OnSale, ...]]


@dataclass(slots=True)
class _Ranks:
    """Gives what stands first in its category the highest popularity."""

    seen: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def next(self, category: str) -> int:
        self.seen[category] += 1
        return _MOST_POPULAR // self.seen[category]


def assortment(folder: Traversable = _FOLDER) -> Assortment:
    """Read every table of the folder.

    :raises BadTable: when a row cannot be read.
    """
    operators = {
        row["code"]: f"{row['name']}, {row['address']}" for row in _all(folder, "operators")
    }
    products: list[Product] = []
    popularity: dict[str, int] = {}
    ranks = _Ranks()
    for row in _all(folder, "products"):
        products.append(_product(row, operators))
        popularity[row["gtin"]] = ranks.next(row["category"])
    stores: dict[str, list[OnSale]] = {store: [] for store in STORES.values()}
    for row in _all(folder, "offers"):
        for letter, store in STORES.items():
            if row[f"price_{letter}"]:
                stores[store].append(_on_sale(row, letter, popularity.get(row["gtin"], 0)))
    return Assortment(
        categories=tuple(_categories(folder)),
        products=tuple(products),
        stores={store: tuple(goods) for store, goods in stores.items()},
    )


class _Row(dict[str, str]):
    """A row that knows where it stands, for those who have to mend it."""

    place: str = ""

    def __missing__(self, column: str) -> str:
        raise BadTable(f"{self.place}: no column {column}")


def _all(folder: Traversable, section: str) -> Iterator[_Row]:
    tables = (folder / section).iterdir()
    for table in sorted(tables, key=lambda each: each.name):
        if table.name.endswith(".csv"):
            yield from _rows(table)


def _rows(table: Traversable) -> Iterator[_Row]:
    reader = csv.DictReader(StringIO(table.read_text(encoding="utf-8"), newline=""))
    for cells in reader:
        if None in cells or None in cells.values():
            raise BadTable(f"{table.name}:{reader.line_num}: not as many cells as columns")
        row = _Row({column: text.strip() for column, text in cells.items()})
        row.place = f"{table.name}:{reader.line_num}"
        yield row


def _categories(folder: Traversable) -> Iterator[Category]:
    seen: set[str] = set()
    for row in (*_rows(folder / "categories.csv"), *_all(folder, "categories")):
        if row["id"] not in seen:
            yield Category(
                id=row["id"],
                parent=row["parent"] or None,
                name_fr=row["name_fr"],
                name_en=row["name_en"],
                position=len(seen),
            )
        seen.add(row["id"])


def _product(row: _Row, operators: Mapping[str, str]) -> Product:
    net = net_quantity(row["net"]) if row["net"] else None
    if row["net"] and net is None:
        raise BadTable(f"{row.place}: net {row['net']}")
    if row["operator"] not in operators:
        raise BadTable(f"{row.place}: operator {row['operator']}")
    if row["vat"] not in VAT_RATES:
        raise BadTable(f"{row.place}: vat {row['vat']}")
    return Product(
        gtin=row["gtin"],
        name=row["name"],
        name_en=row["name_en"],
        brand=row["brand"],
        category=row["category"],
        legal_name=row["legal_name"],
        net_value=net.value if net else None,
        net_unit=net.unit.value if net else None,
        sale_unit="kg" if row["sale_unit"] == "kg" else "piece",
        each_g=_number(row, "each_g"),
        step_g=_number(row, "step_g"),
        drained_g=_number(row, "drained_g"),
        vat_rate=VAT_RATES[row["vat"]],
        vat_reason=row["vat"],
        ingredients=row["ingredients"],
        allergens=tuple(row["allergens"].split()),
        traces=tuple(row["traces"].split()),
        nutrition=_nutrition(row),
        nutriscore=row["nutriscore"] or None,
        nutriscore_version=NUTRISCORE_VERSION if row["nutriscore"] else "",
        nutriscore_source="operator" if row["nutriscore"] else "",
        storage=row["storage"],
        operator=operators[row["operator"]],
        labels=tuple(row["labels"].split()),
        minimum_age=_number(row, "age"),
        deposit=_number(row, "deposit") or 0,
        aliases=tuple(alias.strip() for alias in row["aliases"].split("|") if alias.strip()),
        source="Comptoir",
        licence="Apache-2.0",
    )


def _nutrition(row: _Row) -> dict[str, str] | None:
    if not row["nutrition"]:
        return None
    figures = row["nutrition"].split("/")
    if len(figures) != len(NUTRIENTS):
        raise BadTable(f"{row.place}: nutrition {row['nutrition']}")
    return dict(zip(NUTRIENTS, figures, strict=True))


def _on_sale(row: _Row, letter: str, popularity: int) -> OnSale:
    offer = Offer(
        gtin=row["gtin"],
        price=_number(row, f"price_{letter}") or 0,
        promo_percent=_number(row, "promo"),
        aisle=row["aisle"],
        origin=row["origin"],
        class_=row["class"],
        variety=row["variety"],
        calibre=row["calibre"],
        popularity=popularity,
    )
    return OnSale(offer, stock=_number(row, f"stock_{letter}") or 0)


def _number(row: _Row, column: str) -> int | None:
    if not row[column]:
        return None
    if not row[column].isdecimal():
        raise BadTable(f"{row.place}: {column} {row[column]}")
    return int(row[column])
