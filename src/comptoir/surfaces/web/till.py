"""What the till shows: how, where and when the goods go, how they are paid, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from comptoir.shopping.carts.model import Cart
from comptoir.shopping.slots.model import Mode, Window
from comptoir.surfaces.web.places import PlaceView
from comptoir.surfaces.web.views import Print

FEW_LEFT = 3
"""So many places or fewer are worth telling."""


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """A window to choose; `note` says that it is full or nearly."""

    id: str
    hours: str
    fee: str
    note: str
    chosen: bool
    full: bool


@dataclass(frozen=True, slots=True)
class DayView:
    """The windows of one day; the day stands open when its window is chosen, or none is."""

    name: str
    open: bool
    slots: tuple[SlotChoice, ...]


@dataclass(frozen=True, slots=True)
class TillView:
    """The till; `missing` are words and the part of the page that mends it."""

    cart: str
    mode: str
    days: tuple[DayView, ...]
    payments: tuple[str, ...]
    missing: tuple[tuple[str, str], ...]
    expected: int
    version: int

    @property
    def on_screen(self) -> str:
        """Name the windows of the day that stands open, which a sentence may point at."""
        return " ".join(slot.id for day in self.days if day.open for slot in day.slots)


def till_view(
    cart: Cart,
    windows: Sequence[Window],
    place: PlaceView | None,
    payments: Iterable[str],
    printed: Print,
) -> TillView:
    """Work out what to show at the till."""
    return TillView(
        cart=cart.id,
        mode="" if cart.mode is None else cart.mode.value,
        days=_days(windows, cart, printed),
        payments=tuple(payments),
        missing=tuple(_missing(cart, place, printed)),
        expected=cart.totals.total,
        version=cart.version,
    )


def _missing(cart: Cart, place: PlaceView | None, printed: Print) -> list[tuple[str, str]]:
    words, now = printed.words, printed.figures.now
    if not cart.lines:
        return [(words("need_lines"), "/")]
    found: list[tuple[str, str]] = []
    if cart.minimum_missing:
        amount = printed.figures.money(cart.minimum_missing)
        found.append((words("need_minimum", amount=amount), "/"))
    if not all(line.promisable for line in cart.lines):
        found.append((words("need_stock"), "#summary"))
    if cart.mode is None:
        found.append((words("need_mode"), "#how"))
    if cart.mode is Mode.DELIVERY and (place is None or not place.known):
        found.append((words("need_address"), "#place"))
    if cart.slot is None or not cart.slot.holds(now):
        found.append((words("need_slot"), "#slots"))
    if cart.age_required is not None:
        found.append((words("need_age"), "#age"))
    return found


def _days(windows: Sequence[Window], cart: Cart, printed: Print) -> tuple[DayView, ...]:
    figures = printed.figures
    chosen = ""
    if cart.slot is not None and cart.slot.holds(figures.now):
        chosen = cart.slot.window.id
    days: dict[date, list[Window]] = {}
    for window in windows:
        days.setdefault(window.starts.astimezone(figures.zone).date(), []).append(window)
    chosen_day = next(
        (day for day, every in days.items() if any(one.id == chosen for one in every)), None
    )
    first = next((day for day, every in days.items() if any(one.left for one in every)), None)
    return tuple(
        DayView(
            name=figures.day(every[0].starts),
            open=day == (chosen_day or first),
            slots=tuple(_slot(one, printed, chosen=one.id == chosen) for one in every),
        )
        for day, every in days.items()
    )


def _slot(window: Window, printed: Print, *, chosen: bool) -> SlotChoice:
    words, figures = printed.words, printed.figures
    full = window.left < 1 and not chosen
    note = words("slot_chosen") if chosen else words("slot_full") if full else ""
    if not note and window.left <= FEW_LEFT:
        note = words("slot_left", left=window.left)
    return SlotChoice(
        id=window.id,
        hours=figures.hours(window.starts, window.ends),
        fee=figures.money(window.fee) if window.fee else words("free"),
        note=note,
        chosen=chosen,
        full=full,
    )
