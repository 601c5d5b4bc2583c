"""The language in which the command speaks: French, or English by the locale or `--language`."""

import os
from collections.abc import Mapping, Sequence

from comptoir.kernel.locale import Language

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_chosen = [Language.FRENCH]
_THIN = "\u202f"


def choose(words: Sequence[str], environment: Mapping[str, str] | None = None) -> Language:
    """Choose the language by `--language` among the words, else by the locale, else French."""
    named = _named(words)
    _chosen[0] = named or _of_locale(os.environ if environment is None else environment)
    return _chosen[0]


def language() -> Language:
    """Tell the language chosen."""
    return _chosen[0]


def t(french: str, english: str) -> str:
    """Give the sentence of the chosen language."""
    return english if _chosen[0] is Language.ENGLISH else french


def number(value: int) -> str:
    """Write a whole number with its thousands set apart."""
    return f"{value:,}".replace(",", t(_THIN, ","))


def plural(count: int, one: str, many: str) -> str:
    """Give the form for a count, `{}` in it being the number; French has nought in the singular."""
    single = count == 1 or (count == 0 and language() is Language.FRENCH)
    return (one if single else many).format(number(count))


def _named(words: Sequence[str]) -> Language | None:
    for place, word in enumerate(words):
        if word == "--language" and place + 1 < len(words):
            return _language(words[place + 1])
        if word.startswith("--language="):
            return _language(word.removeprefix("--language="))
    return None


def _of_locale(environment: Mapping[str, str]) -> Language:
    for name in _LOCALE:
        if environment.get(name):
            return _language(environment[name].split("_")[0].split(".")[0]) or Language.FRENCH
    return Language.FRENCH


def _language(tag: str) -> Language | None:
    return next((each for each in Language if tag.lower().split("-")[0] == each.value), None)
