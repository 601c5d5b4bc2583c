"""Discount codes of a store: the list with how each was used, one to be made, one to be edited."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.desk import codes as desk_codes
from comptoir.desk.facts import Facts
from comptoir.goods.pricing import queries
from comptoir.goods.pricing.model import DiscountCode
from comptoir.kernel.refusals import not_found
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import CodeUsed
from comptoir.staff.audit.model import Thing
from comptoir.staff.directory.model import Act
from comptoir.surfaces.console import entry, sheets
from comptoir.surfaces.console.common import desk_of, history
from comptoir.surfaces.console.editing import Desk, Tried, attempt, form_view
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.house import caller, house_of


@dataclass(frozen=True, slots=True)
class CodeView:
    """A discount code: what it gives, when, how often it was used, and how it stands."""

    code: str
    gives: str
    minimum: str
    days: str
    limits: tuple[str, ...]
    orders: int
    taken_off: str
    state: str


async def show(request: Request, visit: Visit) -> Response:
    """Show the discount codes of a store, and the form that makes one."""
    return await _list_page(request, visit)


async def make(request: Request, visit: Visit) -> Response:
    """Make a discount code."""
    desk = desk_of(request, visit)

    async def act(facts: Facts, _: Facts) -> None:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_codes.make_code(uow, by=visit.member, store=visit.here.id, facts=facts)

    tried = await attempt(desk, sheets.NEW_CODE, act)
    if tried is None:
        return RedirectResponse(f"{visit.base}/codes?saved=made", 303)
    return await _list_page(request, visit, tried)


async def show_one(request: Request, visit: Visit) -> Response:
    """Show a discount code."""
    return await _page(request, visit)


async def edit(request: Request, visit: Visit) -> Response:
    """Edit the days and the limits of a discount code, or end it."""
    desk, code = desk_of(request, visit), str(request.path_params["code"])

    async def act(facts: Facts, seen: Facts) -> None:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_codes.edit_code(
                uow, by=visit.member, store=visit.here.id, code=code, facts=facts, seen=seen
            )

    tried = await attempt(desk, sheets.CODE, act)
    if tried is None:
        return RedirectResponse(f"{visit.base}/codes/{code}?saved=code", 303)
    return await _page(request, visit, tried)


async def _list_page(request: Request, visit: Visit, tried: Tried | None = None) -> Response:
    desk, store = desk_of(request, visit), visit.here.id
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        known = await queries.discount_codes(on, store=store)
        used = await orders.codes_used(on, store=store)
    form = form_view(
        desk,
        name="code",
        action=f"{visit.base}/codes",
        specs=sheets.NEW_CODE,
        facts={},
        submit=desk.words("discount_code_make"),
        tried=tried,
    )
    return entry.page(
        request,
        visit,
        "discount_codes.html",
        200 if tried is None else tried.status,
        rows=tuple(_view(desk, each, used.get(each.code)) for each in known),
        form=form,
        may_edit=visit.may(Act.EDIT_OFFERS),
        saved=request.query_params.get("saved") == "made",
    )


async def _page(request: Request, visit: Visit, tried: Tried | None = None) -> Response:
    desk, store = desk_of(request, visit), visit.here.id
    wanted = str(request.path_params["code"])
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        code = await queries.discount_code(on, store=store, code=wanted)
        if code.code != wanted:
            raise not_found("discount_code", wanted[:80])
        used = await orders.codes_used(on, store=store)
        past = await history(on, desk, kinds=[Thing.CODE], thing=code.code, store=store)
    form = form_view(
        desk,
        name="code",
        action=f"{visit.base}/codes/{code.code}",
        specs=sheets.CODE,
        facts=desk_codes.code_facts(code),
        submit=desk.words("save"),
        tried=tried,
    )
    return entry.page(
        request,
        visit,
        "discount_code.html",
        200 if tried is None else tried.status,
        code=_view(desk, code, used.get(code.code)),
        form=form,
        may_edit=visit.may(Act.EDIT_OFFERS),
        history=past,
        saved=request.query_params.get("saved") == "code",
    )


def _view(desk: Desk, code: DiscountCode, used: CodeUsed | None) -> CodeView:
    money, words = desk.figures.money, desk.words
    gives = f"−{desk.figures.rate((code.percent or 0) * 100)}"
    if code.amount is not None:
        gives = f"−{money(code.amount)}"
    orders_had = 0 if used is None else used.orders
    return CodeView(
        code=code.code,
        gives=gives,
        minimum=words("discount_code_from_amount", amount=money(code.minimum))
        if code.minimum
        else "",
        days=_days(desk, code),
        limits=tuple(
            words(key, count=limit)
            for key, limit in (
                ("discount_code_uses", code.uses_most),
                ("discount_code_household", code.household_most),
            )
            if limit is not None
        ),
        orders=orders_had,
        taken_off=money(0 if used is None else used.taken_off),
        state=_state(desk, code, orders_had),
    )


def _days(desk: Desk, code: DiscountCode) -> str:
    first = "" if code.valid_from is None else desk.figures.day(code.valid_from)
    last = "" if code.valid_until is None else desk.figures.last_day(code.valid_until)
    if first and last:
        return desk.words("discount_code_days", first=first, last=last)
    if first:
        return desk.words("discount_code_from_day", first=first)
    return (
        desk.words("discount_code_until_day", last=last)
        if last
        else desk.words("discount_code_always")
    )


def _state(desk: Desk, code: DiscountCode, orders_had: int) -> str:
    now = desk.figures.now
    if not code.counts or (code.valid_until is not None and now >= code.valid_until):
        return "over"
    if code.uses_most is not None and orders_had >= code.uses_most:
        return "used_up"
    return "coming" if code.valid_from is not None and now < code.valid_from else "running"
