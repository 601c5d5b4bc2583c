"""Tables that people can read and edit: CSV files whose rows know where they stand."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import StringIO

FOLDER = files("comptoir.app.demo") / "assortment"


class BadTable(ValueError):
    """A row of the assortment cannot be read: the file, the line and what is wrong."""


class Row(dict[str, str]):
    """A row that knows where it stands, for those who have to mend it."""

    place: str = ""

    def __missing__(self, column: str) -> str:
        raise BadTable(f"{self.place}: no column {column}")

    def number(self, column: str) -> int | None:
        """Read a whole number, or None from an empty cell.

        :raises BadTable: when the cell holds something else.
        """
        if not self[column]:
            return None
        if not self[column].isdecimal():
            raise BadTable(f"{self.place}: {column} {self[column]}")
        return int(self[column])


def every(folder: Traversable, section: str) -> Iterator[Row]:
    """Read the rows of each table of a section, the tables by name.

    :raises BadTable: when a row has not as many cells as there are columns.
    """
    tables = (folder / section).iterdir()
    for table in sorted(tables, key=lambda each: each.name):
        if table.name.endswith(".csv"):
            yield from rows(table)


def rows(table: Traversable) -> Iterator[Row]:
    """Read the rows of one table.

    :raises BadTable: when a row has not as many cells as there are columns.
    """
    reader = csv.DictReader(StringIO(table.read_text(encoding="utf-8"), newline=""))
    for cells in reader:
        if None in cells or None in cells.values():
            raise BadTable(f"{table.name}:{reader.line_num}: not as many cells as columns")
        row = Row({column: text.strip() for column, text in cells.items()})
        row.place = f"{table.name}:{reader.line_num}"
        yield row
