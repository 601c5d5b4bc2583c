"""Identifiers: opaque, unguessable, and carrying the store they belong to where there is one."""

import re
import secrets
from typing import NewType

StoreId = NewType("StoreId", str)
Gtin = NewType("Gtin", str)
CartId = NewType("CartId", str)
OrderId = NewType("OrderId", str)
HouseholdId = NewType("HouseholdId", str)
ConversationId = NewType("ConversationId", str)

_STORE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\Z")
_STORE_KEYED = re.compile(r"([a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)~([A-Za-z0-9_-]{22})\Z")


class MalformedId(ValueError):
    """Text that cannot be an identifier of ours."""


def secret() -> str:
    """Draw 128 unguessable bits as 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


def store_keyed(store: str) -> str:
    """Make an unguessable identifier that names its store: `<store>~<128 bits>`.

    Every statement on a store-owned table names its store, so a bare id has to lead there.
    """
    return f"{store}~{secret()}"


def store_of(identifier: str) -> StoreId:
    """Read the store out of a store-keyed identifier.

    :raises MalformedId: when it has another shape.
    """
    match = _STORE_KEYED.match(identifier)
    if match is None:
        raise MalformedId(identifier[:80])
    return StoreId(match[1])


def is_store_id(text: str) -> bool:
    """Tell whether `text` may name a store: lower-case letters, digits and inner hyphens."""
    return _STORE.match(text) is not None
