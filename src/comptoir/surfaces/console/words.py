"""What the desk says, in French and English, put together from one table a page."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from comptoir.kernel.locale import Language
from comptoir.street.typography import typeset

PACKAGE = "comptoir.surfaces.console.vocabulary"


@cache
def table() -> Mapping[str, tuple[str, str]]:
    """Give every key with its words in French and in English."""
    found: dict[str, tuple[str, str]] = {}
    for file in resources.files(PACKAGE).iterdir():
        if file.name.endswith(".toml"):
            words: dict[str, tuple[str, str]] = tomllib.loads(file.read_text("utf-8"))
            found |= words
    return found


class Words:
    """The desk's words in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._place = 0 if language is Language.FRENCH else 1

    def __call__(self, key: str, **facts: object) -> str:
        """Give the words for `key`, with `facts` put in; `count` chooses one or several.

        :raises KeyError: when there are none.
        """
        if "count" in facts:
            single = facts["count"] == 1 or (facts["count"] == 0 and self._place == 0)
            key = f"{key}_one" if single else f"{key}_other"
        return typeset(table()[key][self._place], self.language).format(**facts)

    def has(self, key: str) -> bool:
        """Tell whether there are words for `key`."""
        return key in table()

    def first(self, *keys: str) -> str:
        """Give the words for the first of these keys that has any, else the last key itself."""
        return next((self(key) for key in keys if key in table()), keys[-1])
