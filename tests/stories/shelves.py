"""A store whose goods have everything that a sheet shows."""

from datetime import timedelta

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from tests.stories.goods import a_gtin
from tests.stories.promotions import percent_off

SWEET = Category("page-sweet", None, "Épicerie sucrée", "Sweet grocery")
SPREADS = Category("page-spreads", "page-sweet", "Pâtes à tartiner", "Spreads")
APPLES = Category("page-apples", None, "Pommes", "Apples")
WINES = Category("page-wines", None, "Vins", "Wines")

SPREAD = Product(
    gtin=a_gtin(801),
    name="Pâte à tartiner noisette",
    name_en="Hazelnut spread",
    brand="Grignelune",
    category=SPREADS.id,
    legal_name="Pâte à tartiner aux noisettes et au cacao",
    net_value=400,
    net_unit="g",
    vat_rate=550,
    vat_reason="food",
    ingredients="sucre, *noisettes*, *lait* écrémé en poudre, cacao",
    allergens=("nuts", "milk"),
    traces=("soy",),
    nutrition={
        "energy_kj": "2252", "energy_kcal": "539", "fat": "30.9", "saturates": "10.6",
        "carbohydrate": "57.5", "sugars": "56.3", "fibre": "3.4", "protein": "6.3",
        "salt": "0.107",
    },
    nutriscore="E",
    nutriscore_version="2023",
    nutriscore_source="operator",
    storage="dry",
    operator="Grignelune SAS, 12 rue des Noisetiers, 38000 Grenoble",
    labels=("vegetarian", "organic"),
    source="Open Food Facts contributors",
    licence="ODbL 1.0",
)  # fmt: skip
PLAIN = Product(
    gtin=a_gtin(802), name="Pâte à tartiner cacao", brand="Grignelune", category=SPREADS.id,
    net_value=200, net_unit="g", vat_rate=550, vat_reason="food",
)  # fmt: skip
GALA = Product(
    gtin=a_gtin(803), name="Pommes Gala", name_en="Gala apples", category=APPLES.id,
    legal_name="Pommes Gala", sale_unit="kg", each_g=170, step_g=10, vat_rate=550,
    vat_reason="food", storage="counter", operator="Vergers de Mirelonde, 49000 Angers",
)  # fmt: skip
CIDER = Product(
    gtin=a_gtin(804), name="Vin rouge consigné", category=WINES.id, net_value=750, net_unit="ml",
    vat_rate=2000, vat_reason="alcohol", minimum_age=18, deposit=20,
)  # fmt: skip
GONE = Product(
    gtin=a_gtin(805), name="Pâte à tartiner pistache", category=SPREADS.id, net_value=200,
    net_unit="g", vat_rate=550, vat_reason="food",
)  # fmt: skip
EVERYTHING = (SPREAD, PLAIN, GALA, CIDER, GONE)


async def stocked(uow: UnitOfWork, store: str) -> None:
    """Put goods with every field on a store's shelves; one of them is sold out."""
    await catalog.put_categories(uow, categories=[SWEET, SPREADS, APPLES, WINES])
    await catalog.put_products(uow, products=EVERYTHING)
    until = uow.now + timedelta(days=6)
    offers = [
        Offer(gtin=SPREAD.gtin, price=379, promotion=percent_off(10, ends=until), popularity=9),
        Offer(gtin=PLAIN.gtin, price=199),
        Offer(gtin=GALA.gtin, price=239, origin="France", class_="I", variety="Gala",
              calibre="70/75 mm"),
        Offer(gtin=CIDER.gtin, price=650),
        Offer(gtin=GONE.gtin, price=299),
    ]  # fmt: skip
    await pricing.set_offers(uow, store=store, offers=offers)
    counts = {SPREAD.gtin: 4, PLAIN.gtin: 40, GALA.gtin: 30_000, CIDER.gtin: 12}
    await inventory.set_counts(uow, store=store, counts=counts)
