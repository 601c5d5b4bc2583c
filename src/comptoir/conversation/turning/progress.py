"""A turn as it comes in, and how far it has got."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from comptoir.conversation.jsonable import JsonValue
from comptoir.conversation.model import Act
from comptoir.conversation.outcomes import Outcome
from comptoir.conversation.ports import SecondOpinion
from comptoir.conversation.turning.plan import Done
from comptoir.kernel.caller import Caller
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.carts.moving import Moved
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Order
from comptoir.shopping.orders.model import Outcome as Ordered


@dataclass(frozen=True, slots=True)
class Crossed:
    """The conversation in the other store, and what changed of the cart; None without a cart."""

    conversation: str
    store: str
    moved: Moved | None


class Place(Protocol):
    """The way from a cart to an order, which talks to the payment provider in between."""

    async def __call__(self, cart: str, checkout: Checkout) -> Ordered:
        """Place the order of a cart.

        :raises Refusal: when it cannot be placed.
        """
        ...


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn as it comes in."""

    conversation: str
    store: str
    turn_id: str
    text: str
    caller: Caller
    place: Place
    opinion: SecondOpinion | None
    by: str = ""
    """Who sends it, by name, where the door knows one."""
    said_in: str = ""
    """The conversation in which it was said, when it has gone on in another store since."""


@dataclass(slots=True)
class Progress:
    """How far a turn has got."""

    acts: tuple[Act, ...] = ()
    next: int = 0
    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    done: list[Done] = field(default_factory=list[Done])
    text: str = ""
    """The sentence without the name that it opened with."""
    came: Ordered | Order | Refusal | Crossed | None = None
    """What came of something done between the turn's transactions."""
    order: str | None = None
    crossed: bool = False
    """True once it goes on in another store."""
    consulted: bool = False
    proposal: JsonValue = None
    """What a second opinion takes the sentence to mean."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that a turn got, as it was kept."""

    kept: Mapping[str, Any]
