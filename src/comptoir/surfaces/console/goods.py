"""The list of a store's goods, searched and narrowed."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from comptoir.goods.pricing.model import Promotion
from comptoir.goods.shelf.keeping import PAGE, kept
from comptoir.goods.shelf.model import Kept, Listing
from comptoir.kernel.measure import Unit
from comptoir.street.bargains import bargain
from comptoir.surfaces.console import entry
from comptoir.surfaces.console.common import desk_of
from comptoir.surfaces.console.editing import Desk
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.house import caller, house_of

MOST_WORDS = 200
_MOST_PAGES = 400


@dataclass(frozen=True, slots=True)
class GoodRow:
    """A product in the list."""

    gtin: str
    name: str
    what: str
    price: str
    promotion: str
    asked: str
    stock: str
    held: str
    short: bool
    listed: bool


async def show(request: Request, visit: Visit) -> Response:
    """Show the goods of a store that are asked for."""
    desk = desk_of(request, visit)
    words = request.query_params.get("q", "")[:MOST_WORDS].replace("\x00", "")
    asked = request.query_params.get("only", "")
    only = Listing(asked) if asked in tuple(Listing) else Listing.ALL
    number = page_of(request)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        rows = await kept(
            on,
            store=visit.here.id,
            words=words,
            only=only,
            limit=PAGE + 1,
            offset=(number - 1) * PAGE,
        )
    return entry.page(
        request,
        visit,
        "goods.html",
        rows=tuple(_row(desk, each) for each in rows[:PAGE]),
        q=words,
        only=only.value,
        choices=tuple((each.value, desk.words(f"only_{each.value}")) for each in Listing),
        before=_link(words, only, number - 1) if number > 1 else "",
        after=_link(words, only, number + 1) if len(rows) > PAGE else "",
        number=number,
    )


def page_of(request: Request, name: str = "page") -> int:
    """Read which page of a list is asked for, from 1 on; `name` tells two lists of a page apart."""
    said = request.query_params.get(name, "1")
    return min(max(int(said), 1), _MOST_PAGES) if said.isdecimal() and len(said) < 6 else 1


def _link(words: str, only: Listing, number: int) -> str:
    return "?" + urlencode({"q": words, "only": only.value, "page": number})


def _row(desk: Desk, good: Kept) -> GoodRow:
    figures = desk.figures
    return GoodRow(
        gtin=good.gtin,
        name=good.name,
        what=" · ".join(part for part in (good.brand, size_of(desk, good)) if part),
        price=_price(desk, good.price, good.unit),
        promotion=told(good.promotion, desk),
        asked=_price(desk, good.asked, good.unit) if good.asked != good.price else "",
        stock=figures.amount(good.on_hand, good.unit),
        held=figures.amount(good.held, good.unit) if good.held else "",
        short=good.listed and good.promisable <= 0,
        listed=good.listed,
    )


def told(promotion: Promotion | None, desk: Desk) -> str:
    """Print a promotion, with the day to which it lasts."""
    if promotion is None:
        return ""
    what = bargain(promotion, desk.words.language, desk.figures.money)
    if promotion.ends is None:
        return what
    return desk.words("promotion_until", offer=what, day=desk.figures.last_day(promotion.ends))


def size_of(desk: Desk, good: Kept) -> str:
    """Print what a piece holds."""
    if good.net_value is None or good.net_unit in {None, "piece"}:
        return ""
    return desk.figures.amount(good.net_value, Unit(good.net_unit))


def _price(desk: Desk, cents: int, unit: Unit) -> str:
    amount = desk.figures.money(cents)
    return f"{amount}/kg" if unit is Unit.GRAM else amount
