"""Taking the last change of the cart back: "annule ça", "remets comme avant"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from comptoir.conversation.changed import NotBack, NothingToUndo, Undone
from comptoir.conversation.model import Act, Intent, PendingKind
from comptoir.conversation.outcomes import Declined, Outcome, Refused
from comptoir.conversation.remembered import Change, LineBefore, WindowBefore
from comptoir.conversation.turning import past
from comptoir.conversation.turning.amounts import in_unit
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.phrasing import Phrase, phrases
from comptoir.conversation.turning.windows import take_window
from comptoir.goods.catalog.text import words
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.measure import grams, pieces
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import Added, Cart, CartLine, OnlySome, Substitution, Want
from comptoir.shopping.slots.model import Mode

_A_NO = frozenset(
    {
        PendingKind.CONFIRM_CHECKOUT,
        PendingKind.CONFIRM_CANCEL,
        PendingKind.CONFIRM_CLEAR,
        PendingKind.CONFIRM_AGE,
    }
)
"""Questions to which "annule" is an answer, whatever was changed before."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What came of taking a change back, and the act that says what it did."""

    outcomes: tuple[Outcome, ...]
    act: Act


async def note_change(desk: Desk) -> None:
    """Remember what this turn changed of the cart, unless it took a change back."""
    if desk.began is None or desk.undone:
        return
    change = changed_between(desk.began, await desk.whole_cart())
    desk.memory = replace(desk.memory, kept=desk.memory.kept.changed(change))


async def taken_back(desk: Desk) -> TakenBack | None:
    """Take back what the last turn that changed the cart did; None when nothing such is said.

    Where a question waits and the turn before changed nothing, only the question is dropped. Where
    the cart refuses, nothing is taken back and the change is kept.
    """
    sure = _said(desk, "undo")
    if not sure and not _said(desk, "undo_or_no"):
        return None
    question = desk.question
    if question is not None and question.asks and not sure:
        if question.kind in _A_NO:
            return None
        if not desk.memory.kept.moved:
            desk.answered()
            return TakenBack((Declined(),), Act(Intent.DENY))
    memory = desk.memory
    try:
        async with desk.uow.attempt():
            return await _undo(desk)
    except Refusal as refusal:
        desk.cart_changed()
        desk.memory, desk.undone = memory, False
        return TakenBack((Refused(refusal),), Act(Intent.DENY))


async def _undo(desk: Desk) -> TakenBack:
    desk.answered()
    kept = desk.memory.kept
    desk.memory = replace(desk.memory, at_till=False, waiting=())
    change = kept.changes[-1] if kept.changes else None
    if change is None or change.cart != desk.cart:
        return await _nothing(desk)
    desk.memory = replace(desk.memory, kept=replace(kept, changes=kept.changes[:-1], moved=True))
    desk.undone = True
    return await _put_as_before(desk, change)


def changed_between(before: Cart, now: Cart) -> Change | None:
    """Give what changed of a cart, to be taken back later; None when nothing did."""
    if before.id != now.id:
        return None
    had = {line.gtin: line for line in before.lines}
    has = {line.gtin: line for line in now.lines}
    lines = tuple(
        _before(gtin, had.get(gtin))
        for gtin in dict.fromkeys((*had, *has))
        if _quantity(had.get(gtin)) != _quantity(has.get(gtin))
    )
    window = WindowBefore(_mode(before), _window(before))
    moved = window != WindowBefore(_mode(now), _window(now))
    return Change(now.id, lines, window if moved else None) if lines or moved else None


def _said(desk: Desk, name: str) -> bool:
    """Tell whether the sentence is one of these and nothing else, with a word before or after."""
    table = phrases(desk.language)
    said = tuple(words(desk.text))
    after = (*table["please"], ())
    return any(
        said == (*before, *phrase, *end)
        for before in _openings(said, table["undo_before"])
        for phrase in table[name]
        for end in after
    )


def _openings(said: Phrase, openings: Sequence[Phrase]) -> tuple[Phrase, ...]:
    return ((), *(each for each in openings if said[: len(each)] == each))


async def _nothing(desk: Desk) -> TakenBack:
    """Tell that there is nothing to take back; of an order just placed, ask whether to cancel."""
    if desk.memory.order is not None and not (await desk.whole_cart()).lines:
        act = Act(Intent.CANCEL_ORDER)
        return TakenBack(await past.cancel_order(desk, act), act)
    return TakenBack((NothingToUndo(),), Act(Intent.DENY))


