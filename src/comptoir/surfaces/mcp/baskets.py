"""Tools about a shopper's own cart: started, read, filled, given a window."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.stores import queries as stores
from comptoir.kernel.ids import CartId
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import commands
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import Outcome
from comptoir.shopping.carts.queries import store_of_cart
from comptoir.shopping.habits import queries as habits
from comptoir.street import doorstep, passes
from comptoir.surfaces.mcp import asks, documents, present
from comptoir.surfaces.mcp.goods import writer_of
from comptoir.surfaces.mcp.shopper import Shopper, once, own_cart

Put = Callable[[UnitOfWork], Awaitable[tuple[Outcome, ...]]]


async def start_shopping(who: Shopper, asked: asks.StartShopping) -> documents.Started:
    """Give the household's open cart in a store; a guest becomes a household of their own."""
    if who.household is not None:
        async with who.shop.database.work(who.caller) as uow:
            return await _opened(uow, who, asked.store, None)
    seal = await who.shop.seal()
    async with who.shop.database.work(who.caller) as uow:
        await stores.store(uow, store=asked.store)
        household = await who.shop.welcome(uow, asked.store, who.language)
        if household is None:
            raise Refusal(Kind.FORBIDDEN, "session_missing")
        issued = passes.issue(seal, household=household, language=who.language, at=uow.now)
        return await _opened(uow, replace(who, household=household), asked.store, issued)


async def _opened(
    uow: UnitOfWork, who: Shopper, store: str, issued: tuple[str, passes.Pass] | None
) -> documents.Started:
    opened: CartId = await commands.open_cart(
        uow, store=store, household=who.household, language=who.language
    )
    writer = await writer_of(uow, who, store)
    return documents.Started(
        session=None if issued is None else issued[0],
        session_until=None if issued is None else writer.moment(issued[1].until),
        cart=writer.cart(await carts.cart(uow, cart=opened)),
    )


async def get_cart(who: Shopper, asked: asks.GetCart) -> documents.Cart:
    """Give a cart as it stands."""
    async with who.shop.database.read(who.caller) as on:
        cart = await own_cart(on, cart=asked.cart)
        return (await writer_of(on, who, cart.store)).cart(cart)


async def add_to_cart(who: Shopper, asked: asks.PutLines) -> documents.ChangedCart:
    """Add to what the cart has."""
    wants = [line.want() for line in asked.lines]

    async def put(uow: UnitOfWork) -> tuple[Outcome, ...]:
        return await commands.add_lines(uow, cart=asked.cart, wants=wants)

    return await _changed(who, asked, put)


async def set_quantities(who: Shopper, asked: asks.PutLines) -> documents.ChangedCart:
    """Set how much the cart has of products."""
    wants = [line.want() for line in asked.lines]

    async def put(uow: UnitOfWork) -> tuple[Outcome, ...]:
        return await commands.set_lines(uow, cart=asked.cart, wants=wants)

    return await _changed(who, asked, put)


async def remove_from_cart(who: Shopper, asked: asks.RemoveLines) -> documents.ChangedCart:
    """Take products out of the cart; those not in it are no mistake."""

    async def put(uow: UnitOfWork) -> tuple[Outcome, ...]:
        await commands.remove_lines(uow, cart=asked.cart, gtins=asked.gtins)
        return ()

    return await _changed(who, asked, put)


async def choose_window(who: Shopper, asked: asks.ChooseWindow) -> documents.ChangedCart:
    """Keep a place in a window for the cart, instead of the one it had."""

    async def put(uow: UnitOfWork) -> tuple[Outcome, ...]:
        await commands.choose_window(uow, cart=asked.cart, window=asked.window)
        return ()

    return await _changed(who, asked, put)


async def _changed(who: Shopper, asked: asks.ChangeCart, put: Put) -> documents.ChangedCart:

    async def act(uow: UnitOfWork) -> documents.ChangedCart:
        await own_cart(uow, cart=asked.cart)
        outcomes = await put(uow)
        cart = await carts.cart(uow, cart=asked.cart)
        return documents.ChangedCart(
            outcomes=[present.outcome(each) for each in outcomes],
            cart=(await writer_of(uow, who, cart.store)).cart(cart),
        )

    store = store_of_cart(asked.cart)
    return await once(who, documents.ChangedCart, store=store, asked=asked, act=act)


async def usual_basket(who: Shopper, asked: asks.UsualBasket) -> documents.UsualBasket:
    """Give what the household takes again and again, as far as the store still sells it."""
    household = who.household or ""
    async with who.shop.database.read(who.caller) as on:
        writer = await writer_of(on, who, asked.store)
        found = await habits.usual(on, store=asked.store, household=household, limit=asked.limit)
        items = await shelf.items(on, store=asked.store, gtins=[each.gtin for each in found])
    return documents.UsualBasket(
        usual=[writer.usual(each, items[each.gtin]) for each in found if each.gtin in items]
    )


async def set_delivery_address(
    who: Shopper, asked: asks.SetDeliveryAddress
) -> documents.AddressKept:
    """Keep where to deliver; nothing gives it back."""

    async def act(uow: UnitOfWork) -> documents.AddressKept:
        store = await stores.store(uow, store=asked.store)
        await doorstep.keep_address(
            uow,
            household=who.household or "",
            store=store,
            address=asked.address(),
            phone=asked.phone,
        )
        return documents.AddressKept(delivered=True)

    return await once(who, documents.AddressKept, store=asked.store, asked=asked, act=act)
