"""A question put to one store: candidates from the term index, as the store sells them now."""

from dataclasses import dataclass, field
from typing import Literal

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.terms import stems
from comptoir.goods.shelf import _search_store
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.shelf.question import (
    NOTHING,
    Question,
    all_of,
    any_of,
    asks,
    asks_keys,
    heads_of,
    keys_of,
    lexeme,
)

Sort = Literal["relevance", "price", "unit_price", "name"]

_POOL = 60
"""So many goods beyond the page are weighed by what the store has of them."""
_SORTED = 200
"""Other sorts than by relevance put so many of the most relevant goods in order."""
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


@dataclass(slots=True)
class Asking:
    """One question, put to a store in several ways."""

    on: Reading
    store: str
    question: Question
    filters: Filters
    sort: Sort
    seen: int | None = field(default=None, init=False)
    """The version of the catalogue that answered."""

    @property
    def can_fill(self) -> bool:
        """Tell whether goods that nearly meet the question may follow."""
        return self.sort == "relevance" and bool(self.question.groups)

    async def exactly(self, *, limit: int, offset: int) -> list[ShelfItem]:
        """Give goods that meet the question in full."""
        needed = self.question.needed
        first = [lexeme(key, "AB") for group in needed for key in group.alternatives[0]]
        must = all_of([*(asks(group) for group in needed), *self._within()])
        if must == NOTHING:
            return await self._browse(limit=limit, offset=offset)
        return await self._ask(must, exact=all_of(first), limit=limit, offset=offset)

    async def loosely(self, _found: list[ShelfItem], *, limit: int) -> list[ShelfItem]:
        """Give goods that meet all but one part of the question, or what it names instead."""
        groups = self.question.needed
        parts = [asks(group) for group in groups]
        if len(groups) == 1:
            keys = groups[0].alternatives[0]
            parts = [lexeme(key) for key in keys] if len(keys) > 1 else []
        ways = [asks_keys(keys) for group in groups for keys in group.instead]
        ways += [
            all_of([part for other, part in enumerate(parts) if other != gone])
            for gone in range(len(parts))
            if len(parts) > 1
        ]
        if not ways:
            return []
        must = all_of([any_of([f"({way})" for way in ways]), *self._within()])
        return await self._ask(must, exact=asks(self.question.main), limit=limit, careful=True)

    async def alike(self, found: list[ShelfItem], *, limit: int) -> list[ShelfItem]:
        """Give goods of the shelves on which the first found stand."""
        shelves = [lexeme(f"c.{item.category}") for item in found[:_MODELS] if item.category]
        if not shelves:
            return []
        must = all_of([any_of(shelves), *self._within()])
        names = [key for item in found[:_MODELS] for key in stems(item.name)]
        terms = any_of([lexeme(key) for key in names])
        return await self._ask(must, exact=shelves[0], limit=limit, careful=True, terms=terms)

    def _within(self) -> list[str]:
        """Write the filters that the term index knows."""
        category, brand = self.filters.category, self.filters.brand
        return [
            *([lexeme(f"c.{category}")] if category else []),
            *([lexeme(f"b.{''.join(stems(brand))}")] if brand else []),
        ]

    async def _ask(
        self,
        must: str,
        *,
        exact: str,
        limit: int,
        offset: int = 0,
        careful: bool = False,
        terms: str | None = None,
    ) -> list[ShelfItem]:
        rows = await _search_store.SEARCH.all(
            self.on,
            store=self.store,
            now=self.on.now,
            must=must,
            exact=exact,
            sort=self.sort,
            limit=limit,
            offset=offset,
            pool=_POOL + limit + offset if self.sort == "relevance" else _SORTED + limit + offset,
            without=self._without(careful=careful),
            **(self._ranking() if terms is None else self._ranking() | {"terms": terms}),
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
        }

    def _narrowing(self) -> dict[str, object]:
        filters = self.filters
        return {
            "labels": list(filters.labels) or None,
            "nutriscore": filters.nutriscore_at_least,
            "max_price": filters.max_price,
            "promotion": filters.promotion,
            "available": filters.available_only,
        }

    def _without(self, *, careful: bool) -> list[str] | None:
        """Give the allergens to keep out; those that the words exclude where no label is asked."""
        out = set(self.filters.without_allergens)
        if careful:
            keys = [key for group in self.question.needed if (key := group.without())]
            out.update(_ALLERGEN_OF[key] for key in keys if key in _ALLERGEN_OF)
        return sorted(out) or None


_RANKS = ("terms", "others", "head", "heads", "section", "preferred", "brands", "avoided", "sizes")
