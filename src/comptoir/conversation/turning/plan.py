"""An ordered plan: each act to what carries it out, and what is asked when all are done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from comptoir.conversation.beside import NothingOffered
from comptoir.conversation.manners import Manner
from comptoir.conversation.memory import MOST_WAITING, TOLD, Question
from comptoir.conversation.model import Act, Doubt, Intent, PendingKind
from comptoir.conversation.outcomes import (
    Again,
    Asked,
    Helped,
    ModeChosen,
    NotOurs,
    NotUnderstood,
    Outcome,
    PeriodChosen,
    Refused,
    Stopped,
)
from comptoir.conversation.turning import (
    adding,
    answers,
    asking,
    consent,
    cooking,
    last_line,
    lines,
    past,
    reckoning,
    till,
    windows,
)
from comptoir.conversation.turning.desk import Desk, Touched
from comptoir.conversation.turning.naming import said_stems
from comptoir.conversation.turning.phrasing import sentences, whole
from comptoir.conversation.turning.refining import refined
from comptoir.conversation.turning.sentence import named_at
from comptoir.conversation.turning.watching import refreshed
from comptoir.goods.catalog.text import words
from comptoir.kernel.refusals import Refusal

_ON_GOODS = frozenset(
    {Intent.ADD, Intent.REMOVE, Intent.SET_QUANTITY, Intent.REPLACE, Intent.CLEAR_CART}
)
_ASIDE = frozenset(
    {
        Intent.HELP,
        Intent.REPEAT,
        Intent.OUT_OF_DOMAIN,
        Intent.SHOW_CART,
        Intent.ASK_PRICE,
        Intent.ASK_STOCK,
        Intent.ORDER_STATUS,
    }
)
"""After these a question that waits still waits."""

_QUESTIONS = frozenset({Intent.ASK_PRICE, Intent.ASK_STOCK, Intent.SEARCH})

_ASKED_AGAIN = frozenset(
    {
        PendingKind.CHOICES,
        PendingKind.ASK_QTY,
        PendingKind.OFFER_SUBSTITUTE,
        PendingKind.WHICH_LINE,
        PendingKind.CONFIRM_ADD,
    }
)


_LISTS_ASKED_AGAIN = frozenset({PendingKind.RECIPE_LIST, PendingKind.CONFIRM_REORDER})


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was carried out, and the products it turned out to mean."""

    act: Act
    touched: tuple[Touched, ...]


async def carry_out(desk: Desk, act: Act) -> tuple[tuple[Outcome, ...], Done]:
    """Carry one act out; a refusal of it is an outcome and undoes nothing but itself."""
    before = len(desk.touched)
    if act.intent in _ON_GOODS:
        desk.memory = replace(desk.memory, at_till=False)
    try:
        async with desk.uow.attempt():
            outcomes = await _dispatch(desk, act)
            going_on = desk.memory.at_till and desk.asked is None
            if going_on and any(isinstance(one, PeriodChosen | ModeChosen) for one in outcomes):
                outcomes = (*outcomes, *await till.check_out(desk))
    except Refusal as refusal:
        desk.cart_changed()
        outcomes = (Refused(refusal),)
    return outcomes, Done(act, tuple(desk.touched[before:]))


async def closing(desk: Desk, acts: Sequence[Act]) -> tuple[Outcome, ...]:
    """Decide which question waits after the turn; give it when it has not been said yet."""
    if desk.asked is not None:
        _wait(desk, desk.asked)
        return ()
    waiting = desk.question
    if waiting is not None and waiting.asks:
        aside = all(act.intent in _ASIDE or _keeps(act) for act in acts)
        if aside:
            later = replace(await refreshed(desk, waiting), again=True)
            _wait(desk, _rather_told(desk, waiting, later) or later)
            return ()
        on_goods = bool(desk.touched) or any(act.intent in _ON_GOODS for act in acts)
        packs = waiting.kind is PendingKind.ASK_QTY
        once = not waiting.again and (packs or not waiting.instead)
        if waiting.kind in _ASKED_AGAIN | _LISTS_ASKED_AGAIN and once and on_goods:
            again = replace(await refreshed(desk, waiting), again=True)
            _wait(desk, again)
            return (Asked(again),)
    if desk.memory.waiting:
        first, *others = desk.memory.waiting
        first = await refreshed(desk, first)
        desk.memory = replace(desk.memory, waiting=tuple(others))
        _wait(desk, first)
        return (Asked(first),)
    _wait(desk, desk.told)
    return ()


