"""A counter to order at: one shop, one cart, and a payment provider that does what it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from comptoir.adapters.payments.at_handover import AtHandover
from comptoir.adapters.payments.sandbox import Sandbox
from comptoir.db.unit_of_work import Database
from comptoir.goods.inventory import queries as stock
from comptoir.kernel.caller import SYSTEM
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import Cart
from comptoir.shopping.orders import process, queries
from comptoir.shopping.orders.model import Order, Outcome
from comptoir.shopping.payments import queries as intents
from comptoir.shopping.payments.model import Intent
from tests.stories.shopping import MILK, Good, Shop, a_cart, a_household, a_shop, at_the_till


@dataclass(slots=True)
class Counter:
    """A shop with a sandbox provider, and a household's cart that is ready to be ordered."""

    database: Database
    shop: Shop
    cart: str
    household: str
    sandbox: Sandbox = field(default_factory=Sandbox)

    @property
    def ports(self) -> process.Ports:
        """Give the providers by the method they serve."""
        return {"sandbox": self.sandbox, "at_handover": AtHandover()}

    async def buy(self, method: str = "sandbox", *, cart: str | None = None) -> Outcome:
        """Order the cart, or another one."""
        return await process.place_order(
            self.database,
            self.ports,
            caller=SYSTEM,
            cart=cart or self.cart,
            checkout=at_the_till(method),
        )

    async def resume(self, order: str) -> Outcome:
        """Go on with an order."""
        return await process.resume(self.database, self.ports, caller=SYSTEM, order=order)

    async def cancel(self, order: str) -> Order:
        """Call an order off."""
        return await process.cancel_order(self.database, self.ports, caller=SYSTEM, order=order)

    async def settle(self) -> int:
        """Do what the worker does every now and then."""
        return await process.settle(self.database, self.ports, store=self.shop.store)

    async def fill(self, goods: Mapping[Good, int]) -> str:
        """Fill one more cart, of a guest, for the pickup window."""
        async with self.database.work(SYSTEM) as uow:
            return await a_cart(uow, store=self.shop.store, goods=goods, window=self.shop.pickup)

    async def order(self, order: str) -> Order:
        """Read an order."""
        async with self.database.read(SYSTEM) as on:
            return await queries.order(on, order=order)

    async def intent(self, order: str) -> Intent:
        """Read an order's payment."""
        async with self.database.read(SYSTEM) as on:
            intent = await intents.of_order(on, store=self.shop.store, order_id=order)
        assert intent is not None
        return intent

    async def held(self, good: Good = MILK) -> int:
        """Tell how much of a good is held."""
        async with self.database.read(SYSTEM) as on:
            levels = await stock.levels(on, store=self.shop.store, gtins=[good.gtin])
        return levels[good.gtin].held

    async def whole_cart(self) -> Cart:
        """Read the household's cart."""
        async with self.database.read(SYSTEM) as on:
            return await carts.cart(on, cart=self.cart)


async def a_counter(database: Database, *, stock: int | None = None, capacity: int = 10) -> Counter:
    """Open a shop and put two cartons of milk into a household's cart."""
    async with database.work(SYSTEM) as uow:
        shop = await a_shop(uow, stock=stock, capacity=capacity)
        household = await a_household(uow)
        cart = await a_cart(
            uow, store=shop.store, goods={MILK: 2}, window=shop.pickup, household=household
        )
    return Counter(database, shop, cart, household)
