"""The SQL of the street."""

from dataclasses import dataclass

from comptoir.db.query import Query, Statement

KEY = Query("select value from signing_key where name = %(name)s", str)

PUT_KEY = Statement(
    """
    insert into signing_key (name, value, made_at) values (%(name)s, %(value)s, %(now)s)
    on conflict (name) do nothing
    """
)


@dataclass(frozen=True, slots=True)
class GuestRow:
    """A guest of a door; the household is theirs alone."""

    household: str | None
    gone_to: str | None


LOCK_GUEST = Query("select 1 from pg_advisory_xact_lock(hashtextextended(%(key)s, 0))", int)
GUEST = Query(
    """
    update door_guest set seen_at = %(now)s
    where store = %(store)s and door = %(door)s and guest = %(guest)s
    returning household, gone_to
    """,
    GuestRow,
)
PUT_GUEST = Statement(
    """
    insert into door_guest (store, door, guest, household, seen_at)
    values (%(store)s, %(door)s, %(guest)s, %(household)s, %(now)s)
    """
)
BE_THERE = Statement(
    """
    insert into door_guest (store, door, guest, household, seen_at)
    values (%(store)s, %(door)s, %(guest)s, %(household)s, %(now)s)
    on conflict (store, door, guest) do update set seen_at = excluded.seen_at
    """
)
GO = Statement(
    """
    update door_guest set gone_to = %(gone_to)s
    where store = %(store)s and door = %(door)s and guest = %(guest)s
    """
)
SESSION = Query(
    """
    update door_session set seen_at = %(now)s
    where store = %(store)s and door = %(door)s and guest = %(guest)s
        and session = %(session)s and language = %(language)s and seen_at > %(since)s
    returning conversation
    """,
    str,
)
PUT_SESSION = Statement(
    """
    insert into door_session (store, door, guest, session, language, conversation, seen_at)
    values (%(store)s, %(door)s, %(guest)s, %(session)s, %(language)s, %(conversation)s, %(now)s)
    on conflict (store, door, guest, session, language) do update
    set conversation = excluded.conversation, seen_at = excluded.seen_at
    """
)
END_SESSION = Statement(
    """
    delete from door_session
    where store = %(store)s and door = %(door)s and guest = %(guest)s and session = %(session)s
    """
)
PUT_REQUEST = Statement(
    """
    insert into door_request (store, door, request, until)
    values (%(store)s, %(door)s, %(request)s, %(until)s)
    on conflict (store, door, request) do nothing
    """
)
FORGET_REQUESTS = Statement("delete from door_request where until <= %(now)s")
FORGET_SESSIONS = Statement("delete from door_session where seen_at <= %(before)s")
FORGET_HOUSEHOLD = Statement("delete from door_guest where household = %(household)s")
FORGET_GUESTS = Statement("delete from door_guest where seen_at <= %(before)s")
