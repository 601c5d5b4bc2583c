"""What can be done with slots."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.refusals import Kind, Refusal, not_found
from comptoir.shopping.slots import _store, queries, rules
from comptoir.shopping.slots.model import HOLD_FOR, Held, Template, Window


async def put_templates(uow: UnitOfWork, *, store: str, templates: Sequence[Template]) -> None:
    """Write windows of a store's weekly pattern; one that is there already is replaced."""
    await _store.PUT_TEMPLATE.run_many(
        uow,
        [
            {
                "store": store,
                "id": template.id,
                "mode": template.mode.value,
                "weekday": template.weekday,
                "starts_minute": template.starts_minute,
                "ends_minute": template.ends_minute,
                "capacity": template.capacity,
                "fee": template.fee,
                "cut_off_minutes": template.cut_off_minutes,
            }
            for template in templates
        ],
    )


async def follow_template(uow: UnitOfWork, *, store: str, template: Template) -> int:
    """Give the windows already opened from a template its places and its fee; tell how many.

    Who has a place keeps it, whatever the places are now; an order keeps its fee.
    """
    return await _store.FOLLOW.run(
        uow,
        store=store,
        template=template.id,
        mode=template.mode.value,
        capacity=template.capacity,
        fee=template.fee,
        now=uow.now,
    )


async def remove_template(uow: UnitOfWork, *, store: str, template: str) -> None:
    """Take a window out of the weekly pattern, and off the days to come.

    A dated window in which somebody has a place stays, with no place for anybody else.

    :raises Refusal: when the pattern has none with this id.
    """
    if await _store.DROP_TEMPLATE.first(uow, store=store, id=template) is None:
        raise not_found("window", template)
    await _store.CLOSE_UNTAKEN.run(uow, store=store, template=template, now=uow.now)
    await _store.CLOSE_REST.run(uow, store=store, template=template, now=uow.now)


async def edit_window(
    uow: UnitOfWork, *, store: str, window: str, capacity: int, fee: int
) -> Window:
    """Set the places and the fee of one dated window; who has a place keeps it.

    :raises Refusal: when the store has none with this id, or a figure cannot be.
    """
    rules.check_figures(capacity=capacity, fee=fee)
    await lock_window(uow, store=store, window=window)
    await _store.EDIT_WINDOW.run(uow, store=store, id=window, capacity=capacity, fee=fee)
    return await queries.window(uow, store=store, window=window)


async def lock_window(uow: UnitOfWork, *, store: str, window: str) -> None:
    """Lock a window, which comes last in the order of locks.

    :raises Refusal: when the store has none with this id.
    """
    if await _store.LOCK_WINDOW.first(uow, store=store, id=window) is None:
        raise not_found("window", window)


async def open_windows(uow: UnitOfWork, *, store: str, zone: str, days: int = 8) -> int:
    """Open the windows of today and the days after it; give how many are new. Repeating is safe."""
    templates = await _store.TEMPLATES.all(uow, store=store)
    today = uow.now.astimezone(ZoneInfo(zone)).date()
    rows = [
        {
            "store": store,
            "id": opening.id,
            "mode": opening.mode.value,
            "starts": opening.starts,
            "ends": opening.ends,
            "cut_off": opening.cut_off,
            "capacity": opening.capacity,
            "fee": opening.fee,
        }
        for opening in rules.openings(templates, zone=zone, first=today, days=days)
    ]
    return await _store.OPEN_WINDOW.run_many(uow, rows) if rows else 0


async def hold(uow: UnitOfWork, *, store: str, cart: str, window: str) -> Held:
    """Keep a place in a window for a cart, instead of the one it had.

    :raises Refusal: when the window is not there, past its cut-off, or full.
    """
    return await _take(
        uow, store=store, cart=cart, window=window, expires_at=uow.now + HOLD_FOR, order_id=None
    )


async def take(uow: UnitOfWork, *, store: str, cart: str, window: str, order_id: str) -> None:
    """Give a place to a cart's order until it is let go; nothing changes when the order has it.

    :raises Refusal: when the window is not there, past its cut-off, or full.
    """
    row = await _store.HOLD.first(uow, store=store, cart=cart)
    if row is None or row.order_id != order_id or row.window_id != window:
        await _take(uow, store=store, cart=cart, window=window, expires_at=None, order_id=order_id)


async def give_back(uow: UnitOfWork, *, store: str, cart: str, until: datetime) -> None:
    """Let an order's place be its cart's again until a stated time; the choice stays after it."""
    await _store.GIVE_BACK.run(uow, store=store, cart=cart, until=until)


async def pass_on(uow: UnitOfWork, *, store: str, cart: str, to: str) -> Held | None:
    """Give a cart's place to another cart unless that has one; either way the first has none."""
    theirs = await queries.held(uow, store=store, cart=cart)
    await _store.DROP_HOLD.run(uow, store=store, cart=cart)
    mine = await queries.held(uow, store=store, cart=to)
    if theirs is None or not theirs.holds(uow.now) or (mine is not None and mine.holds(uow.now)):
        return None
    await _store.PUT_HOLD.run(
        uow,
        store=store,
        cart=to,
        window_id=theirs.window.id,
        order_id=None,
        expires_at=theirs.expires_at,
    )
    return theirs


async def release(uow: UnitOfWork, *, store: str, cart: str) -> None:
    """Give back a cart's or its order's place, if it has one."""
    await _store.DROP_HOLD.run(uow, store=store, cart=cart)


async def _take(
    uow: UnitOfWork,
    *,
    store: str,
    cart: str,
    window: str,
    expires_at: datetime | None,
    order_id: str | None,
) -> Held:
    if await _store.LOCK_WINDOW.first(uow, store=store, id=window) is None:
        raise not_found("window", window)
    found = await _window(uow, store=store, cart=cart, window=window)
    if found.cut_off <= uow.now:
        raise Refusal(Kind.GONE, "slot_closed", {"window": window})
    if found.left < 1:
        raise Refusal(Kind.GONE, "slot_full", {"window": window})
    await _store.PUT_HOLD.run(
        uow,
        store=store,
        cart=cart,
        window_id=window,
        order_id=order_id,
        expires_at=expires_at,
    )
    return Held(found, expires_at)


async def _window(uow: UnitOfWork, *, store: str, cart: str, window: str) -> Window:
    return await _store.WINDOW.one(uow, store=store, id=window, cart=cart, now=uow.now)
