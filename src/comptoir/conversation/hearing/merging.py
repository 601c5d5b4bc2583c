"""Run acts of one kind together: two additions, a time and its mode."""

from collections.abc import Iterable
from dataclasses import replace

from comptoir.conversation.manners import joined
from comptoir.conversation.model import Act, Filter, Intent, Slot


def merged(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Return acts of one kind run together, a time with its mode, in the order first said."""
    result: list[Act] = []
    for act in acts:
        place = _partner(result, act)
        if place is None:
            result.append(act)
        else:
            result[place] = _joined(result[place], act)
    return tuple(result)


def _partner(before: list[Act], act: Act) -> int | None:
    moves = {Intent.CHOOSE_SLOT, Intent.CHOOSE_MODE}
    for place, other in enumerate(before):
        if {other.intent, act.intent} <= moves:
            return place
        same = other.intent is act.intent
        if same and act.intent in (Intent.ADD, Intent.REMOVE, Intent.ASK_PRICE, Intent.ASK_STOCK):
            return place
        if same and (not act.items or not other.items):
            return place
        if other.intent is Intent.SHOW_CART and act.intent is Intent.ASK_PRICE and not act.items:
            return place  # "le total sans le vin, ça fait combien"
    return None


def completed(one: Slot | None, other: Slot | None) -> Slot | None:
    """Return a time with what it lacks taken from another: the day of one, the hours of one."""
    if one is None or other is None:
        return one or other
    timed = one.from_ or one.to
    return Slot(
        day=one.day or other.day,
        from_=one.from_ if timed else other.from_,
        to=one.to if timed else other.to,
        part=one.part or other.part,
        pick=one.pick or other.pick,
    )


def _joined(one: Act, other: Act) -> Act:
    slot, mode = completed(one.slot, other.slot), one.mode or other.mode
    moves = (Intent.CHOOSE_SLOT, Intent.CHOOSE_MODE)
    intent = one.intent
    if intent in moves:
        intent = (
            Intent.CHOOSE_SLOT if slot or Intent.CHOOSE_SLOT in (intent, other.intent) else intent
        )
    filters: tuple[Filter, ...] = tuple(dict.fromkeys((*one.filters, *other.filters)))
    return replace(
        one,
        intent=intent,
        items=one.items + other.items,
        filters=filters,
        max_price=one.max_price if one.max_price is not None else other.max_price,
        slot=slot,
        mode=mode,
        store=one.store or other.store,
        question=one.question or other.question,
        doubts=tuple(dict.fromkeys((*one.doubts, *other.doubts))),
        manners=joined(one.manners, other.manners),
        why=(*one.why, *other.why),
        span=(min(one.span[0], other.span[0]), max(one.span[1], other.span[1])),
    )
