"""Sessions of browsers: a signed cookie, and the token that every form must bring back.

The cookie is signed, not sealed: its owner may read it, nobody may write it. It carries no more
than unguessable ids, so the server keeps nothing for a visitor who never comes back.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from comptoir.db.unit_of_work import Database, UnitOfWork
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street import _store
from comptoir.street.masks import masked, unmasked

COOKIE = "comptoir"
LIFE = timedelta(days=30)
MOST_NOTES = 20
LONGEST_COOKIE = 3_800
"""Browsers keep cookies of up to 4,096 bytes, name and attributes included."""

_KEY_NAME = "session"


@dataclass(frozen=True, slots=True)
class Session:
    """What a browser brings along: `notes` are small texts that a surface keeps in it."""

    key: str
    began: datetime
    notes: Mapping[str, str] = field(default_factory=dict[str, str])

    def noted(self, **notes: str) -> "Session":
        """Give the session with more notes; the oldest are forgotten beyond `MOST_NOTES`."""
        kept = {name: text for name, text in self.notes.items() if name not in notes}
        newest = list({**kept, **notes}.items())[-MOST_NOTES:]
        return replace(self, notes=dict(newest))

    def renewed(self, at: datetime) -> "Session":
        """Give the session with its whole life before it again, and the same tokens."""
        return replace(self, began=at)


def fresh(at: datetime) -> Session:
    """Begin a session."""
    return Session(secret(), at)


class Seal:
    """Signs sessions and the tokens of their forms with this installation's key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def close(self, session: Session) -> str:
        """Write a session as the text of its cookie.

        :raises ValueError: when its notes are too long for a cookie.
        """
        body = {"k": session.key, "t": int(session.began.timestamp()), "n": dict(session.notes)}
        whole = self.write("session", body)
        if len(whole) > LONGEST_COOKIE:
            raise ValueError("too much to note in a cookie")
        return whole

    def open(self, cookie: str | None, *, at: datetime) -> Session | None:
        """Read a cookie; None when there is none, it is not ours, or it has expired by `at`."""
        body = self.read("session", cookie)
        if body is None:
            return None
        began = datetime.fromtimestamp(int(body["t"]), UTC)
        if not began - timedelta(minutes=5) <= at < began + LIFE:
            return None
        return Session(str(body["k"]), began, cast("dict[str, str]", body["n"]))

    def token(self, session: Session) -> str:
        """Give a token for the forms of this session: another each time, and each of them holds."""
        return masked(self._digest("form", session.key))

    def check(self, session: Session | None, token: str | None) -> Session:
        """Give the session when a form's token is its own.

        :raises Refusal: when there is no session, or the token is missing or another's.
        """
        if session is None:
            raise Refusal(Kind.FORBIDDEN, "session_expired")
        shown = unmasked(token or "")
        if shown is None or not hmac.compare_digest(self._digest("form", session.key), shown):
            raise Refusal(Kind.FORBIDDEN, "form_token")
        return session

    def write(self, purpose: str, body: Mapping[str, object]) -> str:
        """Write what anybody may read and only we can have written, for one purpose."""
        text = _encode(json.dumps(body, separators=(",", ":")).encode())
        return f"{text}.{self._sign(purpose, text)}"

    def read(self, purpose: str, written: str | None) -> dict[str, Any] | None:
        """Read what `write` wrote; None when it is not ours, or was for another purpose."""
        text, _, signature = (written or "").partition(".")
        if not signature or len(text) > LONGEST_COOKIE:
            return None
        if not hmac.compare_digest(self._sign(purpose, text).encode(), signature.encode()):
            return None
        return cast("dict[str, Any]", json.loads(_decode(text)))

    def prove(self, purpose: str, text: str) -> str:
        """Write a proof that we know a text, for one purpose; the text is not told by it."""
        return self._sign(f"proof-{purpose}", text)

    def proves(self, purpose: str, text: str, proof: str) -> bool:
        """Tell whether a proof is what `prove` writes for a text."""
        return hmac.compare_digest(self.prove(purpose, text).encode(), proof.encode())

    def _sign(self, purpose: str, text: str) -> str:
        return _encode(self._digest(purpose, text))

    def _digest(self, purpose: str, text: str) -> bytes:
        return hmac.new(self._key, f"{purpose}:{text}".encode(), hashlib.sha256).digest()


async def seal_of(database: Database) -> Seal:
    """Read this installation's key, drawing one the first time."""
    async with database.work(SYSTEM) as uow:
        return await seal_within(uow)


async def seal_within(uow: UnitOfWork) -> Seal:
    """Read this installation's key within a transaction, drawing one the first time."""
    await _store.PUT_KEY.run(uow, name=_KEY_NAME, value=secret() + secret(), now=uow.now)
    return Seal((await _store.KEY.one(uow, name=_KEY_NAME)).encode())


def check_origin(request: Request) -> None:
    """Check that a request that changes something comes from a page of ours.

    Browsers say where a request comes from (Fetch Metadata, W3C); what says nothing is no browser,
    or an old one, and has its form token checked like all others.

    :raises Refusal: when it comes from another site.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Refusal(Kind.FORBIDDEN, "other_site")
    if "sec-fetch-site" not in request.headers and not _same_origin(request, default=True):
        raise Refusal(Kind.FORBIDDEN, "other_site")


def is_ours(request: Request) -> bool:
    """Tell whether the browser itself says that a request comes from a page of ours."""
    site = request.headers.get("sec-fetch-site")
    return site == "same-origin" if site else _same_origin(request, default=False)


def _same_origin(request: Request, *, default: bool) -> bool:
    """Hold the `Origin` that browsers send with a form against the host (RFC 6454, 7)."""
    origin = request.headers.get("origin")
    if origin is None:
        return default
    return urlsplit(origin).netloc == request.headers.get("host", "")


def keep(response: Response, cookie: str, *, secure: bool) -> None:
    """Send a session's cookie along with a response; `secure` where the page came by TLS."""
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=int(LIFE.total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decode(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError(text[:20]) from error
