"""A yes or a no to the question that waits."""

from dataclasses import replace

from comptoir.conversation.changed import AllPut
from comptoir.conversation.manners import Manner
from comptoir.conversation.memory import TOLD, Question
from comptoir.conversation.model import Act, PendingKind
from comptoir.conversation.outcomes import (
    AgeConfirmed,
    Agreed,
    Cleared,
    Declined,
    InCart,
    Outcome,
    Refused,
)
from comptoir.conversation.turning import past, speakers, till
from comptoir.conversation.turning.adding import put_wanted
from comptoir.conversation.turning.answers import SEVERAL_WILL_DO, take, take_all
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.lines import stays_in
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts


async def confirm(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Do what the question that waits asked leave for."""
    question = desk.answered()
    if question is None:
        return (Agreed(),)
    try:
        async with desk.uow.attempt():
            if Manner.ALL_OF_THEM in act.manners and question.kind in SEVERAL_WILL_DO:
                return await take_all(desk, question)
            return await _confirmed(desk, question)
    except Refusal as refusal:
        desk.cart_changed()
        return (Refused(refusal),)


async def deny(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Let the question that waits drop; tell what stays in the cart where that was named."""
    if act.items:
        return await stays_in(desk, act)
    desk.answered()
    desk.memory = replace(desk.memory, at_till=False)
    return (Declined(),)


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
        return _shortly(question, await put_wanted(desk, question.wants))
    return await _yes(desk, question)


def _shortly(question: Question, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Tell in one word that a list which was just read out is in the cart, as it was read."""
    put_ = [one for one in outcomes if isinstance(one, InCart) and one.further is None]
    whole = len(put_) == len(outcomes) == len(question.wants)
    as_read = whole and all(
        one.added == want.quantity and one.now == one.added
        for one, want in zip(put_, question.wants, strict=True)
    )
    if not as_read or len(put_) < _A_LIST:
        return outcomes
    return (AllPut(tuple((one.goods, one.now) for one in put_)),)


_A_LIST = 3
"""Goods from which on a list is not said twice."""


async def _yes(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    match question.kind:
        case PendingKind.CONFIRM_CHECKOUT:
            return await till.confirmed(desk, question)
        case PendingKind.CONFIRM_CANCEL:
            return await past.cancel_confirmed(desk, question)
        case PendingKind.CONFIRM_CLEAR:
            count = await carts.clear(desk.uow, cart=desk.cart)
            desk.cart_changed()
            desk.memory = replace(desk.memory, listing=None)
            return (Cleared(count),)
        case PendingKind.CONFIRM_AGE:
            await speakers.confirm_age(desk)
            return (AgeConfirmed(), *await till.check_out(desk))
        case _:
            return desk.ask(question)  # a yes is no answer to "which day"


async def _yes_to_one(desk: Desk, question: Question) -> tuple[Outcome, ...]:
    """Take the only thing offered, or the first window; ask again where it matters which.

    Windows that a page merely shows were not offered.
    """
    first_will_do = question.kind in (PendingKind.SLOTS, PendingKind.CONFIRM_SLOT)
    if first_will_do and not question.asks:
        return (Agreed(),)
    if question.offered and (len(question.offered) == 1 or first_will_do):
        return await take(desk, question, question.offered[0])
    return desk.ask(question)
