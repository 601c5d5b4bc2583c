"""Whether a cart came from another store, or was taken along to one."""

from dataclasses import dataclass
from datetime import timedelta

from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.shopping.carts import moves
from comptoir.shopping.carts.queries import store_of_cart
from comptoir.surfaces.web.framing import Framed

TOLD_FOR = timedelta(days=1)
"""How long the cart's page leads to what changed on the way."""


@dataclass(frozen=True, slots=True)
class JourneyView:
    """Where a cart went, told to windows that are still open here; where it came from."""

    gone_to: Store | None
    came_from: Store | None


async def journey_of(framed: Framed) -> JourneyView | None:
    """Tell of a cart's way between stores; None where it stayed."""
    cart, on = framed.cart, framed.on
    if cart is None or cart.state != "open":
        return None
    went = await moves.gone_to(on, cart=cart.id)
    moved = await moves.last_move(on, cart=cart.id)
    recent = moved is not None and not moved.is_the_same and on.now - moved.at < TOLD_FOR
    return JourneyView(
        None if went is None else await stores.store(on, store=store_of_cart(went)),
        await stores.store(on, store=store_of_cart(moved.source)) if moved and recent else None,
    )
