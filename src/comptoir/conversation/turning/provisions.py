"""What is bought for a dish: the good that is meant, in the packs that suffice and cost least."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from comptoir.conversation.model import Amount, Filter, SaidItem, Unit
from comptoir.conversation.turning.amounts import HowMuch, how_much, public
from comptoir.conversation.turning.choosing import Meant, Several, choose, look_for
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import headed, names, said_stems
from comptoir.conversation.turning.ranking import UNASKED, best, wish_of
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity, pieces
from comptoir.kernel.measure import Unit as Measure
from comptoir.kernel.refusals import Refusal

_NEARLY = 90
"""Percent of a measure that a cook makes do with, rather than open another pack."""

Bought = tuple[ShelfItem, Quantity]


async def provision(desk: Desk, good: SaidItem, filters: Sequence[Filter]) -> Bought | None:
    """Give a good of a recipe and how much of it is bought; None where the store has none.

    The household's usual one comes first, but in the pack that the dish wants: who always takes a
    tray of thirty eggs needs a box of six for a cake.
    """
    end = len(desk.text)  # the sentence names the dish: none of its words are about this good
    said = SaidItem(good.product, good.amount, filters=tuple(filters), span=(end, end))
    meant = await _meant(desk, said)
    if meant is None:
        return None
    shelf = [meant, *await look_for(desk, said)]
    return cheapest([item for item in shelf if _of_one_good(meant, item)], said)


def cheapest(items: Sequence[ShelfItem], said: SaidItem) -> Bought | None:
    """Give so many packs of one of these that a recipe has enough for the least money.

    An amount in packs is of the first as it comes, whatever is in it.
    """
    in_packs = said.amount is None or said.amount.unit is Unit.PACK
    ways: list[tuple[int, int, int, Bought]] = []
    for place, item in enumerate(items):
        try:
            quantity = enough(item, said)
        except Refusal:
            continue
        if quantity.value > item.available:
            continue
        total = place if in_packs else item.terms.total(quantity)
        held = quantity.value * (item.net_value or 1)
        ways.append((total, held, place, (item, quantity)))
    return min(ways, key=lambda way: way[:3])[3] if ways else None


def enough(item: ShelfItem, said: SaidItem) -> Quantity:
    """Give so many packs that a recipe has enough; what is left of the last one is no matter.

    :raises Refusal: when the amount is absurd.
    """
    amount = public(said.amount)
    if amount is not None and item.sale_unit != "kg" and amount.unit.value == item.net_unit:
        counted = amount.unit is Measure.PIECE
        needed = amount.value if counted else amount.value * _NEARLY // 100
        return pieces(max(1, -(-needed // (item.net_value or 1))))
    wanted = how_much(item, said)
    return wanted.quantity if isinstance(wanted, HowMuch) else wanted.options[-1]


async def _meant(desk: Desk, said: SaidItem) -> ShelfItem | None:
    """Give the good that a recipe means, in stock and measured as the recipe measures it."""
    counted = said.amount is not None and said.amount.unit is Unit.PIECE
    one = Amount(Fraction(1), Unit.PIECE) if counted else None
    found = await choose(desk, replace(said, amount=one))
    match found:
        case Meant(item):
            meant = item
        case Several(items):
            meant = items[0]
        case _:
            return None
    words = said_stems(said.product, Language.FRENCH)  # as recipes are written
    fit = [
        item
        for item in await look_for(desk, said)
        if _serves(item, said) and names(item, words, Language.FRENCH)
    ]
    if _serves(meant, said) and (not fit or names(meant, words, Language.FRENCH)):
        return meant
    headed_so = [item for item in fit if headed(item, words, Language.FRENCH)]
    if headed_so:
        return await best(desk, headed_so, wish_of(desk, said))
    return meant if meant.available > 0 else None


def _serves(item: ShelfItem, said: SaidItem) -> bool:
    return item.available > 0 and _measured_so(item, said.amount)


def _measured_so(item: ShelfItem, amount: Amount | None) -> bool:
    """Tell whether goods are sold by what a recipe measures: a powder is no millilitres."""
    measure = public(amount)
    if measure is None or measure.unit is Measure.PIECE:
        return True
    return measure.unit is item.unit or measure.unit.value == item.net_unit


def _of_one_good(meant: ShelfItem, other: ShelfItem) -> bool:
    """Tell whether two differ in nothing but how much is in a pack."""
    return _identity(meant) == _identity(other)


def _identity(item: ShelfItem) -> tuple[object, ...]:
    name = said_stems(item.name.partition(",")[0], Language.FRENCH)
    special = frozenset(UNASKED).intersection(item.labels)
    return item.brand, name, special, item.unit
