"""What Alexa asks, read out of its JSON as far as it is needed and no further."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from comptoir.surfaces.alexa.certificates import NotTrusted

TOLERANCE = timedelta(seconds=150)
"""How old a request may be, as Amazon has it; our clocks may differ by as much the other way."""

Json = Mapping[str, object]


class Malformed(ValueError):
    """A body that is no request of Alexa's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `session` is None for those outside of any, which want no words."""

    skill: str
    id: str
    kind: str
    at: datetime
    locale: str
    user: str
    session: str | None
    intent: str = ""
    filling: str = ""


def asked(body: bytes) -> Asked:
    """Read a request.

    :raises Malformed: when the body is none.
    """
    try:
        whole = _table(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    request, session = _inner(whole, "request"), _inner(whole, "session")
    system = _inner(_inner(whole, "context"), "System") or session
    intent = _inner(request, "intent")
    return Asked(
        skill=_text(_inner(system, "application"), "applicationId"),
        id=_text(request, "requestId"),
        kind=_text(request, "type"),
        at=_instant(_text(request, "timestamp")),
        locale=_text(request, "locale", needed=False),
        user=_text(_inner(system, "user"), "userId"),
        session=_text(session, "sessionId") if session else None,
        intent=_text(intent, "name", needed=False),
        filling=_filling(intent),
    )


def checked_time(request: Asked, now: datetime) -> datetime:
    """Give when a request is too old for good.

    :raises NotTrusted: when it is already, or comes from the future.
    """
    if abs(now - request.at) > TOLERANCE:
        raise NotTrusted("timestamp")
    return request.at + TOLERANCE + timedelta(seconds=1)


def signature_of(header: str | None) -> bytes:
    """Read a signature.

    :raises NotTrusted: when there is none.
    """
    try:
        return base64.b64decode(header or "", validate=True)
    except (binascii.Error, ValueError):
        raise NotTrusted("signature") from None


def _filling(intent: Json) -> str:
    """Give what was said in the slots, in their order; an unheard slot is empty or a "?"."""
    said = [_inner(_inner(intent, "slots"), name) for name in _inner(intent, "slots")]
    values = [_text(slot, "value", needed=False) for slot in said]
    return " ".join(value for value in values if value and value != "?")


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Malformed from error
    if at.tzinfo is None:
        raise Malformed
    return at


def _table(value: object) -> Json:
    if not isinstance(value, dict):
        raise Malformed
    return cast("Json", value)


def _inner(table: Json, key: str) -> Json:
    value = table.get(key)
    return {} if value is None else _table(value)


def _text(table: Json, key: str, *, needed: bool = True) -> str:
    value = table.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value):
        raise Malformed
    return value
