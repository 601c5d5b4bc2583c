"""Which product is meant: the household's usual one, else the best of what the shelves answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from comptoir.conversation.model import Doubt, Filter, SaidItem, Unit
from comptoir.conversation.saying.tongue import words_of
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import covered, names, said_stems
from comptoir.conversation.turning.ranking import LABELS, TASTE, best, misfits, ranked, wish_of
from comptoir.conversation.turning.superlatives import extreme, most_said, says_again
from comptoir.goods.shelf import search as shelf_search
from comptoir.goods.shelf.model import ShelfItem
from comptoir.kernel.locale import Language

_SOBER = "sans.alcool"
_SLICES = re.compile(r"\b(\d+) tranche")
MOST_CHOICES = 3
_LOOKED_AT = 24


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
class Looked:
    """What the shelves answer: what has all that was asked for, and what nearly has."""

    exact: tuple[ShelfItem, ...]
    near: tuple[ShelfItem, ...]
    stands_in: bool = False
    """True when `near` is what goods of that brand are, of other brands."""


async def choose(desk: Desk, said: SaidItem) -> Choice:
    """Find the product that a shopper means: the household's usual one, even where it is sold out.

    What comes in its place has to be chosen with the care that substitutes are chosen with.
    """
    said = desk.as_said(said)
    looked = await look(desk, said)
    words = said_stems(said.product, desk.language)
    found = looked.exact or tuple(item for item in looked.near if names(item, words, desk.language))
    if not found or _nearer(looked, words, desk.language):
        kin = _nearest(looked.near, words, desk.language)
        kin = kin or (looked.near if looked.stands_in else ())
        near = kin or await _without_filters(desk, said)
        return Nothing(_in_stock(near)[:MOST_CHOICES], said.filters)
    if Doubt.UNKNOWN_PRODUCT in said.doubts and not names(found[0], words, desk.language):
        return Nothing(_in_stock(found)[:MOST_CHOICES])
    pool = _of_count(_pool(found, words, desk.language), said)
    stocked = _in_stock(pool)
    meant = _at_end(desk, stocked, said) or await _usual(desk, stocked, said)
    meant = meant or await _usual(desk, pool, said)
    if meant is not None:
        return Meant(meant)
    if not stocked:
        return Meant(pool[0])
    kinds = _of_count(await _kinds(desk, stocked, said), said)
    if len(kinds) > 1:
        chosen = await _so_called(desk, stocked, words)
        return Several(kinds) if chosen is None else Meant(chosen)
    return Meant(await best(desk, stocked, wish_of(desk, said)))


def _nearer(looked: Looked, words: Sequence[str], language: Language) -> bool:
    """Tell whether what nearly has all that was asked for has more of the words said.

    Then the others were found by a word that means something else: no lotion is meant by
    "lait demi cremé".
    """
    fullest = max((covered(item, words, language) for item in looked.exact), default=len(words))
    return any(covered(item, words, language) > fullest for item in looked.near)


def _nearest(
    items: Sequence[ShelfItem], words: Sequence[str], language: Language
) -> tuple[ShelfItem, ...]:
    """Give the goods that have the most of the words said, in their order; none has none."""
    most = max((covered(item, words, language) for item in items), default=0)
    return tuple(item for item in items if most and covered(item, words, language) == most)


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
    filters = shelf_search.Filters(
        category=category,
        labels=tuple(label for name, label in LABELS.items() if name in said.filters),
        promotion=Filter.PROMOTION in said.filters,
        max_price=said.max_price,
    )
    found = await desk.found(words, filters, limit)
    return Looked(found.items[: found.exact], found.items[found.exact :], found.stands_in)


async def alike(desk: Desk, said: SaidItem) -> tuple[ShelfItem, ...]:
    """Give the best three in stock that a single bare noun names; one or none when it is exact."""
    words = said_stems(said.product, desk.language)
    if len(words) != 1 or said.amount is not None:
        return ()
    found = await look_for(desk, said)
    pool = _in_stock(_pool(found, words, desk.language)) if found else ()
    first = await ranked(desk, pool, wish_of(desk, said))
    plain = any(set(said_stems(item.name, Language.FRENCH)) == set(words) for item in first)
    return () if plain else tuple(first[:MOST_CHOICES])


def _in_stock(items: Sequence[ShelfItem]) -> tuple[ShelfItem, ...]:
    return tuple(item for item in items if item.available > 0)


def _pool(
    found: Sequence[ShelfItem], words: Sequence[str], language: Language
) -> tuple[ShelfItem, ...]:
    """Keep what is the same sort of thing as the first find, by its department or its first word.

    Where the first goes by the name said, the others have to go by it too: "tagliatelles aux œufs"
    are no eggs.
    """
    found = _with_alcohol(found, words)
    top = found[0]
    head = said_stems(top.name, Language.FRENCH)[:1]
    alike = [
        item
        for item in found
        if item.category == top.category or said_stems(item.name, Language.FRENCH)[:1] == head
    ]
    if names(top, words, language):
        return tuple(item for item in alike if names(item, words, language))
    return tuple(item for item in alike if item.category == top.category)


def _at_end(desk: Desk, pool: Sequence[ShelfItem], said: SaidItem) -> ShelfItem | None:
    """Give the largest or the cheapest, where that was said behind the goods."""
    most = most_said(desk.said_of(said), desk.language)
    return extreme(pool, most) if most is not None else None


def _of_count(items: Sequence[ShelfItem], said: SaidItem) -> tuple[ShelfItem, ...]:
    """Keep the goods of so many slices, where some are packed so: "jambon quatre tranches"."""
    if said.amount is None or said.amount.unit is not Unit.SLICE:
        return tuple(items)
    count = str(said.amount.value)
    sliced = [item for item in items if _sliced_in(item) == count]
    return tuple(sliced or items)


def _sliced_in(item: ShelfItem) -> str | None:
    said = _SLICES.search(item.name.lower())
    return said[1] if said else None


def _with_alcohol(found: Sequence[ShelfItem], words: Sequence[str]) -> Sequence[ShelfItem]:
    """Leave out wine and beer without alcohol where others are found and nobody asked for it."""
    plain = [item for item in found if _SOBER not in said_stems(item.name, Language.FRENCH)]
    return found if _SOBER in words or not plain else plain


async def _without_filters(desk: Desk, said: SaidItem) -> tuple[ShelfItem, ...]:
    """Look once more without filters that are a matter of taste; a diet is never given up."""
    if not said.filters and said.max_price is None:
        return ()
    diet = tuple(each for each in said.filters if each not in TASTE)
    found = await look_for(desk, SaidItem(said.product, filters=diet))
    return _in_stock(found)[:MOST_CHOICES]


async def _usual(desk: Desk, pool: Sequence[ShelfItem], said: SaidItem) -> ShelfItem | None:
    habits = await desk.habits()
    taken = [item for item in pool if item.gtin in habits]
    fitting = [item for item in taken if not misfits(item, said)]
    return max(fitting, key=lambda item: habits[item.gtin].orders, default=None)


async def _so_called(
    desk: Desk, pool: Sequence[ShelfItem], words: Sequence[str]
) -> ShelfItem | None:
    """Give what was chosen under the name said before: it is in the cart, or wanted once more."""
    cart = await desk.whole_cart()
    again = says_again(desk.text, desk.language)
    for item in pool:
        stems = said_stems(desk.memory.called(item.gtin) or "", desk.language)
        same = stems == tuple(words) and cart.line(item.gtin) is not None
        if stems and (same or (again and set(words) <= set(stems))):
            return item
    return None


async def _kinds(desk: Desk, pool: Sequence[ShelfItem], said: SaidItem) -> tuple[ShelfItem, ...]:
    """Give one of each kind where a bare noun names several that matter."""
    words = said_stems(said.product, desk.language)
    if said.filters or said.size is not None or said.max_price is not None:
        return ()
    kinds: list[ShelfItem] = []
    before: list[tuple[str, ...]] = []
    for aspect in aspects_of(said.product, desk.language):
        stems_ = said_stems(aspect, desk.language)
        found = await _of_kind(desk, said, aspect)
        like = [
            item
            for item in found
            if item not in kinds and not any(names(item, one, desk.language) for one in before)
        ]
        before.append(stems_)
        if like:
            kinds.append(await best(desk, like, wish_of(desk, said).of_kind((*words, *stems_))))
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
    plain = any(set(said_stems(item.name, Language.FRENCH)) == set(words) for item in first)
    return tuple(first) if len(words) == 1 and apart and not plain else ()


def aspects_of(noun: str, language: Language) -> tuple[str, ...]:
    """Give the kinds of goods to choose between, most asked for first."""
    return _aspects(language).get(said_stems(noun, language), ())


def is_aspect(noun: str, said: str, language: Language) -> bool:
    """Tell whether words say which of the kinds of goods: "blanc" of ham."""
    aspects = aspects_of(noun, language)
    return said_stems(said, language) in [said_stems(each, language) for each in aspects]


@cache
def _aspects(language: Language) -> dict[tuple[str, ...], tuple[str, ...]]:
    tables = cast("dict[str, dict[str, list[str]]]", words_of("kinds"))
    return {
        said_stems(noun, language): tuple(aspects)
        for noun, aspects in tables[language.value].items()
    }
