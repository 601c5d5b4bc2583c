"""Named SQL: one statement and the type of its rows, so that no SQL is ever built from strings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, LiteralString, Protocol, TypeVar

from psycopg import AsyncConnection, AsyncCursor, DataError
from psycopg.errors import NumericValueOutOfRange, UntranslatableCharacter
from psycopg.rows import BaseRowFactory, class_row, scalar_row

from comptoir.kernel.refusals import invalid

Row = TypeVar("Row")

_SCALARS = (int, str, bool)


class HasConnection(Protocol):
    """Whatever statements can run on: a unit of work or a reading."""

    @property
    def connection(self) -> AsyncConnection[Any]:
        """Give the open connection."""
        ...


@dataclass(frozen=True, slots=True)
class Query(Generic[Row]):
    """A statement that returns rows; parameters are named (`%(store)s`).

    `row` is a dataclass whose fields are the columns, or int, str or bool for one column.
    """

    sql: LiteralString
    row: type[Row]

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
        return class_row(self.row)


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


def _unwritable(error: DataError | UnicodeEncodeError) -> Exception:
    """Make a refusal of what no column can hold: NUL, lone surrogates, numbers beyond measure."""
    if isinstance(error, UnicodeEncodeError | UntranslatableCharacter) or "NUL" in str(error):
        return invalid("text", "no_control_characters")
    if isinstance(error, NumericValueOutOfRange):
        return invalid("number", "smaller")
    return error
