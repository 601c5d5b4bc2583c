"""What changed by itself between two turns: prices and stock, against what was told last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from comptoir.conversation.changed import BackInStock, PriceMoved, RanShort
from comptoir.conversation.memory import Question
from comptoir.conversation.model import PendingKind
from comptoir.conversation.outcomes import (
    Asked,
    Found,
    OnlyLeft,
    Outcome,
    PriceTold,
    ShortOfStock,
    SoldOut,
    StockTold,
)
from comptoir.conversation.remembered import MOST_TOLD, Told
from comptoir.conversation.spoken import Goods
from comptoir.conversation.turning.desk import Desk
from comptoir.goods.shelf import queries as shelf
from comptoir.shopping.carts.model import Cart, CartLine

_PRICED = frozenset({PendingKind.CHOICES, PendingKind.OFFER_SUBSTITUTE, PendingKind.PRICES_TOLD})
"""Questions whose choices are shown with their prices."""


async def noticed(desk: Desk, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Tell which prices and stocks are not what was told, and remember what is told now."""
    cart = await desk.whole_cart()
    told = {each.gtin: each for each in desk.memory.kept.told}
    moved = [line for line in cart.lines if _moved(line, told.get(line.gtin))]
    spoken = {line.goods.gtin: line.goods for line in await desk.spoken_lines(moved)}
    news: list[Outcome] = [
        PriceMoved(spoken[line.gtin], _was(line, told.get(line.gtin))) for line in moved
    ]
    for goods in _priced(outcomes):
        known = told.get(goods.gtin)
        if known is not None and known.price != goods.price and goods.gtin not in spoken:
            news.append(PriceMoved(goods, known.price))
    news.extend(await _stock(desk, cart, told, outcomes))
    _remember(desk, cart, told, outcomes)
    return tuple(news)


async def refreshed(desk: Desk, question: Question) -> Question:
    """Give a question that is asked again with the prices of now; what is gone is left out."""
    gtins = [each.gtin for each in question.offered if each.gtin]
    if question.kind not in _PRICED or not gtins:
        return question
    items = await shelf.items(desk.uow, store=desk.store.id, gtins=gtins)
    there = [items[gtin] for gtin in gtins if gtin in items and items[gtin].available > 0]
    return replace(question, offered=desk.offered(there)) if there else question


def _was(line: CartLine, told: Told | None) -> int:
    if told is not None:
        return told.price
    return line.price if line.price_was is None else line.price_was


def _moved(line: CartLine, told: Told | None) -> bool:
    return _was(line, told) != line.price


def _priced(outcomes: Iterable[Outcome]) -> tuple[Goods, ...]:
    """Give the goods whose price these outcomes say."""
    goods: dict[str, Goods] = {}
    for one in outcomes:
        match one:
            case PriceTold() | StockTold():
                goods[one.goods.gtin] = one.goods
            case Found():
                goods.update({each.gtin: each for each in one.goods})
            case _:
                pass
    return tuple(goods.values())


async def _stock(
    desk: Desk, cart: Cart, told: Mapping[str, Told], outcomes: Iterable[Outcome]
) -> tuple[Outcome, ...]:
    said = {
        one.goods.gtin for one in outcomes if isinstance(one, ShortOfStock | OnlyLeft | SoldOut)
    }
    changed = [
        line
        for line in cart.lines
        if line.gtin not in said and _short(line) != _was_short(line, told) and _same(desk, line)
    ]
    news: list[Outcome] = []
    for line, spoken in zip(changed, await desk.spoken_lines(changed), strict=True):
        if _short(line):
            news.append(RanShort(spoken.goods, replace(line.quantity, value=line.available)))
        else:
            news.append(BackInStock(spoken.goods))
    return tuple(news)


def _short(line: CartLine) -> bool:
    return not line.promisable


def _was_short(line: CartLine, told: Mapping[str, Told]) -> bool:
    known = told.get(line.gtin)
    return known is not None and known.short


def _same(desk: Desk, line: CartLine) -> bool:
    """Tell whether this turn left a line's quantity alone."""
    before = desk.began.line(line.gtin) if desk.began is not None else None
    return before is not None and before.quantity == line.quantity


def _remember(
    desk: Desk, cart: Cart, told: Mapping[str, Told], outcomes: Sequence[Outcome]
) -> None:
    now = {goods.gtin: Told(goods.gtin, goods.price) for goods in _priced(outcomes)}
    for one in outcomes:
        if isinstance(one, Asked):
            shown = [each.gtin for each in one.question.offered if each.gtin in desk.shown]
            now.update({gtin: Told(gtin, desk.shown[gtin]) for gtin in shown if gtin})
    for line in cart.lines:
        now[line.gtin] = Told(line.gtin, line.price, short=_short(line))
    older = [each for gtin, each in told.items() if gtin not in now]
    kept = (*older, *now.values())[-MOST_TOLD:]
    desk.memory = replace(desk.memory, kept=replace(desk.memory.kept, told=tuple(kept)))