def _rather_told(desk: Desk, waiting: Question, later: Question) -> Question | None:
    """Give what was told, where it is what the next sentence answers: "je vous en mets ?".

    The question that waited comes after it.
    """
    told = desk.told
    if told is None or waiting.kind not in _ASKED_AGAIN:
        return None
    if not (told.wants or (told.offered and waiting.again)):
        return None
    desk.memory = replace(desk.memory, waiting=(later, *desk.memory.waiting)[:MOST_WAITING])
    return told


def _keeps(act: Act) -> bool:
    """Tell whether an act only leaves something in the cart, which answers nothing."""
    return act.intent is Intent.DENY and bool(act.items)


def _wait(desk: Desk, question: Question | None) -> None:
    desk.memory = replace(desk.memory, question=question)


async def _dispatch(  # noqa: C901, PLR0911, PLR0912 (one arm an intent)
    desk: Desk, act: Act
) -> tuple[Outcome, ...]:
    if Doubt.NO_ANTECEDENT in act.doubts and act.intent is not Intent.SHOW_CART:
        answer = await answers.amount_said(desk, act)
        return answer if answer is not None else (NotUnderstood(),)
    match act.intent:
        case Intent.ADD | Intent.SET_QUANTITY | Intent.REMOVE | Intent.REPLACE | Intent.CLEAR_CART:
            return await _on_cart(desk, act)
        case Intent.SEARCH:
            return await asking.search(desk, act)
        case Intent.ASK_STOCK:
            return await asking.ask_stock(desk, act)
        case Intent.SHOW_CART | Intent.ASK_PRICE:
            return await _reckon(desk, act)
        case Intent.CHOOSE | Intent.CONFIRM | Intent.DENY:
            return await _answer(desk, act)
        case Intent.CHOOSE_SLOT:
            return await windows.choose_slot(desk, act)
        case Intent.CHOOSE_MODE:
            return await windows.choose_mode(desk, act)
        case Intent.CHECKOUT:
            return await _checkout(desk)
        case Intent.REORDER:
            return await past.reorder(desk, act)
        case Intent.RECIPE:
            return await cooking.cook(desk, act)
        case Intent.ORDER_STATUS:
            return await past.order_status(desk, act)
        case Intent.CANCEL_ORDER:
            return await past.cancel_order(desk, act)
        case Intent.HELP | Intent.REPEAT | Intent.STOP | Intent.OUT_OF_DOMAIN:
            return _talk(desk, act)
        case _:
            assert_never(act.intent)


