"""What is on record of a change: who, when, what, from which value to which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Author(Protocol):
    """Whoever made a change."""

    @property
    def id(self) -> str:
        """Give their id, empty for who works at the machine itself."""
        ...

    @property
    def name(self) -> str:
        """Give what they are called."""
        ...


@dataclass(frozen=True, slots=True)
class AtTheMachine:
    """Who changes something by the command line, where nobody signs in."""

    id: str = ""
    name: str = "comptoir"


class Action(StrEnum):
    """What became of the thing."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"


class Thing(StrEnum):
    """What sort of thing was changed."""

    STORE = "store"
    SELLER = "seller"
    PATTERN = "pattern"
    WINDOW = "window"
    PRODUCT = "product"
    OFFER = "offer"
    STOCK = "stock"
    CODE = "code"
    ORDER = "order"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it was and what it is now, as plain text; empty is nothing."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change about to be put on record; `label` is what people call the thing."""

    kind: Thing
    object: str
    fields: Sequence[Field]
    label: str = ""
    action: Action = Action.CHANGED


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change on record; the chain's own things are under the store ''."""

    store: str
    id: int
    at: datetime
    member: str
    member_name: str
    action: str
    kind: str
    object: str
    label: str
    fields: Sequence[Mapping[str, str]]
    file: str | None
