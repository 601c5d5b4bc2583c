"""Which of several goods of one name is meant most likely, and how much says so."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from comptoir.conversation.model import Filter, SaidItem, Unit
from comptoir.conversation.turning.amounts import fitted, measured, off
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import said_stems
from comptoir.goods.catalog.rules import Ask, inside_of
from comptoir.goods.shelf.model import Sales, ShelfItem
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal

LABELS = {
    Filter.ORGANIC: "organic",
    Filter.GLUTEN_FREE: "gluten_free",
    Filter.LACTOSE_FREE: "lactose_free",
    Filter.SUGAR_FREE: "sugar_free",
    Filter.NO_ADDED_SUGAR: "no_added_sugar",
    Filter.VEGETARIAN: "vegetarian",
    Filter.VEGAN: "vegan",
    Filter.HALAL: "halal",
    Filter.LABEL_ROUGE: "label_rouge",
    Filter.EGG_FREE: "egg_free",
    Filter.PEANUT_FREE: "peanut_free",
    Filter.NO_PORK: "no_pork",
    Filter.NO_LAMB: "no_lamb",
}
TASTE = frozenset({Filter.ORGANIC, Filter.LABEL_ROUGE, Filter.PROMOTION})
"""What a shopper may give up; a diet never."""

UNASKED = ("organic", "lactose_free", "sugar_free")
"""Labels that change the goods: not put unasked where the plain ones are at hand."""

_MISFIT, _OTHER_SIZE, _OTHER_SHELF, _OTHER_HEAD, _MANY_IN_ONE = 50.0, 6.0, 6.0, 5.0, 4.0
_SPECIAL, _EACH_PACK, _EACH_WORD, _SELLS_LESS, _RARE = 4.0, 0.4, 0.3, 6.0, 3.0
"""How many places down the shelves' own order each shortcoming is worth."""

_LOOSE = 12.0
"""What it weighs that goods asked for by the pack are not packed."""

_HELD_SO = 10.0
"""What it counts for that the name says the container that was said: "sachet", "botte"."""

_MANY_PACKS = 6
_SEVERAL = 3
"""So many are counted one by one, rather than as packs."""

_PRIOR_ORDERS = 20
"""How many orders the grocer's own popularity of the best sold is worth."""

_EACH_MEASURED_PACK = 3.0
"""What each pack beyond one weighs where a measure was said: one bottle of 1.5 L, not three."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was said, as stems: `words` name the goods, `heard` is all that was said of them."""

    said: SaidItem
    words: tuple[str, ...]
    heard: frozenset[str]
    language: Language

    def of_kind(self, words: tuple[str, ...]) -> "Wish":
        """Give the same wish for goods of another name."""
        return replace(self, words=words)


def wish_of(desk: Desk, said: SaidItem) -> Wish:
    """Give what was said of an item, the words around it included."""
    words = said_stems(said.product, desk.language)
    heard = frozenset(said_stems(desk.said_of(said), desk.language)).difference(words)
    return Wish(said, words, heard, desk.language)


def misfits(item: ShelfItem, said: SaidItem) -> bool:
    """Tell whether the amount said cannot be had of these goods."""
    loose_pack = item.sale_unit == "kg" and said.amount is not None
    if said.amount is None or (loose_pack and said.amount.unit is Unit.PACK):
        return False
    try:
        fits = fitted(item, said)
    except Refusal:
        return False
    return isinstance(fits, Ask) and (len(fits.options) > 1 or off(item, said))


def _packs(item: ShelfItem, said: SaidItem) -> int:
    """Count the packs it takes beyond one, to a bound; one large box before two small ones."""
    if said.amount is None or item.sale_unit == "kg" or said.amount.value <= 0:
        return 0
    fits = fitted(item, said)
    return 0 if isinstance(fits, Ask) else min(_MANY_PACKS, fits.quantity.value) - 1


async def best(desk: Desk, pool: Sequence[ShelfItem], wish: Wish) -> ShelfItem:
    """Give the one that is meant most likely."""
    return (await ranked(desk, pool, wish))[0]


async def ranked(desk: Desk, pool: Sequence[ShelfItem], wish: Wish) -> list[ShelfItem]:
    """Rank goods by the shelves' own order, by what was said, by what sells, and the plain before
    the rare.

    Stock is no reason: the same question twice gets the same answer.
    """
    if len(pool) < 2:
        return list(pool)
    sells = selling(pool, await desk.sales([item.gtin for item in pool]))
    rare = rarity(pool, wish.words)
    shelf = _first_meant(pool, wish).category
    uncounted = _uncounted(pool, wish.said)
    costs = [
        place
        + (_MISFIT if item.gtin in uncounted else 0.0)
        + (_OTHER_SHELF if item.category != shelf else 0.0)
        + _cost(item, wish)
        + _SELLS_LESS * (1 - float(sells[item.gtin]))
        + _RARE * float(rare[item.gtin])
        for place, item in enumerate(pool)
    ]
    return [pool[place] for place in sorted(range(len(pool)), key=lambda at: (costs[at], at))]


