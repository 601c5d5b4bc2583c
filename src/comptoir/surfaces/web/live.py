"""The page, live: server-sent events that carry the changed parts, for htmx to put in place."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from comptoir.conversation import queries as conversations
from comptoir.conversation.queries import conversation_topic
from comptoir.db.live import Watch
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import cart_topic
from comptoir.shopping.identity import queries as identities
from comptoir.street import streams
from comptoir.street.shop import Shop
from comptoir.surfaces.web import counter, visits, windows
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.visits import Visit

STILL_HERE = b": still here\n\n"

Seen = tuple[int, int]
"""The versions of a conversation and of its cart."""


async def watch(request: Request) -> Response:
    """Send what changes in the visitor's conversation and cart, from the versions it has on."""
    visit = await visits.stay(request, await visits.session_of(request))
    since = _since(request.headers.get("last-event-id") or request.query_params.get("since") or "")
    return stream(_changes(request, visit, since))


def stream(events: AsyncGenerator[bytes]) -> Response:
    """Answer with a stream of events."""
    return StreamingResponse(events, media_type=streams.MEDIA_TYPE, headers=streams.HEADERS)


def parts(html: str, *, id: str) -> bytes:  # noqa: A002
    """Write an event without a name, which htmx swaps in (HTML standard, 9.2)."""
    lines = [f"id: {id}", *(f"data: {line}" for line in html.split("\n"))]
    return ("\n".join(lines) + "\n\n").encode()


async def _changes(request: Request, visit: Visit, since: Seen) -> AsyncGenerator[bytes]:
    """Follow a conversation from cart to cart: an order closes one and the next is opened."""
    shop, seen = house_of(request).shop, since
    conversation = visit.conversation.id
    while not shop.closing.is_set():
        cart = visit.conversation.cart
        async with (
            shop.database.live.watch(conversation_topic(conversation)) as talked,
            shop.database.live.watch(cart_topic(cart)) as filled,
        ):
            while visit.conversation.cart == cart and not shop.closing.is_set():
                standing = await _standing(shop, visit)
                if standing is None:
                    return
                visit, newest = standing
                if newest != seen:
                    text = await _written(request, visit, talked=newest[0] != seen[0])
                    seen = newest
                    yield parts(text, id=f"{seen[0]}-{seen[1]}")
                if visit.conversation.cart == cart and not await _stirred(shop, talked, filled):
                    yield STILL_HERE


async def _written(request: Request, visit: Visit, *, talked: bool) -> str:
    """Write what has changed as the page shows it that listens."""
    kind = request.query_params.get("on")
    if kind:
        return await windows.changes(request, visit, kind, talked=talked)
    return await counter.changes(request, visit, talked=talked)


async def _standing(shop: Shop, visit: Visit) -> tuple[Visit, Seen] | None:
    """Give a visit as it stands; None when it was signed in and is not any more."""
    async with shop.database.read(caller(visit.language)) as on:
        signed_in = visit.person is None or await identities.signed_in(
            on, session=visit.session.key
        )
        if not signed_in:
            return None
        standing = await conversations.conversation(on, conversation=visit.conversation.id)
        version = (await carts.cart(on, cart=standing.cart)).version
    return replace(visit, conversation=standing), (standing.version, version)


async def _stirred(shop: Shop, *watches: Watch) -> bool:
    """Wait until one of the watched changes, the shop closes or nothing happens for long."""
    waits = [asyncio.ensure_future(each.next()) for each in watches]
    waits.append(asyncio.ensure_future(_closed(shop)))
    try:
        done, _ = await asyncio.wait(
            waits, timeout=streams.KEEP_ALIVE_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        return bool(done)
    finally:
        for each in waits:
            each.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await each


async def _closed(shop: Shop) -> int:
    await shop.closing.wait()
    return 0


def _since(text: str) -> Seen:
    """Read the versions that the page has; what cannot be read counts as none."""
    talked, _, filled = text.partition("-")
    if talked.isdecimal() and filled.isdecimal() and len(text) < 40:
        return int(talked), int(filled)
    return 0, 0
