"""What a reader of foreign files gives: neutral records, refused lines, or a refused file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.goods.pricing.model import Promotion
from comptoir.kernel.measure import Quantity


class Reason(StrEnum):
    """Why a line was refused, or a field of it left out; words for each are the surface's."""

    MISSING = "missing"
    CHECK_DIGIT = "check_digit"
    ROUNDED_CODE = "rounded_code"
    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"
    ENCODING = "encoding"
    NUL = "nul"
    LINE_TOO_LONG = "line_too_long"
    COLUMNS = "columns"
    TOO_LONG = "too_long"
    NOT_PRINTABLE = "not_printable"
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    NOT_POSITIVE = "not_positive"
    DECIMALS = "decimals"
    TOO_LARGE = "too_large"
    NOT_WHOLE = "not_whole"
    NOT_A_DATE = "not_a_date"
    NOT_A_QUANTITY = "not_a_quantity"
    NOT_A_CHOICE = "not_a_choice"
    IMPOSSIBLE = "impossible"
    TWICE = "twice"
    UNKNOWN_PRODUCT = "unknown_product"
    GROCERS_OWN = "grocers_own"
    VAT_OF_REASON = "vat_of_reason"
    LEGAL_CAP = "legal_cap"
    NOT_A_PROMOTION = "not_a_promotion"
    NOT_BY_WEIGHT = "not_by_weight"
    NOTHING_OFF = "nothing_off"
    FIRST_DAY = "first_day"
    ORDER_OF_DATES = "order_of_dates"
    NO_PRICE = "no_price"
    SALE_UNIT = "sale_unit"


class FileReason(StrEnum):
    """Why a file was refused as a whole."""

    NOT_THERE = "not_there"
    A_FOLDER = "a_folder"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    CUT_SHORT = "cut_short"
    DAMAGED = "damaged"
    PACKED = "packed"
    JSON_ARRAY = "json_array"
    SEPARATOR = "separator"
    UNKNOWN_COLUMNS = "unknown_columns"
    MISSING_COLUMN = "missing_column"
    COLUMN_TWICE = "column_twice"
    UNKNOWN_FORMAT = "unknown_format"
    TOO_LARGE = "too_large"
    NOTHING_USABLE = "nothing_usable"
    REFUSED_LINES = "refused_lines"


class FileRefused(Exception):
    """A file that cannot be imported at all: `reason` and `facts` for words."""

    def __init__(self, reason: FileReason, **facts: str | int) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Flaw:
    """A field that cannot be what the file says it is; `value` is what it says, shortened."""

    field: str
    reason: Reason
    value: str = ""


class BadCell(ValueError):
    """A value that cannot be read; `flaw` tells which and why."""

    def __init__(self, field: str, reason: Reason, value: object = "") -> None:
        super().__init__(f"{field}: {reason.value}")
        self.flaw = Flaw(field, reason, str(value)[:80])


_OF_SOUND_NUMBERS = frozenset({Reason.TWICE, Reason.UNKNOWN_PRODUCT, Reason.GROCERS_OWN})


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken, and why.

    `gtin` is the product's number where it can be read, else what stands in its place.
    """

    line: int
    gtin: str
    flaw: Flaw

    @property
    def names_product(self) -> bool:
        """Tell whether the number could be read: the row as such and its number are sound."""
        return self.flaw.field not in ("", "gtin") or self.flaw.reason in _OF_SOUND_NUMBERS


@dataclass(frozen=True, slots=True)
class CategoryName:
    """A foreign category: a stable `key` and its names, empty where unknown."""

    key: str
    french: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundProduct:
    """A product as a foreign catalogue knows it, in the codes of our own catalogue.

    `categories` go from the widest to the narrowest. `left_out` names the fields that could not
    be taken over although the product could.
    """

    line: int
    gtin: str
    name: str
    name_en: str = ""
    brand: str = ""
    legal_name: str = ""
    net: Quantity | None = None
    categories: tuple[CategoryName, ...] = ()
    ingredients: str = ""
    allergens: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()
    nutrition: Mapping[str, str] | None = None
    nutriscore: str | None = None
    nutriscore_version: str = ""
    storage: str = ""
    operator: str = ""
    labels: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    image_url: str = ""
    popularity: int = 0
    source: str = ""
    licence: str = ""
    left_out: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True)
class Nothing:
    """A line that says nothing, or of a product that was not asked for."""

    line: int


Found = FoundProduct | Refused | Nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A line of the grocer's own file: what its filled cells say, by our field names.

    `emptied` names the columns that the file has and whose cell in this line is empty.
    """

    line: int
    gtin: str
    values: Mapping[str, "Cell"]
    emptied: frozenset[str] = frozenset()


Cell = str | int | bool | date | Decimal | Quantity | Sequence[str] | Promotion | None
Own = OwnRow | Refused
