"""The words of letters in one language: a table in `words.toml`."""

import re
import tomllib
from functools import cache
from importlib import resources

from comptoir.kernel.locale import Language

_BEFORE = re.compile(r" (?=[;!?%])")
_COLON = re.compile(r" (?=:)|(?<=«) | (?=»)")


class Wording:
    """What letters say in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._words = _read()[language.value]

    def __call__(self, key: str, **facts: object) -> str:
        """Give the words for `key`, with `facts` put in.

        :raises KeyError: when there are none.
        """
        text = self._words[key]
        if self.language is Language.FRENCH:  # no-break spaces before signs, and inside « »
            text = _BEFORE.sub("\u202f", _COLON.sub("\u00a0", text))
        return text.format(**facts)

    def discount(self, code: str) -> str:
        """Name a discount, with its code where that is known."""
        return self("discount_by_code", code=code) if code else self("discount")


@cache
def _read() -> dict[str, dict[str, str]]:
    text = resources.files("comptoir.street.letters").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)
