"""What a page has of its own that may change while one looks: the cart's lines, the till."""

from dataclasses import dataclass
from datetime import timedelta

from comptoir.goods.shelf import queries as shelf
from comptoir.shopping.carts.model import Cart
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Window
from comptoir.surfaces.web import counter
from comptoir.surfaces.web.basket import BasketView, basket_view, needed
from comptoir.surfaces.web.framing import Framed, cart_of
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.mailing import EmailTried, is_reached
from comptoir.surfaces.web.places import PlaceView, Tried
from comptoir.surfaces.web.till import TillView, till_view

DAYS_SHOWN = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class TillParts:
    """The till, where the goods go, and where its letters go when that must be asked."""

    till: TillView
    place: PlaceView | None
    email: EmailTried | None


async def basket_of(framed: Framed) -> BasketView | None:
    """Give the cart as its page shows it; None where there is nothing in it."""
    cart = framed.cart
    if cart is None or not cart.lines:
        return None
    items = await shelf.items(framed.on, store=framed.store.id, gtins=needed(cart))
    return basket_view(cart, items, cart_of(framed), framed.printed)


async def till_of(
    framed: Framed, cart: Cart, *, tried: Tried | None = None, email: EmailTried | None = None
) -> TillParts:
    """Give the till of a cart; what was refused is shown as it was typed."""
    glance, on, words = framed.glance, framed.on, framed.printed.words
    household = None
    if glance.household is not None:
        household = await customers.household(on, household=glance.household)
    place = await counter.place_of(on, glance, cart, words, tried)
    windows = await _windows(framed, cart)
    methods = house_of(framed.request).shop.payments
    till = till_view(cart, windows, place, methods, framed.printed)
    return TillParts(till, place, None if is_reached(household) else email or EmailTried())


async def _windows(framed: Framed, cart: Cart) -> tuple[Window, ...]:
    if cart.mode is None:
        return ()
    now = framed.on.now
    return await slots.windows(
        framed.on,
        store=framed.store.id,
        mode=cart.mode,
        from_=now,
        to=now + DAYS_SHOWN,
        free=False,
    )
