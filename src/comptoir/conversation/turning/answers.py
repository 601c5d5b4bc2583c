"""Acts that answer a question: yes, no, and pointing at one of the things offered."""

from collections.abc import Sequence
from dataclasses import replace

from comptoir.conversation.memory import TOLD, Offered, Question, with_amount
from comptoir.conversation.model import Act, Doubt, Intent, PendingKind, Ref, RefBy
from comptoir.conversation.outcomes import (
    AgeConfirmed,
    Agreed,
    Asked,
    Cleared,
    Declined,
    Outcome,
    Refused,
)
from comptoir.conversation.turning import past, speakers, till, windows
from comptoir.conversation.turning.adding import add_item, put, put_quantity, put_wanted
from comptoir.conversation.turning.choosing import look_for
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.lines import chosen_line
from comptoir.conversation.turning.naming import names, said_stems
from comptoir.goods.catalog.net import net_quantity
from comptoir.goods.catalog.text import fold
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts


async def confirm(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Do what the question that waits asked leave for."""
    del act
    question = desk.answered()
    if question is None:
        return (Agreed(),)
    try:
        async with desk.uow.attempt():
            return await _confirmed(desk, question)
    except Refusal as refusal:
        desk.cart_changed()
        return (Refused(refusal),)


async def deny(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Let the question that waits drop."""
    del act
    desk.answered()
    desk.memory = replace(desk.memory, at_till=False)
    return (Declined(),)


async def choose(desk: Desk, act: Act) -> tuple[Outcome, ...] | None:
    """Take the one that is pointed at among what was offered; None when it points at none."""
    question = desk.question
    if question is None or not question.offered:
        return None
    if act.ref is not None and act.ref.by is RefBy.OTHER:
        return await _others(desk, question)
    if act.ref is not None and act.ref.by is RefBy.INDEX and _names_goods(desk):
        return None
    offered = await _found(desk, question, act)
    if offered is None:
        return await _attribute(desk, question, act)
    desk.answered()
    item = with_amount(question.as_item(), act.items[0].amount if act.items else None)
    try:
        async with desk.uow.attempt():
            return await take(desk, replace(question, item=item), offered)
    except Refusal as refusal:
        desk.cart_changed()
        return (Refused(refusal),)


def _names_goods(desk: Desk) -> bool:
    """Tell whether the sentence by itself asks for goods: "deux packs de lait" is no second one."""
    return any(
        act.intent is Intent.ADD
        and any(item.product and Doubt.UNKNOWN_PRODUCT not in item.doubts for item in act.items)
        for act in desk.plain()
    )


async def take(desk: Desk, question: Question, offered: Offered) -> tuple[Outcome, ...]:
    """Do with one thing offered what it was offered for.

    :raises Refusal: when that cannot be done.
    """
    if offered.window is not None:
        return await windows.take_window(desk, offered.window)
    if offered.gtin is None:
        return desk.ask(question)
    if question.kind is PendingKind.WHICH_LINE:
        return await chosen_line(desk, question, offered.gtin)
    item = await shelf.item(desk.uow, store=desk.store.id, gtin=offered.gtin)
    said = question.as_item()
    if offered.quantity is not None:
        return await put_quantity(
            desk,
            item,
            offered.quantity,
            said,
            purpose=question.purpose,
            instead_of=question.order,
        )
    if question.instead:
        desk.memory = desk.memory.linked(said.product, item.gtin)
    return await put(
        desk, item, said, purpose=question.purpose, instead_of=question.gtin, sure=True
    )


async def amount_said(desk: Desk, act: Act) -> tuple[Outcome, ...] | None:
    """Take an amount as the answer to the question that waits; None when it is no answer to it."""
    question = desk.question
    amount = act.items[0].amount if act.items else None
    if question is None or amount is None:
        return None
    yes = Doubt.QUANTITY in act.items[0].doubts and len(question.offered) == 1
    item = with_amount(question.as_item(), amount)
    match question.kind:
        case PendingKind.ASK_QTY if yes:  # "oui" may be heard as eight
            return await confirm(desk, act)
        case PendingKind.ASK_QTY if question.gtin is not None:
            desk.answered()
            goods = await shelf.item(desk.uow, store=desk.store.id, gtin=question.gtin)
            return await put(
                desk, goods, item, purpose=question.purpose, instead_of=question.order, sure=True
            )
        case PendingKind.CHOICES | PendingKind.OFFER_SUBSTITUTE if not act.items[0].product:
            desk.answered()
            asked = replace(question, item=item)
            one = question.offered[0] if len(question.offered) == 1 else None
            return desk.ask(asked) if one is None else await take(desk, asked, one)
        case PendingKind.CONFIRM_ADD if len(question.wants) == 1 and not question.instead:
            desk.answered()
            gtin = question.wants[0].gtin
            goods = await shelf.item(desk.uow, store=desk.store.id, gtin=gtin)
            return await put(desk, goods, item, purpose=question.purpose, sure=True)
        case _:
            return None


_YES_TO_GOODS = frozenset(
    {PendingKind.CONFIRM_ADD, PendingKind.CONFIRM_REORDER, PendingKind.RECIPE_LIST}
)
_ONE_OF_SEVERAL = frozenset(
    {
        PendingKind.CHOICES,
        PendingKind.OFFER_SUBSTITUTE,
        PendingKind.SLOTS,
        PendingKind.CONFIRM_SLOT,
        PendingKind.ASK_QTY,
        PendingKind.WHICH_LINE,
        PendingKind.PRICES_TOLD,
    }
)


async def _confirmed(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    if question.kind in TOLD:
        return await put_wanted(desk, question.wants) if question.wants else (Agreed(),)
    if question.kind in _ONE_OF_SEVERAL:
        return await _yes_to_one(desk, question)
    if question.kind in _YES_TO_GOODS:
        if question.instead:
            return await till.settle_for_less(desk, question)
        return await put_wanted(desk, question.wants)
    return await _yes(desk, question)


async def _yes(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    match question.kind:
        case PendingKind.CONFIRM_CHECKOUT:
            return await till.confirmed(desk, question)
        case PendingKind.CONFIRM_CANCEL:
            return await past.cancel_confirmed(desk, question)
        case PendingKind.CONFIRM_CLEAR:
            count = await carts.clear(desk.uow, cart=desk.cart)
            desk.cart_changed()
            return (Cleared(count),)
        case PendingKind.CONFIRM_AGE:
            await speakers.confirm_age(desk)
            return (AgeConfirmed(), *await till.check_out(desk))
        case _:
            return desk.ask(question)  # a yes is no answer to "which day"


async def _yes_to_one(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    """Take the only thing offered, or the first window; ask again where it matters which."""
    first_will_do = question.kind in (PendingKind.SLOTS, PendingKind.CONFIRM_SLOT)
    if question.offered and (len(question.offered) == 1 or first_will_do):
        return await take(desk, question, question.offered[0])
    return desk.ask(question)


async def _found(desk: Desk, question: Question, act: Act) -> Offered | None:
    ref = act.ref
    if ref is None:
        words = " ".join(item.product for item in act.items)
        if not words:
            return question.offered[0]
        ref = Ref(RefBy.NAME, words)
    if ref.by is RefBy.INDEX:
        return windows.pointed(question.offered, int(ref.value or 1))
    gtins = [each.gtin for each in question.offered if each.gtin]
    items = await shelf.items(desk.uow, store=desk.store.id, gtins=gtins)
    by_gtin = {each.gtin: each for each in question.offered}
    there = [items[gtin] for gtin in gtins if gtin in items]
    best = _best(there, ref, desk)
    return by_gtin.get(best.gtin) if best else _labelled(question.offered, ref)


def _best(items: Sequence[ShelfItem], ref: Ref, desk: Desk) -> ShelfItem | None:
    match ref.by:
        case RefBy.CHEAPEST:
            return min(items, key=_price, default=None)
        case RefBy.LARGEST:
            return max(items, key=lambda item: item.net_value or 0, default=None)
        case RefBy.SIZE:
            return next((item for item in items if _is_of_size(item, str(ref.value))), None)
        case RefBy.BRAND | RefBy.NAME | RefBy.ATTRIBUTE:
            return _fewest_words(items, str(ref.value or ""), desk)
        case RefBy.INDEX | RefBy.OTHER:
            return None


def _fewest_words(items: Sequence[ShelfItem], said: str, desk: Desk) -> ShelfItem | None:
    """Give the one that has the words said and the fewest of its own: "écrémé" is not "demi-"."""
    words = said_stems(said, desk.language)
    fits = [item for item in items if words and names(item, words, desk.language)]
    return min(fits, key=lambda item: len(item.name.replace("-", " ").split()), default=None)


def _price(item: ShelfItem) -> int:
    return item.unit_price.amount if item.unit_price else item.price


def _is_of_size(item: ShelfItem, said: str) -> bool:
    net = net_quantity(said)
    return net is not None and item.net_value == net.value and item.net_unit == net.unit.value


def _labelled(offered: Sequence[Offered], ref: Ref) -> Offered | None:
    said = fold(str(ref.value or ""))
    fits = [each for each in offered if said and said in fold(each.label)]
    return fits[0] if len(fits) == 1 else None


async def _others(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    """Offer the next ones of the same name."""
    said = question.as_item()
    shown = {each.gtin for each in question.offered}
    items = await look_for(desk, said)
    others = [item for item in items if item.gtin not in shown and item.available > 0][:3]
    if not others:
        desk.answered()
        return (Asked(question),)
    desk.answered()
    return desk.ask(replace(question, offered=desk.offered(others)))


async def _attribute(desk: Desk, question: Question, act: Act) -> tuple[Outcome, ...] | None:
    """Look for what was asked about once more, with what was said of it now."""
    said = question.as_item()
    value = str(act.ref.value) if act.ref and isinstance(act.ref.value, str) else ""
    of_goods = question.kind in (PendingKind.CHOICES, PendingKind.OFFER_SUBSTITUTE)
    if not of_goods or not said.product or not (value or act.filters):
        return None
    filters = tuple(dict.fromkeys((*said.filters, *act.filters)))
    narrower = replace(said, product=f"{said.product} {value}".strip(), filters=filters)
    found = await look_for(desk, narrower)
    shown = {each.gtin: each for each in question.offered}
    top = found[0] if found else None
    if top is not None and top.gtin in shown:
        desk.answered()
        return await take(desk, question, shown[top.gtin])
    words = said_stems(narrower.product, desk.language)
    items = await shelf.items(desk.uow, store=desk.store.id, gtins=[each for each in shown if each])
    sorts = {item.category for item in items.values()}
    if top is None or top.category not in sorts or not names(top, words, desk.language):
        return None
    desk.answered()
    return await add_item(desk, narrower, purpose=question.purpose, instead_of=question.gtin)
