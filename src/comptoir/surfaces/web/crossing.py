"""Going on in another store: the cart comes along, and the page says what changed on the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog import queries as catalog
from comptoir.goods.shelf.substitutes import substitutes
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.kernel.locale import Language
from comptoir.shopping.carts import moves, process
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import Cart
from comptoir.shopping.carts.moving import Fate, LineMove, Moved
from comptoir.street.bargains import bargain
from comptoir.street.figures import figures
from comptoir.surfaces.web import forms, shop, visits
from comptoir.surfaces.web.cards import CardView, card
from comptoir.surfaces.web.framing import Framed, Head, frame, page_of, who
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.line_forms import local
from comptoir.surfaces.web.views import Print
from comptoir.surfaces.web.visits import Visit

CHANGED = "/cart/changed"


@dataclass(frozen=True, slots=True)
class LineView:
    """A line that is not what it was; `instead` is the nearest that the store sells, if any."""

    name: str
    words: str
    badge: str = ""
    instead: CardView | None = None


@dataclass(frozen=True, slots=True)
class MovedView:
    """What changed, by what a shopper has to decide about it; `back` is the store that was left."""

    lead: str
    total: str
    gone: tuple[LineView, ...]
    fewer: tuple[LineView, ...]
    prices: tuple[LineView, ...]
    already: tuple[str, ...]
    lost: tuple[str, ...]
    same: str
    back: Store


async def change(request: Request) -> Response:
    """Go to another store with the cart, and tell what changed where anything did."""
    form = await forms.fields(request)
    visit = await visits.come_in(request, form)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        store = await stores.store(on, store=form.get("store", ""))
    there, moved = visit, None
    if store.id != visit.store.id:
        there = await visits.cross(request, visit, store)
        moved = await _bring(request, visit, there)
    if form.get("mode"):
        await shop.set_mode(request, there, form["mode"])
    told = moved is not None and not moved.is_the_same
    response = RedirectResponse(CHANGED if told else local(form.get("back", "/counter")), 303)
    await visits.remember(request, response, there.session)
    return response


async def show(request: Request) -> Response:
    """Show what changed when the cart came from another store."""
    glance = await visits.look_in(request)
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        moved = None
        if framed.cart is not None and framed.cart.state == "open":
            moved = await moves.last_move(on, cart=framed.cart.id)
        view = None if moved is None else await _view(on, framed, moved)
    if view is None:
        return RedirectResponse("/cart", 303)
    return await page_of(
        framed,
        "cart_changed.html",
        Head(framed.printed.words("moved_title"), path=CHANGED, hidden=True),
        private=True,
        shown=[each.instead.gtin for each in view.gone if each.instead is not None],
        moved=view,
    )


async def _bring(request: Request, visit: Visit, there: Visit) -> Moved | None:
    """Copy the cart to the other store; None where there is nothing to bring."""
    database, who_asks = house_of(request).shop.database, caller(visit.language)
    async with database.read(who_asks) as on:
        cart = await carts.cart(on, cart=visit.conversation.cart)
        into = await carts.cart(on, cart=there.conversation.cart)
    if cart.state != "open" or not cart.lines or into.state != "open":
        return None
    return await process.move(
        database, caller=who_asks, cart=cart.id, store=there.store.id, into=into.id
    )


async def _view(on: Reading, framed: Framed, moved: Moved) -> MovedView | None:
    cart, printed = framed.cart, framed.printed
    if cart is None or not moved.lines:
        return None
    back = await stores.store(on, store=carts.store_of_cart(moved.source))
    names = await _names(on, framed.language, moved)
    gone = [
        LineView(
            names.get(line.gtin, line.name),
            printed.words(f"moved_{line.fate.value}"),
            instead=await _instead(on, framed, line),
        )
        for line in moved.did_not_come
    ]
    same = sum(1 for line in moved.lines if line.fate is Fate.SAME)
    return MovedView(
        lead=_lead(moved, framed.store, printed),
        total=_total(framed, moved, cart, back),
        gone=tuple(gone),
        fewer=tuple(_fewer(each, names, printed) for each in moved.came if _is_fewer(each)),
        prices=tuple(
            _price(each, names, printed)
            for each in moved.came
            if (each.price, each.promo) != (each.price_was, each.promo_was)
        ),
        already=_already(cart, moved, names),
        lost=_lost(moved, back, printed),
        same=printed.words("moved_same", count=same) if same else "",
        back=back,
    )


def _lead(moved: Moved, store: Store, printed: Print) -> str:
    came, every = len(moved.came), len(moved.lines)
    if 0 < came < every:
        return printed.words("moved_some", count=came, every=every, store=store.name)
    return printed.words("moved_all" if came else "moved_none", count=every, store=store.name)


def _is_fewer(line: LineMove) -> bool:
    return line.fate is Fate.FEWER


def _total(framed: Framed, moved: Moved, cart: Cart, back: Store) -> str:
    was = figures(
        framed.language, currency=back.currency, timezone=back.timezone, now=framed.on.now
    ).money(moved.total_was)
    now = framed.figures.money(cart.totals.total)
    return framed.printed.words("moved_total", now=now, was=was, store=back.name)


def _fewer(line: LineMove, names: Mapping[str, str], printed: Print) -> LineView:
    now = "" if line.now is None else printed.figures.quantity(line.now)
    asked = printed.figures.quantity(line.asked)
    return LineView(
        names.get(line.gtin, line.name), printed.words("moved_fewer", now=now, asked=asked)
    )


def _price(line: LineMove, names: Mapping[str, str], printed: Print) -> LineView:
    words, money = printed.words, printed.figures.money
    badge = ""
    if line.promo != line.promo_was and line.promo is not None:
        badge = bargain(line.promo, words.language, money)
    elif line.promo_was is not None and line.promo is None:
        badge = words("moved_promo_over", offer=bargain(line.promo_was, words.language, money))
    now, was = money(line.price or 0), money(line.price_was)
    if now == was:
        told = words("per_kg", price=now) if line.asked.unit == "g" else now
    else:
        told = words(
            "moved_price_kg" if line.asked.unit == "g" else "moved_price", now=now, was=was
        )
    return LineView(names.get(line.gtin, line.name), told, badge)


def _already(cart: Cart, moved: Moved, names: Mapping[str, str]) -> tuple[str, ...]:
    """Name what was in the cart here before, as far as it still is."""
    lines = {line.gtin: line.name for line in cart.lines}
    return tuple(names.get(gtin, lines[gtin]) for gtin in moved.there_already if gtin in lines)


def _lost(moved: Moved, back: Store, printed: Print) -> tuple[str, ...]:
    words, told = printed.words, list[str]()
    if moved.slot_lost is not None:
        lost = moved.slot_lost
        when = printed.figures.period(lost.starts, lost.ends)
        told.append(words(f"moved_slot_{lost.mode}", when=when, store=back.name))
    if moved.mode_lost is not None:
        told.append(words(f"moved_no_{moved.mode_lost}"))
    if moved.code_lost is not None:
        told.append(words("moved_code", code=moved.code_lost))
    return tuple(told)


async def _instead(on: Reading, framed: Framed, line: LineMove) -> CardView | None:
    """Give the nearest that the store sells, to be put in or not."""
    near = await substitutes(on, store=framed.store.id, gtin=line.gtin, limit=1)
    return card(near[0], framed.printed, cart=framed.cart) if near else None


async def _names(on: Reading, language: Language, moved: Moved) -> Mapping[str, str]:
    """Give the products' names in the visitor's language, where they have one."""
    if language is Language.FRENCH:
        return {}
    every = [*(line.gtin for line in moved.lines), *moved.there_already]
    known = await catalog.products(on, gtins=every)
    return {row.gtin: row.name_en for row in known.values() if row.name_en}
