"""Shoppers to tell stories with: a shop with goods and windows, households, carts and orders."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from comptoir.db.query import Statement
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.inventory import commands as inventory
from comptoir.goods.pricing import commands as pricing
from comptoir.goods.pricing.model import DiscountCode, Offer
from comptoir.goods.stores.model import Store
from comptoir.kernel.measure import Quantity, grams, pieces
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import Want
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers.model import Address
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import CheckedOut, Customer, Order
from comptoir.shopping.payments import commands as payments
from comptoir.shopping.payments.model import Authorised
from comptoir.shopping.slots import commands as slots
from comptoir.shopping.slots.model import Mode, Template
from tests.stories.goods import A_STORE, a_store

_PUT_PRODUCT = Statement(
    """
    insert into product (gtin, name, brand, sale_unit, each_g, step_g, vat_rate, minimum_age,
        deposit, net_value, net_unit, updated_at)
    values (%(gtin)s, %(name)s, %(brand)s, %(sale_unit)s, %(each_g)s, %(step_g)s, %(vat_rate)s,
        %(minimum_age)s, %(deposit)s, %(net_value)s, %(net_unit)s, %(now)s)
    on conflict (gtin) do nothing
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A product as a story needs it; the same in every store, so one barcode is one product."""

    gtin: str
    name: str
    price: int
    brand: str = "Bocage"
    by_weight: bool = False
    each_g: int | None = None
    step_g: int | None = None
    vat_rate: int = 550
    minimum_age: int | None = None
    deposit: int = 0
    net_ml: int | None = None


MILK = Good(gtin="2750000000019", name="Lait demi-écrémé 1 L", price=109, net_ml=1000)
EGGS = Good(gtin="2750000000026", name="Œufs plein air x6", price=215)
BREAD = Good(gtin="2750000000033", name="Pain de campagne 400 g", price=240)
BUTTER = Good(gtin="2750000000040", name="Beurre doux 250 g", price=289)
TOMATOES = Good(
    gtin="2750000000057", name="Tomates rondes", price=299, by_weight=True, each_g=120, step_g=10
)
HAM = Good(gtin="2750000000064", name="Jambon à la coupe", price=1849, by_weight=True, step_g=5)
WINE = Good(gtin="2750000000071", name="Vin rouge 75 cl", price=650, vat_rate=2000, minimum_age=18)
LEMONADE = Good(
    gtin="2750000000088", name="Limonade consignée 1 L", price=185, deposit=25, net_ml=1000
)
SOAP = Good(gtin="2750000000095", name="Savon de Marseille", price=333, vat_rate=2000)
CANDIED_FRUIT = Good(gtin="2750000000101", name="Fruits confits", price=417, vat_rate=1000)

EVERYTHING = (MILK, EGGS, BREAD, BUTTER, TOMATOES, HAM, WINE, LEMONADE, SOAP, CANDIED_FRUIT)

AT_HOME = Address(
    recipient="Camille Morvan", street="3 rue des Lilas", postcode="35500", city="Vitré"
)


@dataclass(frozen=True, slots=True)
class Shop:
    """A store with goods on its shelves, a pickup window tomorrow and a delivery one."""

    store: str
    pickup: str
    delivery: str


async def some(uow: UnitOfWork, good: Good, *, store: str, stock: int | None = None) -> str:
    """Put a product on a store's shelf (100 pieces or 50 kg) and give its barcode."""
    await _PUT_PRODUCT.run(
        uow,
        gtin=good.gtin,
        name=good.name,
        brand=good.brand,
        sale_unit="kg" if good.by_weight else "piece",
        each_g=good.each_g,
        step_g=good.step_g,
        vat_rate=good.vat_rate,
        minimum_age=good.minimum_age,
        deposit=good.deposit,
        net_value=good.net_ml,
        net_unit="ml" if good.net_ml else None,
        now=uow.now,
    )
    await pricing.set_offers(uow, store=store, offers=[Offer(gtin=good.gtin, price=good.price)])
    plenty = 50_000 if good.by_weight else 100
    await inventory.set_counts(
        uow, store=store, counts={good.gtin: plenty if stock is None else stock}
    )
    return good.gtin


async def some_milk(uow: UnitOfWork, *, store: str, stock: int = 100) -> str:
    """Put cartons of milk on the shelf: 1.09 € a piece, VAT 5.5 %."""
    return await some(uow, MILK, store=store, stock=stock)


async def some_tomatoes(uow: UnitOfWork, *, store: str, stock: int = 50_000) -> str:
    """Put loose tomatoes on the shelf: 2.99 € a kilogram, about 120 g each, VAT 5.5 %."""
    return await some(uow, TOMATOES, store=store, stock=stock)


async def some_wine(uow: UnitOfWork, *, store: str, stock: int = 100) -> str:
    """Put bottles of wine on the shelf: 6.50 €, from 18 years on, VAT 20 %."""
    return await some(uow, WINE, store=store, stock=stock)


async def some_lemonade(uow: UnitOfWork, *, store: str, stock: int = 100) -> str:
    """Put bottles of lemonade on the shelf: 1.85 € and 0.25 € deposit, VAT 5.5 %."""
    return await some(uow, LEMONADE, store=store, stock=stock)


