"""How a page of goods is narrowed, sorted and turned, as its address says it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from comptoir.goods.catalog.legal import ALLERGENS
from comptoir.goods.shelf.asking import Filters, Sort

PAGE = 24
MOST_PAGES = 400
LONGEST_WORDS = 200
SORTS: tuple[Sort, ...] = get_args(Sort)
GRADES = ("A", "B", "C", "D", "E")

_LABEL = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What an address asks for beside the aisle or the words; the page is counted from one."""

    words: str = ""
    labels: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    nutriscore: str | None = None
    promotion: bool = False
    available: bool = False
    max_price: int | None = None
    sort: Sort = "relevance"
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Tell whether anything is left out."""
        plain = replace(self, words="", sort="relevance", page=1)
        return plain != Narrowing()

    @property
    def offset(self) -> int:
        """Tell how many goods stand before this page."""
        return (self.page - 1) * PAGE

    def filters(self) -> Filters:
        """Give the filters as the shelf takes them."""
        return Filters(
            labels=self.labels,
            without_allergens=self.without,
            nutriscore_at_least=self.nutriscore,
            promotion=self.promotion,
            max_price=self.max_price,
            available_only=self.available,
        )

    def address(self, path: str, **changes: object) -> str:
        """Write the address of a page, with some of it changed; defaults are left out."""
        query = urlencode(list(replace(self, **changes).pairs()))  # pyright: ignore[reportArgumentType] (fields by name)
        return f"{path}?{query}" if query else path

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Give what an address carries."""
        if self.words:
            yield "q", self.words
        yield from (("label", each) for each in self.labels)
        yield from (("without", each) for each in self.without)
        if self.nutriscore:
            yield "nutriscore", self.nutriscore
        if self.promotion:
            yield "promo", "1"
        if self.available:
            yield "stock", "1"
        if self.max_price:
            yield "max", str(self.max_price)
        if self.sort != "relevance":
            yield "sort", self.sort
        if self.page > 1:
            yield "page", str(self.page)


def read(query: QueryParams) -> Narrowing:
    """Read an address; what cannot be is as good as not there."""
    return Narrowing(
        words=" ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST_WORDS],
        labels=_labels(query.getlist("label")),
        without=tuple(code for code in ALLERGENS if code in query.getlist("without")),
        nutriscore=_one_of(GRADES, query.get("nutriscore")),
        promotion=query.get("promo") == "1",
        available=query.get("stock") == "1",
        max_price=_number(query.get("max"), 10_000_000),
        sort=_sort(query.get("sort")),
        page=_number(query.get("page"), MOST_PAGES) or 1,
    )


def _labels(given: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in given if _LABEL.match(each)))[:_MOST_LABELS]


def _sort(given: str | None) -> Sort:
    for each in SORTS:
        if each == given:
            return each
    return "relevance"


def _one_of(choices: tuple[str, ...], given: str | None) -> str | None:
    return given if given in choices else None


def _number(given: str | None, most: int) -> int | None:
    if given is None or not given.isascii() or not given.isdecimal() or len(given) > 9:
        return None
    return min(int(given), most) or None
