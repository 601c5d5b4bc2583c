"""The SQL of messages."""

from dataclasses import dataclass

from comptoir.db.query import Query, Statement


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A posted letter as it is taken to be sent."""

    reference: str
    recipient: str
    language: str
    subject: str
    text: str
    html: str
    attempts: int


@dataclass(frozen=True, slots=True)
class FateRow:
    """What has become of a letter."""

    state: str
    attempts: int


PUT = Query(
    """
    insert into letter
        (store, key, household, reference, recipient, language, subject, text, html, state, due,
         until, created_at)
    values
        (%(store)s, %(key)s, %(household)s, %(reference)s, %(recipient)s, %(language)s,
         %(subject)s, %(text)s, %(html)s, 'waiting', %(now)s, %(until)s, %(now)s)
    on conflict (store, key) do nothing
    returning id
    """,
    int,
)
TAKE = Query(
    """
    update letter set state = 'sending', attempts = attempts + 1, due = %(lease)s
    where store = %(store)s and id = %(id)s and state = 'waiting' and due <= %(now)s
        and until > %(now)s
    returning reference, recipient, language, subject, text, html, attempts
    """,
    LetterRow,
)
SENT = Statement(
    """
    update letter set state = 'sent', due = null, sent_at = %(now)s
    where store = %(store)s and id = %(id)s and state = 'sending'
    """
)
END = Statement(
    """
    update letter set state = %(state)s, due = null
    where store = %(store)s and id = %(id)s and state = 'sending'
    """
)
AGAIN = Statement(
    """
    update letter set state = 'waiting', due = %(due)s
    where store = %(store)s and id = %(id)s and state = 'sending'
    """
)
DUE = Query(
    """
    select id from letter
    where store = %(store)s and state = 'waiting' and due <= %(now)s
    order by due, id limit %(limit)s
    """,
    int,
)
LAPSE = Statement(
    """
    update letter set state = 'lapsed', due = null
    where store = %(store)s and state = 'waiting' and until <= %(now)s
    """
)
LOSE = Statement(
    """
    update letter set state = 'unknown', due = null
    where store = %(store)s and state = 'sending' and due <= %(now)s
    """
)
FATE = Query(
    "select state, attempts from letter where store = %(store)s and key = %(key)s", FateRow
)
FORGET = Statement("delete from letter where due is null and created_at <= %(before)s")
BRING = Statement("update letter set household = %(into)s where household = %(guest)s")
FORGET_HOUSEHOLD = Statement("delete from letter where household = %(household)s")
