"""Reads the demo assortment: tables that people can read and edit, one set of files an aisle."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from comptoir.app.demo.season import Season
from comptoir.app.demo.tables import FOLDER, BadTable, Row, every, rows
from comptoir.goods.catalog.legal import NUTRIENTS, VAT_RATES
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.catalog.net import net_quantity
from comptoir.goods.pricing.model import Offer

STORES = {"h": "grand-ouest", "s": "les-halles", "c": "gare", "d": "entrepot"}
"""The letters of the columns `price_*` and `stock_*`, and the stores they stand for."""

LETTERS = {store: letter for letter, store in STORES.items()}

NUTRISCORE_VERSION = "2023"
_MOST_POPULAR = 1_000


@dataclass(frozen=True, slots=True)
class OnSale:
    """A product in one store: its offer, its opening stock, and when in the year it is sold."""

    offer: Offer
    stock: int
    season: Season | None = None


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


def assortment(folder: Traversable = FOLDER) -> Assortment:
    """Read every table of the folder.

    :raises BadTable: when a row cannot be read.
    """
    operators = {
        row["code"]: f"{row['name']}, {row['address']}" for row in every(folder, "operators")
    }
    products: list[Product] = []
    popularity: dict[str, int] = {}
    ranks = _Ranks()
    for row in every(folder, "products"):
        products.append(_product(row, operators))
        popularity[row["gtin"]] = ranks.next(row["category"])
    seasons = {
        row["gtin"]: Season(row["from"], row["until"]) for row in rows(folder / "seasons.csv")
    }
    stores: dict[str, list[OnSale]] = {store: [] for store in STORES.values()}
    for row in every(folder, "offers"):
        for letter, store in STORES.items():
            if row[f"price_{letter}"]:
                gtin = row["gtin"]
                sold = _on_sale(row, letter, popularity.get(gtin, 0), seasons.get(gtin))
                stores[store].append(sold)
    return Assortment(
        categories=tuple(_categories(folder)),
        products=tuple(products),
        stores={store: tuple(goods) for store, goods in stores.items()},
    )


def _categories(folder: Traversable) -> Iterator[Category]:
    seen: set[str] = set()
    for row in (*rows(folder / "categories.csv"), *every(folder, "categories")):
        if row["id"] not in seen:
            yield Category(
                id=row["id"],
                parent=row["parent"] or None,
                name_fr=row["name_fr"],
                name_en=row["name_en"],
                position=len(seen),
            )
        seen.add(row["id"])


def _product(row: Row, operators: Mapping[str, str]) -> Product:
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
        each_g=row.number("each_g"),
        step_g=row.number("step_g"),
        drained_g=row.number("drained_g"),
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
        minimum_age=row.number("age"),
        deposit=row.number("deposit") or 0,
        aliases=tuple(alias.strip() for alias in row["aliases"].split("|") if alias.strip()),
        source="Comptoir",
        licence="Apache-2.0",
    )


def _nutrition(row: Row) -> dict[str, str] | None:
    if not row["nutrition"]:
        return None
    figures = row["nutrition"].split("/")
    if len(figures) != len(NUTRIENTS):
        raise BadTable(f"{row.place}: nutrition {row['nutrition']}")
    return dict(zip(NUTRIENTS, figures, strict=True))


def _on_sale(row: Row, letter: str, popularity: int, season: Season | None) -> OnSale:
    offer = Offer(
        gtin=row["gtin"],
        price=row.number(f"price_{letter}") or 0,
        aisle=row["aisle"],
        origin=row["origin"],
        class_=row["class"],
        variety=row["variety"],
        calibre=row["calibre"],
        popularity=popularity,
    )
    return OnSale(offer, stock=row.number(f"stock_{letter}") or 0, season=season)
