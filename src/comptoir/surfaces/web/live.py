"""The page, live: server-sent events that carry the changed parts, for htmx to put in place."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from comptoir.conversation import queries as conversations
from comptoir.conversation.queries import conversation_topic
from comptoir.db.live import Watch
from comptoir.shopping.carts import queries as carts
from comptoir.shopping.carts.model import cart_topic
from comptoir.shopping.identity import queries as identities
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import order_topic
from comptoir.street import streams
from comptoir.street.shop import Shop
from comptoir.surfaces.web import counter, rejoining, visits, windows
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


@dataclass(frozen=True, slots=True)
class _Standing:
    """A visit as it stands, what of it can be seen, and the order that waits for its payment."""

    visit: Visit
    seen: Seen
    held: str | None = None

    def topics(self) -> list[str]:
        """Name what a window of the visit follows."""
        talk = self.visit.conversation
        held = [] if self.held is None else [order_topic(self.held)]
        return [conversation_topic(talk.id), cart_topic(talk.cart), *held]


async def _changes(request: Request, visit: Visit, since: Seen) -> AsyncGenerator[bytes]:
    """Follow a conversation from cart to cart: an order closes one and the next is opened."""
    shop, now, seen = house_of(request).shop, _Standing(visit, since), since
    while not shop.closing.is_set():
        topics = now.topics()
        async with contextlib.AsyncExitStack() as open_:
            live = shop.database.live
            watches = [await open_.enter_async_context(live.watch(topic)) for topic in topics]
            while now.topics() == topics and not shop.closing.is_set():
                cart, standing = now.visit.conversation.cart, await _standing(request, now.visit)
                if standing is None:
                    return
                now = standing
                if now.seen != seen:
                    text = await _written(request, now, seen, cart)
                    seen = now.seen
                    yield parts(text, id=f"{seen[0]}-{seen[1]}")
                if now.topics() == topics and not await _stirred(shop, *watches):
                    yield STILL_HERE


async def _written(request: Request, now: _Standing, seen: Seen, cart: str) -> str:
    """Write what has changed since it was `seen` with a cart, as the page shows it that listens."""
    kind, talked = request.query_params.get("on"), now.seen[0] != seen[0]
    if not kind:
        return await counter.changes(request, now.visit, talked=talked)
    left = cart if now.visit.conversation.cart != cart else ""
    return await windows.changes(request, now.visit, kind, talked=talked, left=left)


async def _standing(request: Request, visit: Visit) -> _Standing | None:
    """Give a visit as it stands; None when it was signed in and is not any more."""
    database, who = house_of(request).shop.database, caller(visit.language)
    async with database.read(who) as on:
        signed_in = visit.person is None or await identities.signed_in(
            on, session=visit.session.key
        )
        if not signed_in:
            return None
        talk = await conversations.conversation(on, conversation=visit.conversation.id)
        cart = await carts.cart(on, cart=talk.cart)
    held = None
    if cart.state == "ordered":
        talk = await rejoining.go_on(request, talk)
        async with database.read(who) as on:
            cart = await carts.cart(on, cart=talk.cart)
            held = await orders.order_of_cart(on, store=talk.store, cart=talk.cart)
    return _Standing(replace(visit, conversation=talk), (talk.version, cart.version), held)


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