async def _put_as_before(desk: Desk, change: Change) -> TakenBack:
    cart = await desk.whole_cart()
    out = [line for line in map(cart.line, _gone(change)) if line is not None]
    if out:
        await carts.remove_lines(desk.uow, cart=desk.cart, gtins=[line.gtin for line in out])
    missing = await _put_back(desk, [each for each in change.lines if each.quantity])
    desk.cart_changed()
    window = await _window_back(desk, change.window) if change.window else ()
    now = await desk.whole_cart()
    there = [line for line in map(now.line, _kept(change)) if line is not None]
    undone = Undone(
        out=await desk.spoken_lines(out),
        back=await desk.spoken_lines(each for each in there if cart.line(each.gtin) is None),
        set_=await desk.spoken_lines(each for each in there if cart.line(each.gtin) is not None),
        window=change.window is not None and change.window.window is None,
    )
    for line in (*out, *there):
        desk.meant(desk.memory.called(line.gtin) or line.name, line.gtin, line.quantity)
    return TakenBack((undone, *window, *missing), Act(_intent(undone)))


def _gone(change: Change) -> tuple[str, ...]:
    return tuple(each.gtin for each in change.lines if not each.quantity)


def _kept(change: Change) -> tuple[str, ...]:
    return tuple(each.gtin for each in change.lines if each.quantity)


async def _put_back(desk: Desk, lines: Sequence[LineBefore]) -> tuple[Outcome, ...]:
    """Set lines to what they were, as far as the shop can promise it."""
    gtins = [each.gtin for each in lines]
    items = await shelf.items(desk.uow, store=desk.store.id, gtins=gtins)
    sold = {each.gtin: each for each in lines if each.gtin in items}
    wants = [_want(each, items[each.gtin]) for each in sold.values()]
    outcomes: list[Outcome] = []
    less: list[Want] = []
    for want, came in zip(
        wants, await carts.set_lines(desk.uow, cart=desk.cart, wants=wants), strict=True
    ):
        if isinstance(came, Added):
            continue
        left = came.left if isinstance(came, OnlySome) else in_unit(items[want.gtin], 0)
        outcomes.append(NotBack(desk.goods(items[want.gtin]), left))
        if left.value:
            less.append(replace(want, quantity=left))
    if less:
        await carts.set_lines(desk.uow, cart=desk.cart, wants=less)
    desk.cart_changed()
    await _choices_back(desk, sold)
    unlisted = [each.gtin for each in lines if each.gtin not in items]
    outcomes.extend(
        NotBack(goods, grams(0) if goods.by_weight else pieces(0))
        for goods in await desk.unlisted(unlisted)
    )
    return tuple(outcomes)


def _want(line: LineBefore, item: ShelfItem) -> Want:
    wish = Substitution(line.substitution)
    return Want(
        line.gtin,
        in_unit(item, line.quantity),
        line.note,
        None if wish is Substitution.THIS else wish,
        by=line.added_by,
    )


async def _choices_back(desk: Desk, lines: Mapping[str, LineBefore]) -> None:
    """Choose again what the picker is to bring where a line's product is missing."""
    cart = await desk.whole_cart()
    for line in lines.values():
        named = line.substitution == Substitution.THIS.value and line.substitute is not None
        if named and cart.line(line.gtin) is not None:
            async with desk.uow.attempt():
                await carts.set_substitution(
                    desk.uow,
                    cart=desk.cart,
                    gtin=line.gtin,
                    substitution=Substitution.THIS,
                    substitute=line.substitute,
                )


async def _window_back(desk: Desk, before: WindowBefore) -> tuple[Outcome, ...]:
    if before.window is not None:
        return await take_window(desk, before.window)
    mode = None if before.mode is None else Mode(before.mode)
    await carts.leave_window(desk.uow, cart=desk.cart, mode=mode)
    desk.cart_changed()
    return ()


def _intent(undone: Undone) -> Intent:
    if undone.set_ or (undone.out and undone.back):
        return Intent.SET_QUANTITY
    if undone.out:
        return Intent.REMOVE
    return Intent.ADD if undone.back else Intent.CHOOSE_SLOT


def _before(gtin: str, line: CartLine | None) -> LineBefore:
    if line is None:
        return LineBefore(gtin, 0)
    return LineBefore(
        gtin,
        line.quantity.value,
        line.note,
        line.substitution.value,
        line.substitute,
        line.added_by,
    )


def _quantity(line: CartLine | None) -> int:
    return line.quantity.value if line is not None else 0


def _mode(cart: Cart) -> str | None:
    return cart.mode.value if cart.mode is not None else None


def _window(cart: Cart) -> str | None:
    return cart.slot.window.id if cart.slot is not None else None