async def a_window(
    uow: UnitOfWork,
    *,
    store: str,
    mode: Mode = Mode.PICKUP,
    days: int = 1,
    hour: int = 18,
    capacity: int = 10,
    fee: int = 0,
    cut_off_hours: int = 4,
) -> str:
    """Open a window of two hours, `days` from today at `hour` local time, and give its id."""
    day = (uow.now.astimezone(ZoneInfo(A_STORE.timezone)) + timedelta(days=days)).date()
    template = Template(
        id=f"{mode.value}-{day.weekday()}-{hour}",
        mode=mode,
        weekday=day.weekday(),
        starts_minute=hour * 60,
        ends_minute=(hour + 2) * 60,
        capacity=capacity,
        fee=fee,
        cut_off_minutes=cut_off_hours * 60,
    )
    await slots.put_templates(uow, store=store, templates=[template])
    await slots.open_windows(uow, store=store, zone=A_STORE.timezone)
    return f"{template.id}-{day:%Y%m%d}"


async def a_shop(
    uow: UnitOfWork,
    *,
    stock: int | None = None,
    capacity: int = 10,
    fee: int = 490,
    minimum_order: int = 0,
) -> Shop:
    """Open a store with everything on its shelves, pickup and delivery tomorrow at 18:00."""
    details = replace(A_STORE, minimum_order=minimum_order)
    store: Store = await a_store(uow, details=details)
    for good in EVERYTHING:
        await some(uow, good, store=store.id, stock=stock)
    return Shop(
        store=store.id,
        pickup=await a_window(uow, store=store.id, capacity=capacity),
        delivery=await a_window(
            uow, store=store.id, mode=Mode.DELIVERY, capacity=capacity, fee=fee
        ),
    )


async def a_household(uow: UnitOfWork, *, name: str = "Morvan") -> str:
    """Make a household that lives in the delivery zone and give its id."""
    household = await customers.create_household(uow, name=name)
    await customers.add_person(uow, household=household, name=f"Camille {name}")
    await customers.add_address(uow, household=household, address=AT_HOME)
    return household


def so_much(good: Good, value: int) -> Quantity:
    """Say so many pieces of a good, or grams when it is sold by weight."""
    return grams(value) if good.by_weight else pieces(value)


def want(good: Good, value: int) -> Want:
    """Want so many pieces of a good, or grams when it is sold by weight."""
    return Want(good.gtin, so_much(good, value))


async def a_cart(
    uow: UnitOfWork,
    *,
    store: str,
    goods: Mapping[Good, int] | None = None,
    window: str | None = None,
    household: str | None = None,
) -> str:
    """Open a cart, put goods in it and choose a window; nothing in it unless one says so."""
    cart = await carts.open_cart(uow, store=store, household=household)
    if goods:
        wants = [want(good, value) for good, value in goods.items()]
        await carts.add_lines(uow, cart=cart, wants=wants)
    if window is not None:
        await carts.choose_window(uow, cart=cart, window=window)
    return cart


async def a_full_cart(
    uow: UnitOfWork, shop: Shop, *, household: str | None = None, delivered: bool = False
) -> str:
    """Fill a cart of every kind of goods, age confirmed and window chosen: it can be ordered."""
    goods = {MILK: 2, TOMATOES: 360, WINE: 1, LEMONADE: 6, CANDIED_FRUIT: 1}
    window = shop.delivery if delivered else shop.pickup
    cart = await a_cart(uow, store=shop.store, goods=goods, window=window, household=household)
    await carts.confirm_age(uow, cart=cart)
    return cart


async def a_discount_code(
    uow: UnitOfWork, *, store: str, code: str = "BIENVENUE", percent: int = 10, minimum: int = 0
) -> str:
    """Make a code that takes a percentage off and give it."""
    await pricing.create_discount_code(
        uow, store=store, code=DiscountCode(code=code, percent=percent, minimum=minimum)
    )
    return code


def at_the_till(
    method: str = "at_handover",
    *,
    address: Address | None = AT_HOME,
    told: int | None = None,
    window: str | None = None,
) -> Checkout:
    """Say what a shopper says at the till: how to pay, where to, and the total they were told."""
    return Checkout(
        payment_method=method,
        window=window,
        address=address,
        customer=Customer(name="Camille Morvan", phone="0600000000"),
        expected_total=told,
    )


async def a_held_order(uow: UnitOfWork, *, cart: str, method: str = "sandbox") -> CheckedOut:
    """Check a cart out: goods and place are held, and no provider has been asked yet."""
    return await orders.check_out(uow, cart=cart, checkout=at_the_till(method))


async def a_placed_order(uow: UnitOfWork, *, cart: str, method: str = "at_handover") -> Order:
    """Check a cart out and let its payment be authorised: the order stands."""
    return await paid(uow, await a_held_order(uow, cart=cart, method=method))


async def paid(uow: UnitOfWork, held: CheckedOut) -> Order:
    """Let the payment of a held order be authorised: it stands."""
    await payments.record_result(
        uow,
        store=held.order.store,
        intent=held.intent.id,
        answer=Authorised(f"{held.intent.method}-{held.intent.id}"),
    )
    return await orders.place(uow, order=held.order.id)
