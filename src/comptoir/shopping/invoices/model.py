"""Invoices: what was sold to whom, by whom, frozen and numbered without a gap."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from comptoir.goods.pricing.model import Promotion
from comptoir.kernel.measure import Quantity
from comptoir.kernel.money import VatShare


class Kind(StrEnum):
    """What a document is; both count in the same series of numbers."""

    INVOICE = "invoice"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Party:
    """A seller or a buyer, as they stand on an invoice: a name and lines beneath it."""

    name: str
    lines: tuple[str, ...] = ()
    vat_number: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an invoice: prices in minor units, VAT included; `total` before discount.

    `price` is what one costs; `saved` is what the promotion took off the list price.
    """

    name: str
    quantity: Quantity
    price: int
    vat_rate: int
    total: int
    discount: int
    saved: int = 0
    promotion: Promotion | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What it comes to, in minor units: `total = goods + deposits + fee - discount`."""

    goods: int
    deposits: int
    discount: int
    fee: int
    total: int


@dataclass(frozen=True, slots=True)
class Document:
    """What an invoice says, as it was when it was issued."""

    seller: Party
    buyer: Party
    order_number: str
    ordered_at: datetime
    handed_at: datetime
    mode: str
    payment: str
    currency: str
    language: str
    lines: tuple[Line, ...]
    sums: Sums
    vat: tuple[VatShare, ...]
    discount_code: str = ""


@dataclass(frozen=True, slots=True)
class Invoice:
    """An issued invoice or a credit note; `number` counts within a store.

    A credit note cancels an invoice whole, or `corrects` one: it gives a part of it back.
    """

    store: str
    number: int
    kind: Kind
    order: str
    cancels: int | None
    issued_at: datetime
    document: Document
    corrects: int | None = None

    @property
    def title(self) -> str:
        """Give the number as it is written: the store, then six digits."""
        return numbered(self.store, self.number)


def numbered(store: str, number: int) -> str:
    """Write a number of a store's series."""
    return f"{store.upper()}-{number:06}"
