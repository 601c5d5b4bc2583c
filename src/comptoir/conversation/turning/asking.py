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
from comptoir.goods.catalog.text import fold
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
    words = said_stems(desk.as_said(said).product, desk.language)
    return names(item, words, desk.language) or not akin(item, words, desk.language)


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
    shown = items[:MOST_CHOICES]
    more = Listing(Listed.FOUND, tuple(each.gtin for each in shown), item=said)
    desk.memory = replace(desk.memory, listing=more if len(items) > len(shown) else None)
    _point_at(desk, shown, said)
    return (Found(said.product, desk.apart(shown), len(items) > len(shown)),)


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
