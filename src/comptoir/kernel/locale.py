"""The languages Comptoir speaks, and how to fall back between them."""

from enum import StrEnum


class Language(StrEnum):
    """A language with words in every lexicon."""

    FRENCH = "fr"
    ENGLISH = "en"


def language_of(tag: str | None) -> Language:
    """Choose a language for a BCP 47 tag or an Accept-Language header; French when none fits."""
    for part in (tag or "").lower().split(","):
        primary = part.split(";")[0].strip().split("-")[0]
        if primary in tuple(Language):  # 3.11 has no `str in Enum`
            return Language(primary)
    return Language.FRENCH


def known_language(tag: str | None) -> Language | None:
    """Give the language that a BCP 47 tag names, None when it is none of ours.

    No tag at all is no foreign language: French.
    """
    if not tag:
        return Language.FRENCH
    primary = tag.strip().lower().replace("_", "-").split("-")[0]
    return Language(primary) if primary in tuple(Language) else None