def _first_meant(pool: Sequence[ShelfItem], wish: Wish) -> ShelfItem:
    """Give the first that is named just so, else the first that is so by law, else the first."""
    plain = (item for item in pool if said_stems(item.name, Language.FRENCH) == wish.words)
    by_law = (item for item in pool if _is_by_law(item, wish))
    return next(plain, None) or next(by_law, None) or pool[0]


def _uncounted(pool: Sequence[ShelfItem], said: SaidItem) -> frozenset[str]:
    """Give the packs of several of which nobody knows how many, where others tell: "8 merguez"."""
    amount = said.amount
    if amount is None or amount.unit is not Unit.PIECE or amount.value < _SEVERAL:
        return frozenset()
    several = [item for item in pool if item.sale_unit == "piece" and _is_plural(item)]
    told = {item.gtin for item in several if (inside_of(item) or 1) > 1}
    return frozenset(item.gtin for item in several if told and item.gtin not in told)


def _is_plural(item: ShelfItem) -> bool:
    return item.name.split(" ", 1)[0].endswith(("s", "x", "z"))


def selling(pool: Sequence[ShelfItem], sales: Mapping[str, Sales]) -> dict[str, Fraction]:
    """Tell how well each sells beside the best sold of them, 0 to 1; 1 where nothing is known.

    What the store has sold comes on top of the grocer's own figure and outweighs it in time.
    """
    known = {gtin: sales[gtin] for gtin in (item.gtin for item in pool) if gtin in sales}
    most = max((max(0, each.popularity) for each in known.values()), default=0)
    sold = {
        gtin: each.orders + (Fraction(_PRIOR_ORDERS * max(0, each.popularity), most) if most else 0)
        for gtin, each in known.items()
    }
    top = max(sold.values(), default=0)
    return {
        item.gtin: Fraction(sold.get(item.gtin, 0), top) if top else Fraction(1) for item in pool
    }


def rarity(pool: Sequence[ShelfItem], words: Sequence[str]) -> dict[str, Fraction]:
    """Tell how seldom, 0 to 1, the others have the commonest word by which a name goes further.

    Most flours are "de blé": one that is "de sarrasin" was hardly meant by "farine".
    """
    further = {
        item.gtin: set(said_stems(item.name, Language.FRENCH)).difference(words) for item in pool
    }
    having = Counter(stem for named in further.values() for stem in named)
    return {
        gtin: 1 - Fraction(max((having[stem] for stem in named), default=len(pool)), len(pool))
        for gtin, named in further.items()
    }


def _cost(item: ShelfItem, wish: Wish) -> float:
    said = wish.said
    each_pack = _EACH_MEASURED_PACK if measured(said) else _EACH_PACK
    cost = _MISFIT if misfits(item, said) else each_pack * _packs(item, said)
    if said.size is not None and not _of_size(item, said):
        cost += _OTHER_SIZE
    unit = said.amount.unit if said.amount is not None else None
    named = said_stems(item.name, Language.FRENCH)
    many = item.name.split(" ", 1)[0].endswith("s")
    if unit is Unit.PIECE and item.net_unit in ("g", "ml") and many:
        cost += _MANY_IN_ONE
    if unit is Unit.PACK and item.sale_unit == "kg":
        cost += _LOOSE
    headed = named[:1] == wish.words[:1] or _is_by_law(item, wish)
    if wish.language is Language.FRENCH and wish.words and not headed:
        cost += 2 * _OTHER_HEAD if unit is Unit.PIECE else _OTHER_HEAD
    asked = {LABELS.get(name) for name in said.filters}
    told = bool({"bio", "sans.lactos", "sans.sucr"} & set(wish.words))
    special = [label for label in UNASKED if label in item.labels and label not in asked]
    cost += 0.0 if told else _SPECIAL * len(special)
    cost -= _HELD_SO * len(wish.heard.intersection(named))
    return cost + _EACH_WORD * len(set(named).difference(wish.words))


def _is_by_law(item: ShelfItem, wish: Wish) -> bool:
    """Tell whether goods are what was said by their legal name: a Bordeaux is "vin rouge"."""
    named = said_stems(item.legal_name, Language.FRENCH)
    return bool(wish.words) and named[: len(wish.words)] == wish.words


def _of_size(item: ShelfItem, said: SaidItem) -> bool:
    one = SaidItem(said.product, said.size)
    fits = fitted(item, one)
    return not isinstance(fits, Ask) and fits.exact and fits.quantity.value == 1
