"""Questions about goods: what there is, what it costs, whether it is there."""

from dataclasses import replace

from comptoir.conversation.listing import Listed, Listing
from comptoir.conversation.memory import Question
from comptoir.conversation.model import Act, PendingKind, SaidItem
from comptoir.conversation.outcomes import (
    Found,
    NoneFound,
    OtherStore,
    Outcome,
    PriceTold,
    SoldOut,
    StockTold,
)
from comptoir.conversation.turning.adding import instead, items_of, nothing, offer_instead
from comptoir.conversation.turning.amounts import HowMuch, how_much, in_unit
from comptoir.conversation.turning.choosing import (
    MOST_CHOICES,
    Meant,
    Nothing,
    Several,
    alike,
    choose,
    look_for,
)
from comptoir.conversation.turning.described import described
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import akin, names, said_stems
from comptoir.conversation.turning.phrasing import sentences, whole
from comptoir.conversation.turning.superlatives import Most, extreme, most_said
from comptoir.goods.catalog.text import fold, words
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.measure import Unit

_FEW_PIECES, _FEW_GRAMS = 10, 2000
_MORE_THAN_SHOWN = 6


async def search(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Show the three best finds for each item, the other words kept as filters."""
    outcomes: list[Outcome] = []
    for said in items_of(act) or (SaidItem(filters=act.filters, max_price=act.max_price),):
        outcomes.extend(await _found(desk, said))
    return tuple(outcomes)


async def ask_price(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Tell what each item costs."""
    outcomes: list[Outcome] = list(_other_store(desk, act))
    for said in items_of(act):
        outcomes.extend(await _price(desk, said))
    return tuple(outcomes)


def asks_of_it(desk: Desk) -> bool:
    """Tell whether "c'est combien" asks the price of the only thing shown just before."""
    question = desk.question
    one = question is not None and not question.asks and len(question.offered) == 1
    said = words(desk.text)
    return one and whole(said, sentences(desk.language)["price_of_it"])


async def price_of_it(desk: Desk) -> tuple[Outcome, ...]:
    """Tell what the only thing shown costs; the next sentence may still take it."""
    question = desk.question
    gtins = [each.gtin for each in question.offered if each.gtin] if question else []
    items = await shelf.items(desk.uow, store=desk.store.id, gtins=gtins)
    if question is not None:
        desk.tell(question)
    return tuple(PriceTold(desk.goods(item)) for item in items.values())


async def ask_stock(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Tell whether each item is there, and what else is when it is not."""
    outcomes: list[Outcome] = list(_other_store(desk, act))
    for said in items_of(act):
        found = await choose(desk, await described(desk, said))
        match found:
            case Meant(item) if item.available > 0 and len(others := await alike(desk, said)) > 1:
                outcomes.append(Found(said.product, desk.apart(others), more=True))
                _point_at(desk, others, said)
            case Meant(item) if item.available > 0 and not _so_called(desk, item, said):
                outcomes.append(Found(said.product, (desk.goods(item),), more=False))
                _point_at(desk, (item,), said)
            case Meant(item):
                outcomes.extend(await _stock(desk, item, said))
            case Several(items):
                outcomes.append(
                    Found(said.product, tuple(desk.goods(each) for each in items), True)
                )
                _point_at(desk, items, said)
            case Nothing(nearest, wanting):
                outcomes.append(nothing(said, wanting))
                outcomes.extend(offer_instead(desk, nearest, said))
    return tuple(outcomes)


def _so_called(desk: Desk, item: ShelfItem, said: SaidItem) -> bool:
    """Tell whether a yes is due: the product has all the words said, or none and means the same."""
    stems = said_stems(desk.as_said(said).product, desk.language)
    return names(item, stems, desk.language) or not akin(item, stems, desk.language)


async def _found(desk: Desk, said: SaidItem) -> tuple[Outcome, ...]:
    if not said.product and not said.filters:
        return (NoneFound(""),)
    items = await look_for(desk, said, limit=_MORE_THAN_SHOWN)
    items = tuple(item for item in items if item.available > 0)
    if not items and said.product and said.filters:
        found = await choose(desk, said)
        near = found.nearest if isinstance(found, Nothing) else ()
        return (nothing(said, said.filters), *offer_instead(desk, near, said))
    if not items:
        return (NoneFound(said.product),)
    most = most_said(desk.text, desk.language) if said.product else None
    if most is not None:
        return await _at_end(desk, said, most)
    shown = items[:MOST_CHOICES]
    more = Listing(Listed.FOUND, tuple(each.gtin for each in shown), item=said)
    desk.memory = replace(desk.memory, listing=more if len(items) > len(shown) else None)
    _point_at(desk, shown, said)
    return (Found(said.product, desk.apart(shown), len(items) > len(shown)),)


async def _at_end(desk: Desk, said: SaidItem, most: Most) -> tuple[Outcome, ...]:
    """Show the one at an end of the row; one asked for in the place of the last, beyond that."""
    stems = said_stems(said.product, desk.language)
    found = await look_for(desk, said)
    items = [item for item in found if item.available > 0 and names(item, stems, desk.language)]
    items = items or [item for item in found if item.available > 0]
    end = extreme(items, most) or items[0]
    _point_at(desk, (end,), said)
    return (Found(said.product, (desk.goods(end),), more=False),)


def _point_at(desk: Desk, items: tuple[ShelfItem, ...], said: SaidItem) -> None:
    """Let the next sentence point at what was shown: "le premier", "le moins cher"."""
    desk.tell(Question(PendingKind.CHOICES, offered=desk.offered(items), item=said))


async def _price(desk: Desk, said: SaidItem) -> tuple[Outcome, ...]:
    found = await choose(desk, await described(desk, said))
    match found:
        case Meant(item):
            desk.meant(said, item.gtin)
            desk.tell(Question(PendingKind.PRICE_TOLD, item=SaidItem(said.product)))
            return (_told(desk, item, said),)
        case Several(items):
            _point_at(desk, items, said)
            return tuple(PriceTold(desk.goods(item)) for item in items)
        case Nothing(nearest, wanting):
            return (nothing(said, wanting), *offer_instead(desk, nearest, said))


def _told(desk: Desk, item: ShelfItem, said: SaidItem) -> PriceTold:
    goods = desk.goods(item)
    if said.amount is None:
        return PriceTold(goods)
    wanted = how_much(item, said)
    one = 1000 if item.unit is Unit.GRAM else 1
    if not isinstance(wanted, HowMuch) or wanted.quantity.value == one:
        return PriceTold(goods)
    return PriceTold(goods, wanted.quantity, item.terms.total(wanted.quantity))


async def _stock(desk: Desk, item: ShelfItem, said: SaidItem) -> tuple[Outcome, ...]:
    desk.meant(said, item.gtin)
    goods = desk.goods(item)
    if item.available == 0:
        return (SoldOut(goods), *await instead(desk, item, said))
    wanted = how_much(item, said)
    wants = (
        (desk.wanted(item, wanted.quantity, said.product),) if isinstance(wanted, HowMuch) else ()
    )
    desk.tell(Question(PendingKind.PRICE_TOLD, item=SaidItem(said.product), wants=wants))
    few = _FEW_GRAMS if item.unit is Unit.GRAM else _FEW_PIECES
    if item.available >= few:
        return (StockTold(goods, offers=bool(wants)),)
    return (StockTold(goods, in_unit(item, item.available), offers=bool(wants)),)


def _other_store(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    if not act.store:
        return ()
    here = f"{fold(desk.store.name)} {fold(desk.store.city)} {desk.store.id}"
    return () if fold(act.store) in here else (OtherStore(desk.store.name),)
