"""Server-sent events: a stream tells newest versions until the shop closes or the reader leaves."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress

from comptoir.db.live import Watch
from comptoir.street.shop import Shop

KEEP_ALIVE_SECONDS = 20.0
MEDIA_TYPE = "text/event-stream"

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def event(name: str, data: object, *, id: int | None = None) -> bytes:  # noqa: A002
    """Write one event as the EventSource format has it (HTML standard, 9.2)."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    lines = [f"event: {name}"]
    if id is not None:
        lines.append(f"id: {id}")
    lines += [f"data: {line}" for line in text.splitlines() or [""]]
    return ("\n".join(lines) + "\n\n").encode()


async def versions(
    shop: Shop, topic: str, *, since: int, current: Callable[[], Awaitable[int]]
) -> AsyncGenerator[int | None]:
    """Give each new version of `topic` above `since`, and None when it has been quiet for long.

    The watch begins before the current version is read, so that no change falls between.
    """
    async with shop.database.live.watch(topic) as watch:
        seen = since
        newest = await current()
        while not shop.closing.is_set():
            if newest > seen:
                seen = newest
                yield newest
            found = await _next(shop, watch)
            if found is None:
                yield None
                # What was told while the listener had lost its connection is read here.
                newest = await current()
            else:
                newest = found


async def _next(shop: Shop, watch: Watch) -> int | None:
    change = asyncio.ensure_future(watch.next())
    closing = asyncio.ensure_future(shop.closing.wait())
    try:
        await asyncio.wait(
            {change, closing}, timeout=KEEP_ALIVE_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        return change.result() if change.done() else None
    finally:
        for task in (change, closing):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
