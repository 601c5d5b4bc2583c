"""Putting goods into the cart, one item at a time, so that one refused never undoes the others."""

from collections.abc import Sequence
from dataclasses import replace

from comptoir.conversation.memory import Offered, Purpose, Question, Wanted
from comptoir.conversation.model import Act, Doubt, Filter, PendingKind, SaidItem
from comptoir.conversation.outcomes import (
    InCart,
    NoneSuch,
    NotQuite,
    NowInCart,
    OnlyLeft,
    Outcome,
    Refused,
    SoldOut,
    Swapped,
    Unknown,
)
from comptoir.conversation.turning.amounts import Unclear, how_much, in_unit, inside
from comptoir.conversation.turning.choosing import MOST_CHOICES, Meant, Nothing, Several, choose
from comptoir.conversation.turning.described import described
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.ranking import LABELS, TASTE
from comptoir.conversation.turning.speakers import check_adult
from comptoir.goods.pricing.mechanics import Step
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.shelf.substitutes import substitutes
from comptoir.kernel.measure import MOST_GRAMS, MOST_PIECES, Quantity, Unit
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts.model import Added, OnlySome, Want
from comptoir.shopping.carts.model import Outcome as Put
from comptoir.shopping.carts.model import SoldOut as NoneLeft

_MANY_PIECES, _MANY_GRAMS, _MANY_CENTS = 48, 20_000, 20_000
"""Quantities that are asked back before they go into the cart."""


async def add(desk: Desk, act: Act) -> tuple[Outcome, ...]:
    """Add each item of an act."""
    outcomes: list[Outcome] = []
    for item in items_of(act):
        outcomes.extend(await add_item(desk, item))
    return tuple(outcomes)


def items_of(act: Act) -> tuple[SaidItem, ...]:
    """Give an act's items with the filters, the limit and the doubts said of all of them."""
    return tuple(
        replace(
            item,
            filters=tuple(dict.fromkeys((*item.filters, *act.filters))),
            max_price=item.max_price if item.max_price is not None else act.max_price,
            doubts=tuple(dict.fromkeys((*item.doubts, *act.doubts))),
        )
        for item in act.items
        if item.product
    )


async def add_item(
    desk: Desk, said: SaidItem, *, purpose: Purpose = Purpose.ADD, instead_of: str | None = None
) -> tuple[Outcome, ...]:
    """Find the product an item means and put it into the cart, or ask what has to be asked."""
    try:
        async with desk.uow.attempt():
            found = await choose(desk, await described(desk, said))
            match found:
                case Meant(item):
                    return await put(desk, item, said, purpose=purpose, instead_of=instead_of)
                case Several(items):
                    return desk.ask(
                        Question(
                            PendingKind.CHOICES,
                            offered=desk.offered(items),
                            item=said,
                            purpose=purpose,
                            gtin=instead_of,
                            label=desk.as_said(said).product,
                        )
                    )
                case Nothing(nearest, wanting):
                    return (nothing(said, wanting), *offer_instead(desk, nearest, said, instead_of))
    except Refusal as refusal:
        desk.cart_changed()
        return (Refused(refusal),)


def nothing(said: SaidItem, wanting: Sequence[Filter]) -> Outcome:
    """Tell that there is nothing of a name, or nothing of it with a property."""
    if wanting:
        return NoneSuch(said.product, tuple(each.value for each in wanting))
    return Unknown(said.product)


async def put(
    desk: Desk,
    item: ShelfItem,
    said: SaidItem,
    *,
    purpose: Purpose = Purpose.ADD,
    instead_of: str | None = None,
    sure: bool = False,
) -> tuple[Outcome, ...]:
    """Put a known product into the cart, as much as was said.

    :raises Refusal: when the quantity is absurd or the cart is not open.
    """
    habit = (await desk.habits()).get(item.gtin)
    said = inside(item, said, desk.said_of(said))
    wanted = how_much(item, said, usual=habit.usual_quantity if habit else None)
    if isinstance(wanted, Unclear):
        return desk.ask(_how_much(desk, item, said, wanted, purpose=purpose, instead_of=instead_of))
    doubtful = _misheard(said) or _surprising(item, wanted.quantity)
    if not sure and doubtful:
        want = desk.wanted(item, wanted.quantity, said.product)
        return desk.ask(
            Question(
                PendingKind.CONFIRM_ADD, wants=(want,), item=said, purpose=purpose, gtin=instead_of
            )
        )
    return await put_quantity(
        desk,
        item,
        wanted.quantity,
        said,
        purpose=purpose,
        instead_of=instead_of,
        count=wanted.count,
        exact=wanted.exact,
    )


def _misheard(said: SaidItem) -> bool:
    """Tell whether something was perhaps misheard that is asked, never guessed.

    That is a diet word, a number, and goods that sound unlike what was written.
    """
    counted = said.amount is not None and Doubt.QUANTITY in said.doubts
    return counted or Doubt.DIET_WORD in said.doubts or Doubt.GUESSED in said.doubts


def _surprising(item: ShelfItem, quantity: Quantity) -> bool:
    """Tell whether so much is more likely misheard than meant, though it could be had."""
    weighed = quantity.unit is Unit.GRAM
    if quantity.value > (MOST_GRAMS if weighed else MOST_PIECES):
        return False
    many = quantity.value > (_MANY_GRAMS if weighed else _MANY_PIECES)
    return many or item.terms.total(quantity) > _MANY_CENTS


