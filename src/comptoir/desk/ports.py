"""What a reader of the grocer's own files must be able to do for the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.model import Category, Product
from comptoir.goods.pricing.model import Offer
from comptoir.kernel.locale import Language


class FileKind(StrEnum):
    """What a file may change."""

    PRICES = "prices"
    STOCK = "stock"
    ASSORTMENT = "assortment"


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be taken: its line, its product as far as it can be read, what is wrong."""

    line: int
    gtin: str
    field: str
    reason: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """What a file says, merged with what is known: things as they would be, and faulty rows.

    `counts` and `safety` are in pieces, or in grams for goods sold by weight; `at` tells the line
    of each product.
    """

    lines: int
    faults: Sequence[Fault] = ()
    unknown: Sequence[str] = ()
    products: Sequence[Product] = ()
    categories: Sequence[Category] = ()
    offers: Sequence[Offer] = ()
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    safety: Mapping[str, int] = field(default_factory=dict[str, int])
    at: Mapping[str, int] = field(default_factory=dict[str, int])


class UnreadableFile(Exception):
    """A file that cannot be read as a whole; the message is a code, `facts` are for words."""

    def __init__(self, reason: str, facts: Mapping[str, str | int]) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = dict(facts)


class ReadsFiles(Protocol):
    """Reads the grocer's own files, and says what is wrong with them."""

    async def read(
        self, on: Reading, *, kind: FileKind, store: str, name: str, content: bytes
    ) -> FileRead:
        """Read a file and merge it with what the catalogue and the store know.

        :raises UnreadableFile: when it cannot be read to its end.
        """
        ...

    def fault_words(self, fault: Fault, language: Language) -> tuple[str, str]:
        """Say what is wrong with a row, and what to do about it."""
        ...

    def file_words(self, refused: UnreadableFile, language: Language) -> str:
        """Say why a file cannot be read, and what to do about it."""
        ...
