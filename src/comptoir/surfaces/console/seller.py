"""The page of who sells in a store: what French law wants named on the site and on invoices."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.desk import seller as desk_seller
from comptoir.desk.facts import Facts
from comptoir.goods.stores import queries
from comptoir.goods.stores.model import Seller
from comptoir.goods.stores.rules import Doubt, doubts, missing
from comptoir.staff.audit.model import Thing
from comptoir.staff.directory.model import Act
from comptoir.staff.directory.rules import may
from comptoir.surfaces.console import entry, sheets
from comptoir.surfaces.console.common import desk_of, history, stores_of
from comptoir.surfaces.console.editing import Choices, Desk, Tried, attempt, form_view
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.house import caller, house_of

_ALSO = "also"


async def show(request: Request, visit: Visit) -> Response:
    """Show who sells in a store."""
    return await _page(request, visit)


async def edit(request: Request, visit: Visit) -> Response:
    """Edit who sells in a store, and in the others that are ticked."""
    desk = desk_of(request, visit)
    others = frozenset(value for value, _ in await _others(request, visit))
    also = [store for store in visit.posted.every.get(_ALSO, ()) if store in others]

    async def write(store: str, facts: Facts, seen: Facts | None) -> None:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_seller.edit_seller(uow, by=visit.member, store=store, facts=facts, seen=seen)

    async def act(facts: Facts, seen: Facts) -> None:
        told = {name: fact for name, fact in facts.items() if name != _ALSO}
        await write(visit.here.id, told, seen)
        for store in also:
            await write(store, told, None)

    tried = await attempt(desk, sheets.SELLER, act)
    if tried is None:
        return RedirectResponse(f"{visit.base}/seller?saved=seller", 303)
    return await _page(request, visit, tried)


async def _page(request: Request, visit: Visit, tried: Tried | None = None) -> Response:
    desk, store = desk_of(request, visit), visit.here
    others = await _others(request, visit)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        seller = await queries.seller(on, store=store.id)
        past = await history(on, desk, kinds=[Thing.SELLER], thing=store.id, store=store.id)
    specs = sheets.SELLER if others else sheets.SELLER[:-1]
    form = form_view(
        desk,
        name="seller",
        action=f"{visit.base}/seller",
        specs=specs,
        facts=desk_seller.seller_facts(seller),
        submit=desk.words("save"),
        tried=tried,
        choices={_ALSO: others},
    )
    return entry.page(
        request,
        visit,
        "seller.html",
        200 if tried is None else tried.status,
        form=form,
        named=seller is not None,
        missing=_named(desk, missing(seller)),
        doubts=() if seller is None else _doubts(desk, seller),
        may_edit=visit.may(Act.EDIT_STORE),
        history=past,
        saved=request.query_params.get("saved") == "seller",
    )


async def _others(request: Request, visit: Visit) -> Choices:
    """Give the other stores whose seller whoever looks may say."""
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        mine = stores_of(visit, await queries.stores(on))
    return tuple(
        (store.id, store.name)
        for store in mine
        if store.id != visit.here.id and may(visit.member, Act.EDIT_STORE, store.id)
    )


def _named(desk: Desk, fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(sheets.field_words(each, desk.words) for each in fields)


def _doubts(desk: Desk, seller: Seller) -> tuple[str, ...]:
    return tuple(_doubt(desk, each) for each in doubts(seller))


def _doubt(desk: Desk, doubt: Doubt) -> str:
    return desk.words(f"doubt_{doubt.value}")
