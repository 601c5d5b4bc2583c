"""The pages on which goods are found: aisles, search and type-ahead."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from comptoir.goods.catalog.categories import below, lineage
from comptoir.goods.catalog.model import Category
from comptoir.goods.shelf import listing
from comptoir.goods.shelf import search as finding
from comptoir.goods.shelf.listing import Counts
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.refusals import not_found
from comptoir.surfaces.web import narrowing, social, structured, visits
from comptoir.surfaces.web.caching import kept
from comptoir.surfaces.web.cards import cards
from comptoir.surfaces.web.framing import Framed, Head, LinkView, frame, page_of, who
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.indexing import own_words
from comptoir.surfaces.web.lists import Listed, list_view
from comptoir.surfaces.web.narrowing import PAGE, Narrowing
from comptoir.surfaces.web.pages import fill
from comptoir.surfaces.web.pictures import pictogram

_LOOKED_AT = 3 * PAGE
"""So many finds are looked at for what they may be narrowed by."""
_SUGGESTED_WORDS, _SUGGESTED_GOODS = 6, 4
_LONGEST_BEGINNING = 60


async def aisles(request: Request) -> Response:
    """Show every aisle of the store with those below it."""
    glance = await visits.look_in(request)
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        goods = await listing.aisles(on, store=glance.store.id)
    words = framed.printed.words
    counted = totals(framed, goods)
    shelves = [
        (link_to(framed, each, counted), links_below(framed, each.id, counted))
        for each in framed.tree.values()
        if each.parent is None and counted.get(each.id)
    ]
    title = words("aisles_title", store=glance.store.name)
    return await page_of(framed, "aisles.html", Head(title, path="/aisles"), shelves=shelves)


async def aisle(request: Request) -> Response:
    """Show a page of an aisle's goods, narrowed and sorted as the address says."""
    glance, code = await visits.look_in(request), str(request.path_params["code"])
    asked = replace(narrowing.read(request.query_params), words="")
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        if code not in framed.tree:
            raise not_found("aisle", code)
        leaves = below(framed.tree, [code])
        found = await listing.goods_of(
            on,
            store=glance.store.id,
            categories=leaves,
            filters=asked.filters(),
            sort=asked.sort,
            limit=PAGE,
            offset=asked.offset,
        )
        counts = await listing.counts(on, store=glance.store.id, categories=leaves)
        goods: dict[str, int] = {}
        if len(leaves) > 1:
            goods = await listing.aisles(on, store=glance.store.id, categories=leaves)
    listed = Listed(cards(found.items, framed.printed, cart=framed.cart), found.total, counts)
    return await page_of(
        framed,
        "aisle.html",
        _head(framed, code, asked, counts.goods),
        shown=[item.gtin for item in found.items],
        title=framed.name(framed.tree[code]),
        trail=trail_to(framed, framed.tree[code])[:-1],
        below=links_below(framed, code, totals(framed, goods)),
        list=list_view(f"/aisles/{code}", asked, listed, framed.printed),
    )


def _head(framed: Framed, code: str, asked: Narrowing, number: int) -> Head:
    here, store = framed.tree[code], framed.store.name
    name = framed.name(here)
    return Head(
        f"{name} · {store}",
        framed.printed.words("aisle_about", aisle=name, store=store, number=number),
        path=Narrowing(page=asked.page).address(f"/aisles/{code}"),
        data=[structured.trail(framed.base, trail_to(framed, here))],
        hidden=asked.narrows or asked.sort != "relevance",
        card=social.of_aisle(framed.tree, code, framed.printed.words),
    )


async def search(request: Request) -> Response:
    """Show what is found for some words, as the counter would find it; or everything narrowed."""
    glance, asked = await visits.look_in(request), narrowing.read(request.query_params)
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        found = await (_found if asked.words else _everything)(framed, asked)
    title = _title(framed, asked)
    return await page_of(
        framed,
        "search.html",
        _search_head(framed, asked, found, title),
        shown=found.shown or [each.gtin for each in found.listed.items],
        said=asked.words,
        title=title,
        corrected=found.corrected,
        list=list_view("/search", asked, found.listed, framed.printed),
    )


@dataclass(frozen=True, slots=True)
class _Results:
    """A page of what was found, and the goods in the order they stand.

    `corrected` are the words that were taken to be meant, `own` those of the goods that answer.
    """

    listed: Listed
    corrected: str | None = None
    shown: tuple[str, ...] = ()
    own: str = ""


def _search_head(framed: Framed, asked: Narrowing, found: _Results, title: str) -> Head:
    """Give what robots read of a search: its plain form in the goods' own words may be listed."""
    words, store = framed.printed.words, framed.store.name
    if not found.own:
        about = words("search_about", store=store)
        return Head(title, about, path=asked.address("/search"), hidden=True)
    about = words("search_found_about", words=found.own, store=store)
    shown_otherwise = asked.narrows or asked.sort != "relevance" or asked.page > 1
    path = Narrowing(words=found.own).address("/search")
    named = words("search_title", words=found.own)
    return Head(named, about, path=path, hidden=shown_otherwise)


