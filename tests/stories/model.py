"""A model that one can tell what to answer: a local server of the chat-completions protocol."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from tests.stories.listening import listening


def proposal(intent: str, *items: tuple[object, object, str | None], **more: Any) -> str:
    """Write a proposal as a model does."""
    goods = [
        {"product": product, "amount": amount, "unit": unit} for product, amount, unit in items
    ]
    return json.dumps({"intent": intent, "mode": None, "items": goods} | more)


@dataclass(slots=True)
class Model:
    """What the server answers next, and what it was asked."""

    content: str | None = None
    status: int = 200
    raw: bytes | None = None
    """Sent as it stands instead of an answer of the protocol."""
    message: dict[str, Any] = field(default_factory=dict[str, Any])
    finish: str = "stop"
    silent: bool = False
    """Answer nothing until the test is over."""
    endless: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    keys: list[str | None] = field(default_factory=list[str | None])
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: Request) -> Response:
        """Answer one request."""
        self.asked.append(await request.json())
        self.keys.append(request.headers.get("authorization"))
        if self.silent:
            await self.over.wait()
        if self.endless:
            return StreamingResponse(self._endlessly(), media_type="application/json")
        if self.raw is not None:
            return Response(self.raw, self.status, media_type="application/json")
        message = {"role": "assistant", "content": self.content} | self.message
        choice = {"index": 0, "finish_reason": self.finish, "message": message}
        body = {"id": "1", "object": "chat.completion", "choices": [choice]}
        return Response(json.dumps(body), self.status, media_type="application/json")

    async def _endlessly(self) -> AsyncGenerator[bytes]:
        while not self.over.is_set():
            yield b" " * 16_384
            await asyncio.sleep(0)


@contextlib.asynccontextmanager
async def a_model(**told: Any) -> AsyncGenerator[tuple[Model, str]]:
    """Serve a model and give it with its address."""
    model = Model(**told)
    app = Starlette(routes=[Route("/v1/chat/completions", model.answer, methods=["POST"])])
    async with listening(app) as url:
        try:
            yield model, f"{url}/v1"
        finally:
            model.over.set()
