"""Stores and goods to tell stories with: plain functions, every figure a default one may change."""

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog.gtin import check_digit
from comptoir.goods.catalog.model import Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores.model import Store, StoreDetails
from comptoir.kernel.ids import secret

A_STORE = StoreDetails(
    name="Comptoir des essais",
    kind="supermarket",
    street="1 place du Marché",
    postcode="35500",
    city="Vitré",
    modes=("pickup", "delivery"),
    hours={"monday": [["08:30", "20:00"]], "sunday": [["09:00", "12:30"]]},
    delivery_postcodes=("35500",),
)


def a_gtin(number: int) -> str:
    """Make an in-store barcode: prefix 29, ten digits of a number, the check digit."""
    body = f"29{number:010d}"
    return f"{body}{check_digit(body)}"


def a_product(number: int = 1, name: str = "Lait demi-écrémé UHT", **facts: object) -> Product:
    """Describe a product, by the piece and taxed as food unless its facts say otherwise."""
    known: dict[str, object] = {"vat_rate": 550, "vat_reason": "food"} | facts
    return Product(gtin=a_gtin(number), name=name, **known)  # pyright: ignore[reportArgumentType]


async def a_store(
    uow: UnitOfWork, *, store: str | None = None, details: StoreDetails = A_STORE
) -> Store:
    """Open a store, of an id of its own unless one is given."""
    name = store or "essai-" + secret().lower().replace("_", "0").strip("-") + "z"
    return await stores.create_store(uow, store=name, details=details)


async def on_shelf(
    uow: UnitOfWork, product: Product, *, store: str, price: int = 109, stock: int = 100
) -> str:
    """Put a product on a store's shelf and give its barcode."""
    await catalog.put_products(uow, products=[product])
    await pricing.set_offers(uow, store=store, offers=[Offer(gtin=product.gtin, price=price)])
    await inventory.set_counts(uow, store=store, counts={product.gtin: stock})
    return product.gtin