async def suggest(request: Request) -> Response:
    """Suggest words to go on with and goods, as a fragment for the search field."""
    glance = await visits.look_in(request)
    typed = narrowing.read(request.query_params).words[:_LONGEST_BEGINNING]
    store = glance.store.id
    async with house_of(request).shop.database.read(who(glance)) as on:
        phrases = await finding.complete(on, store=store, prefix=typed, limit=_SUGGESTED_WORDS)
        found = await finding.search(
            on,
            store=store,
            words=phrases[0] if phrases else typed,
            language=glance.language,
            filters=finding.Filters(available_only=True),
            limit=_SUGGESTED_GOODS,
        )
        framed = await frame(request, on, glance)
    text = fill(
        "_suggest.html",
        glance.language,
        words=[(each, Narrowing(words=each).address("/search")) for each in phrases],
        items=cards(found.items if typed else (), framed.printed),
        typed=typed,
    )
    return kept(request, text, personal=glance.session is not None)


async def _found(framed: Framed, asked: Narrowing) -> _Results:
    """Search, as the counter would."""
    window = asked.offset // _LOOKED_AT * _LOOKED_AT
    found = await finding.search(
        framed.on,
        store=framed.store.id,
        words=asked.words,
        language=framed.language,
        filters=asked.filters(),
        sort=asked.sort,
        limit=_LOOKED_AT + 1,
        offset=window,
    )
    looked, exact = found.items[:_LOOKED_AT], max(0, found.exact - window)
    begin = asked.offset - window
    page = looked[begin : begin + PAGE]
    sure = page[: max(0, exact - begin)]
    near = page[len(sure) :]
    printed, cart = framed.printed, framed.cart
    listed = Listed(
        items=cards(sure, printed, cart=cart),
        near=cards(near, printed, cart=cart),
        total=min(found.exact, window + _LOOKED_AT),
        more=len(found.items) > _LOOKED_AT,
        counts=_counted(looked),
        counted=window == 0 and len(found.items) <= _LOOKED_AT and not asked.narrows,
    )
    own = "" if found.corrected else own_words(asked.words, looked[:exact], framed.language)
    return _Results(listed, found.corrected, tuple(item.gtin for item in page), own)


async def _everything(framed: Framed, asked: Narrowing) -> _Results:
    """List all that the store sells, narrowed: its offers, say."""
    found = await listing.goods_of(
        framed.on,
        store=framed.store.id,
        filters=asked.filters(),
        sort=asked.sort,
        limit=PAGE,
        offset=asked.offset,
    )
    counts = await listing.counts(framed.on, store=framed.store.id)
    shown = cards(found.items, framed.printed, cart=framed.cart)
    return _Results(Listed(shown, found.total, counts))


def _counted(items: tuple[ShelfItem, ...]) -> Counts:
    """Count what goods may be narrowed by, as the shelf does for an aisle."""
    labels: dict[str, int] = {}
    allergens: dict[str, int] = {}
    grades: dict[str, int] = {}
    for item in items:
        for told, codes in ((labels, item.labels), (allergens, item.allergens)):
            for code in codes:
                told[code] = told.get(code, 0) + 1
        if item.nutriscore:
            grades[item.nutriscore] = grades.get(item.nutriscore, 0) + 1
    return Counts(
        goods=len(items),
        promotions=sum(item.promotion is not None for item in items),
        available=sum(item.available > 0 for item in items),
        labels=labels,
        nutriscores=grades,
        allergens=allergens,
    )


def _title(framed: Framed, asked: Narrowing) -> str:
    words = framed.printed.words
    if asked.words:
        return words("search_title", words=asked.words)
    return words("offers") if asked.promotion else words("search_empty")


def totals(framed: Framed, goods: Mapping[str, int]) -> dict[str, int]:
    """Count the goods of each category together with all below it."""
    counted: dict[str, int] = {}
    for leaf, number in goods.items():
        for each in lineage(framed.tree, leaf):
            counted[each.id] = counted.get(each.id, 0) + number
    return counted


def link_to(framed: Framed, category: Category, counted: Mapping[str, int]) -> LinkView:
    """Make the link to an aisle."""
    count = str(counted.get(category.id, 0))
    above = [each.id for each in lineage(framed.tree, category.id)]
    return LinkView(framed.name(category), f"/aisles/{category.id}", pictogram(*above), count)


def links_below(
    framed: Framed, code: str | None, counted: Mapping[str, int]
) -> tuple[LinkView, ...]:
    """Make the links to the aisles right below one, or to the topmost, that have goods."""
    return tuple(
        link_to(framed, each, counted)
        for each in framed.tree.values()
        if each.parent == code and counted.get(each.id)
    )


def trail_to(framed: Framed, here: Category | None) -> list[tuple[str, str]]:
    """Give the way to an aisle: names and paths from the home page on."""
    steps = [(framed.printed.words("site"), "/"), (framed.printed.words("aisles"), "/aisles")]
    above = lineage(framed.tree, here.id if here is not None else None)
    return steps + [(framed.name(each), f"/aisles/{each.id}") for each in reversed(above)]
