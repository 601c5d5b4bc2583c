"""Words for refused lines and files in a language: what is wrong, and what to do about it."""

import tomllib
from functools import cache
from importlib import resources

from comptoir.adapters.catalogues.lines import LONGEST_LINE
from comptoir.adapters.catalogues.model import FileRefused, Reason
from comptoir.kernel.locale import Language

_FACTS = {"megabytes": LONGEST_LINE // 1024 // 1024}
_NO_FACTS: dict[str, str | int] = {"file": "", "why": "", "column": "", "columns": ""}


def line_words(reason: Reason, language: Language) -> tuple[str, str]:
    """Say why a line was refused, and what to do about it."""
    what, remedy = _words()["line"][reason.value][language.value]
    return what.format_map(_FACTS), remedy


def file_words(refused: FileRefused, language: Language) -> str:
    """Say why a file was refused, and what to do."""
    words: str = _words()["file"][refused.reason.value][language.value]
    return words.format_map(_NO_FACTS | refused.facts)


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    text = resources.files("comptoir.app.importing").joinpath("reasons.toml").read_text("utf-8")
    return tomllib.loads(text)
