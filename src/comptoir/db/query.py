"""Named SQL: one statement and the type of its rows, so that no SQL is ever built from strings."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Generic, LiteralString, Protocol, TypeVar, get_args, get_type_hints

from psycopg import AsyncConnection, AsyncCursor, DataError
from psycopg.errors import NumericValueOutOfRange, UntranslatableCharacter
from psycopg.rows import BaseRowFactory, class_row, kwargs_row, scalar_row

from comptoir.kernel.refusals import invalid

Row = TypeVar("Row")

_SCALARS = (int, str, bool)
_INDENTED = re.compile(r"\n +")


class HasConnection(Protocol):
    """Whatever statements can run on: a unit of work or a reading."""

    @property
    def connection(self) -> AsyncConnection[Any]:
        """Give the open connection."""
        ...


@dataclass(frozen=True, slots=True)
class Query(Generic[Row]):
    """A statement that returns rows; parameters are named (`%(store)s`).

    `row` is a dataclass whose fields are the columns, or int, str or bool for one column. A field
    for a jsonb column may be of a class that reads itself with `from_json`.
    """

    sql: LiteralString
    row: type[Row]

    def __post_init__(self) -> None:
        # psycopg remembers how it read a text of 4,096 characters, and reads a longer one anew.
        object.__setattr__(self, "sql", _INDENTED.sub("\n", self.sql))

    async def all(self, on: HasConnection, /, **parameters: object) -> list[Row]:
        """Run it and give every row."""
        cursor = await self._run(on, parameters)
        return await cursor.fetchall()

    async def first(self, on: HasConnection, /, **parameters: object) -> Row | None:
        """Run it and give the first row, or None when there is none."""
        cursor = await self._run(on, parameters)
        return await cursor.fetchone()

    async def one(self, on: HasConnection, /, **parameters: object) -> Row:
        """Run it and give its only row.

        :raises LookupError: when there is none.
        """
        row = await self.first(on, **parameters)
        if row is None:
            raise LookupError(self.sql)
        return row

    async def _run(self, on: HasConnection, parameters: Mapping[str, object]) -> AsyncCursor[Row]:
        cursor = on.connection.cursor(row_factory=self._factory())
        try:
            await cursor.execute(self.sql, parameters or None)
        except (DataError, UnicodeEncodeError) as error:
            raise _unwritable(error) from error
        return cursor

    def _factory(self) -> BaseRowFactory[Row]:
        if self.row in _SCALARS:
            return scalar_row
        readers = _readers(self.row)
        if not readers:
            return class_row(self.row)

        def made(**columns: Any) -> Row:
            for name, read in readers.items():
                if columns.get(name) is not None:
                    columns[name] = read(columns[name])
            return self.row(**columns)

        return kwargs_row(made)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that changes rows and returns none."""

    sql: LiteralString

    async def run(self, on: HasConnection, /, **parameters: object) -> int:
        """Run it and tell how many rows it touched."""
        try:
            cursor = await on.connection.execute(self.sql, parameters or None)
        except (DataError, UnicodeEncodeError) as error:
            raise _unwritable(error) from error
        return cursor.rowcount

    async def run_many(self, on: HasConnection, rows: Sequence[Mapping[str, object]], /) -> int:
        """Run it once for each mapping of parameters, pipelined; tell how many rows it touched."""
        async with on.connection.cursor() as cursor:
            try:
                await cursor.executemany(self.sql, rows)
            except (DataError, UnicodeEncodeError) as error:
                raise _unwritable(error) from error
            return cursor.rowcount


@cache
def _readers(row: type[Any]) -> Mapping[str, Callable[[Mapping[str, Any]], Any]]:
    """Find the fields of a row whose class reads itself from JSON."""
    hints = get_type_hints(row)
    found: dict[str, Callable[[Mapping[str, Any]], Any]] = {}
    for field in fields(row):
        for each in (hints[field.name], *get_args(hints[field.name])):
            if hasattr(each, "from_json"):
                found[field.name] = each.from_json
    return found


def _unwritable(error: DataError | UnicodeEncodeError) -> Exception:
    """Make a refusal of what no column can hold: NUL, lone surrogates, numbers beyond measure."""
    if isinstance(error, UnicodeEncodeError | UntranslatableCharacter) or "NUL" in str(error):
        return invalid("text", "no_control_characters")
    if isinstance(error, NumericValueOutOfRange):
        return invalid("number", "smaller")
    return error
