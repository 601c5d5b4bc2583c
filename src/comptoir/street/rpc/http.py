"""MCP over streamable HTTP: one POST, one answer, and nothing kept between them.

No session lives in a process, so that any process may answer any request: who asks is told by the
bearer token (RFC 6750) that each request carries, and what was done stands in the database. Both
eras of the protocol are served: the stateless one of 2026-07-28 and, before it, `initialize`.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final, cast
from urllib.parse import urlsplit

from mcp.server import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street.limits import MOST_BYTES, BodyLimit
from comptoir.street.problems import STATUS, Explain, refused
from comptoir.street.rpc.server import Context

_ASKER: Final = "comptoir.asker"
_UNKNOWN: Final = 401

Admit = Callable[[Request], Awaitable[object]]
"""Tells who asks from a request's headers; refuses whom it does not know."""


def asker(context: Context) -> object:
    """Give whom `Admit` recognised in the HTTP request that a call came by."""
    return cast("Request", context.request).scope[_ASKER]


def bearer(request: Request) -> str | None:
    """Give the bearer token of a request, None when it has none.

    :raises Refusal: when its authorisation is of another kind.
    """
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Refusal(Kind.FORBIDDEN, "pass_not_valid")
    return token.strip()


class Endpoint:
    """The address at which an MCP server answers; `run` has to be entered while it does."""

    def __init__(
        self, server: Server[Any], *, admit: Admit, explain: Explain, closing: asyncio.Event
    ) -> None:
        self._admit = admit
        self._explain = explain
        self._closing = closing
        self._manager = StreamableHTTPSessionManager(
            server, json_response=True, stateless=True, max_request_body_size=MOST_BYTES
        )
        self._limited: ASGIApp = BodyLimit(self._manager.handle_request)

    @asynccontextmanager
    async def run(self) -> AsyncGenerator[None]:
        """Be ready to answer for as long as the context lasts; calls under way end with it."""
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope)
        if request.method != "POST":
            # There is no stream to open (GET) and no session to end (DELETE).
            await Response(status_code=405, headers={"Allow": "POST"})(scope, receive, send)
            return
        try:
            self._check(request)
            scope[_ASKER] = await self._admit(request)
        except Refusal as refusal:
            await self._refuse(request, refusal)(scope, receive, send)
            return
        await self._limited(scope, receive, send)

    def _check(self, request: Request) -> None:
        """Check that the shop is open, and that no other site's page asks on a visitor's behalf.

        :raises Refusal: when not.
        """
        if self._closing.is_set():
            raise Refusal(Kind.UNAVAILABLE, "closing")
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise Refusal(Kind.FORBIDDEN, "other_site")

    def _refuse(self, request: Request, refusal: Refusal) -> Response:
        response = refused(request, refusal, self._explain)
        if refusal.code == "pass_not_valid":
            response.status_code = _UNKNOWN
            response.headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        elif STATUS[refusal.kind] == STATUS[Kind.UNAVAILABLE]:
            response.headers["Connection"] = "close"
        return response
