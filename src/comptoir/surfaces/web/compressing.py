"""Answers made smaller on the way: what browsers may keep, and nothing that must stay secret."""

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware, GZipResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST, LEVEL = 1_000, 6


class Compressed:
    """Compresses for those who take gzip.

    A page that nobody keeps (`no-store`) is sent as it is: who could make a browser ask for it with
    words of their own, and count the bytes, would learn from its length what else it says (BREACH).
    The shop's other pages echo an address too, but no other site can have them asked for with a
    visitor's cookie, save by opening each in plain sight (`SameSite=Lax`).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._plain = GZipMiddleware(app, SMALLEST, LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        takes = scope["type"] == "http" and "gzip" in Headers(scope=scope).get(
            "accept-encoding", ""
        )
        answer: ASGIApp = _Responder(self._app, SMALLEST, LEVEL) if takes else self._plain
        await answer(scope, receive, send)


class _Responder(GZipResponder):
    async def send_with_compression(self, message: Message) -> None:
        """Send an answer, as it is when nobody is to keep it."""
        if message["type"] == "http.response.start" and _is_secret(message):
            self.initial_message = message
            self.content_encoding_set = True
            await self.send(message)
            return
        await super().send_with_compression(message)


def _is_secret(message: Message) -> bool:
    return "no-store" in Headers(raw=message["headers"]).get("cache-control", "")
