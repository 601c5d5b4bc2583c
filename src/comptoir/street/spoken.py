"""What leaves through a speaker's maker: the least that answers, built here and nowhere else.

Field by field: the words that were asked for, the same with pauses, a card with the same facts and
what may be answered, whether an answer is expected, whether the talk is over. No cart, no id, no
barcode, no act, nothing of the household but what its own sentence asked for. What a grant may add
one day is added here.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import cast
from xml.sax.saxutils import escape

from comptoir.conversation.answer import Answer
from comptoir.conversation.model import Intent
from comptoir.conversation.saying.card import Card
from comptoir.conversation.saying.refused import say_refusal
from comptoir.conversation.saying.ssml import sentences_of, ssml
from comptoir.conversation.saying.voice import voice
from comptoir.kernel.clock import Clock
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal

LONGEST_SSML = 8_000
"""The longest answer that any of the makers takes, in characters, tags included."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """An answer as it leaves; `ssml` is whole, with its `<speak>`.

    `asks` when an answer is waited for, `ends` when the talk is over, `taken` when a sentence was
    carried out or answered rather than refused.
    """

    text: str
    ssml: str
    card: Card
    asks: bool = False
    ends: bool = False
    taken: bool = True

    @property
    def question(self) -> str:
        """Give the last sentence as SSML, to be said again to who does not answer."""
        sentences = sentences_of(self.text)
        return speak(ssml(sentences[-1])) if sentences else self.ssml


def spoken(answer: Answer) -> Spoken:
    """Give what leaves of an answer."""
    asks = answer.pending is not None
    said_goodbye = bool(answer.acts) and answer.acts[-1].intent == Intent.STOP.value
    return Spoken(
        text=answer.spoken,
        ssml=speak(answer.ssml),
        card=answer.card,
        asks=asks,
        ends=not asks and (said_goodbye or answer.order is not None),
    )


def spoken_refusal(refusal: Refusal, language: Language, clock: Clock) -> Spoken:
    """Give the words for a sentence that could not be taken."""
    speaker = voice(language, currency="EUR", zone="UTC", now=clock.now()).aloud
    return plain(speaker.tongue.typeset(say_refusal(refusal, speaker)), language, taken=False)


def plain(text: str, language: Language, *, ends: bool = False, taken: bool = True) -> Spoken:
    """Give words that are no answer to a sentence."""
    card = Card(title=_words(language)["card"], text=text)
    return Spoken(text=text, ssml=speak(ssml(text)), card=card, ends=ends, taken=taken)


def trouble(language: Language) -> Spoken:
    """Give the words for a fault of ours."""
    return plain(_words(language)["trouble"], language, ends=True, taken=False)


def no_such_language() -> Spoken:
    """Give the words for who speaks none of our languages."""
    return plain(str(_table()["languages"]), Language.FRENCH, ends=True, taken=False)


def hello(language: Language) -> str:
    """Give what somebody says who comes to the counter."""
    return _words(language)["hello"]


def not_caught(language: Language) -> Spoken:
    """Give the words for what a maker's recogniser could not read."""
    return plain(_words(language)["not_caught"], language, taken=False)


def keeps_listening(said: Spoken, language: Language) -> Spoken:
    """Give an answer that ends in a question, for a maker who listens on after one only."""
    if said.ends or said.text.rstrip().endswith("?"):
        return said
    more = _words(language)["more"]
    return replace(
        said,
        text=f"{said.text} {more}",
        ssml=speak(_inner(said.ssml) + ssml(more)),
        card=replace(said.card, text=f"{said.card.text} {more}"),
        asks=True,
    )


def speak(inner: str) -> str:
    """Put marked-up words into `<speak>`, cut at a word when they are longer than anybody takes."""
    most = LONGEST_SSML - len("<speak></speak>")
    if len(inner) > most:
        # Marks are cut out rather than cut through.
        inner = escape(_bare(inner)[: most // 6].rsplit(" ", 1)[0])
    return f"<speak>{inner}</speak>"


def _inner(whole: str) -> str:
    return whole.removeprefix("<speak>").removesuffix("</speak>")


def _bare(inner: str) -> str:
    text, inside = "", False
    for character in inner:
        inside = character == "<" or (inside and character != ">")
        text += "" if inside or character == ">" else character
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _words(language: Language) -> dict[str, str]:
    return cast("dict[str, str]", _table()[language.value])


@cache
def _table() -> dict[str, object]:
    text = resources.files("comptoir.street").joinpath("spoken.toml").read_text("utf-8")
    return tomllib.loads(text)