async def put_quantity(
    desk: Desk,
    item: ShelfItem,
    quantity: Quantity,
    said: SaidItem,
    *,
    purpose: Purpose = Purpose.ADD,
    instead_of: str | None = None,
    count: int | None = None,
    exact: bool = True,
) -> tuple[Outcome, ...]:
    """Put so much of a known product into the cart.

    :raises Refusal: when the quantity is absurd, the cart is not open, or the goods ask for an age
        that nobody known to have it speaks.
    """
    await check_adult(desk, item.minimum_age)
    if instead_of == item.gtin:
        purpose = Purpose.SET
    want = Want(item.gtin, quantity, by=desk.speaker())
    command = carts.set_lines if purpose is Purpose.SET else carts.add_lines
    (outcome,) = await command(desk.uow, cart=desk.cart, wants=[want])
    desk.cart_changed()
    if not isinstance(outcome, Added):
        return await _short(desk, item, outcome, said)
    desk.meant(said, item.gtin, outcome.now if purpose is Purpose.SET else outcome.added)
    goods = desk.goods(item)
    if instead_of is not None and instead_of != item.gtin:
        return await _swap(desk, instead_of, item, outcome)
    desk.tell(Question(PendingKind.ADDED, item=replace(said, product=said.product or goods.name)))
    if purpose is Purpose.SET:
        return (NowInCart(goods, outcome.now, count),)
    further = await _further(desk, item)
    put_ = InCart(goods, outcome.added, outcome.now, count, further)
    return (put_,) if exact else (put_, NotQuite(goods, outcome.added))


async def _further(desk: Desk, item: ShelfItem) -> Step | None:
    """Find what would complete the lot of a promotion that the cart has begun."""
    if item.promotion is None or not item.promotion.by_lot:
        return None
    line = (await desk.whole_cart()).line(item.gtin)
    return None if line is None else line.next_step


async def put_wanted(desk: Desk, wants: Sequence[Wanted]) -> tuple[Outcome, ...]:
    """Put everything that waited for a yes into the cart, each as far as it goes."""
    items = await shelf.items(desk.uow, store=desk.store.id, gtins=[each.gtin for each in wants])
    outcomes: list[Outcome] = []
    for each in wants:
        said = SaidItem(each.said)
        if each.gtin not in items:
            outcomes.append(Unknown(each.said))
            continue
        item = items[each.gtin]
        try:
            async with desk.uow.attempt():
                outcomes.extend(await put_quantity(desk, item, each.quantity, said))
        except Refusal as refusal:
            desk.cart_changed()
            outcomes.append(Refused(refusal))
    return tuple(outcomes)


async def _swap(desk: Desk, old: str, item: ShelfItem, outcome: Added) -> tuple[Outcome, ...]:
    cart = await desk.whole_cart()
    line = cart.line(old)
    await carts.remove_lines(desk.uow, cart=desk.cart, gtins=[old])
    desk.cart_changed()
    goods = desk.goods(item)
    desk.tell(Question(PendingKind.REPLACED, label=goods.name))
    if line is None:
        return (InCart(goods, outcome.added, outcome.now),)
    (spoken,) = await desk.spoken_lines([line])
    return (Swapped(spoken, goods, outcome.now),)


async def _short(desk: Desk, item: ShelfItem, outcome: Put, said: SaidItem) -> tuple[Outcome, ...]:
    goods = desk.goods(item)
    match outcome:
        case NoneLeft():
            return (SoldOut(goods), *await instead(desk, item, said))
        case OnlySome(_, _, left):
            line = (await desk.whole_cart()).line(item.gtin)
            has = line.quantity if line else in_unit(item, 0)
            told = OnlyLeft(goods, left, has)
            if left.value == 0:
                return (told,)
            want = desk.wanted(item, left, said.product)
            return (told, *desk.ask(Question(PendingKind.CONFIRM_ADD, wants=(want,), item=said)))
        case Added():
            return ()


async def instead(desk: Desk, item: ShelfItem, said: SaidItem) -> tuple[Outcome, ...]:
    """Offer what may stand in for goods that are sold out, the diets that were said kept."""
    others = await substitutes(
        desk.uow,
        store=desk.store.id,
        gtin=item.gtin,
        limit=MOST_CHOICES,
        taken={gtin: habit.orders for gtin, habit in (await desk.habits()).items()},
        labels=[LABELS[each] for each in said.filters if each in LABELS and each not in TASTE],
    )
    return offer_instead(desk, others, said)


def offer_instead(
    desk: Desk, items: Sequence[ShelfItem], said: SaidItem, instead_of: str | None = None
) -> tuple[Outcome, ...]:
    """Offer up to three products in the place of one that is not there."""
    if not items:
        return ()
    one = len(items) == 1
    kind = PendingKind.OFFER_SUBSTITUTE if one else PendingKind.CHOICES
    offered = desk.offered(items)
    return desk.ask(Question(kind, offered=offered, item=said, gtin=instead_of, instead=True))


def _how_much(
    desk: Desk,
    item: ShelfItem,
    said: SaidItem,
    unclear: Unclear,
    *,
    purpose: Purpose,
    instead_of: str | None,
) -> Question:
    goods = desk.goods(item)
    tongue = desk.voice.tongue
    offered = tuple(
        Offered(
            tongue.amount(goods, each) if unclear.packs else tongue.quantity(each),
            gtin=item.gtin,
            quantity=each,
        )
        for each in unclear.options
    )
    return Question(
        PendingKind.ASK_QTY,
        offered=offered,
        item=said,
        purpose=Purpose.SET if purpose is Purpose.SET else Purpose.ADD,
        gtin=item.gtin,
        label=tongue.goods(goods),
        order=instead_of,
        instead=unclear.packs,
    )
