"""Acts on how and when the goods reach the household."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from comptoir.conversation.memory import Offered, Question
from comptoir.conversation.model import Act, PendingKind, Slot
from comptoir.conversation.outcomes import (
    ModeChosen,
    NoPeriods,
    Outcome,
    Period,
    PeriodChosen,
    Refused,
)
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.times import fitting, next_to
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode, Window

_HORIZON = timedelta(days=21)
_MOST_OFFERED = 3
_ANY_TIME = Slot()


async def choose_mode(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Take a mode, and go on to its windows."""
    if act.mode is None:
        return desk.ask(Question(PendingKind.ASK_MODE))
    desk.answered()
    mode = Mode(act.mode.value)
    slot = act.slot or desk.memory.slot
    try:
        async with desk.uow.attempt():
            await carts.set_mode(desk.uow, cart=desk.cart, mode=mode)
            desk.cart_changed()
    except Refusal as refusal:
        return (Refused(refusal),)
    cart = await desk.whole_cart()
    if act.slot is None and cart.slot is not None and cart.slot.window.mode is mode:
        return (ModeChosen(mode),)
    chosen = await find_window(desk, mode, slot or _ANY_TIME)
    return chosen if _is_chosen(chosen) else (ModeChosen(mode), *chosen)


async def choose_slot(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Take the window that fits a time as said, or offer the earliest three that do."""
    slot = act.slot or _ANY_TIME
    picked = _picked(desk, slot)
    if picked is not None and picked.window is not None:
        desk.answered()
        return await take_window(desk, picked.window)
    desk.memory = replace(desk.memory, slot=slot)
    mode = await _mode(desk, act)
    if mode is None:
        return desk.ask(Question(PendingKind.ASK_MODE))
    desk.answered()
    return await find_window(desk, mode, slot, listing=act.question)


async def find_window(
    desk: Desk, mode: Mode, slot: Slot, *, listing: bool = False
) -> tuple[Outcome, ...]:
    """Take the one window that fits, or offer the earliest three; the next ones when none fits."""
    if mode.value not in desk.store.modes:
        facts = {"mode": mode.value, "offered": [str(each) for each in desk.store.modes]}
        return (Refused(Refusal(Kind.CONFLICT, "mode_not_offered", facts)),)
    now = desk.voice.now
    windows = await slots.windows(
        desk.uow, store=desk.store.id, mode=mode, from_=desk.uow.now, to=desk.uow.now + _HORIZON
    )
    if not windows:
        return (NoPeriods(mode),)
    fit = fitting(windows, slot, now=now)
    if not listing and fit and (len(fit) == 1 or slot.pick == "earliest"):
        return await take_window(desk, fit[0].id)
    near = bool(fit)
    return offer(desk, mode, fit or next_to(windows, slot, now=now), near=near)


def offer(
    desk: Desk, mode: Mode, windows: Sequence[Window], *, near: bool = True
) -> tuple[Outcome, ...]:
    """Offer the earliest three windows."""
    earliest = offered(desk, windows[:_MOST_OFFERED])
    return desk.ask(Question(PendingKind.SLOTS, offered=earliest, mode=mode.value, near=near))


def offered(desk: Desk, windows: Sequence[Window]) -> tuple[Offered, ...]:
    """Give windows as choices."""
    return tuple(
        Offered(
            desk.voice.period(Period(window.starts, window.ends, window.mode, window.fee)),
            window=window.id,
            starts=window.starts,
            ends=window.ends,
        )
        for window in windows
    )


async def take_window(desk: Desk, window: str) -> tuple[Outcome, ...]:
    """Keep a place in a window; when it has just gone, offer what is left."""
    try:
        async with desk.uow.attempt():
            held = await carts.choose_window(desk.uow, cart=desk.cart, window=window)
    except Refusal as refusal:
        desk.cart_changed()
        mode = (await desk.whole_cart()).mode or Mode.DELIVERY
        if refusal.kind is not Kind.GONE:
            return (Refused(refusal),)
        return (Refused(refusal), *await find_window(desk, mode, _ANY_TIME, listing=True))
    desk.cart_changed()
    desk.memory = replace(desk.memory, slot=None)
    taken = held.window
    return (PeriodChosen(Period(taken.starts, taken.ends, taken.mode, taken.fee)),)


def _is_chosen(outcomes: Sequence[Outcome]) -> bool:
    return any(isinstance(outcome, PeriodChosen | Refused) for outcome in outcomes)


def _picked(desk: Desk, slot: Slot) -> Offered | None:
    """Find the window pointed at among those that wait for a choice."""
    question = desk.question
    if question is None or question.kind not in (PendingKind.SLOTS, PendingKind.CONFIRM_SLOT):
        return None
    if slot.pick == "earliest" and slot.day is None:
        return question.offered[0]
    if slot.pick is not None and slot.pick.startswith("index:"):
        return pointed(question.offered, int(slot.pick.removeprefix("index:")))
    if slot.day is None and slot.from_ is not None:
        now = desk.voice.now
        same = [
            each
            for each in question.offered
            if each.starts and each.starts.astimezone(now.tzinfo).time() == slot.from_
        ]
        return same[0] if len(same) == 1 else None
    return None


def pointed(offered: Sequence[Offered], place: int) -> Offered | None:
    """Give the one at a place counted from one; -1 is the last."""
    if place < 0:
        return offered[place] if -place <= len(offered) else None
    return offered[place - 1] if 0 < place <= len(offered) else None


async def _mode(desk: Desk, act: Act) -> Mode | None:
    if act.mode is not None:
        return Mode(act.mode.value)
    question = desk.question
    if question is not None and question.kind is PendingKind.SLOTS and question.mode:
        return Mode(question.mode)
    cart = await desk.whole_cart()
    if cart.mode is not None:
        return cart.mode
    return Mode(desk.store.modes[0]) if len(desk.store.modes) == 1 else None