async def _reckon(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Tell a price or what the cart has and comes to, by what is asked about."""
    if asking.asks_of_it(desk):
        return await asking.price_of_it(desk)
    if act.intent is Intent.ASK_PRICE and act.items:
        return await asking.ask_price(desk, act)
    if any(item.without for item in act.items):
        return await reckoning.total_without(desk, act)
    return await lines.show_cart(desk, act)


async def _on_cart(  # noqa: PLR0911 (one arm an intent)
    desk: Desk, act: Act
) -> tuple[Outcome, ...]:
    if act.intent in (Intent.ADD, Intent.SET_QUANTITY):
        bare = act.intent is Intent.SET_QUANTITY or not any(item.product for item in act.items)
        bare = bare or Manner.OF_IT in act.manners
        answer = await answers.amount_said(desk, act) if bare else None
        if answer is not None:
            return answer
    match act.intent:
        case Intent.SET_QUANTITY:
            return await lines.set_quantity(desk, act)
        case Intent.REMOVE:
            return await lines.remove(desk, act)
        case Intent.REPLACE:
            return await lines.replace_goods(desk, act)
        case Intent.CLEAR_CART:
            return await lines.clear_cart(desk, act)
        case _ if act.question:
            return await asking.ask_stock(desk, act)
        case _:
            return await adding.add(desk, _answering(desk, act))


def _answering(desk: Desk, act: Act) -> Act:
    """Read goods that name again what is being asked about as the answer: "du lait entier"."""
    question = desk.question
    if question is None or question.kind not in _ASKED_AGAIN or not act.items:
        return act
    asked = question.about()
    words = set(said_stems(asked.product, desk.language))
    first = act.items[0]
    if not words or not words <= set(said_stems(first.product, desk.language)):
        return act
    desk.answered()
    if first.amount is not None or asked.amount is None:
        return act
    return replace(act, items=(replace(first, amount=asked.amount), *act.items[1:]))


async def _answer(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    if act.intent is Intent.CHOOSE:
        asks = [each for each in desk.plain() if each.intent in _QUESTIONS and each.items]
        if asks and desk.text.rstrip().endswith("?"):
            return await _dispatch(desk, asks[0])
        chosen = await answers.choose(desk, act)
        chosen = chosen if chosen is not None else await _otherwise(desk)
        chosen = chosen if chosen is not None else await last_line.of_last_line(desk, act)
        return chosen if chosen is not None else _nothing_chosen(desk)
    if act.intent is Intent.DENY:
        return await consent.deny(desk, act)
    if await _closes(desk):
        return await _checkout(desk)
    return await consent.confirm(desk, act)


async def _closes(desk: Desk) -> bool:
    """Tell whether a yes to nothing ends the shopping: "c'est bon pour moi"."""
    question = desk.question
    if question is not None and question.asks and not _may_be_left(question):
        return False
    said = whole(words(desk.text), sentences(desk.language)["closing"])
    if not said or not (await desk.whole_cart()).lines:
        return False
    desk.answered()
    desk.memory = replace(desk.memory, waiting=())
    return True


def _may_be_left(question: Question) -> bool:
    """Tell whether a yes is no answer to a question, which of several goods it may be."""
    return question.kind in _ASKED_AGAIN and len(question.offered) > 1


async def _otherwise(desk: Desk) -> tuple[Outcome, ...] | None:
    """Carry out what points at nothing offered as it is understood by itself, if it names goods."""
    outcomes: list[Outcome] = []
    acts = await refined(desk, desk.plain())
    desk.spans = named_at(acts)
    for act in acts:
        known = not any(Doubt.UNKNOWN_PRODUCT in item.doubts for item in act.items)
        if act.intent in _ON_GOODS and act.items and known:
            outcomes.extend(await _on_cart(desk, act))
    return tuple(outcomes) or None


def _nothing_chosen(desk: Desk) -> tuple[Outcome, ...]:
    """Ask again; where nothing was offered, say so."""
    question = desk.answered()
    if question is None or question.kind in TOLD:
        return (NothingOffered(),)
    return desk.ask(question)


async def _checkout(desk: Desk) -> tuple[Outcome, ...]:
    """Go to the till, which reads the order back and asks for a plain yes.

    Windows that wait for a choice have to be chosen from first, lest the old one be ordered.
    """
    question = desk.question
    if (
        question is not None
        and question.kind is PendingKind.SLOTS
        and question.asks
        and (await desk.whole_cart()).lines
    ):
        desk.answered()
        desk.memory = replace(desk.memory, at_till=True)
        return desk.ask(question)
    return await till.check_out(desk)


def _talk(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    if Doubt.NOT_UNDERSTOOD in act.doubts:
        return (NotUnderstood(),)
    match act.intent:
        case Intent.HELP:
            return (Helped(),)
        case Intent.REPEAT:
            return (Again(desk.memory.said, desk.memory.spoken),)
        case Intent.STOP:
            desk.answered()
            desk.memory = replace(desk.memory, waiting=(), at_till=False)
            return (Stopped(),)
        case _:
            return (NotOurs(),)
