"""Opens a file of products, whichever of the known formats it has."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from comptoir.adapters.catalogues import own
from comptoir.adapters.catalogues.columns import PRODUCT, places
from comptoir.adapters.catalogues.food_facts_csv import FoodFactsCsv, is_header
from comptoir.adapters.catalogues.food_facts_jsonl import FoodFactsJsonl
from comptoir.adapters.catalogues.lines import Line, LineFile, Progress, unheard
from comptoir.adapters.catalogues.model import FileReason, FileRefused, Found, Own, Reason
from comptoir.adapters.catalogues.tables import SEPARATORS, is_workbook
from comptoir.adapters.catalogues.taxonomy import NO_TAXONOMY, Taxonomy

_HEARD_EVERY = 256
_ENOUGH_TO_TELL = 5


@dataclass(frozen=True, slots=True)
class ProductFile:
    """An open file: the name of its format, and what its lines hold."""

    format: str
    found: Iterator[Found | Own]


@contextmanager
def open_products(
    path: Path,
    *,
    taxonomy: Taxonomy = NO_TAXONOMY,
    country: str = "",
    heard: Progress = unheard,
) -> Generator[ProductFile]:
    """Open Open Food Facts' CSV or JSON lines, the compact shape, or the grocer's own table.

    `country` keeps only what a published dump says is sold there ("france").

    :raises FileRefused: when it has none of these formats, now, or breaks off further down.
    """
    if is_workbook(path):
        with own.products(path, heard) as table:
            yield ProductFile("table", table.rows)
        return
    with LineFile(path) as file:
        lines = _counted(file, heard)
        first = list(islice(lines, _ENOUGH_TO_TELL))
        kind = _kind(first, path.name)
        if kind == "csv":
            reader = FoodFactsCsv(first[0].text, file=path.name, taxonomy=taxonomy, country=country)
            yield ProductFile("Open Food Facts CSV", reader.read(chain(first[1:], lines)))
            return
        if kind == "jsonl":
            json_reader = FoodFactsJsonl(file=path.name, taxonomy=taxonomy, country=country)
            yield ProductFile("JSON lines", json_reader.read(chain(first, lines)))
            return
    with own.products(path, heard) as table:
        yield ProductFile("table", table.rows)


def _counted(file: LineFile, heard: Progress) -> Iterator[Line]:
    for line in file.lines():
        if line.number % _HEARD_EVERY == 0:
            heard(file.position, file.size)
        yield line
    heard(file.size, file.size)


def _kind(first: Sequence[Line], file: str) -> str:
    starts = [line.text.lstrip() for line in first]
    if not any(starts) and not any(line.flaw for line in first):
        raise FileRefused(FileReason.EMPTY, file=file)
    if any(start.startswith("{") for start in starts):
        return "jsonl"
    if starts[0].startswith("["):
        raise FileRefused(FileReason.JSON_ARRAY, file=file)
    if is_header(starts[0]):
        return "csv"
    other_encoding = first[0].flaw in (Reason.ENCODING, Reason.NUL)
    if other_encoding or any(places(starts[0].split(mark), PRODUCT)[0] for mark in SEPARATORS):
        return "table"
    raise FileRefused(FileReason.UNKNOWN_FORMAT, file=file)
