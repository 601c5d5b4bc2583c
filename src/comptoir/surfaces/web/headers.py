"""Headers that every page of the shop carries: a strict content security policy and its kin."""

import secrets
from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NONCE = "nonce"

_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "manifest-src 'self'; worker-src 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types htmx comptoir"
)
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    # Order ids are keys: they leave the house with no link and no form.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_UNLESS_TOLD = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}


class SecureHeaders:
    """Draws a nonce for each request and sends the headers along with its response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; handlers find the nonce in `request.state`."""
        nonce = secrets.token_urlsafe(16)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # A page that is kept goes on under the policy it came with: its nonces are of that.
                if message["status"] != HTTPStatus.NOT_MODIFIED:
                    headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce)
                for name, value in _FIXED.items():
                    headers[name] = value
                for name, value in _UNLESS_TOLD.items():
                    headers.setdefault(name, value)
            await send(message)

        state = {**scope.get("state", {}), NONCE: nonce}
        await self._app({**scope, "state": state}, receive, sending)
