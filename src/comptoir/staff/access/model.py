"""How the staff come in: links that open once, and sessions that last a working day."""

from dataclasses import dataclass
from datetime import timedelta

from comptoir.staff.directory.model import Member

LINK_LIFE = timedelta(hours=24)
"""How long a link that was given out waits to be used."""

IDLE = timedelta(hours=1)
"""A session that nobody uses for so long is over."""

LIFE = timedelta(hours=12)
"""A session is over after so long however much it is used."""

DRAW_EVERY = timedelta(minutes=15)
"""How long the secret of a session in use stays the same."""

OVERLAP = timedelta(minutes=2)
"""How long the secret before counts, for pages that were asked for at the same time."""


CODE_LIFE = timedelta(minutes=10)
"""How long a code that was sent by mail may be typed in."""

TRIES = 5
"""So often may a code be typed wrong; then it opens nothing more."""

CODES_AN_HOUR = 5
"""So many codes are drawn for one person within an hour."""


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """A code was asked for: `browser` is what the browser keeps.

    Without a `member` nobody has the address, or has had enough codes, and there is none to send;
    whoever asked is told the same.
    """

    browser: str
    member: Member | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class NotThatCode:
    """What was typed is not the code; `left` is how often it may still be tried."""

    left: int


@dataclass(frozen=True, slots=True)
class Entered:
    """A session in use: `secret` is what the cookie is to hold from now on, None when as it is."""

    id: str
    member: Member
    secret: str | None = None
