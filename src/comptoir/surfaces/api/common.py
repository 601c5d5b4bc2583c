"""What the API's routes share: the shop, the caller, pages, and requests that may be repeated."""

import base64
import binascii
from collections.abc import Awaitable, Callable
from typing import Any, cast

from fastapi import Request
from starlette.responses import JSONResponse, Response

from comptoir.db import idempotency
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.caller import Caller, Door
from comptoir.kernel.refusals import invalid
from comptoir.street.problems import language_of_request
from comptoir.street.shop import Shop

_LONGEST_KEY = 200


def shop_of(request: Request) -> Shop:
    """Give the shop this application serves."""
    return cast("Shop", request.app.state.shop)


def caller_of(request: Request) -> Caller:
    """Tell who calls."""
    return Caller(Door.API, language_of_request(request))


def answer(body: dict[str, Any], status: int = 200) -> Response:
    """Answer with JSON that nobody may keep."""
    return JSONResponse(body, status_code=status, headers={"Cache-Control": "no-store"})


def cursor(offset: int) -> str:
    """Make the opaque cursor of the page that begins at `offset`."""
    return base64.urlsafe_b64encode(f"o{offset}".encode()).decode().rstrip("=")


def offset_of(cursor: str | None) -> int:
    """Read a cursor.

    :raises Refusal: when it is not one of ours.
    """
    if cursor is None:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        offset = int(text.removeprefix("o")) if text.startswith("o") else -1
    except (binascii.Error, ValueError):
        offset = -1
    if not 0 <= offset <= 10_000:
        raise invalid("cursor", "use_next")
    return offset


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
    key = request.headers.get("idempotency-key")
    if key is not None and not 0 < len(key) <= _LONGEST_KEY:
        raise invalid("idempotency_key", "at_most", most=_LONGEST_KEY)
    if mints:
        scope = f"{scope}/{_client(request)}"
    async with shop_of(request).database.work(caller_of(request)) as uow:
        if key is None:
            return await act(uow)
        kept = await idempotency.recall(uow, store=store, scope=scope, key=key, request=asked)
        if kept is not None:
            return dict(kept)
        body = await act(uow)
        await idempotency.keep(uow, store=store, scope=scope, key=key, request=asked, answer=body)
        return body


def _client(request: Request) -> str:
    """Tell clients apart, without keeping who they are."""
    host = "" if request.client is None else request.client.host
    forwarded = request.headers.get("x-forwarded-for", "")
    agent = request.headers.get("user-agent", "")
    return idempotency.fingerprint([host, forwarded, agent])[:32]
