"""Acts that answer a question: yes, no, and pointing at one of the things offered."""

from dataclasses import replace

from comptoir.conversation.beside import NothingOffered
from comptoir.conversation.changed import AlreadySo
from comptoir.conversation.manners import Manner
from comptoir.conversation.memory import TOLD, Offered, Question, with_amount
from comptoir.conversation.model import (
    Act,
    Amount,
    Doubt,
    Intent,
    PendingKind,
    Ref,
    RefBy,
    SaidItem,
)
from comptoir.conversation.outcomes import (
    Asked,
    Outcome,
    Refused,
)
from comptoir.conversation.turning import cooking, windows
from comptoir.conversation.turning.adding import add_item, put, put_quantity
from comptoir.conversation.turning.amounts import kept
from comptoir.conversation.turning.choosing import is_aspect, look_for
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.lines import chosen_line
from comptoir.conversation.turning.naming import names, said_stems
from comptoir.conversation.turning.pointing import (
    Named,
    amount_beside,
    best_of,
    labelled,
    named_alone,
)
from comptoir.conversation.turning.superlatives import all_said, most_of, says_also
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.refusals import Refusal


async def choose(desk: Desk, act: Act) -> tuple[Outcome, ...] | None:
    """Take the one that is pointed at among what was offered; None when it points at none.

    What the sentence names beside all that was offered is no answer: it is carried out by itself.
    """
    question = desk.question or desk.chosen_from
    if question is None or not question.offered:
        return None
    several = await _several(desk, question, act.ref)
    if several is not None:
        return several
    named = await _named(desk, question, act.ref)
    if named is not None and named.offered is None:
        return None
    offered = named.offered if named is not None else await _found(desk, question, act)
    if offered is None:
        return await _attribute(desk, question, act)
    said = act.items[0].amount if act.items else None
    if named is None and said is None and act.ref is not None:
        said = amount_beside(desk.text, desk.language, act.ref)
    return await _chosen(desk, question, offered, (named and named.amount) or said)


async def _several(desk: Desk, question: Question, ref: Ref | None) -> tuple[Outcome, ...] | None:
    """Take all that was offered, or offer others; None when one of them is pointed at."""
    if ref is not None and all_said(ref, desk.language):
        return await take_all(desk, question)
    if ref is not None and ref.by is RefBy.OTHER and ref.value is None:
        return await _others(desk, question)
    return None


async def _chosen(
    desk: Desk, question: Question, offered: Offered, amount: Amount | None
) -> tuple[Outcome, ...]:
    desk.answered()
    desk.chosen_from = question
    item = with_amount(question.as_item(), amount)
    try:
        async with desk.uow.attempt():
            if question.kind in TOLD:
                return await _rather(desk, question, offered)
            return await take(desk, replace(question, item=item), offered)
    except Refusal as refusal:
        desk.cart_changed()
        return (Refused(refusal),)


async def _rather(desk: Desk, question: Question, offered: Offered) -> tuple[Outcome, ...]:
    """Put another of what was offered in the place of the one chosen: "non, le deuxième"."""
    line = (await desk.whole_cart()).line(question.gtin or "")
    if line is None or offered.gtin is None:
        return (NothingOffered(),)
    if offered.gtin == line.gtin:
        return tuple(AlreadySo(each) for each in await desk.spoken_lines([line]))
    item = await shelf.item(desk.uow, store=desk.store.id, gtin=offered.gtin)
    said = with_amount(question.as_item(), kept(line.quantity))
    outcomes = await put(desk, item, said, instead_of=line.gtin, sure=True)
    desk.still_offers(question, item.gtin)
    return outcomes


async def _named(desk: Desk, question: Question, ref: Ref | None) -> Named | None:
    """Find what the sentence names by itself, where its words point rather than a place."""
    if ref is None or most_of(ref, desk.language) is not None:
        return None
    if ref.by is RefBy.INDEX:
        return Named(None, None) if _names_goods(desk) else None
    cooks = any(offered.dish for offered in question.offered)
    return await named_alone(desk, question) if ref.by in _BY_WORDS and not cooks else None


_BY_WORDS = frozenset({RefBy.ATTRIBUTE, RefBy.NAME, RefBy.BRAND, RefBy.SIZE})


