"""What a window shows of what changed, in it or elsewhere: conversation, cart, its own part."""

from starlette.requests import Request

from comptoir.shopping.orders import queries as orders
from comptoir.surfaces.web.counter import Notice
from comptoir.surfaces.web.framing import TILL, Framed, beside, frame, who
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.pages import fill
from comptoir.surfaces.web.parts import basket_of, till_of
from comptoir.surfaces.web.visits import Visit, glance_of

CART, AT_TILL = "cart", "till"
"""The kinds of pages that have something of their own which others may change."""


async def changes(
    request: Request,
    visit: Visit,
    kind: str,
    *,
    talked: bool = True,
    turn: str = "",
    left: str = "",
) -> str:
    """Write what may have changed in a window on a page of a `kind`; `talked` with what was said.

    A `turn` is for the window that has just said something: its next sentence is another. `left`
    is the cart that the window showed until now.
    """
    glance = glance_of(visit)
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        own = await _own(framed, kind)
        ordered = await _ordered(framed, left) if left else None
    return fill(
        "_window.html",
        glance.language,
        kind=kind,
        talked=talked,
        turn=turn,
        ordered=ordered,
        **beside(framed),
        **own,
    )


def told(visit: Visit, at: str, notice: Notice | None) -> str:
    """Write what a visitor must be told, at a place of the page; nothing takes away what was."""
    return fill("_told.html", visit.language, at=at, notice=notice)


async def _own(framed: Framed, kind: str) -> dict[str, object]:
    """Read what pages of a kind have of their own."""
    if kind == CART:
        return {"basket": await basket_of(framed), "till": TILL}
    if kind == AT_TILL and framed.cart is not None:
        parts = await till_of(framed, framed.cart)
        own: dict[str, object] = {"till": parts.till, "place": parts.place, "email": parts.email}
        return own | {"store": framed.store}
    return {}


async def _ordered(framed: Framed, cart: str) -> str | None:
    """Give the order that a cart became, unless the conversation beside the page leads to it."""
    order = await orders.order_of_cart(framed.on, store=framed.store.id, cart=cart)
    said = framed.told[-1].order if framed.told else None
    return None if order == said else order
