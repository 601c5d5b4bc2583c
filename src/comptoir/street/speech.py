"""Speech at the doors: what writes down a recording, and what reads an answer aloud."""

from typing import Protocol

from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Kind, Refusal, invalid

LONGEST_SECONDS = 30
"""Nobody says more in one breath at a counter."""
MOST_RECORDED_BYTES = 4_194_304
"""Thirty seconds of uncompressed sound at 48 kHz take less."""
LONGEST_READ = 2_000
"""Characters; no answer of the counter is longer."""


class Recogniser(Protocol):
    """Writes down what is said in a recording."""

    async def transcribe(self, recording: bytes, *, language: Language, hint: str = "") -> str:
        """Give the words said in a recording, in any common sound format.

        `hint` is a text of words that may well be said; it is never given back as if heard.

        :raises Refusal: when it is no recording, a longer one than `LONGEST_SECONDS`, or nobody
            speaks in it.
        """
        ...


class Voice(Protocol):
    """Reads a text aloud."""

    async def speak(self, text: str, *, language: Language) -> bytes:
        """Give a WAV recording of a text being read, 16 bits, one channel.

        :raises Refusal: when there is nothing to read.
        """
        ...


def unreadable() -> Refusal:
    """Give the refusal of what is no recording."""
    return invalid("recording", "sound")


def too_long() -> Refusal:
    """Give the refusal of a recording that goes on for too long."""
    return Refusal(Kind.TOO_LARGE, "recording_too_long", {"most_seconds": LONGEST_SECONDS})


def nothing_said() -> Refusal:
    """Give the refusal of a recording in which nobody speaks."""
    return Refusal(Kind.INVALID, "nothing_said", {})


def not_equipped() -> Refusal:
    """Give the refusal of a shop that has no recogniser."""
    return Refusal(Kind.UNAVAILABLE, "no_recogniser", {})
