"""The page of an order: its lines, amended one by one, what stands instead, and its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import Reading
from comptoir.desk import orders as desk_orders
from comptoir.desk.facts import Facts
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.keeping import kept
from comptoir.goods.shelf.model import Listing, ShelfItem
from comptoir.goods.shelf.substitutes import substitutes
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.orders import queries
from comptoir.shopping.orders.model import Order, OrderLine, Step
from comptoir.staff.audit.model import Thing
from comptoir.staff.directory.model import Act
from comptoir.surfaces.console import entry, fields
from comptoir.surfaces.console.common import desk_of, history
from comptoir.surfaces.console.editing import (
    Desk,
    FormView,
    Tried,
    attempt,
    explained,
    form_view,
    seen_of,
    stale_of,
)
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.house import caller, house_of
from comptoir.surfaces.console.withdrawals import Refused, statements

_OFFERED = 6
_QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class LineView:
    """A line, with the form that sets its quantity."""

    gtin: str
    name: str
    brand: str
    quantity: str
    price: str
    total: str
    wish: str
    note: str
    form: FormView


@dataclass(frozen=True, slots=True)
class Instead:
    """A product that may stand in the place of another."""

    gtin: str
    name: str
    brand: str
    price: str
    left: str


async def show(request: Request, visit: Visit) -> Response:
    """Show an order."""
    return await page(request, visit, {})


async def set_quantity(request: Request, visit: Visit) -> Response:
    """Set how much of one product an order has; nothing takes it off."""
    desk, gtin = desk_of(request, visit), str(request.path_params["gtin"])
    line = next((each for each in (await _order(request, visit)).lines if each.gtin == gtin), None)
    if line is None:
        raise Refusal(Kind.NOT_FOUND, "line_not_found", {"id": gtin[:80]})

    async def act(facts: Facts, seen: Facts) -> None:
        wanted = Quantity(int(facts[_QUANTITY]), line.quantity.unit)
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_orders.amend(
                uow,
                by=visit.member,
                store=visit.here.id,
                order=_id(request),
                quantities={gtin: wanted},
                seen=seen,
            )

    tried = await attempt(desk, [_quantity(line.quantity.unit)], act)
    if tried is not None:
        return await page(request, visit, {gtin: tried})
    return RedirectResponse(f"{visit.base}/orders/{_id(request)}?saved=line", 303)


async def choose_instead(request: Request, visit: Visit) -> Response:
    """Show what could stand in the place of a product: what is like it, or what is searched."""
    return await _instead_page(request, visit)


async def put_instead(request: Request, visit: Visit) -> Response:
    """Put another product in the place of one that was ordered."""
    desk, posted = desk_of(request, visit), visit.posted.fields
    instead = posted.get("instead", "")
    order = await _order(request, visit)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        item = await shelf.item(on, store=visit.here.id, gtin=instead)
    spec = _quantity(item.unit)
    typed = fields.typed([spec], visit.posted, desk.figures, desk.words)
    if typed.wrong:
        return await _instead_page(request, visit, notice=typed.wrong[_QUANTITY], status=422)
    try:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_orders.substitute(
                uow,
                by=visit.member,
                store=visit.here.id,
                order=order.id,
                gtin=str(request.path_params["gtin"]),
                instead=instead,
                quantity=Quantity(int(typed.facts[_QUANTITY]), item.unit),
                seen=seen_of(visit),
            )
    except Refusal as refusal:
        if refusal.kind in {Kind.FORBIDDEN, Kind.NOT_FOUND}:
            raise
        return await _instead_page(request, visit, notice=_told(desk, refusal), status=409)
    return RedirectResponse(f"{visit.base}/orders/{order.id}?saved=instead", 303)


async def cancel(request: Request, visit: Visit) -> Response:
    """Call an order off."""
    desk, shop = desk_of(request, visit), house_of(request).shop
    try:
        await desk_orders.cancel(
            shop.database,
            shop.payments,
            caller=caller(visit.language),
            by=visit.member,
            store=visit.here.id,
            order=_id(request),
            seen=seen_of(visit),
        )
    except Refusal as refusal:
        if refusal.kind in {Kind.FORBIDDEN, Kind.NOT_FOUND}:
            raise
        return await page(request, visit, {}, notice=_told(desk, refusal), status=409)
    return RedirectResponse(f"{visit.base}/orders/{_id(request)}?saved=cancelled", 303)


def _told(desk: Desk, refusal: Refusal) -> str:
    """Say why not; what somebody else changed is spelt out."""
    if refusal.code != "changed_meanwhile":
        return explained(desk, refusal)
    told = [f"{each.label} {each.was} → {each.now}" for each in stale_of(desk, refusal)]
    return desk.words("order_changed", what=", ".join(told))


def _id(request: Request) -> str:
    return str(request.path_params["order"])


def _quantity(unit: Unit) -> fields.Spec:
    return fields.amount(_QUANTITY, unit, required=True)


async def _order(request: Request, visit: Visit) -> Order:
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        return await desk_orders.order_in(
            on, by=visit.member, store=visit.here.id, order=_id(request), act=Act.LOOK
        )


async def page(
    request: Request,
    visit: Visit,
    tried: Mapping[str, Tried],
    *,
    refused: Refused | None = None,
    notice: str = "",
    status: int = 200,
) -> Response:
    """Give the page of an order; `tried` are the forms of lines that were refused, by product.

    `refused` is an answer to a statement of withdrawal that was.
    """
    desk, order = desk_of(request, visit), await _order(request, visit)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        steps = await queries.steps(on, order=order.id)
        stated = await statements(on, desk, order, refused)
        past = await history(on, desk, kinds=[Thing.ORDER], thing=order.id, store=visit.here.id)
    again = next(iter(tried.values()), None)
    return entry.page(
        request,
        visit,
        "order.html",
        status if again is None else again.status,
        order=order,
        when=desk.figures.period(order.window_starts, order.window_ends),
        until=desk.figures.moment(order.cut_off),
        made=desk.figures.moment(order.placed_at or order.created_at),
        open=order.may_change(desk.figures.now) and visit.may(Act.AMEND_ORDERS),
        lines=tuple(_line(desk, order, each, tried.get(each.gtin)) for each in order.lines),
        sums=_sums(desk, order),
        steps=tuple(_step(desk, each) for each in steps),
        seen=_seen(desk, order),
        statements=stated,
        notice=notice or ("" if again is None else again.notice),
        stale=() if again is None else again.stale,
        history=past,
        saved=request.query_params.get("saved", ""),
    )


def _step(desk: Desk, step: Step) -> tuple[str, str, str]:
    state = desk.words(f"choice_state_{step.to_state}")
    return desk.figures.moment(step.at), state, desk.words.first(f"step_{step.reason}", step.reason)


def _seen(desk: Desk, order: Order) -> str:
    facts = desk_orders.order_facts(order)
    return form_view(desk, name="x", action="", specs=(), facts=facts, submit="").seen


def _line(desk: Desk, order: Order, line: OrderLine, tried: Tried | None) -> LineView:
    facts = desk_orders.order_facts(order)
    unit = line.quantity.unit
    price = desk.figures.money(line.price)
    return LineView(
        gtin=line.gtin,
        name=line.name,
        brand=line.brand,
        quantity=desk.figures.amount(line.quantity.value, unit),
        price=f"{price}/kg" if unit is Unit.GRAM else price,
        total=desk.figures.money(line.total),
        wish=desk.words(f"wish_{line.substitution.value}"),
        note=line.note,
        form=form_view(
            desk,
            name=f"line-{line.gtin}",
            action=f"{desk.visit.base}/orders/{order.id}/lines/{line.gtin}",
            specs=[_quantity(unit)],
            facts=facts,
            shown={_QUANTITY: str(line.quantity.value)},
            submit=desk.words("amend"),
            tried=tried,
        ),
    )


def _sums(desk: Desk, order: Order) -> tuple[tuple[str, str], ...]:
    money, totals = desk.figures.money, order.totals
    parts = [("sum_goods", totals.goods)]
    if totals.deposits:
        parts.append(("sum_deposits", totals.deposits))
    if totals.discount:
        parts.append(("sum_discount", -totals.discount))
    parts += [("sum_fee", totals.fee), ("sum_total", totals.total)]
    code = order.discount_code or ""
    return tuple((desk.words(key, code=code), money(value)) for key, value in parts)


async def _instead_page(
    request: Request, visit: Visit, *, notice: str = "", status: int = 200
) -> Response:
    desk, order = desk_of(request, visit), await _order(request, visit)
    gtin = str(request.path_params["gtin"])
    line = next((each for each in order.lines if each.gtin == gtin), None)
    if line is None:
        raise Refusal(Kind.NOT_FOUND, "line_not_found", {"id": gtin[:80]})
    words = (visit.posted.fields.get("q") or request.query_params.get("q", ""))[:200]
    words = words.replace("\x00", "")
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        found = await _offered(on, visit, line, words)
    return entry.page(
        request,
        visit,
        "instead.html",
        status,
        order=order,
        line=line,
        had=desk.figures.amount(line.quantity.value, line.quantity.unit),
        found=tuple(_instead(desk, each) for each in found if each.gtin not in order.quantities),
        typed=visit.posted.fields.get(_QUANTITY, ""),
        chosen=visit.posted.fields.get("instead", ""),
        pieces=str(line.quantity.value) if line.quantity.unit is Unit.PIECE else "1",
        q=words,
        seen=_seen(desk, order),
        notice=notice,
        open=order.may_change(desk.figures.now) and visit.may(Act.AMEND_ORDERS),
    )


async def _offered(on: Reading, visit: Visit, line: OrderLine, words: str) -> Sequence[ShelfItem]:
    if not words:
        return await substitutes(on, store=visit.here.id, gtin=line.gtin, limit=_OFFERED)
    rows = await kept(on, store=visit.here.id, words=words, only=Listing.LISTED, limit=_OFFERED * 2)
    items = await shelf.items(on, store=visit.here.id, gtins=[row.gtin for row in rows])
    return [items[row.gtin] for row in rows if row.gtin in items and row.promisable > 0]


def _instead(desk: Desk, item: ShelfItem) -> Instead:
    price = desk.figures.money(item.price)
    return Instead(
        gtin=item.gtin,
        name=item.name,
        brand=item.brand,
        price=f"{price}/kg" if item.unit is Unit.GRAM else price,
        left=desk.figures.amount(item.available, item.unit),
    )
