"""A product's page: its sheet, and what the store offers instead or beside it."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from comptoir.goods.catalog import queries as catalog
from comptoir.goods.pricing import queries as pricing
from comptoir.goods.shelf import listing
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.shrinkage import shrunk
from comptoir.goods.shelf.substitutes import substitutes
from comptoir.surfaces.web import social, structured, visits
from comptoir.surfaces.web.cards import CardView, card, cards
from comptoir.surfaces.web.framing import Framed, Head, frame, page_of, who
from comptoir.surfaces.web.goods import trail_to
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.sheets import Known, sheet

_INSTEAD, _BESIDE = 4, 6


async def show(request: Request) -> Response:
    """Show a product as the visitor's store sells it."""
    glance, gtin = await visits.look_in(request), str(request.path_params["gtin"])
    store = glance.store.id
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        item = await shelf.item(on, store=store, gtin=gtin)
        known = Known(
            item,
            await catalog.product(on, gtin=gtin),
            await pricing.offer(on, store=store, gtin=gtin),
            await shrunk(on, store=store, item=item),
        )
        sold_out = item.available <= 0
        instead = await _instead(framed, gtin) if sold_out else ()
        beside = await _beside(framed, item.category, gtin)
    shown = card(item, framed.printed, cart=framed.cart)
    trail = trail_to(framed, framed.tree.get(item.category or ""))
    return await page_of(
        framed,
        "product.html",
        _head(framed, known, shown, trail),
        shown=[gtin] if not sold_out else [each.gtin for each in instead],
        said=shown.name,
        sheet=sheet(known, framed.printed, shown),
        trail=trail,
        instead=instead,
        beside=beside,
    )


def _head(framed: Framed, known: Known, shown: CardView, trail: Sequence[tuple[str, str]]) -> Head:
    store, words = framed.store, framed.printed.words
    return Head(
        f"{shown.name} · {store.name}",
        words("sheet_about", name=shown.name, store=store.name, price=shown.price),
        path=shown.url,
        data=[
            structured.product(framed.base, known.item, known.product, store, name=shown.name),
            structured.trail(framed.base, [*trail, (shown.name, shown.url)]),
        ],
        card=social.of_product(framed.tree, known.product, words),
    )


async def _instead(framed: Framed, gtin: str) -> tuple[CardView, ...]:
    found = await substitutes(framed.on, store=framed.store.id, gtin=gtin, limit=_INSTEAD)
    return cards(found, framed.printed, cart=framed.cart)


async def _beside(framed: Framed, category: str | None, gtin: str) -> tuple[CardView, ...]:
    """Give the best sold of the same leaf aisle."""
    if category is None:
        return ()
    found = await listing.goods_of(
        framed.on, store=framed.store.id, categories=[category], limit=_BESIDE + 1
    )
    others = [item for item in found.items if item.gtin != gtin][:_BESIDE]
    return cards(others, framed.printed, cart=framed.cart)
