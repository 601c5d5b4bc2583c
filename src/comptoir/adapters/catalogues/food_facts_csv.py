"""Reads the CSV that Open Food Facts publishes: fields between tabs, never quoted."""

from collections.abc import Iterator, Mapping, Sequence

from comptoir.adapters.catalogues.food_facts import code_of, published, words
from comptoir.adapters.catalogues.lines import Line
from comptoir.adapters.catalogues.model import (
    BadCell,
    FileReason,
    FileRefused,
    Flaw,
    Found,
    Nothing,
    Reason,
    Refused,
)
from comptoir.adapters.catalogues.taxonomy import Taxonomy


def is_header(line: str) -> bool:
    """Tell whether this is the first line of a published CSV, whatever separates its fields."""
    return line.startswith("code") and "product_name" in line


class FoodFactsCsv:
    """Turns the lines of a published CSV into products.

    :raises FileRefused: when the header separates its fields otherwise, or lacks one.
    """

    def __init__(self, header: str, *, file: str, taxonomy: Taxonomy, country: str = "") -> None:
        self._file = file
        self._taxonomy = taxonomy
        self._country = country
        names = header.split("\t")
        if len(names) < 2:
            raise FileRefused(FileReason.SEPARATOR, file=file)
        self._places = {name.strip(): place for place, name in enumerate(names)}
        self._width = len(names)
        for needed in ("code", "product_name"):
            if needed not in self._places:
                raise FileRefused(FileReason.MISSING_COLUMN, file=file, column=needed)
        self._nutrients = [name for name in self._places if name.endswith("_100g")]

    def read(self, lines: Iterator[Line]) -> Iterator[Found]:
        """Give what each line after the header holds."""
        for line in lines:
            yield self._line(line)

    def _line(self, line: Line) -> Found:
        if line.flaw is not None:
            return Refused(line.number, "", Flaw("", line.flaw))
        if not line.text.strip():
            return Nothing(line.number)
        cells = line.text.split("\t")
        if len(cells) != self._width:
            if not line.ended and len(cells) < self._width:
                raise FileRefused(FileReason.CUT_SHORT, file=self._file)
            return Refused(line.number, cells[0][:20], Flaw("", Reason.COLUMNS, str(len(cells))))
        return self._product(line.number, cells)

    def _product(self, number: int, cells: Sequence[str]) -> Found:
        def get(name: str) -> object:
            place = self._places.get(name)
            return None if place is None else _unquoted(cells[place])

        if self._country and not sold_in(words(get("countries_tags")), self._country):
            return Nothing(number)
        nutrients: Mapping[str, object] = {
            name: value for name in self._nutrients if (value := cells[self._places[name]])
        }
        try:
            return published(number, get, nutrients, self._taxonomy)
        except BadCell as bad:
            return Refused(number, _shown_code(get("code")), bad.flaw)


def _unquoted(cell: str) -> str:
    """Take the quotes off that some exports put around a field."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def sold_in(tags: Sequence[str], country: str) -> bool:
    """Tell whether a product is sold in a country, named as in the tags ("france")."""
    return any(tag.split(":")[-1] == country for tag in tags)


def _shown_code(said: object) -> str:
    try:
        return code_of(said)
    except BadCell as bad:
        return bad.flaw.value[:20]
