"""What the page itself says, in French and English; what the counter says comes from its room."""

import tomllib
from collections.abc import Mapping
from importlib import resources

from comptoir.kernel.locale import Language
from comptoir.street.typography import typeset

Table = Mapping[str, Mapping[str, str]]
"""The words of a part of the page: by key, and by language."""


def _read() -> Mapping[str, Table]:
    """Read the tables of the folder `words`."""
    folder = resources.files("comptoir.surfaces.web").joinpath("words")
    files = sorted((each for each in folder.iterdir()), key=lambda each: each.name)
    return {
        each.name.removesuffix(".toml"): tomllib.loads(each.read_text("utf-8"))
        for each in files
        if each.name.endswith(".toml")
    }


TABLES = _read()
"""The words of each part of the page; no two parts use the same key."""

_WORDS = {key: words for table in TABLES.values() for key, words in table.items()}


class Words:
    """The page's words in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **facts: object) -> str:
        """Give the words for `key`, with `facts` put in; `count` chooses one or several.

        :raises KeyError: when there are none.
        """
        if "count" in facts:
            key = f"{key}_one" if facts["count"] in {0, 1} else f"{key}_other"
        return typeset(_WORDS[key][self.language.value], self.language).format(**facts)

    def has(self, key: str) -> bool:
        """Tell whether there are words for `key`."""
        return key in _WORDS
