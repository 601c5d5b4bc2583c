"""The grammars as a voice has them: pauses in lists, hours between which, everything in words."""

from collections.abc import Sequence
from datetime import datetime

from comptoir.conversation.saying import english_reading, french_reading
from comptoir.conversation.saying.english import English
from comptoir.conversation.saying.french import French
from comptoir.conversation.saying.ssml import PAUSE


class FrenchAloud(French):
    """French for the ear."""

    def and_(self, parts: Sequence[str]) -> str:
        """Put parts in a row, with a pause after each: "a, b et c"."""
        return _row(parts, "et")

    def or_(self, parts: Sequence[str]) -> str:
        """Put choices in a row, with a pause after each: "a, b ou c"."""
        return _row(parts, "ou")

    def hours(self, starts: datetime, ends: datetime) -> str:
        """Say between which hours: "entre 18 h et 20 h"."""
        return super().hours(starts, ends).replace("de ", "entre ", 1).replace(" à ", " et ", 1)

    def typeset(self, text: str) -> str:
        """Put the figures and signs of a finished text into words."""
        return french_reading.read_out(text)


class EnglishAloud(English):
    """English for the ear."""

    def and_(self, parts: Sequence[str]) -> str:
        """Put parts in a row, with a pause after each: "a, b and c"."""
        return _row(parts, "and")

    def or_(self, parts: Sequence[str]) -> str:
        """Put choices in a row, with a pause after each: "a, b or c"."""
        return _row(parts, "or")

    def hours(self, starts: datetime, ends: datetime) -> str:
        """Say between which hours: "between 6 pm and 8 pm"."""
        said = super().hours(starts, ends)
        return said.replace("from ", "between ", 1).replace(" to ", " and ", 1)

    def typeset(self, text: str) -> str:
        """Put the figures and signs of a finished text into words."""
        return english_reading.read_out(text)


def _row(parts: Sequence[str], joint: str) -> str:
    if len(parts) < 3:
        return f" {joint} ".join(parts)
    return f"{f',{PAUSE} '.join(parts[:-1])}{PAUSE} {joint} {parts[-1]}"
