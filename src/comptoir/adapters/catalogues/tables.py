"""Tables of text out of CSV (comma, semicolon or tab; UTF-8, UTF-16 or Latin-1) and XLSX files."""

import codecs
import csv
import io
import zipfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast

from comptoir.adapters.catalogues.columns import places
from comptoir.adapters.catalogues.lines import LONGEST_LINE, Progress
from comptoir.adapters.catalogues.model import FileReason, FileRefused, Reason

MOST_BYTES = 512 * 1024 * 1024
SEPARATORS = (";", ",", "\t")
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row's cells by our field names; `flaw` when the row as such cannot be read."""

    line: int
    cells: Mapping[str, str]
    flaw: Reason | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table's fields, the headings that were not understood, and its rows."""

    fields: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: Iterator[Row]
    whole: int


def is_workbook(path: Path) -> bool:
    """Tell whether a file is a spreadsheet (XLSX)."""
    with _opened(path) as raw:
        return raw.read(4) == _ZIP


@contextmanager
def open_table(
    path: Path, known: Mapping[str, Sequence[str]], needed: Sequence[str], heard: Progress
) -> Generator[Table]:
    """Open a table whose first row holds headings.

    :raises FileRefused: when it is no table, or a needed column is missing.
    """
    with _opened(path) as raw:
        start = raw.read(8)
        raw.seek(0)
        if start.startswith(_OLD_EXCEL) or (start[:2] == b"\x1f\x8b"):
            raise FileRefused(FileReason.PACKED, file=path.name)
        if start.startswith(_ZIP):
            with _sheet(path, raw) as rows:
                yield _table(path, rows, known, needed, heard, whole=0)
            return
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise FileRefused(FileReason.TOO_LARGE, file=path.name, most=MOST_BYTES)
        encoding = _encoding(raw)
        raw.seek(0)
        with io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="") as stream:
            rows = _csv_rows(path, raw, stream, known)
            yield _table(path, rows, known, needed, heard, whole=size)


@contextmanager
def _opened(path: Path) -> Generator[io.BufferedReader]:
    try:
        raw = path.open("rb")
    except FileNotFoundError:
        raise FileRefused(FileReason.NOT_THERE, file=str(path)) from None
    except IsADirectoryError:
        raise FileRefused(FileReason.A_FOLDER, file=str(path)) from None
    except OSError as problem:
        raise FileRefused(
            FileReason.UNREADABLE, file=str(path), why=problem.strerror or ""
        ) from None
    with raw:
        yield raw


_Numbered = Iterator[tuple[int, Sequence[str], Reason | None, int]]
"""A row's first line, its cells, what is wrong with it, and how far the file has been read."""


def _table(
    path: Path,
    rows: _Numbered,
    known: Mapping[str, Sequence[str]],
    needed: Sequence[str],
    heard: Progress,
    *,
    whole: int,
) -> Table:
    first = next(rows, None)
    if first is None:
        raise FileRefused(FileReason.EMPTY, file=path.name)
    found, unknown = places(first[1], known)
    if not found:
        raise FileRefused(FileReason.UNKNOWN_COLUMNS, file=path.name, columns=_shown(first[1]))
    for field in needed:
        if field not in found:
            raise FileRefused(FileReason.MISSING_COLUMN, file=path.name, column=known[field][0])
    width = len(first[1])

    def cells() -> Iterator[Row]:
        for line, values, flaw, done in rows:
            heard(done, whole)
            if flaw is None and not any(value.strip() for value in values):
                continue
            surplus = any(value.strip() for value in values[width:])
            row = {
                field: values[place].strip()
                for field, place in found.items()
                if place < len(values)
            }
            yield Row(line, row, Reason.COLUMNS if flaw is None and surplus else flaw)

    return Table(tuple(found), unknown, cells(), whole)


def _shown(headings: Sequence[str]) -> str:
    return ", ".join(heading.strip() for heading in headings if heading.strip())[:120]


def _csv_rows(
    path: Path,
    raw: io.BufferedReader,
    stream: io.TextIOWrapper,
    known: Mapping[str, Sequence[str]],
) -> _Numbered:
    heading = stream.readline(LONGEST_LINE)
    if not heading.strip():
        raise FileRefused(FileReason.EMPTY, file=path.name)
    separator = _separator(heading, known)
    if separator is None:
        raise FileRefused(FileReason.SEPARATOR, file=path.name)
    csv.field_size_limit(LONGEST_LINE)
    headings = next(csv.reader([heading], delimiter=separator))
    yield 1, headings, None, len(heading)
    lines = _Lines(stream)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 2
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            if "unexpected end" in str(problem):
                raise FileRefused(FileReason.CUT_SHORT, file=path.name) from None
            flaw = Reason.LINE_TOO_LONG if "field limit" in str(problem) else Reason.COLUMNS
            yield line, (), flaw, raw.tell()
            continue
        if not lines.ended and len(values) < len(headings):
            raise FileRefused(FileReason.CUT_SHORT, file=path.name)
        broken = any("\ufffd" in value for value in values)
        yield line, values, Reason.ENCODING if broken else None, raw.tell()


class _Lines:
    """Feeds the CSV reader, and remembers whether the last line came to its end."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self.ended = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        self.ended = line.endswith(("\n", "\r"))
        return line.replace("\x00", "\ufffd")


def _encoding(raw: io.BufferedReader) -> str:
    """Choose UTF-8 when the whole file is, else what Windows writes in Western Europe."""
    start = raw.read(4)
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding
    raw.seek(0)
    utf8 = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := raw.read(1 << 20):
            utf8.decode(block)
        utf8.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(heading: str, known: Mapping[str, Sequence[str]]) -> str | None:
    """Choose the separator under which most headings are known."""
    best, most = None, 0
    for separator in SEPARATORS:
        headings = next(csv.reader([heading], delimiter=separator))
        understood = len(places(headings, known)[0])
        if understood > most:
            best, most = separator, understood
    return best


@contextmanager
def _sheet(path: Path, raw: io.BufferedReader) -> Generator[_Numbered]:
    from openpyxl import load_workbook  # noqa: PLC0415 (slow to load, and seldom needed)

    try:
        with zipfile.ZipFile(raw) as pack:
            if sum(part.file_size for part in pack.infolist()) > MOST_BYTES:
                raise FileRefused(FileReason.TOO_LARGE, file=path.name, most=MOST_BYTES)
        raw.seek(0)
        book = load_workbook(raw, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError):
        raise FileRefused(FileReason.DAMAGED, file=path.name) from None
    try:
        yield _sheet_rows(path, book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()


def _sheet_rows(path: Path, rows: Iterator[Sequence[object]]) -> _Numbered:
    number = 0
    while True:
        try:
            values = next(rows, None)
        except Exception:
            raise FileRefused(FileReason.DAMAGED, file=path.name) from None
        if values is None:
            return
        number += 1
        yield number, [_cell(value) for value in values], None, number


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case float():
            return f"{round(Decimal(repr(value)), 6).normalize():f}"
        case datetime() | date():
            return cast("datetime", value).isoformat()
        case _:
            return str(value)
