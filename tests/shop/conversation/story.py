"""A small shop to talk to: every noun a dialogue needs, one evening window, a household at home."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.conversation.answer import Answer
from comptoir.conversation.commands import start
from comptoir.conversation.turn import take
from comptoir.db.unit_of_work import Database
from comptoir.goods.catalog import commands as catalog
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import Offer
from comptoir.kernel.caller import Caller, Door
from comptoir.kernel.locale import Language
from comptoir.shopping.habits import commands as habits
from comptoir.shopping.orders import process
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Outcome
from comptoir.shopping.slots.model import Mode
from tests.stories.goods import A_STORE, a_store
from tests.stories.shopping import a_household, a_window

CALLER = Caller(Door.TERMINAL)


def _gtin(number: int) -> str:
    digits = f"2890000{number:05}"
    odd = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-odd % 10)


def _packed(number: int, name: str, category: str, **more: object) -> Product:
    return replace(
        Product(gtin=_gtin(number), name=name, brand="Bocage", category=category, vat_rate=550),
        **more,
    )


HALF = _packed(1, "Lait demi-écrémé UHT", "t-milk", net_value=1000, net_unit="ml",
               name_en="Semi-skimmed milk")  # fmt: skip
WHOLE = _packed(2, "Lait entier UHT", "t-milk", net_value=1000, net_unit="ml",
                name_en="Whole milk")  # fmt: skip
SKIMMED = _packed(3, "Lait écrémé UHT", "t-milk", net_value=1000, net_unit="ml",
                  name_en="Skimmed milk")  # fmt: skip
TOMATOES = _packed(4, "Tomates rondes", "t-tomatoes", brand="", sale_unit="kg", each_g=120,
                   step_g=10, name_en="Round tomatoes")  # fmt: skip
SIX = _packed(5, "Œufs plein air", "t-eggs", net_value=6, net_unit="piece",
              name_en="Free-range eggs")  # fmt: skip
TWELVE = _packed(6, "Œufs plein air", "t-eggs", net_value=12, net_unit="piece",
                 name_en="Free-range eggs")  # fmt: skip
BREAD = _packed(7, "Baguette tradition", "t-bread", net_value=250, net_unit="g",
                name_en="Traditional baguette")  # fmt: skip
CAMEMBERT = _packed(8, "Camembert", "t-cheese", net_value=250, net_unit="g",
                    name_en="Camembert")  # fmt: skip
BRIE = _packed(9, "Brie", "t-cheese", net_value=200, net_unit="g", name_en="Brie")
WINE = _packed(10, "Vin rouge de pays", "t-wine", net_value=750, net_unit="ml", vat_rate=2000,
               minimum_age=18, name_en="Red country wine")  # fmt: skip
APPLES = _packed(11, "Pommes Gala", "t-apples", brand="", sale_unit="kg", each_g=170, step_g=10,
                 name_en="Gala apples")  # fmt: skip
GOLDEN = _packed(12, "Pommes Golden", "t-apples", brand="", sale_unit="kg", each_g=170, step_g=10,
                 name_en="Golden apples")  # fmt: skip
SPREAD = _packed(13, "Pâte à tartiner", "t-spread", net_value=400, net_unit="g",
                 name_en="Chocolate spread")  # fmt: skip
FLOUR = _packed(14, "Farine de blé", "t-flour", net_value=1000, net_unit="g",
                name_en="Wheat flour")  # fmt: skip
BUTTER = _packed(15, "Beurre doux", "t-butter", net_value=250, net_unit="g",
                 name_en="Unsalted butter")  # fmt: skip
COLA_FOUR = _packed(16, "Cola, pack de 4 × 1,5 l", "t-cola", net_value=6000, net_unit="ml",
                    aliases=("coca",))  # fmt: skip
COLA = _packed(17, "Cola", "t-cola", net_value=1500, net_unit="ml", aliases=("coca",))
COLA_CANS = _packed(18, "Cola zéro, pack de 6 canettes de 33 cl", "t-cola", net_value=1980,
                    net_unit="ml", aliases=("coca zéro",))  # fmt: skip
CREAM = _packed(19, "Crème liquide", "t-cream", net_value=200, net_unit="ml",
                allergens=("milk",), traces=("eggs",))  # fmt: skip

PRICES: Mapping[str, int] = {
    HALF.gtin: 109, WHOLE.gtin: 125, SKIMMED.gtin: 99, TOMATOES.gtin: 299, SIX.gtin: 215,
    TWELVE.gtin: 399, BREAD.gtin: 110, CAMEMBERT.gtin: 179, BRIE.gtin: 210, WINE.gtin: 650,
    APPLES.gtin: 239, GOLDEN.gtin: 249, SPREAD.gtin: 379, FLOUR.gtin: 95, BUTTER.gtin: 265,
    COLA_FOUR.gtin: 690, COLA.gtin: 185, COLA_CANS.gtin: 410, CREAM.gtin: 130,
}  # fmt: skip

GOODS = (
    HALF, WHOLE, SKIMMED, TOMATOES, SIX, TWELVE, BREAD, CAMEMBERT, BRIE, WINE, APPLES, GOLDEN,
    SPREAD, FLOUR, BUTTER, COLA_FOUR, COLA, COLA_CANS, CREAM,
)  # fmt: skip


@dataclass(slots=True)
class Talk:
    """A conversation in a shop of its own."""

    database: Database
    store: str
    household: str | None
    id: str
    caller: Caller = CALLER
    breaks_off: bool = False
    """True to lose the connection right after an order was placed."""

    async def say(self, text: str, *, turn_id: str | None = None) -> Answer:
        """Say a sentence and give the answer."""
        return await take(
            self.database,
            conversation=self.id,
            text=text,
            turn_id=turn_id,
            caller=self.caller,
            place=self.place,
        )

    async def hold(self, *texts: str) -> Answer:
        """Say several sentences and give the last answer."""
        answers = [await self.say(text) for text in texts]
        return answers[-1]

    async def place(self, cart: str, checkout: Checkout) -> Outcome:
        """Place the order of a cart, to be paid at handover."""
        placed = await process.place_order(
            self.database,
            {"at_handover": AtHandover()},
            caller=self.caller,
            cart=cart,
            checkout=checkout,
        )
        if self.breaks_off:
            raise ConnectionError
        return placed

    async def stock(self, product: Product, count: int) -> None:
        """Set what the shop has of a product."""
        async with self.database.work(self.caller) as uow:
            await inventory.set_counts(uow, store=self.store, counts={product.gtin: count})

    async def price(self, product: Product, cents: int) -> None:
        """Set what a product costs."""
        async with self.database.work(self.caller) as uow:
            await pricing.set_offers(
                uow, store=self.store, offers=[Offer(gtin=product.gtin, price=cents)]
            )


async def a_talk(
    database: Database,
    *,
    language: Language = Language.FRENCH,
    at_home: bool = True,
    usual: Mapping[str, int] | None = None,
    minimum_order: int = 0,
    deliveries: tuple[int, ...] = (8, 10, 12, 14, 18),
) -> Talk:
    """Open a shop with delivery tomorrow at these hours and begin a conversation in it."""
    async with database.work(CALLER) as uow:
        store = (await a_store(uow, details=replace(A_STORE, minimum_order=minimum_order))).id
        categories = {each.category: each for each in GOODS if each.category}
        await catalog.put_categories(
            uow, categories=[Category(name, None, name.removeprefix("t-")) for name in categories]
        )
        await catalog.put_products(uow, products=GOODS)
        offers = [Offer(gtin=gtin, price=price) for gtin, price in PRICES.items()]
        await pricing.set_offers(uow, store=store, offers=offers)
        counts = {each.gtin: 50_000 if each.sale_unit == "kg" else 100 for each in GOODS}
        await inventory.set_counts(uow, store=store, counts=counts)
        for hour in deliveries:
            await a_window(uow, store=store, mode=Mode.DELIVERY, hour=hour, fee=490)
        for hour in (9, 11, 17):
            await a_window(uow, store=store, mode=Mode.PICKUP, hour=hour)
        household = await a_household(uow) if at_home else None
        if household is not None and usual:
            for week in ("a", "b"):
                await habits.count_order(
                    uow,
                    store=store,
                    household=household,
                    order_id=f"{household}-{week}",
                    quantities=usual,
                    at=uow.now,
                )
        conversation = await start(uow, store=store, language=language, household=household)
    return Talk(database, store, household, conversation.id)


def lines(answer: Answer) -> dict[str, int]:
    """Give what the cart has: pieces or grams by GTIN."""
    return {line.gtin: line.quantity.value for line in answer.cart.lines}


def labels(answer: Answer) -> list[str]:
    """Give what can be chosen."""
    return [choice.label for choice in answer.choices]