async def take_all(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    """Take everything offered, as much of each as was said; after a choice, all the others too."""
    if question.kind not in (*SEVERAL_WILL_DO, *TOLD):
        return desk.ask(question)
    desk.answered()
    if question.kind in TOLD:
        cart = await desk.whole_cart()
        left = tuple(one for one in question.offered if one.gtin and cart.line(one.gtin) is None)
        question = replace(question, kind=PendingKind.CHOICES, offered=left, gtin=None)
    outcomes: list[Outcome] = []
    for offered in question.offered:
        outcomes.extend(await take(desk, question, offered))
    return tuple(outcomes)


SEVERAL_WILL_DO = frozenset({PendingKind.CHOICES, PendingKind.WHICH_LINE, PendingKind.PRICES_TOLD})


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
    if offered.dish is not None:
        return await cooking.cook(desk, cooking.chosen(question, offered.dish))
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
    outcomes = await put(
        desk, item, said, purpose=question.purpose, instead_of=question.gtin, sure=True
    )
    desk.still_offers(question, item.gtin)
    return outcomes


async def amount_said(  # noqa: PLR0911 (one arm a question)
    desk: Desk, act: Act
) -> tuple[Outcome, ...] | None:
    """Take an amount as the answer to the question that waits; None when it is no answer to it."""
    question = desk.question
    amount = act.items[0].amount if act.items else None
    if question is not None and amount is None:
        return await _the_one(desk, question, act)
    if question is None or amount is None:
        return None
    if Manner.OF_EACH in act.manners and question.kind in SEVERAL_WILL_DO:
        return await take_all(desk, replace(question, item=with_amount(question.as_item(), amount)))
    yes = Doubt.QUANTITY in act.items[0].doubts and len(question.offered) == 1
    item = with_amount(question.as_item(), amount)
    match question.kind:
        case PendingKind.ASK_QTY if yes:  # "oui" may be heard as eight
            desk.answered()
            return await take(desk, question, question.offered[0])
        case PendingKind.ASK_QTY if question.gtin is not None:
            desk.answered()
            goods = await shelf.item(desk.uow, store=desk.store.id, gtin=question.gtin)
            return await put(
                desk, goods, item, purpose=question.purpose, instead_of=question.order, sure=True
            )
        case PendingKind.CHOICES | PendingKind.OFFER_SUBSTITUTE if _nameless(act):
            desk.answered()
            asked = replace(question, item=item, asks=True)
            one = question.offered[0] if len(question.offered) == 1 else None
            return desk.ask(asked) if one is None else await take(desk, asked, one)
        case PendingKind.CONFIRM_ADD if len(question.wants) == 1 and not question.instead:
            desk.answered()
            gtin = question.wants[0].gtin
            goods = await shelf.item(desk.uow, store=desk.store.id, gtin=gtin)
            return await put(desk, goods, item, purpose=question.purpose, sure=True)
        case _:
            return None


async def _the_one(desk: Desk, question: Question, act: Act) -> tuple[Outcome, ...] | None:
    """Take the only thing shown: "je le prends"."""
    one = question.offered[0] if len(question.offered) == 1 else None
    shown = one is not None and one.gtin is not None and question.kind in _GOODS_SHOWN
    if one is None or not shown or not act.anaphoric or not _nameless(act):
        return None
    return await _chosen(desk, question, one, None)


_GOODS_SHOWN = frozenset({PendingKind.CHOICES, PendingKind.OFFER_SUBSTITUTE})


def _nameless(act: Act) -> bool:
    """Tell whether an amount was said of nothing by name, whatever `follow` takes it to mean."""
    return not act.items or not act.items[0].product or Manner.OF_IT in act.manners


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
    best = best_of(there, ref, desk)
    return by_gtin.get(best.gtin) if best else labelled(question.offered, ref)


async def _others(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    """Offer the next ones of the same name; after a choice, those that were not chosen."""
    if question.kind in TOLD:
        left = tuple(each for each in question.offered if each.gtin != question.gtin)
        also = says_also(desk.text, desk.language)
        if len(left) == 1:
            desk.answered()
            more = replace(question, kind=PendingKind.CHOICES, gtin=None)
            return await (take(desk, more, left[0]) if also else _rather(desk, question, left[0]))
        line = (await desk.whole_cart()).line(question.gtin or "")
        item = with_amount(question.as_item(), kept(line.quantity) if line else None)
        desk.answered()
        return desk.ask(
            replace(
                question,
                kind=PendingKind.CHOICES,
                offered=left,
                item=item,
                gtin=None if also else question.gtin,
                asks=True,
            )
        )
    said = question.as_item()
    shown = {each.gtin for each in question.offered}
    items = await look_for(desk, said)
    others = [item for item in items if item.gtin not in shown and item.available > 0][:3]
    if not others:
        desk.answered()
        return (Asked(question),)
    desk.answered()
    return desk.ask(replace(question, offered=desk.offered(others)))


async def _tells(desk: Desk, question: Question, item: ShelfItem, value: str) -> bool:
    """Tell whether words found goods by what they say of them, not by some word of their own."""
    stems = said_stems(value, desk.language)
    if not stems or names(item, stems, desk.language):
        return True
    if is_aspect(question.about().product, value, desk.language):
        return True
    alone = await look_for(desk, SaidItem(value), limit=1)
    return bool(alone) and alone[0].category == item.category


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
    if top is not None and top.gtin in shown and await _tells(desk, question, top, value):
        desk.answered()
        return await take(desk, question, shown[top.gtin])
    words = said_stems(narrower.product, desk.language)
    items = await shelf.items(desk.uow, store=desk.store.id, gtins=[each for each in shown if each])
    sorts = {item.category for item in items.values()}
    if top is None or top.category not in sorts or not names(top, words, desk.language):
        return None
    desk.answered()
    return await add_item(desk, narrower, purpose=question.purpose, instead_of=question.gtin)
