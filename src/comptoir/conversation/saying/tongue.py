"""What a language can put into words, and the tables of phrases it does it with."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Protocol, cast

from comptoir.conversation.spoken import Goods
from comptoir.goods.catalog.rules import UnitPrice
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity

Phrases = dict[str, "str | dict[str, str]"]


class Tongue(Protocol):
    """The grammar of one language, as far as the counter needs it."""

    def money(self, amount: int, currency: str) -> str:
        """Write an amount in minor units: "2,18 €"."""
        ...

    def quantity(self, quantity: Quantity) -> str:
        """Write a quantity: "500 g", "1,5 kg", "3"."""
        ...

    def goods(self, goods: Goods) -> str:
        """Name a product in the middle of a sentence."""
        ...

    def title(self, goods: Goods) -> str:
        """Name a product with its size, as a label: "Lait entier 1 L"."""
        ...

    def amount(self, goods: Goods, quantity: Quantity, count: int | None = None) -> str:
        """Say so much of a product: "500 g de tomates rondes"."""
        ...

    def brief(self, amount: str) -> str:
        """Say so much of a product without the size of a piece."""
        ...

    def per(self, price: str, unit_price: UnitPrice) -> str:
        """Say a price for a kilogram, a litre or a piece."""
        ...

    def of(self, text: str) -> str:
        """Put "de" before a text."""
        ...

    def and_(self, parts: Sequence[str]) -> str:
        """Put parts in a row: "a, b et c"."""
        ...

    def or_(self, parts: Sequence[str]) -> str:
        """Put choices in a row: "a, b ou c"."""
        ...

    def day(self, at: datetime, now: datetime) -> str:
        """Say a day, both in the store's time: "demain", "samedi 24 octobre"."""
        ...

    def time(self, clock: str) -> str:
        """Say a time of day that is kept as "08:30": "8 h 30"."""
        ...

    def hours(self, starts: datetime, ends: datetime) -> str:
        """Say from when to when, in the store's time: "de 18 h à 20 h"."""
        ...

    def typeset(self, text: str) -> str:
        """Give a finished text the spaces its language's printers put."""
        ...


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The phrases of one language."""

    tongue: Tongue
    phrases: Phrases

    def phrase(self, key: str, /, *, count: int | None = None, **fields: str) -> str:
        """Fill the phrase `key`; `count` chooses between one and several.

        :raises KeyError: when there is no such phrase or it wants another field.
        """
        if count is not None:
            fields["count"] = str(count)
        return self.fill(key, fields)

    def fill(self, key: str, fields: Mapping[str, str]) -> str:
        """Fill the phrase `key`, one of two when it counts.

        :raises KeyError: when there is no such phrase or it wants another field.
        """
        found = self.phrases[key]
        if isinstance(found, dict):
            found = found["one" if fields.get("count") == "1" else "other"]
        return found.format_map(_Fields(fields, self.tongue))

    def has(self, key: str) -> bool:
        """Tell whether there is such a phrase."""
        return key in self.phrases


class _Fields(dict[str, str]):
    """Fields of a phrase; `de_x` is made of `x` when it is asked for."""

    def __init__(self, fields: Mapping[str, str], tongue: Tongue) -> None:
        super().__init__(fields)
        self.tongue = tongue

    def __missing__(self, key: str) -> str:
        if not key.startswith("de_"):
            raise KeyError(key)
        return self.tongue.of(self[key.removeprefix("de_")])


_WORDS = resources.files("comptoir.conversation.words")


def learn() -> None:
    """Read every table of words, so that no sentence waits for one."""
    for file in _WORDS.iterdir():
        if file.name.endswith(".toml"):
            words_of(file.name.removesuffix(".toml"))


@cache
def words_of(name: str) -> Mapping[str, object]:
    """Read a table of words that ships with the package, once a process."""
    return tomllib.loads((_WORDS / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def phrases_of(language: Language, *, spoken: bool = False) -> Phrases:
    """Read a language's phrases; those of a section are named `section.key`.

    Those for the ear take the place of those for the eye where they differ.
    """
    if spoken:
        return phrases_of(language) | _phrases(words_of(f"{language.value}_aloud"))
    return _phrases(words_of(language.value))


def _phrases(table: Mapping[str, object]) -> Phrases:
    phrases: Phrases = {}
    for key, value in table.items():
        if isinstance(value, str):
            phrases[key] = value
        elif isinstance(value, dict):
            section = cast("Phrases", value)
            if section.keys() == {"one", "other"}:
                phrases[key] = cast("dict[str, str]", section)
            else:
                phrases.update({f"{key}.{inner}": each for inner, each in section.items()})
    return phrases
