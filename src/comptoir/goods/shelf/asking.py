"""A question put to one store: candidates from the term index, as the store sells them now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Literal

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.terms import stems
from comptoir.goods.shelf import _search_store
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.shelf.question import (
    NOTHING,
    Group,
    Question,
    all_of,
    any_of,
    asks,
    asks_keys,
    heads_of,
    keys_of,
    lexeme,
)
from comptoir.goods.shelf.vocabulary import Vocabulary

Sort = Literal["relevance", "price", "unit_price", "name"]

_POOL = 60
"""So many goods beyond the page are weighed by what the store has of them."""
_SORTED = 200
"""Other sorts than by relevance put so many of the most relevant goods in order."""
_MANY, _ENOUGH, _MOST = 400, 120, 4_000
"""Where more products fit, heads of names are looked at first if there are enough of them."""
_TIERED = 100
"""Pages beyond look at everything that fits."""
_TELLING, _SELDOM = 8, 12
"""So many goods tell in which sections a thing stands; less than one in twelve is a stranger."""
_ALCOHOL = "alcool"
_KINDS = 4
"""A purpose is served by so many kinds of goods at most: each is a search of its own."""
_MODELS = 3
"""Goods of the same shelf are looked for beside so many of those found."""

_ALLERGENS = {
    "gluten": "gluten",
    "blé": "gluten",
    "lactose": "milk",
    "lait": "milk",
    "œuf": "eggs",
    "arachide": "peanuts",
    "soja": "soy",
    "noix": "nuts",
    "fruits à coque": "nuts",
    "poisson": "fish",
    "crustacés": "crustaceans",
    "mollusques": "molluscs",
    "céleri": "celery",
    "moutarde": "mustard",
    "sésame": "sesame",
    "sulfites": "sulphites",
    "lupin": "lupin",
}
_ALLERGEN_OF = {stems(word)[0]: code for word, code in _ALLERGENS.items()}


@dataclass(frozen=True, slots=True)
class Filters:
    """What else must hold of goods; `max_price` in cents a piece or a kilogram.

    `category` takes everything below it too. Goods whose allergens are unknown pass
    `without_allergens`, since their sheet must be read in any case.
    """

    category: str | None = None
    brand: str | None = None
    labels: tuple[str, ...] = ()
    without_allergens: tuple[str, ...] = ()
    nutriscore_at_least: str | None = None
    promotion: bool = False
    max_price: int | None = None
    available_only: bool = False


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class _Ask:
    """One way to put a question: what goods must meet, and how they rank.

    `careful` keeps allergens out that the words exclude, where no label vouches for it.
    """

    must: str
    exact: str = NOTHING
    tier: str = NOTHING
    careful: bool = False
    terms: str | None = None


@dataclass(slots=True)
class Asking:
    """One question, put to a store in several ways."""

    on: Reading
    store: str
    question: Question
    vocabulary: Vocabulary
    filters: Filters
    sort: Sort
    seen: int | None = field(default=None, init=False)
    """The version of the catalogue that answered."""

    @property
    def can_fill(self) -> bool:
        """Tell whether goods that nearly meet the question may follow."""
        return self.sort == "relevance" and bool(self.question.groups)

    @property
    def stands_in(self) -> bool:
        """Tell whether something is shown instead of a brand that nothing here has."""
        return self._standing_in() is not None

    async def exactly(self, *, limit: int, offset: int) -> list[ShelfItem]:
        """Give goods that meet the question in full."""
        if self.question.serves and self.sort == "relevance":
            return await self._each_serving(limit=limit, offset=offset)
        needed = self.question.needed
        must = [*(asks(group) for group in needed), *self._within()]
        if not must:
            return await self._browse(limit=limit, offset=offset)
        ask = _Ask(
            must=all_of(must),
            exact=all_of([lexeme(key, "AB") for group in needed for key in group.alternatives[0]]),
            tier=self._tier(),
        )
        if ask.tier != NOTHING and offset + limit <= _TIERED:
            near = replace(ask, must=all_of([ask.tier, *must]))
            items = await self._ask(near, limit=limit, offset=offset)
            if len(items) == limit:
                return items
        return await self._ask(ask, limit=limit, offset=offset)

    async def _each_serving(self, *, limit: int, offset: int) -> list[ShelfItem]:
        """Give goods that serve a purpose, of each kind in turn: flour, milk, eggs, flour …"""
        (group,) = self.question.needed
        kinds: list[list[ShelfItem]] = []
        for keys in group.alternatives[:_KINDS]:
            alone = replace(self.question, groups=(Group(group.said, (keys,)),), serves=False)
            asked = replace(self, question=alone)
            kinds.append(await asked.exactly(limit=offset + limit, offset=0))
            self.seen = asked.seen or self.seen
        turns = (item for turn in zip_longest(*kinds) for item in turn if item is not None)
        once = {item.gtin: item for item in turns}
        return list(once.values())[offset:][:limit]

    def _tier(self) -> str:
        """Write the query of the goods to look at first, where the question fits too many."""
        vocabulary, needed = self.vocabulary, self.question.needed
        fits = min((products(group, vocabulary) for group in needed), default=0)
        narrowed = [vocabulary.products(key) for key in self._filter_keys()]
        if min(fits, *narrowed, _MANY + 1) <= _MANY:
            return NOTHING
        return any_of([tier for group in needed if (tier := tier_of(group, vocabulary))])

    async def loosely(self, _found: list[ShelfItem], *, limit: int) -> list[ShelfItem]:
        """Give goods that meet all but one part of the question, or what it names instead."""
        if (standing_in := self._standing_in()) is not None:
            return await standing_in._met(limit=limit)
        groups = list(self.question.needed)
        bare = len(groups) == 1 and not self.question.is_brand(groups[0])
        if bare and len(keys := groups[0].alternatives[0]) > 1:
            groups = [Group(key, ((key,),)) for key in keys]
        instead = [Group(g.said, (keys,)) for g in self.question.needed for keys in g.instead]
        ways = [self._bounded([group]) for group in instead]
        ways += [
            self._bounded([group for group in groups if group is not gone])
            for gone in groups
            if len(groups) > 1
        ]
        if not ways:
            return []
        must = all_of([any_of([f"({way})" for way in ways]), *self._within()])
        ask = _Ask(must, exact=asks(self.question.main), careful=True)
        return await self._ask(ask, limit=limit)

    def _standing_in(self) -> "Asking | None":
        """Give the question with what to show instead of brands that nothing here has, if any."""
        groups = tuple(
            Group(each.said, each.instead, needed=each.needed)
            if each.instead and not products(each, self.vocabulary)
            else each
            for each in self.question.groups
        )
        if groups == self.question.groups:
            return None
        return replace(self, question=replace(self.question, groups=groups))

    async def _met(self, *, limit: int) -> list[ShelfItem]:
        """Give goods that meet the question in full, then those that meet it nearly."""
        items = await self.exactly(limit=limit, offset=0)
        known = {item.gtin for item in items}
        more = await self.loosely(items, limit=limit) if len(items) < limit else []
        return [*items, *(item for item in more if item.gtin not in known)][:limit]

    def _bounded(self, groups: Sequence[Group]) -> str:
        """Write the query of groups, as heads of names where too many products fit."""
        fits = min(products(group, self.vocabulary) for group in groups)
        parts = [asks(group) for group in groups]
        if fits > _MANY:
            parts += [any_of([t for group in groups if (t := tier_of(group, self.vocabulary))])]
        return all_of([part for part in parts if part != NOTHING])

    async def alike(self, found: list[ShelfItem], *, limit: int) -> list[ShelfItem]:
        """Give goods of the shelves on which the first found stand, the likest names first."""
        shelves = {f"c.{item.category}" for item in found[:_MODELS] if item.category}
        if not shelves:
            return []
        names = any_of([lexeme(key) for item in found[:_MODELS] for key in stems(item.name)])
        must = [any_of([lexeme(shelf) for shelf in sorted(shelves)]), *self._within()]
        if sum(self.vocabulary.products(shelf) for shelf in shelves) > _MANY:
            must.append(names)
        return await self._ask(_Ask(all_of(must), careful=True, terms=names), limit=limit)

    def _filter_keys(self) -> list[str]:
        category, brand = self.filters.category, self.filters.brand
        return [
            *([f"c.{category}"] if category else []),
            *([f"b.{''.join(stems(brand))}"] if brand else []),
        ]

    def _within(self) -> list[str]:
        """Write the filters that the term index knows."""
        return [lexeme(key) for key in self._filter_keys()]

    async def _ask(self, ask: "_Ask", *, limit: int, offset: int = 0) -> list[ShelfItem]:
        ranking = self._ranking()
        if ask.terms is not None:
            ranking["terms"] = ask.terms
        rows = await _search_store.SEARCH.all(
            self.on,
            store=self.store,
            now=self.on.now,
            must=ask.must,
            exact=ask.exact,
            tier=ask.tier,
            most=_MOST,
            bare=self.question.is_bare,
            sort=self.sort,
            limit=limit,
            offset=offset,
            pool=(_POOL if self.sort == "relevance" else _SORTED) + limit + offset,
            without=self._without(careful=ask.careful),
            vouched=self._vouched() if ask.careful else None,
            **ranking,
            **self._narrowing(),
        )
        if rows:
            self.seen = rows[0].catalogue
        return list(rows)

    async def _browse(self, *, limit: int, offset: int) -> list[ShelfItem]:
        rows = await _search_store.BROWSE.all(
            self.on,
            store=self.store,
            now=self.on.now,
            sort=self.sort,
            limit=limit,
            offset=offset,
            without=self._without(careful=False),
            **self._narrowing(),
        )
        if rows:
            self.seen = rows[0].catalogue
        return list(rows)

    def _ranking(self) -> dict[str, str]:
        """Write the queries by which candidates are ranked."""
        question = self.question
        needed = question.needed
        if not needed:
            return dict.fromkeys(_RANKS, NOTHING)
        said = keys_of(question.groups, 1)
        avoided = [key for group in needed if (key := group.without())]
        return {
            "terms": any_of([lexeme(key) for key in said]),
            "others": any_of([lexeme(key) for key in keys_of(question.groups) if key not in said]),
            "head": any_of([lexeme(f"h.{key}") for key in heads_of(question.main)]),
            "heads": any_of([lexeme(f"h.{key}") for each in needed for key in heads_of(each)]),
            "section": any_of([lexeme(f"k.{key}") for key in heads_of(question.main)]),
            "preferred": any_of([f"({asks_keys(keys)})" for keys in question.preferred]),
            "brands": any_of([lexeme(key) for key in question.brands]),
            "avoided": any_of([lexeme(key, "AB") for key in avoided]),
            "sizes": any_of([lexeme(key) for key in question.sizes]),
            "foreign": any_of([self._foreign(), self._weak()]),
        }

    def _foreign(self) -> str:
        """Write the query of goods in sections where things so named hardly ever stand.

        "Poulet rôti" among crisps is a taste; the catalogue itself tells where chicken stands.
        """
        stands: Counter[str] = Counter()
        for head in heads_of(self.question.main):
            stands.update(self.vocabulary.sections(head))
        if stands.total() < _TELLING:
            return NOTHING
        home = [name for name, count in stands.items() if count * _SELDOM >= stands.total()]
        home += [keys[0].removeprefix("k.") for keys in self.question.preferred]
        home += heads_of(self.question.main)
        return f"'k.':* & !({any_of([lexeme(f'k.{name}') for name in home])})"

    def _weak(self) -> str:
        """Write the query of wine and beer without alcohol, for whoever did not ask for that."""
        asked = any(group.without() == _ALCOHOL for group in self.question.groups)
        return NOTHING if asked else lexeme(f"sans.{_ALCOHOL}", "AB")

    def _narrowing(self) -> dict[str, object]:
        filters = self.filters
        return {
            "labels": _clean(filters.labels) or None,
            "nutriscore": filters.nutriscore_at_least,
            "max_price": filters.max_price,
            "promotion": filters.promotion,
            "available": filters.available_only,
        }

    def _without(self, *, careful: bool) -> list[str] | None:
        """Give the allergens to keep out; those that the words exclude where no label is asked."""
        out = set(_clean(self.filters.without_allergens))
        if careful:
            keys = [key for group in self.question.needed if (key := group.without())]
            out.update(_ALLERGEN_OF[key] for key in keys if key in _ALLERGEN_OF)
        return sorted(out) or None

    def _vouched(self) -> str | None:
        """Write the query of goods that say themselves that an allergen asked out is not inside.

        Others may follow them only where what is inside is known.
        """
        keys = [
            keys[0]
            for group in self.question.needed
            if group.without() in _ALLERGEN_OF
            for keys in group.alternatives[:1]
        ]
        return any_of([lexeme(key) for key in keys]) if keys else None


def _clean(codes: Sequence[str]) -> list[str]:
    """Drop what the database cannot hold and no product can have."""
    return [code.replace("\x00", "") for code in codes]


def products(group: Group, vocabulary: Vocabulary) -> int:
    """Estimate how many products meet a group: those of the rarest term of each alternative."""
    return sum(min(map(vocabulary.products, keys), default=0) for keys in group.alternatives)


def tier_of(group: Group, vocabulary: Vocabulary) -> str | None:
    """Write the query of names whose head a group is: of short names, if they are enough."""
    heads = heads_of(group)
    for kind in ("s", "h"):
        if sum(vocabulary.products(f"{kind}.{key}") for key in heads) >= _ENOUGH:
            return any_of([lexeme(f"{kind}.{key}") for key in heads])
    return None


_RANKS = (
    "terms", "others", "head", "heads", "section", "preferred", "brands", "avoided", "sizes",
    "foreign",
)  # fmt: skip
