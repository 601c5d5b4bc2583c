"""The SQL of identity."""

from dataclasses import dataclass
from datetime import datetime

from comptoir.db.query import Query, Statement
from comptoir.shopping.identity.model import (
    Device,
    Invitation,
    Passkey,
    PublicKey,
    SignedIn,
    Waiting,
)


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code as it is checked."""

    id: str
    email: str
    salt: str
    hash: str
    attempts: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Where somebody belongs."""

    household: str
    person: str


LOCK_SUBJECT = Query("select 1 from pg_advisory_xact_lock(hashtextextended(%(key)s, 0))", int)
COUNT = Query(
    """
    select count(*) from identity_attempt
    where kind = %(kind)s and subject = %(subject)s and at > %(since)s
    """,
    int,
)
NOTE = Statement(
    "insert into identity_attempt (kind, subject, at) values (%(kind)s, %(subject)s, %(now)s)"
)
PUT_SESSION = Statement(
    """
    insert into browser_session (key, household, person, device, created_at, seen_at)
    values (%(key)s, %(household)s, %(person)s, %(device)s, %(now)s, %(now)s)
    """
)
SESSION = Query(
    """
    select s.household, s.person, p.name, coalesce(p.email, '') as email, s.seen_at
    from browser_session s
    join person p on p.household = s.household and p.id = s.person
    where s.key = %(key)s and s.seen_at > %(since)s
    """,
    SignedIn,
)
SEE = Statement("update browser_session set seen_at = %(now)s where key = %(key)s")
DEVICES = Query(
    """
    select key, device, created_at, seen_at from browser_session
    where household = %(household)s and person = %(person)s and seen_at > %(since)s
    order by seen_at desc, key
    """,
    Device,
)
END_SESSION = Statement("delete from browser_session where key = %(key)s")
END_SESSION_OF = Statement(
    """
    delete from browser_session
    where key = %(key)s and household = %(household)s and person = %(person)s
    """
)
END_SESSIONS = Statement(
    "delete from browser_session where household = %(household)s and person = %(person)s"
)
REGISTERED = Query(
    """
    select exists (
        select from person where household = %(household)s and email is not null
    ) as registered
    """,
    bool,
)
OF_EMAIL = Query(
    """
    select household, id as person from person where lower(email) = lower(%(email)s)
    """,
    PersonRow,
)
WAITING = Query(
    """
    select email, created_at, expires_at, attempts from sign_in_code
    where session = %(session)s and ended_at is null and expires_at > %(now)s
    """,
    Waiting,
)
END_CODES = Statement(
    """
    update sign_in_code set ended_at = %(now)s where session = %(session)s and ended_at is null
    """
)
PUT_CODE = Statement(
    """
    insert into sign_in_code (id, session, email, salt, hash, created_at, expires_at)
    values (%(id)s, %(session)s, %(email)s, %(salt)s, %(hash)s, %(now)s, %(until)s)
    """
)
LOCK_CODE = Query(
    """
    select id, email, salt, hash, attempts, expires_at from sign_in_code
    where session = %(session)s and ended_at is null and expires_at > %(now)s
    for update
    """,
    CodeRow,
)
GUESSED = Statement(
    """
    update sign_in_code
    set attempts = attempts + 1,
        ended_at = case when attempts + 1 >= %(most)s then %(now)s::timestamptz end
    where id = %(id)s
    """
)
PUT_CHALLENGE = Statement(
    """
    insert into passkey_challenge (session, purpose, challenge, expires_at)
    values (%(session)s, %(purpose)s, %(challenge)s, %(until)s)
    on conflict (session, purpose) do update
    set challenge = excluded.challenge, expires_at = excluded.expires_at
    """
)
TAKE_CHALLENGE = Query(
    """
    delete from passkey_challenge
    where session = %(session)s and purpose = %(purpose)s and expires_at > %(now)s
    returning challenge
    """,
    str,
)
PUT_PASSKEY = Statement(
    """
    insert into passkey
        (id, household, person, name, public_key, sign_count, backed_up, created_at)
    values
        (%(id)s, %(household)s, %(person)s, %(name)s, %(public_key)s, %(sign_count)s,
         %(backed_up)s, %(now)s)
    on conflict (id) do nothing
    """
)
PASSKEYS = Query(
    """
    select id, name, created_at, used_at from passkey
    where household = %(household)s and person = %(person)s
    order by created_at, id
    """,
    Passkey,
)
PUBLIC_KEY = Query(
    """
    select id, household, person, public_key, sign_count from passkey where id = %(id)s
    for update
    """,
    PublicKey,
)
USED = Statement(
    """
    update passkey set sign_count = %(sign_count)s, backed_up = %(backed_up)s, used_at = %(now)s
    where id = %(id)s
    """
)
RENAME_PASSKEY = Statement(
    """
    update passkey set name = %(name)s
    where id = %(id)s and household = %(household)s and person = %(person)s
    """
)
DROP_PASSKEY = Statement(
    """
    delete from passkey
    where id = %(id)s and household = %(household)s and person = %(person)s
    """
)
PUT_INVITATION = Statement(
    """
    insert into invitation (id, household, email, invited_by, created_at, expires_at)
    values (%(id)s, %(household)s, %(email)s, %(person)s, %(now)s, %(until)s)
    on conflict (household, (lower(email))) do update
    set id = excluded.id, invited_by = excluded.invited_by, created_at = excluded.created_at,
        expires_at = excluded.expires_at
    """
)
INVITATION = Query(
    """
    select id, household, email, invited_by, expires_at from invitation
    where id = %(id)s and expires_at > %(now)s
    """,
    Invitation,
)
INVITATIONS = Query(
    """
    select id, household, email, invited_by, expires_at from invitation
    where household = %(household)s and expires_at > %(now)s
    order by created_at, id
    """,
    Invitation,
)
DROP_INVITATION = Statement(
    "delete from invitation where id = %(id)s and household = %(household)s"
)
FORGET_SESSIONS = Statement("delete from browser_session where seen_at <= %(before)s")
FORGET_CODES = Statement("delete from sign_in_code where created_at <= %(before)s")
FORGET_ATTEMPTS = Statement("delete from identity_attempt where at <= %(before)s")
FORGET_CHALLENGES = Statement("delete from passkey_challenge where expires_at <= %(now)s")
FORGET_INVITATIONS = Statement("delete from invitation where expires_at <= %(now)s")
