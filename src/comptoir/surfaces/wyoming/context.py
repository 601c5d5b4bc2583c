"""Who speaks, read out of an event's context.

The protocol has no accounts. Home Assistant sends the id of the device that heard and the id of its
own dialogue, opens a connection for each sentence and brings nothing back; other clients bring back
the context of the last answer, in which we sign who they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from comptoir.kernel.ids import secret
from comptoir.street.guests import GuestBook

SIGNED = "comptoir"
"""The key of the context under which a client finds its signed identity."""

_DIALOGUE = "conversation_id"
_DEVICE = "device_id"
_UNGUESSABLE = 22
"""Ids shorter than this may be another home's too, "kitchen" say: the sender's address is added."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in which dialogue, and the context to answer with."""

    user: str
    dialogue: str
    answer: Mapping[str, Any]


async def speaker_of(context: object, *, peer: str, book: GuestBook) -> Speaker:
    """Tell who speaks; what is not ours or not readable in a context is as if it were not there."""
    given = _mapping(context)
    user = await book.unseal(given.get(SIGNED))
    dialogue = _id(given, _DIALOGUE)
    if user is None:
        user = _named(_id(given, _DEVICE) or dialogue or secret(), peer)
    answer = {_DIALOGUE: dialogue or secret(), SIGNED: await book.seal(user)}
    return Speaker(user, dialogue or user, answer)


def _mapping(context: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", context) if isinstance(context, dict) else {}


def _id(given: Mapping[str, object], key: str) -> str | None:
    value = given.get(key)
    return value if isinstance(value, str) and value else None


def _named(name: str, peer: str) -> str:
    return name if len(name) >= _UNGUESSABLE else f"{name}@{peer}"
