"""The SQL of conversations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comptoir.db.query import Query, Statement


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """A conversation's own columns."""

    store: str
    id: str
    cart: str
    household: str | None
    language: str
    shared: bool
    memory: Mapping[str, Any]
    version: int


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A turn that was answered."""

    text: str
    answer: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What was said and answered, and when."""

    at: datetime
    text: str
    say: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A turn as it is read back."""

    turn_id: str
    text: str
    answer: Mapping[str, Any]


INSERT = Statement(
    """
    insert into conversation
        (store, id, cart, household, language, shared, created_at, updated_at)
    values
        (%(store)s, %(id)s, %(cart)s, %(household)s, %(language)s, %(shared)s, %(now)s, %(now)s)
    """
)
CONVERSATION = Query(
    """
    select store, id, cart, household, language, shared, memory, version from conversation
    where store = %(store)s and id = %(id)s
    """,
    ConversationRow,
)
LOCK = Query(
    """
    select store, id, cart, household, language, shared, memory, version from conversation
    where store = %(store)s and id = %(id)s
    for update
    """,
    ConversationRow,
)
SAID = Query(
    """
    select t.at, t.text, coalesce(t.answer ->> 'say', '') as say
    from turn t join conversation c on c.store = t.store and c.id = t.conversation
    where c.store = %(store)s and c.household = %(household)s
    order by t.position
    """,
    SaidRow,
)
FORGET_TURNS = Statement(
    """
    delete from turn t using conversation c
    where c.store = %(store)s and c.household = %(household)s
        and t.store = c.store and t.conversation = c.id
    """
)
FORGET_HOUSEHOLD = Statement(
    """
    update conversation set household = null, memory = '{}'
    where store = %(store)s and household = %(household)s
    """
)
REMEMBER = Query(
    """
    update conversation
    set memory = %(memory)s::jsonb, cart = %(cart)s, version = version + 1, updated_at = %(now)s
    where store = %(store)s and id = %(id)s
    returning version
    """,
    int,
)
SHOW = Statement(
    """
    update conversation set memory = %(memory)s::jsonb, updated_at = %(now)s
    where store = %(store)s and id = %(id)s
    """
)
TURN = Query(
    """
    select text, answer from turn
    where store = %(store)s and conversation = %(conversation)s and turn_id = %(turn_id)s
    """,
    TurnRow,
)
KEEP_TURN = Statement(
    """
    insert into turn (store, conversation, turn_id, text, answer, at)
    values (%(store)s, %(conversation)s, %(turn_id)s, %(text)s, %(answer)s::jsonb, %(now)s)
    """
)
KEEP_COPY = Statement(
    """
    insert into turn (store, conversation, turn_id, text, answer, at)
    values (%(store)s, %(conversation)s, %(turn_id)s, %(text)s, %(answer)s::jsonb, %(now)s)
    on conflict (store, conversation, turn_id) do nothing
    """
)
TURNS = Query(
    """
    select turn_id, text, answer from turn
    where store = %(store)s and conversation = %(conversation)s
    order by position desc
    limit %(limit)s
    """,
    ToldRow,
)
