"""Reckoning beside the cart: a total without something, a budget and what is left of it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.hearing.stages import prepared
from comptoir.conversation.hearing.tokens import Kind
from comptoir.conversation.model import Act, SaidItem
from comptoir.conversation.outcomes import NotInCart, Outcome
from comptoir.conversation.reckoned import BudgetExceeded, BudgetKept, BudgetLeft, TotalWithout
from comptoir.conversation.turning.cooking import cooks
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.lines import lines_called
from comptoir.conversation.turning.phrasing import Phrase, has, phrases, sentences, whole
from comptoir.kernel.locale import Language
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import CartLine

_MONEY = frozenset({Kind.PRICE, Kind.LIMIT})


async def total_without(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Tell what the cart would come to without some of it; nothing is taken out."""
    cart = await desk.whole_cart()
    outcomes: list[Outcome] = []
    gone: dict[str, CartLine] = {}
    for product in (each for item in act.items for each in item.without):
        lines = await lines_called(desk, cart, SaidItem(product))
        gone.update({line.gtin: line for line in lines})
        if not lines:
            outcomes.append(NotInCart(product))
    if gone:
        spoken = await desk.spoken_lines(gone.values())
        outcomes.append(TotalWithout(spoken, await _once_out(desk, tuple(gone))))
    return tuple(outcomes)


class _NotReally(Exception):
    """Takes back what was only tried."""


async def _once_out(desk: Desk, gtins: Sequence[str]) -> int:
    """Give the total of the cart with lines out: fees, lots and codes follow from the others."""
    total = 0
    with suppress(_NotReally):
        async with desk.uow.attempt():
            await carts.remove_lines(desk.uow, cart=desk.cart, gtins=gtins)
            desk.cart_changed()
            total = (await desk.whole_cart()).totals.total
            raise _NotReally
    desk.cart_changed()
    return total


async def budget(desk: Desk, acts: Sequence[Act], said: Phrase) -> tuple[Outcome, ...] | None:
    """Keep a budget that is named, or tell what is left of it; None when none is spoken of.

    One named beside goods is kept without a word, for the goods are what is answered.
    """
    named = _named(desk.text, desk.language)
    if named is not None and has(said, phrases(desk.language)["budget"]):
        if any(cooks(act) for act in acts):
            return None
        desk.memory = replace(desk.memory, kept=replace(desk.memory.kept, budget=named))
        goods = any(item.product for act in acts for item in act.items)
        return None if goods else (BudgetKept(named, named - await _spent(desk)),)
    known = desk.memory.kept.budget
    if known is None or not whole(said, sentences(desk.language)["budget_left"]):
        return None
    return (BudgetLeft(known, known - await _spent(desk)),)


async def exceeded(desk: Desk) -> tuple[Outcome, ...]:
    """Tell that this turn has brought the cart above the budget, if it has."""
    known = desk.memory.kept.budget
    if known is None or desk.began is None:
        return ()
    spent = await _spent(desk)
    over = desk.began.totals.total <= known < spent
    return (BudgetExceeded(known, spent - known),) if over else ()


async def _spent(desk: Desk) -> int:
    return (await desk.whole_cart()).totals.total


def _named(text: str, language: Language) -> int | None:
    """Give the only sum of money in a sentence, in minor units."""
    book = lexicon(language.value)
    tokens = prepared(book.cut(text), book.stages).tokens
    sums = [token.value for token in tokens if token.kind in _MONEY]
    only = sums[0] if len(sums) == 1 else None
    return only if isinstance(only, int) else None
