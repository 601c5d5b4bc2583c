"""Passes: what an assistant shows so that the shop knows for whose groceries it asks.

A pass is a bearer token (RFC 6750): text that this installation signed, which names a household by
its unguessable id and ends by itself. The server keeps nothing for one that never comes back.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from comptoir.kernel.locale import Language, language_of
from comptoir.street.session import Seal

LIFE = timedelta(days=30)
LONGEST = 400
"""Characters of a pass at most."""

_PURPOSE = "pass"


@dataclass(frozen=True, slots=True)
class Pass:
    """Whose groceries an assistant does, in which language it is answered, and until when."""

    household: str
    language: Language
    until: datetime


def issue(seal: Seal, *, household: str, language: Language, at: datetime) -> tuple[str, Pass]:
    """Write a pass for a household, and tell what it says."""
    given = Pass(household, language, (at + LIFE).replace(microsecond=0))
    body = {"h": household, "l": language.value, "u": int(given.until.timestamp())}
    return seal.write(_PURPOSE, body), given


def read(seal: Seal, text: str | None, *, at: datetime) -> Pass | None:
    """Read a pass; None when there is none, it is not ours, or it has ended by `at`."""
    if text is None or len(text) > LONGEST:
        return None
    body = seal.read(_PURPOSE, text)
    if body is None:
        return None
    until = datetime.fromtimestamp(int(body["u"]), UTC)
    if at >= until:
        return None
    return Pass(str(body["h"]), language_of(str(body["l"])), until)
