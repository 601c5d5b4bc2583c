"""Which product is meant: the household's usual one, else the best of what the shelves answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from comptoir.conversation.model import Doubt, Filter, SaidItem, Unit
from comptoir.conversation.saying.tongue import words_of
from comptoir.conversation.turning.amounts import fitted, measured, off
from comptoir.conversation.turning.desk import Desk
from comptoir.goods.catalog.rules import Ask
from comptoir.goods.catalog.terms import english_stems, stems
from comptoir.goods.shelf import search as shelf_search
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Unit as KeptUnit
from comptoir.kernel.refusals import Refusal

MOST_CHOICES = 3
_LOOKED_AT = 24
_LABELS = {
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
_TASTE = frozenset({Filter.ORGANIC, Filter.LABEL_ROUGE, Filter.PROMOTION})
_UNASKED = ("organic", "lactose_free", "sugar_free")
"""Labels that change the goods: not put unasked where the plain ones are at hand."""

_MISFIT, _OTHER_SIZE, _OTHER_SHELF, _OTHER_HEAD, _MANY_IN_ONE = 50.0, 6.0, 6.0, 5.0, 4.0
_SPECIAL, _EACH_PACK, _EACH_WORD, _LITTLE_STOCK = 4.0, 0.4, 0.3, 5.0
"""How many places down the shelves' own order each shortcoming is worth."""

_LOOSE = 12.0
"""What it weighs that goods asked for by the pack are not packed."""

_HELD_SO = 10.0
"""What it counts for that the name says the container that was said: "sachet", "botte"."""

_MANY_PACKS = 6

_EACH_MEASURED_PACK = 3.0
"""What each pack beyond one weighs where a measure was said: one bottle of 1.5 L, not three."""


@dataclass(frozen=True, slots=True)
class Meant:
    """This product is meant."""

    item: ShelfItem


