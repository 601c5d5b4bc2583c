"""The list to tick off: its page, which is the same for everybody, and what is on it for one."""

from dataclasses import asdict, dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.measure import Quantity
from comptoir.shopping.habits import queries as habits
from comptoir.surfaces.web import visits
from comptoir.surfaces.web.caching import kept_page
from comptoir.surfaces.web.cards import card
from comptoir.surfaces.web.framing import Framed, cart_of, frame, who
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.pages import mark


@dataclass(frozen=True, slots=True)
class GoodView:
    """Something to buy, in words."""

    gtin: str
    name: str
    what: str
    quantity: str
    price: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of goods: the cart, or what is usual."""

    key: str
    title: str
    total: str
    goods: tuple[GoodView, ...]


async def show(request: Request) -> Response:
    """Show the page that reads the list which this browser has kept."""
    session = await visits.session_of(request)
    language = visits.language_for(request, session)
    shop = house_of(request).shop
    return kept_page(
        request, "list.html", language, personal=False, demo=shop.demo, here_url="/list"
    )


async def content(request: Request) -> Response:
    """Give a visitor's lists as they stand, to be kept by their browser until they sign out.

    `who` is a mark of the session: what is kept under another is somebody else's.
    """
    glance = await visits.look_in(request)
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        lists = [each for each in (_cart(framed), await _usual(framed)) if each.goods]
    words, store = framed.printed.words, framed.store.name
    seen = words("list_seen", when=framed.figures.stamp(framed.on.now), store=store)
    told: dict[str, object] = {
        "who": mark(framed.token),
        "seen": seen,
        "lists": [asdict(each) for each in lists],
    }
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def _cart(framed: Framed) -> ListView:
    cart, words = framed.cart, framed.printed.words
    if cart is None or not cart.lines:
        return ListView("cart", "", "", ())
    view = cart_of(framed)
    notes = {line.gtin: line.note for line in cart.lines}
    return ListView(
        key="cart",
        title=words("list_cart"),
        total=words("list_total", amount=view.total),
        goods=tuple(
            GoodView(
                line.gtin, line.name, line.what, line.quantity, line.total, notes[line.gtin] or ""
            )
            for line in view.lines
        ),
    )


async def _usual(framed: Framed) -> ListView:
    household, store = framed.glance.household, framed.store.id
    if household is None:
        return ListView("usual", "", "", ())
    taken = {line.gtin for line in framed.cart.lines} if framed.cart is not None else set[str]()
    known = await habits.usual(framed.on, store=store, household=household)
    items = await shelf.items(framed.on, store=store, gtins=[each.gtin for each in known])
    return ListView(
        key="usual",
        title=framed.printed.words("list_usual"),
        total="",
        goods=tuple(
            _good(framed, items[each.gtin], each.usual_quantity)
            for each in known
            if each.gtin in items and each.gtin not in taken
        ),
    )


def _good(framed: Framed, item: ShelfItem, quantity: int) -> GoodView:
    shown = card(item, framed.printed)
    return GoodView(
        item.gtin,
        shown.name,
        " · ".join(part for part in (shown.brand, shown.size) if part),
        framed.figures.quantity(Quantity(quantity, item.unit)),
        shown.price,
    )


ROUTES = (Route("/list", show), Route("/list.json", content))
