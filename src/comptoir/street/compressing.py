"""Answers made smaller on the way, without telling by their length what else they say."""

import secrets

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware, GZipResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST, LEVEL = 1_000, 6
_MOST_NOISE = 100
_FLAGS, _HEAD, _NAMED = 3, 10, 0x08
"""In a gzip member: where its flags stand, how long its head is, and that a name follows it."""


class Compressed:
    """Compresses for those who take gzip.

    Who can make a browser ask for a page with words of their own, and counts the bytes, could learn
    from its length what else it says (BREACH). So the tokens of its forms are masked anew in every
    answer (`masks`), and a page that nobody keeps (`no-store`) is some bytes longer each time, in a
    place that unzipping passes over. Besides, no other site can have a page asked for with a
    visitor's cookie, save by opening it in plain sight (`SameSite=Lax`).
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
    _quiet = False

    async def send_with_compression(self, message: Message) -> None:
        """Send an answer, with noise in its length when nobody is to keep it."""
        if message["type"] == "http.response.start":
            self._quiet = _is_secret(message)
        await super().send_with_compression(message)

    async def apply_compression(self, body: bytes, *, more_body: bool) -> bytes:
        """Compress a part of an answer; its first part has the head."""
        small = await super().apply_compression(body, more_body=more_body)
        if not self._quiet:
            return small
        self._quiet = False
        return lengthened(small, secrets.randbelow(_MOST_NOISE) + 1)


def lengthened(member: bytes, by: int) -> bytes:
    """Give what is compressed a name of no meaning, so that it is longer (RFC 1952, 2.3)."""
    head = bytearray(member[:_HEAD])
    head[_FLAGS] |= _NAMED
    return bytes(head) + b"x" * (by - 1) + b"\0" + member[_HEAD:]


def _is_secret(message: Message) -> bool:
    return "no-store" in Headers(raw=message["headers"]).get("cache-control", "")
