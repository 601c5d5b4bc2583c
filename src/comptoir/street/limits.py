"""How much may come in through a door in one request."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comptoir.kernel.refusals import Kind
from comptoir.street.problems import TITLES, language_of_header, problem

MOST_BYTES = 262_144
"""A request body beyond this is refused before it is read: no shopping list is that long."""


class _TooLarge(Exception):
    pass


class BodyLimit:
    """Refuses requests whose body is larger than `most` bytes, whether announced or not."""

    def __init__(self, app: ASGIApp, most: int = MOST_BYTES) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counting what it brings."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        headers: dict[bytes, bytes] = dict(scope["headers"])
        announced = headers.get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self._most:
            await self._refuse(scope, receive, send, headers)
            return
        await self._counted(scope, receive, send, headers)

    async def _counted(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes]
    ) -> None:
        seen, started = 0, False

        async def counting() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._most:
                raise _TooLarge
            return message

        async def watching(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, counting, watching)
        except _TooLarge:
            if started:
                raise
            await self._refuse(scope, receive, send, headers)

    async def _refuse(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes]
    ) -> None:
        language = language_of_header(headers.get(b"accept-language"))
        response = problem(
            status=413,
            code="too_large",
            title=TITLES[Kind.TOO_LARGE][language],
            detail=f"{self._most} octets" if language == "fr" else f"{self._most} bytes",
            facts={"most_bytes": self._most},
        )
        await response(scope, receive, send)
