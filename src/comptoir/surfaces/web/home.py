"""The first page: the store and how goods come, the usual ones, the week's offers, the season."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from comptoir.goods.shelf import listing
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.listing import Filters
from comptoir.goods.shelf.seasons import in_season
from comptoir.shopping.habits import queries as habits
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode
from comptoir.surfaces.web import structured, visits
from comptoir.surfaces.web.cards import CardView, cards
from comptoir.surfaces.web.framing import Framed, Head, frame, page_of, who
from comptoir.surfaces.web.goods import links_below, totals
from comptoir.surfaces.web.house import house_of

_IN_A_ROW = 12
_AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ModeView:
    """A way to get one's goods: what it is, what it costs at least, when it is next possible."""

    mode: str
    fee: str
    first: str
    chosen: bool


async def show(request: Request) -> Response:
    """Show the first page; for somebody who has been here before with their usual goods."""
    glance = await visits.look_in(request)
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        offers = await listing.goods_of(
            on,
            store=glance.store.id,
            filters=Filters(promotion=True, available_only=True),
            limit=_IN_A_ROW,
        )
        zone = glance.store.timezone
        season = await in_season(on, store=glance.store.id, zone=zone, limit=_IN_A_ROW)
        usual = await _usual(framed)
        goods = await listing.aisles(on, store=glance.store.id)
        modes = await ways(framed)
    printed = framed.printed
    offered = cards(offers.items, printed, cart=framed.cart)
    growing = cards(season, printed, cart=framed.cart)
    words, month = printed.words, on.now.astimezone(ZoneInfo(zone)).month
    about = words("home_about", store=glance.store.name, number=sum(goods.values()))
    title = words("home_title", store=glance.store.name)
    data = [structured.shop(framed.base, words("site"))]
    return await page_of(
        framed,
        "home.html",
        Head(title, about, path="/", data=data),
        shown=list(dict.fromkeys(each.gtin for each in (*usual, *offered, *growing))),
        usual=usual,
        offers=offered,
        season=growing,
        season_title=words("season", month=words(f"month_{month}")),
        shelves=links_below(framed, None, totals(framed, goods)),
        modes=modes,
    )


async def ways(framed: Framed) -> tuple[ModeView, ...]:
    """Tell how goods come from the store: the next window of each way and its fee."""
    chosen = framed.cart.mode if framed.cart is not None else None
    views: list[ModeView] = []
    for mode in map(Mode, framed.store.modes):
        now = framed.on.now
        there = await slots.windows(
            framed.on, store=framed.store.id, mode=mode, from_=now, to=now + _AHEAD
        )
        words, figures = framed.printed.words, framed.figures
        least = min((each.fee for each in there), default=None)
        first = words("no_window_open")
        if there:
            first = words("first_window", when=figures.period(there[0].starts, there[0].ends))
        fee = ""
        if least is not None:
            fee = words("from_fee", amount=figures.money(least)) if least else words("free")
        views.append(ModeView(mode.value, fee, first, mode is chosen))
    return tuple(views)


async def _usual(framed: Framed) -> tuple[CardView, ...]:
    """Give what the household takes most often here and the store sells now."""
    household, store = framed.glance.household, framed.store.id
    if household is None:
        return ()
    known = await habits.usual(framed.on, store=store, household=household, limit=_IN_A_ROW)
    items = await shelf.items(framed.on, store=store, gtins=[each.gtin for each in known])
    there = [items[each.gtin] for each in known if each.gtin in items]
    return cards(there, framed.printed, cart=framed.cart)
