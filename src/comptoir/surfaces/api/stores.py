"""Stores and the windows in which they hand over and deliver."""

from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from comptoir.goods.stores import queries as stores
from comptoir.shopping.slots import queries as slots
from comptoir.shopping.slots.model import Mode
from comptoir.surfaces.api import present
from comptoir.surfaces.api.common import answer, caller_of, shop_of

router = APIRouter(tags=["stores"])


@router.get("/stores", summary="Every store")
async def list_stores(request: Request) -> Response:
    """Give every store of the chain."""
    async with shop_of(request).database.read(caller_of(request)) as on:
        found = await stores.stores(on)
    return answer({"results": [present.store(each) for each in found], "next": None})


@router.get("/stores/{store}", summary="One store")
async def one_store(request: Request, store: str) -> Response:
    """Give one store."""
    async with shop_of(request).database.read(caller_of(request)) as on:
        return answer(present.store(await stores.store(on, store=store)))


@router.get("/stores/{store}/windows", summary="Windows that can still be ordered for")
async def windows(
    request: Request,
    store: str,
    mode: Literal["pickup", "delivery"] = "delivery",
    days: Annotated[int, Query(ge=1, le=14)] = 7,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """Give a store's free windows of the coming days, earliest first."""
    async with shop_of(request).database.read(caller_of(request)) as on:
        kept = await stores.store(on, store=store)
        found = await slots.windows(
            on, store=store, mode=Mode(mode), from_=on.now, to=on.now + timedelta(days=days)
        )
    results: list[dict[str, Any]] = [present.window(each, kept.currency) for each in found[:limit]]
    return answer({"results": results, "next": None})
