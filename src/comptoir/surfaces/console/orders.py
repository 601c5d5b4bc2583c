"""Orders of a store: found by number, name, day and state."""

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.shopping.orders import queries
from comptoir.shopping.orders.model import Found, State
from comptoir.surfaces.console import entry
from comptoir.surfaces.console.common import desk_of
from comptoir.surfaces.console.editing import Desk
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.figures import day_of
from comptoir.surfaces.console.goods import page_of
from comptoir.surfaces.console.house import caller, house_of

PAGE = 50
MOST_TYPED = 100


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order in the list."""

    id: str
    number: str
    name: str
    when: str
    mode: str
    state: str
    lines: int
    total: str


async def show(request: Request, visit: Visit) -> Response:
    """Show the orders that are asked for; a number that only one has leads to it."""
    desk, asked = desk_of(request, visit), request.query_params
    number = asked.get("number", "")[:MOST_TYPED].replace("\x00", "")
    name = asked.get("name", "")[:MOST_TYPED].replace("\x00", "")
    day = day_of(asked.get("day", ""))
    state = State(asked["state"]) if asked.get("state", "") in tuple(State) else None
    at = page_of(request)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        rows = await queries.find(
            on,
            store=visit.here.id,
            number=number,
            name=name,
            from_=None if day is None else desk.figures.midnight(day),
            to=None if day is None else desk.figures.midnight(day + timedelta(days=1)),
            states=() if state is None else (state,),
            limit=PAGE + 1,
            offset=(at - 1) * PAGE,
        )
    if number and len(rows) == 1:
        return RedirectResponse(f"{visit.base}/orders/{rows[0].id}", 303)
    query = {"number": number, "name": name, "day": str(day or ""), "state": state or ""}
    return entry.page(
        request,
        visit,
        "orders.html",
        rows=tuple(_row(desk, each) for each in rows[:PAGE]),
        number=number,
        name=name,
        day="" if day is None else day.isoformat(),
        days=_days(desk),
        state="" if state is None else state.value,
        states=tuple((each.value, desk.words(f"choice_state_{each.value}")) for each in State),
        before="?" + urlencode({**query, "page": at - 1}) if at > 1 else "",
        after="?" + urlencode({**query, "page": at + 1}) if len(rows) > PAGE else "",
        at=at,
    )


def _days(desk: Desk) -> tuple[tuple[str, str], ...]:
    today = desk.figures.today()
    return (
        (today.isoformat(), desk.words("today")),
        (_next(today).isoformat(), desk.words("tomorrow")),
    )


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _row(desk: Desk, found: Found) -> OrderRow:
    return OrderRow(
        id=found.id,
        number=found.number,
        name=found.name or desk.words("nameless"),
        when=desk.figures.period(found.window_starts, found.window_ends),
        mode=desk.words(f"choice_mode_{found.mode.value}"),
        state=found.state.value,
        lines=found.lines,
        total=desk.figures.money(found.total),
    )
