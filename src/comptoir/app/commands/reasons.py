"""Words for refused lines and files in the language of the terminal."""

from comptoir.adapters.catalogues.model import FileReason, FileRefused, Flaw, Reason
from comptoir.app.commands.tongue import language, t
from comptoir.app.importing import reasons


def reason_words(reason: Reason) -> str:
    """Say why a line was refused."""
    return reasons.line_words(reason, language())[0]


def remedy_words(reason: Reason) -> str:
    """Say what to do about a refused line."""
    return reasons.line_words(reason, language())[1]


def flaw_words(flaw: Flaw) -> str:
    """Say which field is wrong, what it says and why it cannot be."""
    said = t(f" « {flaw.value} »", f" “{flaw.value}”") if flaw.value else ""
    field = f"{flaw.field}{said}{t(' : ', ': ')}" if flaw.field else ""
    return field + reason_words(flaw.reason)


def file_words(refused: FileRefused) -> str:
    """Say why a file was refused, and what to do."""
    return reasons.file_words(refused, language())


def file_reason_words(reason: FileReason, file: str) -> str:
    """Say why nothing of a file was kept."""
    return file_words(FileRefused(reason, file=file))
