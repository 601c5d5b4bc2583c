"""What Dialogflow asks, read out of a WebhookRequest as far as it is needed and no further."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

Json = Mapping[str, object]

_SAID = ("text", "transcript", "dtmfDigits")
"""Where words may stand: typed, heard, or dialled."""


class Malformed(ValueError):
    """A body that is no WebhookRequest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request; `text` is None when nothing was typed or said: then an `event` may say why."""

    id: str
    session: str
    language: str
    text: str | None
    page: str
    event: str


def asked(body: bytes) -> Asked:
    """Read a request.

    :raises Malformed: when the body is none.
    """
    try:
        whole = _table(json.loads(body))
    except (ValueError, RecursionError) as error:
        raise Malformed from error
    session = _text(_table(whole.get("sessionInfo")), "session")
    page = whole.get("pageInfo")
    if not session:
        raise Malformed
    return Asked(
        id=_text(whole, "detectIntentResponseId"),
        session=session,
        language=_text(whole, "languageCode"),
        text=next(filter(None, (_text(whole, key) for key in _SAID)), None),
        event=_text(whole, "triggerEvent"),
        page="" if page is None else _text(_table(page), "currentPage"),
    )


def _table(value: object) -> Json:
    if not isinstance(value, dict):
        raise Malformed
    return cast("Json", value)


def _text(table: Json, key: str) -> str:
    value = table.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed
    return value
