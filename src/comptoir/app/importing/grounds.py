"""What a category tells of a product's tax, age, place in the shop and usual price: one table."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from comptoir.adapters.catalogues.model import CategoryName
from comptoir.goods.catalog.legal import VAT_RATES, derived
from comptoir.goods.catalog.model import Category
from comptoir.goods.catalog.text import english_stem, stem_of, words

_TABLES = files("comptoir.app.importing") / "tables"
_ALCOHOL = "alcohol"
_WITHOUT = frozenset({"sans", "free", "non"})
_SMALL_WORDS = frozenset({"de", "d", "du", "des", "la", "le", "les", "l", "a", "au", "aux", "en"})


@dataclass(frozen=True, slots=True)
class Ground:
    """A line of the table: why goods of a category bear which VAT, and what is usual of them.

    `low` and `high` are cents a kilogram or litre, `typical` the grams or millilitres of a pack.
    """

    vat: str
    age: int | None
    group: str
    low: int
    high: int
    typical: int

    @property
    def vat_rate(self) -> int:
        """Give the rate in basis points."""
        return VAT_RATES[self.vat]

    @property
    def vat_reason(self) -> str:
        """Name the ground, marked as derived on import."""
        return derived(self.vat)


DEFAULT = Ground("food", None, "other", 350, 1_100, 300)
"""What nothing is known of is taken for ordinary food."""

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """Phrases by their stems: French ones begin a name, English ones end it."""

    french: Mapping[_Words, Ground]
    english: Mapping[_Words, Ground]

    def of_french(self, name: _Words) -> Ground | None:
        for length in range(len(name), 0, -1):
            if name[:length] in self.french:
                return self.french[name[:length]]
        return None

    def of_english(self, name: _Words) -> Ground | None:
        for start in range(len(name)):
            if name[start:] in self.english:
                return self.english[name[start:]]
        return None


def ground_of(categories: Sequence[CategoryName], name: str) -> Ground:
    """Find what is known of a product, by its narrowest known category, else by its name.

    Alcohol anywhere above makes it alcohol, whatever the narrowest category is called.
    """
    grounds = [ground for each in reversed(categories) if (ground := _of_category(each))]
    alcohol = next((ground for ground in grounds if ground.vat == _ALCOHOL), None)
    if alcohol is not None and not _WITHOUT & set(words(name)):
        return alcohol
    sober = [ground for ground in grounds if ground.vat != _ALCOHOL]
    if sober:
        return sober[0]
    return _table().of_french(_french(name)) or DEFAULT


@lru_cache(maxsize=65_536)
def _of_category(category: CategoryName) -> Ground | None:
    table = _table()
    found = table.of_french(_french(category.french)) if category.french else None
    return found or (table.of_english(_english(category.english)) if category.english else None)


def _french(text: str) -> _Words:
    return tuple(stem_of(word) for word in words(text) if word not in _SMALL_WORDS)


def _english(text: str) -> _Words:
    return tuple(english_stem(word) for word in words(text))


@lru_cache(maxsize=1)
def _table() -> _Table:
    french: dict[_Words, Ground] = {}
    english: dict[_Words, Ground] = {}
    for row in _rows("grounds.csv"):
        ground = Ground(
            row["vat"],
            int(row["age"]) if row["age"] else None,
            row["group"],
            int(row["low"]),
            int(row["high"]),
            int(row["typical"]),
        )
        for phrase in row["french"].split("|"):
            french.setdefault(_french(phrase), ground)
        for phrase in row["english"].split("|"):
            english.setdefault(_english(phrase), ground)
    return _Table(french, english)


@lru_cache(maxsize=1)
def groups() -> Mapping[str, Category]:
    """Give the places in the shop under which foreign categories hang, by their ids."""
    return {
        row["id"]: Category(
            id=f"aisle-{row['id']}",
            parent=None,
            name_fr=row["french"],
            name_en=row["english"],
            position=1_000 + place,
        )
        for place, row in enumerate(_rows("groups.csv"))
    }


@lru_cache(maxsize=1)
def english_names() -> Mapping[str, str]:
    """Give the English names of French categories that come without one."""
    return {row["french"]: row["english"] for row in _rows("names.csv")}


def _rows(name: str) -> Iterable[Mapping[str, str]]:
    return list(csv.DictReader((_TABLES / name).read_text("utf-8").splitlines()))
