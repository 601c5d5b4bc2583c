"""The record of changes as a page: who changed what, narrowed by store, person, thing and day."""

from datetime import timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from comptoir.goods.stores import queries as stores
from comptoir.staff.audit import queries
from comptoir.staff.audit.model import Thing
from comptoir.staff.directory import queries as directory
from comptoir.staff.directory.model import Act
from comptoir.staff.directory.rules import CHAIN, check
from comptoir.surfaces.console import entry
from comptoir.surfaces.console.common import change_view, desk_of, stores_of
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.figures import day_of
from comptoir.surfaces.console.house import caller, house_of

PAGE = 50
NEWEST = 2**62
_DIGITS = 18


async def show(request: Request, visit: Visit) -> Response:
    """Show what was changed in the stores somebody acts for, newest first."""
    desk, asked = desk_of(request, visit), request.query_params
    if not visit.member.everywhere:
        check(visit.member, Act.READ_CHANGES, next(iter(visit.member.stores), "-"))
    kind = Thing(asked["kind"]) if asked.get("kind", "") in tuple(Thing) else None
    day, before = day_of(asked.get("day", "")), asked.get("before", "")
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        mine = stores_of(visit, await stores.stores(on))
        people = await directory.members(on)
        places = [store.id for store in mine] + ([CHAIN] if visit.member.everywhere else [])
        if asked.get("store"):
            places = [place for place in places if place == asked["store"]]
        found = await queries.changes(
            on,
            stores=places,
            kind=kind,
            member=asked.get("member", "")[:40] or None,
            from_=None if day is None else desk.figures.midnight(day),
            until=None if day is None else desk.figures.midnight(day + timedelta(days=1)),
            before=int(before) if before.isdecimal() and len(before) <= _DIGITS else NEWEST,
            limit=PAGE + 1,
        )
    chosen = {name: asked.get(name, "")[:80] for name in ("store", "member", "kind", "day")}
    older = ""
    if len(found) > PAGE:
        older = "?" + urlencode({**chosen, "before": found[PAGE - 1].id})
    return entry.page(
        request,
        visit,
        "changes.html",
        rows=tuple(change_view(each, desk) for each in found[:PAGE]),
        stores=mine,
        people=people if visit.member.everywhere else (),
        kinds=tuple((each.value, desk.words(f"thing_{each.value}")) for each in Thing),
        chosen=chosen,
        older=older,
        names={store.id: store.name for store in mine},
    )
