"""Words for refused lines and files: what is wrong, and what to do about it."""

import tomllib
from functools import cache
from importlib import resources

from comptoir.adapters.catalogues.lines import LONGEST_LINE
from comptoir.adapters.catalogues.model import FileReason, FileRefused, Flaw, Reason
from comptoir.app.commands.tongue import language, t
from comptoir.kernel.locale import Language

_FACTS = {"megabytes": LONGEST_LINE // 1024 // 1024}
_NO_FACTS: dict[str, str | int] = {"file": "", "why": "", "column": "", "columns": ""}


def reason_words(reason: Reason) -> str:
    """Say why a line was refused."""
    return _line(reason)[0].format_map(_FACTS)


def remedy_words(reason: Reason) -> str:
    """Say what to do about a refused line."""
    return _line(reason)[1]


def flaw_words(flaw: Flaw) -> str:
    """Say which field is wrong, what it says and why it cannot be."""
    said = t(f" « {flaw.value} »", f" “{flaw.value}”") if flaw.value else ""
    field = f"{flaw.field}{said}{t(' : ', ': ')}" if flaw.field else ""
    return field + reason_words(flaw.reason)


def line_words(reason: Reason, spoken: Language) -> tuple[str, str]:
    """Say in a language why a line was refused, and what to do about it."""
    what, remedy = _words()["line"][reason.value][spoken.value]
    return what.format_map(_FACTS), remedy


def file_words(refused: FileRefused, spoken: Language | None = None) -> str:
    """Say why a file was refused, and what to do; in the terminal's language unless told."""
    words: str = _words()["file"][refused.reason.value][(spoken or language()).value]
    return words.format_map(_NO_FACTS | refused.facts)


def file_reason_words(reason: FileReason, file: str) -> str:
    """Say why nothing of a file was kept."""
    return file_words(FileRefused(reason, file=file))


def _line(reason: Reason) -> tuple[str, str]:
    what, remedy = _words()["line"][reason.value][language().value]
    return what, remedy


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    text = resources.files("comptoir.app.commands").joinpath("reasons.toml").read_text("utf-8")
    return tomllib.loads(text)