@dataclass(frozen=True, slots=True)
class Several:
    """One of these is meant, and it matters which."""

    items: tuple[ShelfItem, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing of that name is sold here; these come nearest."""

    nearest: tuple[ShelfItem, ...]
    wanting: tuple[Filter, ...] = ()
    """What goods of that name are sold without."""


Choice = Meant | Several | Nothing


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was said, as stems: `words` name the goods, `heard` is all that was said of them."""

    said: SaidItem
    words: tuple[str, ...]
    heard: frozenset[str]
    language: Language

    def of_kind(self, words: tuple[str, ...]) -> "_Wish":
        """Give the same wish for goods of another name."""
        return replace(self, words=words)


def _wish(desk: Desk, said: SaidItem) -> _Wish:
    words = said_stems(said.product, desk.language)
    heard = frozenset(said_stems(desk.said_of(said), desk.language)).difference(words)
    return _Wish(said, words, heard, desk.language)


@dataclass(frozen=True, slots=True)
class Looked:
    """What the shelves answer: what has all that was asked for, and what nearly has."""

    exact: tuple[ShelfItem, ...]
    near: tuple[ShelfItem, ...]


async def choose(desk: Desk, said: SaidItem) -> Choice:
    """Find the product that a shopper means."""
    said = desk.as_said(said)
    looked = await look(desk, said)
    words = said_stems(said.product, desk.language)
    found = looked.exact or tuple(item for item in looked.near if names(item, words, desk.language))
    if not found:
        akin = tuple(item for item in looked.near if _akin(item, words, desk.language))
        near = akin or await _without_filters(desk, said)
        return Nothing(_in_stock(near)[:MOST_CHOICES], said.filters)
    if Doubt.UNKNOWN_PRODUCT in said.doubts and not names(found[0], words, desk.language):
        return Nothing(_in_stock(found)[:MOST_CHOICES])
    pool = _pool(found, words, desk.language)
    stocked = _in_stock(pool)
    usual = await _usual(desk, stocked, said)
    if usual is not None:
        return Meant(usual)
    if not stocked:
        return Meant(pool[0])
    kinds = await _kinds(desk, stocked, said)
    if len(kinds) > 1:
        return Several(kinds)
    return Meant(_best(stocked, _wish(desk, said)))


async def look_for(
    desk: Desk, said: SaidItem, *, limit: int = _LOOKED_AT, category: str | None = None
) -> tuple[ShelfItem, ...]:
    """Search the store's shelves for what has all that was said."""
    return (await look(desk, said, limit=limit, category=category)).exact


async def look(
    desk: Desk, said: SaidItem, *, limit: int = _LOOKED_AT, category: str | None = None
) -> Looked:
    """Search the store's shelves for what was said, its filters kept."""
    words = " ".join((said.product, *(f"sans {each}" for each in said.without))).strip()
    found = await shelf_search.search(
        desk.uow,
        store=desk.store.id,
        words=words,
        language=desk.language,
        filters=shelf_search.Filters(
            category=category,
            labels=tuple(label for name, label in _LABELS.items() if name in said.filters),
            promotion=Filter.PROMOTION in said.filters,
            max_price=said.max_price,
        ),
        limit=limit,
    )
    return Looked(found.items[: found.exact], found.items[found.exact :])


async def alike(desk: Desk, said: SaidItem) -> tuple[ShelfItem, ...]:
    """Give the best three in stock that a single bare noun names; one or none when it is exact."""
    words = said_stems(said.product, desk.language)
    if len(words) != 1 or said.amount is not None:
        return ()
    found = await look_for(desk, said)
    pool = _in_stock(_pool(found, words, desk.language)) if found else ()
    ranked = _ranked(pool, _wish(desk, said))
    plain = any(set(_stems(item.name, Language.FRENCH)) == set(words) for item in ranked)
    return () if plain else tuple(ranked[:MOST_CHOICES])


def names(item: ShelfItem, words: Sequence[str], language: Language) -> bool:
    """Tell whether a product's name or brand has all the stems of what was said."""
    name = set(_stems(f"{item.name} {item.brand}", Language.FRENCH))
    if language is Language.ENGLISH:
        name |= set(_stems(item.name_en, Language.ENGLISH))
    return name.issuperset(words)


def _akin(item: ShelfItem, words: Sequence[str], language: Language) -> bool:
    """Tell whether goods share a word with what was said; what shares none is no proposal."""
    return any(names(item, (word,), language) for word in words)


def said_stems(text: str, language: Language) -> tuple[str, ...]:
    """Read what was said of goods as stems of its language."""
    return _stems(text, language)


@cache
def _cached(text: str, language: Language) -> tuple[str, ...]:
    return stems(text) if language is Language.FRENCH else english_stems(text)


def _stems(text: str, language: Language) -> tuple[str, ...]:
    return _cached(text, language) if len(text) < 80 else stems(text)


def _in_stock(items: Sequence[ShelfItem]) -> tuple[ShelfItem, ...]:
    return tuple(item for item in items if item.available > 0)


def _pool(
    found: Sequence[ShelfItem], words: Sequence[str], language: Language
) -> tuple[ShelfItem, ...]:
    """Keep what is the same sort of thing as the first find, by its department or its first word.

    Where the first goes by the name said, the others have to go by it too: "tagliatelles aux œufs"
    are no eggs.
    """
    top = found[0]
    head = _stems(top.name, Language.FRENCH)[:1]
    alike = [
        item
        for item in found
        if item.category == top.category or _stems(item.name, Language.FRENCH)[:1] == head
    ]
    if names(top, words, language):
        return tuple(item for item in alike if names(item, words, language))
    return tuple(item for item in alike if item.category == top.category)


async def _without_filters(desk: Desk, said: SaidItem) -> tuple[ShelfItem, ...]:
    """Look once more without filters that are a matter of taste; a diet is never given up."""
    if not said.filters and said.max_price is None:
        return ()
    diet = tuple(each for each in said.filters if each not in _TASTE)
    found = await look_for(desk, SaidItem(said.product, filters=diet))
    return _in_stock(found)[:MOST_CHOICES]


async def _usual(desk: Desk, pool: Sequence[ShelfItem], said: SaidItem) -> ShelfItem | None:
    habits = await desk.habits()
    taken = [item for item in pool if item.gtin in habits]
    fitting = [item for item in taken if not _misfits(item, said)]
    return max(fitting, key=lambda item: habits[item.gtin].orders, default=None)


def _misfits(item: ShelfItem, said: SaidItem) -> bool:
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


def _best(pool: Sequence[ShelfItem], wish: _Wish) -> ShelfItem:
    return _ranked(pool, wish)[0]


def _ranked(pool: Sequence[ShelfItem], wish: _Wish) -> list[ShelfItem]:
    """Rank by the shelves' own order, by what was said, and by stock: a shop has most of what it
    sells most.
    """
    most: dict[KeptUnit, int] = {}
    for item in pool:
        most[item.unit] = max(item.available, most.get(item.unit, 1))
    shelf = pool[0].category
    costs = [
        place
        + (_OTHER_SHELF if item.category != shelf else 0.0)
        + _cost(item, wish)
        + _LITTLE_STOCK * (1 - item.available / most[item.unit])
        for place, item in enumerate(pool)
    ]
    return [pool[place] for place in sorted(range(len(pool)), key=lambda at: (costs[at], at))]


def _cost(item: ShelfItem, wish: _Wish) -> float:
    said = wish.said
    each_pack = _EACH_MEASURED_PACK if measured(said) else _EACH_PACK
    cost = _MISFIT if _misfits(item, said) else each_pack * _packs(item, said)
    if said.size is not None and not _of_size(item, said):
        cost += _OTHER_SIZE
    unit = said.amount.unit if said.amount is not None else None
    named = _stems(item.name, Language.FRENCH)
    many = item.name.split(" ", 1)[0].endswith("s")
    if unit is Unit.PIECE and item.net_unit in ("g", "ml") and many:
        cost += _MANY_IN_ONE
    if unit is Unit.PACK and item.sale_unit == "kg":
        cost += _LOOSE
    if wish.language is Language.FRENCH and wish.words and named[:1] != wish.words[:1]:
        cost += 2 * _OTHER_HEAD if unit is Unit.PIECE else _OTHER_HEAD
    asked = {_LABELS.get(name) for name in said.filters}
    told = bool({"bio", "sans.lactos", "sans.sucr"} & set(wish.words))
    special = [label for label in _UNASKED if label in item.labels and label not in asked]
    cost += 0.0 if told else _SPECIAL * len(special)
    cost -= _HELD_SO * len(wish.heard.intersection(named))
    return cost + _EACH_WORD * len(set(named).difference(wish.words))


def _of_size(item: ShelfItem, said: SaidItem) -> bool:
    one = SaidItem(said.product, said.size)
    fits = fitted(item, one)
    return not isinstance(fits, Ask) and fits.exact and fits.quantity.value == 1


async def _kinds(desk: Desk, pool: Sequence[ShelfItem], said: SaidItem) -> tuple[ShelfItem, ...]:
    """Give one of each kind where a bare noun names several that matter."""
    words = said_stems(said.product, desk.language)
    if said.filters or said.size is not None or said.max_price is not None:
        return ()
    kinds: list[ShelfItem] = []
    before: list[tuple[str, ...]] = []
    for aspect in _aspects(desk.language).get(words, ()):
        stems_ = said_stems(aspect, desk.language)
        found = await _of_kind(desk, said, aspect)
        like = [
            item
            for item in found
            if item not in kinds and not any(names(item, one, desk.language) for one in before)
        ]
        before.append(stems_)
        if like:
            kinds.append(_best(like, _wish(desk, said).of_kind((*words, *stems_))))
    if kinds:
        return tuple(kinds[:MOST_CHOICES])
    return _unlike(pool, words)


async def _of_kind(desk: Desk, said: SaidItem, aspect: str) -> tuple[ShelfItem, ...]:
    """Look for one kind of goods by its noun and its own word, else by its own word alone."""
    for product in (f"{said.product} {aspect}", aspect):
        found = await look_for(desk, SaidItem(product))
        if found:
            return _in_stock(_pool(found, said_stems(product, desk.language), desk.language))
    return ()


def _unlike(pool: Sequence[ShelfItem], words: Sequence[str]) -> tuple[ShelfItem, ...]:
    """Give the first three where one word fell on three departments at once."""
    first = pool[:MOST_CHOICES]
    apart = len({item.category for item in first}) == MOST_CHOICES
    plain = any(set(_stems(item.name, Language.FRENCH)) == set(words) for item in first)
    return tuple(first) if len(words) == 1 and apart and not plain else ()


@cache
def _aspects(language: Language) -> dict[tuple[str, ...], tuple[str, ...]]:
    tables = cast("dict[str, dict[str, list[str]]]", words_of("kinds"))
    return {
        _stems(noun, language): tuple(aspects) for noun, aspects in tables[language.value].items()
    }
