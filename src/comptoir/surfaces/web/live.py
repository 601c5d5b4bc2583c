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
from comptoir.surfaces.web import counter, order_page, rejoining, visits, windows
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.readers import Reader
from comptoir.surfaces.web.visits import Visit

STILL_HERE = b": still here\n\n"

Seen = tuple[int, int, int]
"""The versions of a conversation, of its cart, and of the order of the page; 0 without one."""


async def watch(request: Request) -> Response:
    """Send what changes in the visitor's conversation and cart, from the versions it has on.

    A page of an `order` follows that too, in the same stream: a browser opens few of them at once.
    """
    visit = await visits.stay(request, await visits.session_of(request))
    since = _since(request.headers.get("last-event-id") or request.query_params.get("since") or "")
    shown = request.query_params.get("order")
    if shown is not None:
        await order_page.version(request, Reader(visit.session, visit.language), shown)
    return stream(_changes(request, visit, since, shown))


def stream(events: AsyncGenerator[bytes]) -> Response:
    """Answer with a stream of events."""
    return StreamingResponse(events, media_type=streams.MEDIA_TYPE, headers=streams.HEADERS)


def parts(html: str, *, id: str) -> bytes:  # noqa: A002
    """Write an event without a name, which htmx swaps in (HTML standard, 9.2)."""
    lines = [f"id: {id}", *(f"data: {line}" for line in html.split("\n"))]
    return ("\n".join(lines) + "\n\n").encode()


@dataclass(frozen=True, slots=True)
class _Standing:
    """A visit as it stands, what of it can be seen, and orders: that of the page, and one held."""

    visit: Visit
    seen: Seen
    shown: str | None = None
    held: str | None = None

    def topics(self) -> list[str]:
        """Name what a window of the visit follows."""
        talk = self.visit.conversation
        followed = {order_topic(each) for each in (self.shown, self.held) if each is not None}
        return [conversation_topic(talk.id), cart_topic(talk.cart), *sorted(followed)]


async def _changes(
    request: Request, visit: Visit, since: Seen, shown: str | None
) -> AsyncGenerator[bytes]:
    """Follow a conversation from cart to cart: an order closes one and the next is opened."""
    shop, now, seen = house_of(request).shop, _Standing(visit, since, shown), since
    while not shop.closing.is_set():
        topics = now.topics()
        async with contextlib.AsyncExitStack() as open_:
            live = shop.database.live
            watches = [await open_.enter_async_context(live.watch(topic)) for topic in topics]
            while now.topics() == topics and not shop.closing.is_set():
                cart, standing = (
                    now.visit.conversation.cart,
                    await _standing(request, now.visit, shown),
                )
                if standing is None:
                    return
                now = standing
                if now.seen != seen:
                    text = await _written(request, now, seen, cart)
                    seen = now.seen
                    yield parts(text, id=_name(seen))
                if now.topics() == topics and not await _stirred(shop, *watches):
                    yield STILL_HERE


async def _written(request: Request, now: _Standing, seen: Seen, cart: str) -> str:
    """Write what has changed since it was `seen` with a cart, as the page shows it that listens."""
    kind, talked = request.query_params.get("on"), now.seen[0] != seen[0]
    if not kind:
        return await counter.changes(request, now.visit, talked=talked)
    left = cart if now.visit.conversation.cart != cart else ""
    text = await windows.changes(request, now.visit, kind, talked=talked, left=left)
    if now.shown is not None and now.seen[2] != seen[2]:
        reader = Reader(now.visit.session, now.visit.language)
        text += await order_page.changed(request, reader, now.shown)
    return text


async def _standing(request: Request, visit: Visit, shown: str | None) -> _Standing | None:
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
        version = 0 if shown is None else (await orders.order(on, order=shown)).version
    held = None
    if cart.state == "ordered":
        talk = await rejoining.go_on(request, talk)
        async with database.read(who) as on:
            cart = await carts.cart(on, cart=talk.cart)
            held = await orders.order_of_cart(on, store=talk.store, cart=talk.cart)
    seen = (talk.version, cart.version, version)
    return _Standing(replace(visit, conversation=talk), seen, shown, held)


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


def _name(seen: Seen) -> str:
    """Name versions, for `_since` to read when a window comes back."""
    return "-".join(str(each) for each in (seen if seen[2] else seen[:2]))


def _since(text: str) -> Seen:
    """Read the versions that the page has; what cannot be read counts as none."""
    parts = text.split("-")
    if len(text) > 60 or not 2 <= len(parts) <= 3 or not all(map(str.isdecimal, parts)):
        return 0, 0, 0
    talked, filled, shown = (*map(int, parts), 0)[:3]
    return talked, filled, shown
