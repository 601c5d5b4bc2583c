"""Questions about conversations."""

from dataclasses import dataclass

from comptoir.conversation import _store
from comptoir.conversation.answer import chips_of
from comptoir.conversation.shown import Show, show_in
from comptoir.db.unit_of_work import Reading
from comptoir.kernel.ids import MalformedId, store_of
from comptoir.kernel.locale import Language, language_of
from comptoir.kernel.refusals import not_found


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation: where it is held, in which language, about which cart."""

    id: str
    store: str
    cart: str
    household: str | None
    language: Language
    version: int = 1
    shared: bool = False
    """True where whoever is in the room may speak, as to a speaker in the kitchen."""


@dataclass(frozen=True, slots=True)
class Told:
    """A turn that was answered: what was said and answered, what could be said next, its order."""

    turn_id: str
    text: str
    say: str
    chips: tuple[str, ...]
    order: str | None
    pending: str | None = None
    """The kind of the question that waits since."""
    show: Show | None = None
    """What a page may show of it."""
    spoken: str = ""
    """The answer in words for a voice."""


def conversation_topic(conversation: str) -> str:
    """Name the live topic on which a conversation's turns are told."""
    return f"conversation:{conversation}"


def store_of_conversation(conversation: str) -> str:
    """Read a conversation's store out of its id.

    :raises Refusal: when it cannot be the id of a conversation.
    """
    try:
        return store_of(conversation)
    except MalformedId:
        raise not_found("conversation", conversation) from None


async def conversation(on: Reading, *, conversation: str) -> Conversation:
    """Give a conversation. Its id is the key to it; another household has none.

    :raises Refusal: when there is none with this id, or it is another household's.
    """
    store = store_of_conversation(conversation)
    row = await _store.CONVERSATION.first(on, store=store, id=conversation)
    foreign = row is not None and on.caller.household not in (None, row.household)
    if row is None or foreign:
        raise not_found("conversation", conversation)
    return Conversation(
        id=row.id,
        store=row.store,
        cart=row.cart,
        household=row.household,
        language=language_of(row.language),
        version=row.version,
        shared=row.shared,
    )


async def turns(on: Reading, *, conversation: str, limit: int) -> tuple[Told, ...]:
    """Give a conversation's newest turns, oldest first."""
    store = store_of_conversation(conversation)
    rows = await _store.TURNS.all(on, store=store, conversation=conversation, limit=limit)
    return tuple(_told(row) for row in reversed(rows))


def _told(row: _store.ToldRow) -> Told:
    order, pending = row.answer["order"], row.answer.get("pending")
    return Told(
        turn_id=row.turn_id,
        text=row.text,
        say=str(row.answer["say"]),
        chips=chips_of(row.answer),
        order=None if order is None else str(order),
        pending=None if pending is None else str(pending),
        show=show_in(row.answer.get("show")),
        spoken=str(row.answer.get("spoken", row.answer["say"])),
    )


async def said_by(on: Reading, *, store: str, household: str) -> tuple[_store.SaidRow, ...]:
    """Give all that a household has said in a store, and what was answered, oldest first."""
    return tuple(await _store.SAID.all(on, store=store, household=household))
