"""Identity: who sits at a browser, and what proves it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SESSION_LIFE = timedelta(days=30)
"""How long a browser that is not seen stays signed in."""

CODE_LIFE = timedelta(minutes=10)
CODE_PAUSE = timedelta(minutes=1)
"""How long after a code no other is sent to the same browser for the same address."""

MOST_GUESSES = 5
"""How often a code may be typed wrong."""

CHALLENGE_LIFE = timedelta(minutes=10)
INVITATION_LIFE = timedelta(days=7)
MOST_PASSKEYS = 10
MOST_MEMBERS = 12


@dataclass(frozen=True, slots=True)
class Bound:
    """How often something may be done within a time."""

    kind: str
    most: int
    within: timedelta


CODES_TO_ADDRESS = Bound("codes_to", 5, timedelta(hours=1))
CODES_FOR_CALLER = Bound("codes_for", 20, timedelta(hours=1))
GUESSES_AT_ADDRESS = Bound("guesses_at", 40, timedelta(days=1))
GUESSES_BY_CALLER = Bound("guesses_by", 60, timedelta(hours=1))
NUMBERS_BY_CALLER = Bound("numbers_by", 30, timedelta(hours=1))
"""Of orders, by who has no more than that; a statement takes two."""
INVITATIONS = Bound("invitations", 10, timedelta(days=1))


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody of a household who has proved to be it."""

    household: str
    person: str
    name: str
    email: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that is signed in; `key` is the digest of its session's key."""

    key: str
    device: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its owner knows it."""

    id: str
    name: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """The shop as an authenticator sees it: its host, and scheme and host as browsers send them."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A passkey as a signature is checked against it."""

    id: str
    household: str
    person: str
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A code that a browser has asked for and may type in."""

    email: str
    created_at: datetime
    expires_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A code was asked for: it is to be sent, unless one has just been."""

    email: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Proven:
    """The right code: whoever typed it reads the mail of `email`."""

    email: str


@dataclass(frozen=True, slots=True)
class WrongCode:
    """Not the code; it may be typed again `left` times."""

    left: int


@dataclass(frozen=True, slots=True)
class NoCode:
    """No code waits here: it has expired, was used, or was typed wrong too often."""


Checked = Proven | WrongCode | NoCode


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody who was asked into a household and has not come yet."""

    id: str
    household: str
    email: str
    invited_by: str
    expires_at: datetime
