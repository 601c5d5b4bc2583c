"""Questions about slots."""

from datetime import datetime

from comptoir.db.unit_of_work import Reading
from comptoir.kernel.refusals import not_found
from comptoir.shopping.slots import _store
from comptoir.shopping.slots.model import Dated, Held, Mode, Template, Window


async def windows(
    on: Reading, *, store: str, mode: Mode, from_: datetime, to: datetime, free: bool = True
) -> tuple[Window, ...]:
    """Give the windows that start in `[from_, to)` and can still be ordered for, earliest first.

    With `free`, only those with a place left.
    """
    found = await _store.WINDOWS.all(
        on, store=store, mode=mode.value, from_=from_, to=to, now=on.now
    )
    return tuple(window for window in found if window.left > 0 or not free)


async def window(on: Reading, *, store: str, window: str, cart: str = "") -> Window:
    """Give one window; the place of `cart` counts as free to it.

    :raises Refusal: when the store has none with this id.
    """
    found = await _store.WINDOW.first(on, store=store, id=window, cart=cart, now=on.now)
    if found is None:
        raise not_found("window", window)
    return found


async def held(on: Reading, *, store: str, cart: str) -> Held | None:
    """Give the place that a cart has chosen, also when it has lapsed meanwhile."""
    row = await _store.HOLD.first(on, store=store, cart=cart)
    if row is None:
        return None
    return Held(await window(on, store=store, window=row.window_id, cart=cart), row.expires_at)


async def templates(on: Reading, *, store: str) -> tuple[Template, ...]:
    """Give a store's weekly pattern, from Monday on."""
    return tuple(await _store.TEMPLATES.all(on, store=store))


async def calendar(on: Reading, *, store: str, from_: datetime, to: datetime) -> tuple[Dated, ...]:
    """Give every window that starts in `[from_, to)`, whether it can be ordered for or not."""
    rows = await _store.CALENDAR.all(on, store=store, from_=from_, to=to, now=on.now)
    return tuple(rows)
