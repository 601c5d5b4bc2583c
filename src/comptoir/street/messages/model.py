"""Letters to shoppers: written once, carried by whatever the grocer has for mail."""

from dataclasses import dataclass
from enum import StrEnum

from comptoir.kernel.locale import Language


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one address: the same words as plain text and as HTML."""

    recipient: str
    subject: str
    text: str
    html: str
    language: Language = Language.FRENCH


class Fate(StrEnum):
    """What has become of a letter that was posted."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    """The mail server will not take it, now or later."""
    UNKNOWN = "unknown"
    """It may have been taken: rather not sent at all than twice."""
    LAPSED = "lapsed"
    """It was of no more use when it could have been sent."""
