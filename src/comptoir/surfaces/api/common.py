"""What the API's routes share: the shop, the caller, and requests that may be repeated."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from fastapi import Request
from starlette.responses import JSONResponse, Response

from comptoir.db import idempotency
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.caller import Caller, Door
from comptoir.street import repeats
from comptoir.street.problems import language_of_request
from comptoir.street.shop import Shop


def shop_of(request: Request) -> Shop:
    """Give the shop this application serves."""
    return cast("Shop", request.app.state.shop)


def caller_of(request: Request) -> Caller:
    """Tell who calls."""
    return Caller(Door.API, language_of_request(request))


def answer(body: dict[str, Any], status: int = 200) -> Response:
    """Answer with JSON that nobody may keep."""
    return JSONResponse(body, status_code=status, headers={"Cache-Control": "no-store"})


async def once(
    request: Request,
    *,
    store: str,
    scope: str,
    asked: object,
    act: Callable[[UnitOfWork], Awaitable[dict[str, Any]]],
    mints: bool = False,
) -> dict[str, Any]:
    """Run `act` in a unit of work; with an Idempotency-Key, a repeat gets the first answer.

    An act that `mints` an id which is a key to something answers a repeat only to the client that
    asked first: two strangers who both count their requests from 1 must not meet in one cart.

    :raises Refusal: when the key was used for another request, or `act` refuses.
    """
    return await repeats.once(
        shop_of(request).database,
        caller_of(request),
        store=store,
        scope=f"{scope}/{_client(request)}" if mints else scope,
        key=request.headers.get("idempotency-key"),
        asked=asked,
        act=act,
    )


def _client(request: Request) -> str:
    """Tell clients apart, without keeping who they are."""
    host = "" if request.client is None else request.client.host
    forwarded = request.headers.get("x-forwarded-for", "")
    agent = request.headers.get("user-agent", "")
    return idempotency.fingerprint([host, forwarded, agent])[:32]
