"""What an adapter must be able to do for a conversation."""

from dataclasses import dataclass
from typing import Protocol

from comptoir.conversation.jsonable import JsonValue


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that the grammar cannot read, and all that a second opinion is told.

    `asked` names the kind of question that waits and `choices` are the labels it showed. Nothing
    here says who speaks, from where, or what they have in their cart.
    """

    text: str
    language: str
    asked: str | None = None
    choices: tuple[str, ...] = ()


class SecondOpinion(Protocol):
    """Proposes what a sentence may mean; it is never the source of a fact."""

    async def propose(self, unread: Unread) -> JsonValue:
        """Give a value of the shape `opinion.SCHEMA`, or None within its time when it has none.

        It raises nothing: whatever goes wrong out there is no opinion.
        """
        ...
