"""The windows of a store: its weekly pattern, and the days to come one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import Reading
from comptoir.desk import windows as desk_windows
from comptoir.desk.facts import Facts
from comptoir.shopping.slots import queries
from comptoir.shopping.slots.model import Dated, Mode, Template
from comptoir.staff.audit.model import Thing
from comptoir.staff.directory.model import Act
from comptoir.surfaces.console import entry, sheets
from comptoir.surfaces.console.common import desk_of, history
from comptoir.surfaces.console.editing import (
    Desk,
    FormView,
    Tried,
    attempt,
    form_view,
    seen_of,
)
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.figures import day_of
from comptoir.surfaces.console.house import caller, house_of

DAYS_SHOWN = 8
_NEW = Template("", Mode.PICKUP, 0, 540, 600, 10, 0, 120)


@dataclass(frozen=True, slots=True)
class CellView:
    """A window of the pattern in the week's table."""

    href: str
    places: int
    fee: str
    label: str


@dataclass(frozen=True, slots=True)
class RowView:
    """The windows of the same hours, Monday first; None where there is none."""

    hours: str
    cells: tuple[CellView | None, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """The weekly pattern of one mode."""

    mode: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class DatedView:
    """A window of a day, with the form that edits it."""

    id: str
    mode: str
    hours: str
    orders: int
    left: int
    cut_off: str
    over: bool
    form: FormView


async def show(request: Request, visit: Visit) -> Response:
    """Show the pattern and a day."""
    return await _page(request, visit, {})


async def edit_day(request: Request, visit: Visit) -> Response:
    """Edit one window of a day."""
    desk, window = desk_of(request, visit), str(request.path_params["window"])

    async def act(facts: Facts, seen: Facts) -> None:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_windows.edit_window(
                uow,
                by=visit.member,
                store=visit.here.id,
                window=window,
                capacity=int(facts["capacity"]),
                fee=int(facts["fee"]),
                seen=seen,
            )

    tried = await attempt(desk, sheets.WINDOW, act)
    if tried is not None:
        return await _page(request, visit, {window: tried})
    day = request.query_params.get("day", "")
    kept = f"&day={day}" if day_of(day) else ""
    return RedirectResponse(f"{visit.base}/windows?saved=window{kept}#days", 303)


async def show_template(request: Request, visit: Visit) -> Response:
    """Show one window of the pattern, or an empty form for new ones."""
    return await _template_page(request, visit)


async def put_template(request: Request, visit: Visit) -> Response:
    """Add windows to the pattern, or edit one."""
    desk, named = desk_of(request, visit), str(request.path_params["template"])

    async def act(facts: Facts, seen: Facts) -> None:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            if named != "new":
                before = await desk_windows.template_of(uow, store=visit.here.id, template=named)
                wanted = [_edited(before, facts)]
            else:
                wanted, seen = _added(facts), dict[str, str]()
            for template in wanted:
                await desk_windows.put_template(
                    uow, by=visit.member, store=visit.here.id, template=template, seen=seen
                )

    tried = await attempt(desk, _specs(named), act)
    if tried is None:
        return RedirectResponse(f"{visit.base}/windows?saved=pattern", 303)
    return await _template_page(request, visit, tried)


async def remove_template(request: Request, visit: Visit) -> Response:
    """Take a window out of the pattern."""
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        await desk_windows.remove_template(
            uow,
            by=visit.member,
            store=visit.here.id,
            template=str(request.path_params["template"]),
            seen=seen_of(visit),
        )
    return RedirectResponse(f"{visit.base}/windows?saved=removed", 303)


def _specs(named: str) -> Sequence[sheets.Spec]:
    if named == "new":
        return (sheets.PATTERN_DAYS, *sheets.PATTERN_HOURS, *sheets.PATTERN)
    return sheets.PATTERN


def _edited(template: Template, facts: Facts) -> Template:
    return replace(
        template,
        capacity=int(facts["capacity"]),
        fee=int(facts["fee"]),
        cut_off_minutes=int(facts["cut_off_minutes"]),
    )


def _added(facts: Facts) -> list[Template]:
    bare = _edited(
        replace(
            _NEW,
            mode=Mode(facts["mode"]),
            starts_minute=int(facts["starts_minute"]),
            ends_minute=int(facts["ends_minute"]),
        ),
        facts,
    )
    dated = [replace(bare, weekday=int(day)) for day in facts["days"].split(", ")]
    return [replace(each, id=desk_windows.template_id(each)) for each in dated]


async def _template_page(request: Request, visit: Visit, tried: Tried | None = None) -> Response:
    desk, named = desk_of(request, visit), str(request.path_params["template"])
    fresh = named == "new"
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        template = (
            _NEW
            if fresh
            else await desk_windows.template_of(on, store=visit.here.id, template=named)
        )
        past = await history(on, desk, kinds=[Thing.PATTERN], thing=named, store=visit.here.id)
    facts = desk_windows.template_facts(template)
    form = form_view(
        desk,
        name="pattern",
        action=f"{visit.base}/pattern/{named}",
        specs=_specs(named),
        facts={"days": "", **facts} if fresh else facts,
        submit=desk.words("add_windows" if fresh else "save"),
        tried=tried,
    )
    return entry.page(
        request,
        visit,
        "pattern.html",
        200 if tried is None else tried.status,
        form=form,
        fresh=fresh,
        title=desk.words("new_windows") if fresh else _title(desk, template),
        remove=f"{visit.base}/pattern/{named}/remove",
        may_edit=visit.may(Act.EDIT_WINDOWS),
        history=past,
    )


def _title(desk: Desk, template: Template) -> str:
    hours = f"{desk.figures.minute(template.starts_minute)} – " + desk.figures.minute(
        template.ends_minute
    )
    mode = desk.words(f"choice_mode_{template.mode.value}")
    return f"{mode}, {desk.words(f'weekday_{template.weekday}')}, {hours}"


async def _page(request: Request, visit: Visit, tried: Mapping[str, Tried]) -> Response:
    desk = desk_of(request, visit)
    asked = day_of(request.query_params.get("day", ""))
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        day = asked or await _next_open(on, desk)
        templates = await queries.templates(on, store=visit.here.id)
        dated = await _dated(on, desk, day, tried)
    status = next((each.status for each in tried.values()), 200)
    return entry.page(
        request,
        visit,
        "windows.html",
        status,
        weeks=tuple(_week(desk, mode, templates) for mode in Mode),
        days=_days(desk, day),
        day=desk.figures.day(desk.figures.midnight(day)),
        open=tuple(each for each in dated if not each.over),
        closed=tuple(each for each in dated if each.over),
        may_edit=visit.may(Act.EDIT_WINDOWS),
        saved=request.query_params.get("saved", ""),
    )


def _week(desk: Desk, mode: Mode, templates: Sequence[Template]) -> WeekView:
    rows: dict[tuple[int, int], dict[int, Template]] = {}
    for template in templates:
        if template.mode is mode:
            hours = (template.starts_minute, template.ends_minute)
            rows.setdefault(hours, {})[template.weekday] = template
    return WeekView(
        mode.value,
        tuple(
            RowView(
                f"{desk.figures.minute(starts)} – {desk.figures.minute(ends)}",
                tuple(_cell(desk, of_day.get(day)) for day in range(7)),
            )
            for (starts, ends), of_day in sorted(rows.items())
        ),
    )


def _cell(desk: Desk, template: Template | None) -> CellView | None:
    if template is None:
        return None
    return CellView(
        href=f"{desk.visit.base}/pattern/{template.id}",
        places=template.capacity,
        fee=desk.figures.money(template.fee) if template.fee else "",
        label=_title(desk, template),
    )


def _days(desk: Desk, chosen: date) -> tuple[tuple[str, str, bool], ...]:
    first = desk.figures.today()
    days = [first + timedelta(days=offset) for offset in range(DAYS_SHOWN)]
    return tuple(
        (day.isoformat(), desk.figures.day(desk.figures.midnight(day)), day == chosen)
        for day in days
    )


async def _next_open(on: Reading, desk: Desk) -> date:
    """Give the first of the days to come with a window that may still be chosen, else today."""
    first = desk.figures.today()
    ends = desk.figures.midnight(first + timedelta(days=DAYS_SHOWN))
    coming = await queries.calendar(on, store=desk.visit.here.id, from_=on.now, to=ends)
    starts = next((each.starts for each in coming if each.cut_off > on.now), None)
    return first if starts is None else desk.figures.date_of(starts)


async def _dated(
    on: Reading, desk: Desk, day: date, tried: Mapping[str, Tried]
) -> tuple[DatedView, ...]:
    starts = desk.figures.midnight(day)
    ends = desk.figures.midnight(day + timedelta(days=1))
    found = await queries.calendar(on, store=desk.visit.here.id, from_=starts, to=ends)
    return tuple(_dated_view(desk, each, day, tried.get(each.id)) for each in found)


def _dated_view(desk: Desk, window: Dated, day: date, tried: Tried | None) -> DatedView:
    figures = desk.figures
    return DatedView(
        id=window.id,
        mode=window.mode.value,
        hours=figures.hours(window.starts, window.ends),
        orders=window.orders,
        left=window.left,
        cut_off=figures.moment(window.cut_off),
        over=window.cut_off <= figures.now,
        form=form_view(
            desk,
            name=f"window-{window.id}",
            action=f"{desk.visit.base}/windows/{window.id}?day={day}",
            specs=sheets.WINDOW,
            facts=desk_windows.window_facts(window),
            submit=desk.words("save"),
            tried=tried,
        ),
    )
