"""The doors of one shop as one ASGI application."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from psycopg import Error
from psycopg_pool import PoolTimeout
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from comptoir.app.door_plan import Doors
from comptoir.app.doors import mounts
from comptoir.app.importing.at_the_desk import Files
from comptoir.db.migrate import pending_on
from comptoir.kernel.caller import SYSTEM
from comptoir.street.shop import Shop
from comptoir.street.words import explain
from comptoir.surfaces.api import application as api
from comptoir.surfaces.console import application as console
from comptoir.surfaces.mcp import application as mcp
from comptoir.surfaces.web import application as web
from comptoir.surfaces.web import pages as look


def build(shop: Shop, doors: Doors | None = None) -> Starlette:
    """Put the doors of a shop side by side; `doors` are those of a voice."""

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def ready(_: Request) -> Response:
        try:
            async with shop.database.read(SYSTEM) as on:
                behind = await pending_on(on.connection)
        except (Error, PoolTimeout):
            return JSONResponse({"status": "no database"}, status_code=503)
        if behind or shop.closing.is_set():
            return JSONResponse({"status": "not ready"}, status_code=503)
        return JSONResponse({"status": "ready"})

    agents = mcp.over_http(shop, explain)
    desk = _desk(shop)

    @asynccontextmanager
    async def open_doors(_: Starlette) -> AsyncGenerator[None]:
        async with agents.run():
            yield

    return Starlette(
        lifespan=open_doors,
        routes=[
            Route("/healthz", health),
            Route("/readyz", ready),
            Route("/mcp", agents),
            Route("/desk", desk),
            Route("/desk/{rest:path}", desk),
            Mount("/api", api.build(shop, explain)),
            *mounts(shop, doors or Doors()),
            Mount("/", web.build(shop, explain)),
        ],
    )


def _desk(shop: Shop) -> ASGIApp:
    """Make the grocer's desk, which is drawn with the shop's own colours, letters and buttons."""
    return console.build(
        shop,
        explain,
        Files(),
        sheets=[look.asset(f"css/{name}.css") for name in ("tokens", "buttons", "fields")],
        letters=look.asset("fonts/voice.woff2"),
    )
