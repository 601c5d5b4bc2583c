"""Refusals in words for doors that have no conversation, in the caller's language."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import resources

from comptoir.conversation.saying.refused import say_refusal
from comptoir.conversation.saying.voice import voice
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Fact, Kind, Refusal


def explain(refusal: Refusal, language: Language) -> str:
    """Put a refusal into words; one of a field names the field and what would do.

    Amounts are in the currency that the facts name, else in euros.
    """
    if refusal.kind is Kind.INVALID and "field" in refusal.facts:
        return _about_field(refusal, language)
    currency = str(refusal.facts.get("currency", "EUR"))
    speaker = voice(language, currency=currency, zone="UTC", now=datetime.now(UTC))
    return speaker.tongue.typeset(say_refusal(refusal, speaker))


def remedy(refusal: Refusal, language: Language) -> str:
    """Put into words what would do instead of the value that was refused."""
    words = remedies(language)
    phrase = words.get(str(refusal.facts.get("remedy")), words["other"])
    return phrase.format_map(_Named({name: _plain(fact) for name, fact in refusal.facts.items()}))


def remedies(language: Language) -> Mapping[str, str]:
    """Give the words for every remedy in a language."""
    return _remedies()[language.value]


def _about_field(refusal: Refusal, language: Language) -> str:
    colon = "\u00a0: " if language is Language.FRENCH else ": "
    return f"{refusal.facts['field']}{colon}{remedy(refusal, language)}"


class _Named(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _plain(value: Fact) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return str(value)


@cache
def _remedies() -> dict[str, dict[str, str]]:
    text = resources.files("comptoir.street").joinpath("remedies.toml").read_text("utf-8")
    return tomllib.loads(text)
