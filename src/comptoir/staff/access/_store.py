"""The SQL of links and sessions."""

from dataclasses import dataclass
from datetime import datetime

from comptoir.db.query import Query, Statement


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session that a secret belongs to, and which of its secrets it is."""

    id: str
    member: str
    which: str
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class TriedRow:
    """Whose code was tried, whether it was right, and how often it has been tried."""

    member: str
    hit: bool
    attempts: int


PUT_LINK = Statement(
    """
    insert into staff_link (digest, member, made_at, expires_at)
    values (%(digest)s, %(member)s, %(now)s, %(expires_at)s)
    """
)

DROP_LINKS = Statement("delete from staff_link where member = %(member)s and used_at is null")

LINK = Query(
    """
    select member from staff_link
    where digest = %(digest)s and used_at is null and expires_at > %(now)s
    """,
    str,
)

USE_LINK = Query(
    """
    update staff_link set used_at = %(now)s
    where digest = %(digest)s and used_at is null and expires_at > %(now)s
    returning member
    """,
    str,
)

CODES_SINCE = Query(
    "select count(*) from staff_code where member = %(member)s and made_at > %(since)s", int
)

END_CODES = Statement(
    "update staff_code set used_at = %(now)s where member = %(member)s and used_at is null"
)

PUT_CODE = Statement(
    """
    insert into staff_code (id, member, digest, made_at, expires_at)
    values (%(id)s, %(member)s, %(digest)s, %(now)s, %(expires_at)s)
    """
)

TRY_CODE = Query(
    """
    update staff_code
    set attempts = attempts + 1,
        used_at = case when digest = %(digest)s then %(now)s end
    where id = %(id)s and used_at is null and expires_at > %(now)s and attempts < %(tries)s
    returning member, digest = %(digest)s as hit, attempts
    """,
    TriedRow,
)

FORGET_CODES = Statement("delete from staff_code where expires_at <= %(before)s")

OPEN = Statement(
    """
    insert into staff_session (id, member, digest, began_at, seen_at, drawn_at)
    values (%(id)s, %(member)s, %(digest)s, %(now)s, %(now)s, %(now)s)
    """
)

SESSION = Query(
    """
    select id, member, drawn_at,
        case %(digest)s when digest then 'current' when next_digest then 'next' else 'last' end
            as which
    from staff_session
    where (digest = %(digest)s or next_digest = %(digest)s
            or (last_digest = %(digest)s and drawn_at > %(overlap)s))
        and began_at > %(began)s and seen_at > %(seen)s
    for update
    """,
    SessionRow,
)

SEEN = Statement("update staff_session set seen_at = %(now)s where id = %(id)s")

DRAW = Statement("update staff_session set next_digest = %(digest)s where id = %(id)s")

PROMOTE = Statement(
    """
    update staff_session
    set last_digest = digest, digest = next_digest, next_digest = null, drawn_at = %(now)s
    where id = %(id)s
    """
)

CLOSE = Statement("delete from staff_session where id = %(id)s")

CLOSE_ALL = Statement("delete from staff_session where member = %(member)s")

FORGET_SESSIONS = Statement(
    "delete from staff_session where began_at <= %(began)s or seen_at <= %(seen)s"
)

FORGET_LINKS = Statement("delete from staff_link where expires_at <= %(now)s")
