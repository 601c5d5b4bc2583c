"""The words around a slot, which Alexa keeps to itself, and the sentence put together again."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, cast

from comptoir.kernel.locale import Language

Slot = Literal["query", "goods", "dish", "number", "choice", "when"]

FALLBACK = "AMAZON.FallbackIntent"


@dataclass(frozen=True, slots=True)
class Carrier:
    """One intent: what its samples say around the slot, and what is said before it again."""

    name: str
    say: str
    carriers: tuple[str, ...]
    slot: Slot | None = None
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carriers:
    """The intents of a language; `builtin` ones of Alexa's stand for a whole sentence."""

    invocation: str
    builtin: Mapping[str, str]
    intents: Mapping[str, Carrier]
    types: Mapping[str, tuple[str, ...]]
    """What may be said in slots beside goods and dishes: `choice`, and `days`, `parts`, `times`."""

    def sentence(self, intent: str, filling: str) -> str | None:
        """Give the sentence that an intent stands for; None when there is no such intent.

        `filling` is what was said in the slot, empty when nothing was.
        """
        if intent in self.builtin:
            return self.builtin[intent]
        carrier = self.intents.get(intent)
        return None if carrier is None else f"{carrier.say} {filling}".strip()


@cache
def carriers_of(language: Language) -> Carriers:
    """Read the intents of a language."""
    text = resources.files("comptoir.surfaces.alexa").joinpath("carriers.toml").read_text("utf-8")
    table = cast("dict[str, Any]", tomllib.loads(text)[language.value])
    carriers = [
        Carrier(
            name=row["name"],
            say=row["say"],
            carriers=tuple(row["carriers"]),
            slot=row.get("slot"),
            before=tuple(row.get("before", ())),
        )
        for row in table["intent"]
    ]
    return Carriers(
        invocation=table["invocation"],
        builtin=table["builtin"],
        intents={each.name: each for each in carriers},
        types={name: tuple(values) for name, values in table["types"].items()},
    )
