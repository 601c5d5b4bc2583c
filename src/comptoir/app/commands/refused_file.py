"""Writes refused lines into a CSV that a spreadsheet opens."""

import csv
from collections.abc import Sequence
from pathlib import Path

from comptoir.adapters.catalogues.model import Refused
from comptoir.app.commands.reasons import reason_words, remedy_words
from comptoir.app.commands.tongue import t

_HEADINGS = ("ligne gtin champ valeur motif remède", "line gtin field value reason remedy")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def write_refused(path: Path, refused: Sequence[Refused]) -> None:
    """Write one line for each refused one: line, number, field, value, reason, remedy.

    :raises OSError: when the file cannot be written.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(
            t("ligne;gtin;champ;valeur;motif;remède", "line;gtin;field;value;reason;remedy").split(
                ";"
            )
        )
        for each in refused:
            flaw = each.flaw
            values = (each.gtin, flaw.field, flaw.value)
            words = (reason_words(flaw.reason), remedy_words(flaw.reason))
            rows.writerow((each.line, *map(_harmless, values), *words))


def _harmless(value: str) -> str:
    """Keep a spreadsheet from taking a refused value for a formula."""
    return f"'{value}" if value.startswith(_FORMULAS) else value
