"""Products as a store sells them: search, type-ahead, the whole sheet."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from comptoir.goods.catalog import queries as catalog
from comptoir.goods.catalog.legal import Allergen
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.completion import complete
from comptoir.goods.shelf.search import Filters, search
from comptoir.goods.shelf.substitutes import substitutes
from comptoir.goods.stores import queries as stores
from comptoir.kernel.refusals import invalid
from comptoir.street.pages import cursor, offset_of
from comptoir.street.problems import language_of_request
from comptoir.surfaces.api import present
from comptoir.surfaces.api.common import answer, caller_of, shop_of

router = APIRouter(tags=["products"])

LONGEST_QUERY = 200


class SearchQuery(BaseModel):
    """What a search may be asked for; filters may be combined."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    store: str
    q: str = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str | None, Field(max_length=40)] = None
    sort: Literal["relevance", "price", "unit_price", "name"] = "relevance"
    category: str | None = None
    brand: str | None = None
    label: Annotated[list[str], Field(max_length=16)] = []
    without: Annotated[list[Allergen], Field(max_length=14)] = []
    nutriscore: Literal["A", "B", "C", "D", "E"] | None = None
    promotion: bool = False
    available: bool = False
    max_price: Annotated[int | None, Field(ge=1, le=10_000_000)] = None

    def filters(self) -> Filters:
        """Give the filters as the shelf takes them."""
        return Filters(
            category=self.category,
            brand=self.brand,
            labels=tuple(self.label),
            without_allergens=tuple(self.without),
            nutriscore_at_least=self.nutriscore,
            promotion=self.promotion,
            max_price=self.max_price,
            available_only=self.available,
        )


@router.get("/products", summary="Search a store")
async def find_products(request: Request, asked: Annotated[SearchQuery, Query()]) -> Response:
    """Find products by words, with price and stock of this moment."""
    if len(asked.q) > LONGEST_QUERY:
        raise invalid("q", "too_long", most=LONGEST_QUERY)
    offset = offset_of(asked.cursor)
    async with shop_of(request).database.read(caller_of(request)) as on:
        kept = await stores.store(on, store=asked.store)
        found = await search(
            on,
            store=asked.store,
            words=asked.q,
            language=language_of_request(request),
            filters=asked.filters(),
            sort=asked.sort,
            limit=asked.limit + 1,
            offset=offset,
        )
    results: list[dict[str, Any]] = [
        present.item(each, kept.currency) for each in found.items[: asked.limit]
    ]
    more = len(found.items) > asked.limit
    return answer(
        {
            "results": results,
            "next": cursor(offset + asked.limit) if more else None,
            "corrected": found.corrected,
        }
    )


@router.get("/products/{gtin}", summary="A product's whole sheet")
async def one_product(request: Request, gtin: str, store: str) -> Response:
    """Give a product with every field the law asks for, and what would do instead."""
    async with shop_of(request).database.read(caller_of(request)) as on:
        kept = await stores.store(on, store=store)
        on_shelf = await shelf.item(on, store=store, gtin=gtin)
        product = await catalog.product(on, gtin=gtin)
        others = await substitutes(on, store=store, gtin=gtin)
    sheet = present.sheet(product, on_shelf, kept.currency)
    return answer({**sheet, "substitutes": [present.item(o, kept.currency) for o in others]})


@router.get("/categories", summary="The category tree")
async def list_categories(request: Request) -> Response:
    """Give every category with its parent and its names."""
    async with shop_of(request).database.read(caller_of(request)) as on:
        found = await catalog.categories(on)
    results = [
        {"id": c.id, "parent": c.parent, "name": {"fr": c.name_fr, "en": c.name_en}} for c in found
    ]
    return answer({"results": results, "next": None})


@router.get("/completions", summary="Type-ahead")
async def completions(
    request: Request, store: str, q: str, limit: Annotated[int, Query(ge=1, le=20)] = 8
) -> Response:
    """Give words to go on with."""
    async with shop_of(request).database.read(caller_of(request)) as on:
        await stores.store(on, store=store)
        found = await complete(on, store=store, prefix=q[:LONGEST_QUERY], limit=limit)
    return answer({"results": list(found), "next": None})
