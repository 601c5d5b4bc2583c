"""Files read line by line: packed or not, never more of a line in memory than is sane."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, cast

from comptoir.adapters.catalogues.model import FileReason, FileRefused, Reason

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes; the longest records that Open Food Facts publishes stay well below."""

_GZIP = b"\x1f\x8b"
_PACKED = (b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf", b"Rar!")


class Progress(Protocol):
    """Hears how far a file has been read."""

    def __call__(self, done: int, whole: int, /) -> None:
        """Take note that `done` of `whole` has been read."""
        ...


def unheard(_done: int, _whole: int, /) -> None:
    """Hear about progress and say nothing."""


class _Readable(Protocol):
    def readline(self, limit: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `flaw` instead of `text` when it cannot be read."""

    number: int
    text: str
    flaw: Reason | None = None
    ended: bool = True


class LineFile:
    """An open file of lines in UTF-8, packed with gzip or not.

    :raises FileRefused: when it cannot be read, now or further down.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._raw: BufferedReader = path.open("rb")
        except FileNotFoundError:
            raise FileRefused(FileReason.NOT_THERE, file=str(path)) from None
        except IsADirectoryError:
            raise FileRefused(FileReason.A_FOLDER, file=str(path)) from None
        except OSError as problem:
            raise FileRefused(
                FileReason.UNREADABLE, file=str(path), why=problem.strerror or ""
            ) from None
        self.size = path.stat().st_size
        start = self._raw.peek(8)[:8]
        if start.startswith(_PACKED):
            self._raw.close()
            raise FileRefused(FileReason.PACKED, file=path.name)
        self.packed = start.startswith(_GZIP)
        opened = gzip.GzipFile(fileobj=self._raw) if self.packed else self._raw
        self._lines = cast("_Readable", opened)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._raw.close()

    @property
    def position(self) -> int:
        """Tell how many bytes of the file have been read."""
        return self._raw.tell()

    def lines(self) -> Iterator[Line]:
        """Give every line; a byte order mark at the start is no part of the first."""
        number = 0
        while raw := self._read():
            number += 1
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if len(raw) > LONGEST_LINE and not raw.endswith(b"\n"):
                self._skip()
                yield Line(number, "", Reason.LINE_TOO_LONG)
            else:
                yield _decoded(number, raw)

    def _read(self) -> bytes:
        try:
            return self._lines.readline(LONGEST_LINE + 1)
        except EOFError:
            raise FileRefused(FileReason.CUT_SHORT, file=self._path.name) from None
        except (gzip.BadGzipFile, zlib.error):
            raise FileRefused(FileReason.DAMAGED, file=self._path.name) from None
        except OSError as problem:
            raise FileRefused(
                FileReason.UNREADABLE, file=self._path.name, why=problem.strerror or ""
            ) from None

    def _skip(self) -> None:
        while (rest := self._read()) and not rest.endswith(b"\n"):
            pass


def _decoded(number: int, raw: bytes) -> Line:
    ended = raw.endswith(b"\n")
    if b"\x00" in raw:
        return Line(number, "", Reason.NUL, ended)
    try:
        return Line(number, raw.decode().rstrip("\r\n"), None, ended)
    except UnicodeDecodeError:
        return Line(number, "", Reason.ENCODING, ended)
