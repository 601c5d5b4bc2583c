"""The page's parts, worked out and filled: all of them, or only what may have changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from comptoir.conversation import queries as conversations
from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.kernel.ids import secret
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import Cart
from comptoir.shopping.customers import queries as customers
from comptoir.street.figures import figures
from comptoir.surfaces.web import talk
from comptoir.surfaces.web.frame import FrameView
from comptoir.surfaces.web.framing import names_of
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.pages import fill, from_htmx, page
from comptoir.surfaces.web.places import PlaceView, Tried, place_view
from comptoir.surfaces.web.views import Print, cart_view
from comptoir.surfaces.web.visits import Glance, Visit, glance_of
from comptoir.surfaces.web.words import Words


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the visitor must be told; `reopen` offers to open the shop anew."""

    text: str
    reopen: bool = False


async def whole(
    request: Request,
    visit: Visit,
    *,
    every: Sequence[Store] | None = None,
    notice: Notice | None = None,
    tried: Tried | None = None,
    status: int = 200,
) -> Response:
    """Answer with the whole page; `every` store may be given when it has been read already."""
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        context = await _context(request, on, visit, tried=tried)
        choice = await stores.stores(on) if every is None else every
    frame = FrameView(
        stores=choice,
        store=visit.store.id,
        here="talk",
        talk="#say",
        cart="#cart",
        account="/account",
        who="" if visit.person is None else visit.person.name,
    )
    return page(request, "shop.html", visit.language, status, frame=frame, notice=notice, **context)


async def changes(request: Request, visit: Visit, *, talked: bool = True) -> str:
    """Write the parts of the page that others may have changed; `talked` with the conversation."""
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        context = await _context(request, on, visit, talked=talked)
    return fill("_changes.html", visit.language, answered=False, **context)


async def answer(
    request: Request,
    visit: Visit,
    place: str,
    *,
    notice: Notice | None = None,
    tried: Tried | None = None,
    status: int = 200,
) -> Response:
    """Answer a form: what changed to the page's script, the way back to a plain browser."""
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        newest = await conversations.conversation(on, conversation=visit.conversation.id)
        now = replace(visit, conversation=newest)
        context = await _context(request, on, now, tried=tried)
    if from_htmx(request):
        text = fill("_changes.html", visit.language, answered=True, notice=notice, **context)
        return HTMLResponse(text, status)
    if notice is not None:
        return await whole(request, now, notice=notice, tried=tried, status=status)
    return RedirectResponse(place, 303)


async def _context(
    request: Request,
    on: Reading,
    visit: Visit,
    *,
    talked: bool = True,
    tried: Tried | None = None,
) -> dict[str, object]:
    house, words = house_of(request), Words(visit.language)
    cart = await carts.cart(on, cart=visit.conversation.cart)
    told = None
    if talked:
        told = await talk.told(on, conversation=visit.conversation.id, words=words)
    zone = visit.store.timezone
    printer = figures(visit.language, currency=cart.currency, timezone=zone, now=on.now)
    names = await names_of(on, visit.language, cart)
    return {
        "store": visit.store,
        "talk": told,
        "cart": cart_view(cart, visit.store, Print(words, printer), names=names),
        "place": await place_of(on, glance_of(visit), cart, words, tried),
        "since": f"{visit.conversation.version}-{cart.version}",
        "turn": secret(),
        "csrf": (await house.seal()).token(visit.session),
        "demo": house.shop.demo,
        "listens": house.shop.recogniser is not None,
    }


async def place_of(
    on: Reading, glance: Glance, cart: Cart, words: Words, tried: Tried | None
) -> PlaceView | None:
    """Give the form that asks where goods go, once it is known whether they are delivered."""
    household = glance.household
    if cart.mode is None or household is None or not cart.lines:
        return None
    known = await customers.household(on, household=household)
    return place_view(cart.mode, known, glance.store, words, tried)
