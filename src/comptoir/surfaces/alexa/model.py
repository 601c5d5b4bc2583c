"""The interaction model to be imported into the Alexa developer console, out of our lexicon."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from comptoir.conversation.hearing.pages import phrases
from comptoir.conversation.saying.tongue import words_of
from comptoir.kernel.locale import Language
from comptoir.surfaces.alexa.carriers import FALLBACK, Carrier, Carriers, Slot, carriers_of

LOCALES = {"fr-FR": Language.FRENCH, "en-GB": Language.ENGLISH}
"""The locales for which there is a model."""

_SLOTS: dict[Slot, tuple[str, str]] = {
    "query": ("sentence", "AMAZON.SearchQuery"),
    "number": ("number", "AMAZON.NUMBER"),
    "goods": ("goods", "Comptoir_Goods"),
    "dish": ("dish", "Comptoir_Dish"),
    "choice": ("choice", "Comptoir_Choice"),
    "when": ("when", "Comptoir_When"),
}
_SPEAKABLE = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*\Z")


def interaction_model(locale: str, *, invocation: str | None = None) -> dict[str, Any]:
    """Make the model of a locale; `invocation` is what the skill is called by.

    :raises KeyError: when there is none for the locale.
    """
    language = LOCALES[locale]
    carriers = carriers_of(language)
    builtin = (*carriers.builtin, FALLBACK)
    intents: list[dict[str, Any]] = [{"name": name, "samples": []} for name in builtin]
    intents += [_intent(each) for each in carriers.intents.values()]
    model: dict[str, Any] = {
        "invocationName": invocation or carriers.invocation,
        "intents": intents,
        "types": [
            _type("Comptoir_Goods", phrases(language.value, "products")),
            _type("Comptoir_Dish", _dishes(language)),
            _type("Comptoir_Choice", carriers.types["choice"]),
            _type("Comptoir_When", _when(carriers)),
        ],
    }
    return {"interactionModel": {"languageModel": model}}


def _intent(carrier: Carrier) -> dict[str, Any]:
    said = [f"{b} {c}".strip() for b in ("", *carrier.before) for c in carrier.carriers]
    if carrier.slot is None:
        return {"name": carrier.name, "slots": [], "samples": list(dict.fromkeys(said))}
    name, kind = _SLOTS[carrier.slot]
    samples = dict.fromkeys(f"{each} {{{name}}}".strip() for each in said)
    return {
        "name": carrier.name,
        "slots": [{"name": name, "type": kind}],
        "samples": list(samples),
    }


def _type(name: str, values: Iterable[str]) -> dict[str, Any]:
    """Make a slot type of the values that can be spoken as they are written."""
    plain = (" ".join(value.replace("’", "'").split()) for value in values)
    once = {value.casefold(): value for value in plain if _SPEAKABLE.match(value)}
    return {"name": name, "values": [{"name": {"value": value}} for value in once.values()]}


def _dishes(language: Language) -> Iterator[str]:
    yield from phrases(language.value, "dishes")
    for dish in cast("list[dict[str, Any]]", words_of("recipes")["dish"]):
        yield str(dish[language.value])


def _when(carriers: Carriers) -> Iterator[str]:
    yield from carriers.types["times"]
    for day in carriers.types["days"]:
        yield day
        for part in carriers.types["parts"]:
            yield f"{day} {part}"
