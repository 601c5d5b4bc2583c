"""Spoken text as the body of an SSML document, with the pauses that a listener needs."""

import re
import unicodedata
from xml.sax.saxutils import escape

PAUSE = "\ue000"
"""A mark that a tongue puts where a speaker takes a breath inside a sentence."""

_SENTENCE = re.compile(r"(?<=[.?!…])\s+(?=[«“]?\w)")
BEGINNING = re.compile(r"(?:^|(?<=[.!?] ))[^\W\d_]")
"""The first letter of a sentence."""

_BREATH = '<break time="200ms"/>'
_BEFORE_QUESTION = '<break time="350ms"/>'


def ssml(spoken: str) -> str:
    """Write spoken text as SSML for the inside of `<speak>`: sentences, breaks, nothing else.

    Only `s` and `break` of the W3C's SSML 1.1 are used, which Alexa and Dialogflow both know. The
    question at the end is set off by a longer pause.
    """
    sentences = sentences_of(spoken)
    asks = len(sentences) > 1 and sentences[-1].endswith("?")
    written = [f"<s>{_written(each)}</s>" for each in sentences]
    if asks:
        written.insert(-1, _BEFORE_QUESTION)
    return "".join(written)


def plain(spoken: str) -> str:
    """Give spoken text to a voice that knows no SSML: its commas are pauses enough."""
    return spoken.replace(PAUSE, "")


def sentences_of(spoken: str) -> list[str]:
    """Cut spoken text into its sentences."""
    return [each.strip() for each in _SENTENCE.split(_legal(spoken)) if each.strip()]


def _written(sentence: str) -> str:
    return escape(sentence).replace(PAUSE, _BREATH)


def _legal(text: str) -> str:
    """Leave out what XML 1.0 allows in no document: control characters and non-characters."""
    forbidden = {each for each in set(text) if each != PAUSE and _forbidden(each)}
    return text.translate(dict.fromkeys(map(ord, forbidden))) if forbidden else text


def _forbidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co")
