"""The stores somebody acts for, and the page of one: its place, its hours, its zone."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import Reading
from comptoir.desk import stores as desk_stores
from comptoir.desk.facts import Facts
from comptoir.desk.making import details_of
from comptoir.goods.stores import queries
from comptoir.goods.stores.model import Store
from comptoir.goods.stores.rules import is_open
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import State
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.withdrawals import queries as withdrawals
from comptoir.staff.audit.model import Thing
from comptoir.staff.directory.model import Act
from comptoir.surfaces.console import entry, sheets
from comptoir.surfaces.console.common import desk_of, history, stores_of
from comptoir.surfaces.console.editing import Desk, Tried, attempt, form_view
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.figures import Figures, after
from comptoir.surfaces.console.house import caller, house_of
from comptoir.surfaces.console.pages import ROOT

_WAITING = (State.PLACED, State.RELEASED, State.PICKING, State.PICKED, State.STAGED)
_MOST = 500


@dataclass(frozen=True, slots=True)
class StoreCard:
    """A store at a glance: what is due today, and when the next window is."""

    id: str
    name: str
    place: str
    kind: str
    open: bool
    due: int
    waiting: int
    """Statements of withdrawal that nobody has seen to."""
    next: str


async def home(request: Request, visit: Visit) -> Response:
    """Show the stores somebody acts for; whoever has one alone goes to its orders."""
    desk = desk_of(request, visit)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        mine = stores_of(visit, await queries.stores(on))
        if len(mine) == 1 and not visit.member.everywhere:
            return RedirectResponse(f"{ROOT}/stores/{mine[0].id}/orders", 303)
        cards = [await _card(on, desk, store) for store in mine]
    return entry.page(request, visit, "home.html", cards=cards)


async def show(request: Request, visit: Visit) -> Response:
    """Show a store."""
    return await _page(request, visit)


async def edit(request: Request, visit: Visit) -> Response:
    """Edit a store."""
    desk, store = desk_of(request, visit), visit.here.id

    async def act(facts: Facts, seen: Facts) -> None:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_stores.edit_store(
                uow,
                by=visit.member,
                store=store,
                edit=lambda it: details_of(it, facts),
                seen=seen,
            )

    tried = await attempt(desk, sheets.STORE, act)
    if tried is None:
        return RedirectResponse(f"{visit.base}?saved=store", 303)
    return await _page(request, visit, tried)


async def _page(request: Request, visit: Visit, tried: Tried | None = None) -> Response:
    desk, store = desk_of(request, visit), visit.here
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        now = await queries.store(on, store=store.id)
        past = await history(on, desk, kinds=[Thing.STORE], thing=store.id, store=store.id)
    form = form_view(
        desk,
        name="store",
        action=visit.base,
        specs=sheets.STORE,
        facts=desk_stores.store_facts(now),
        submit=desk.words("save"),
        tried=tried,
    )
    return entry.page(
        request,
        visit,
        "store.html",
        200 if tried is None else tried.status,
        form=form,
        may_edit=visit.may(Act.EDIT_STORE),
        history=past,
        saved=request.query_params.get("saved") == "store",
    )


async def _card(on: Reading, desk: Desk, store: Store) -> StoreCard:
    here = figures_of(desk.figures, store)
    today = here.midnight(here.today())
    due = await orders.find(
        on,
        store=store.id,
        from_=today,
        to=here.midnight(after(here.today())),
        states=_WAITING,
        limit=_MOST,
    )
    coming = await slots.calendar(on, store=store.id, from_=on.now, to=on.now + timedelta(days=8))
    free = next((each for each in coming if each.left > 0 and each.cut_off > on.now), None)
    return StoreCard(
        id=store.id,
        name=store.name,
        place=" ".join(part for part in (store.postcode, store.city) if part),
        kind=desk.words(f"choice_kind_{store.kind}"),
        open=is_open(store, on.now),
        due=len(due),
        waiting=await withdrawals.count_waiting(on, store=store.id),
        next="" if free is None else here.period(free.starts, free.ends),
    )


def figures_of(figures: Figures, store: Store) -> Figures:
    """Give figures as they are in a store."""
    return Figures(figures.language, store.currency, ZoneInfo(store.timezone), figures.now)
