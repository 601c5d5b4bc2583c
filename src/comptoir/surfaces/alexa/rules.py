"""What Amazon asks of an interaction model, checked before anybody imports it.

After "Choose the Invocation Name for a Custom Skill", "Create the Interaction Model for Your Skill"
and "Slot Type Reference" of the Alexa Skills Kit.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

QUERY = "AMAZON.SearchQuery"
NEEDED = frozenset(
    {"AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"}
)
MOST_BYTES = 1_500_000
MOST_INTENTS = 250
MOST_VALUES = 50_000
LONGEST_SAMPLE = 200
LONGEST_VALUE = 140


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INVOCATION = re.compile(r"[^\W\d_]+(?:[ '.][ ]?[^\W\d_]+)*\.?\Z")
_SAMPLE = re.compile(r"(?:[^\W\d_]|[ '.\-]|\{[A-Za-z][A-Za-z_]*\})+\Z")
_SLOT = re.compile(r"\{([^}]*)\}")
_NAME = re.compile(r"(?:AMAZON\.)?[A-Za-z][A-Za-z_]*\Z")
_RESERVED = _words(
    "alexa amazon echo computer skill app ask tell open launch start begin load run use enable "
    "demande demander dis dire ouvre ouvrir lance lancer démarre commence charge utilise "
    "active joue play resume reprends"
)
_SMALL = _words(
    "a an the of for to in on with by from at le la les un une des du de à au aux en pour par "
    "avec sur dans et and"
)


def faults(whole: Mapping[str, Any]) -> Iterator[str]:
    """Tell what Amazon would refuse in a model."""
    model = whole["interactionModel"]["languageModel"]
    if len(json.dumps(whole, ensure_ascii=False).encode()) > MOST_BYTES:
        yield "the model is too large"
    yield from _of_invocation(model["invocationName"])
    yield from _of_intents(model)
    yield from _of_types(model)
    yield from _of_samples(model)


def _of_invocation(name: str) -> Iterator[str]:
    words = name.split()
    if not 2 <= len(name) <= 50 or name != name.lower() or not _INVOCATION.match(name):
        yield f"invocation name {name!r}: lower-case words of 2 to 50 characters"
    if len(words) < 2:
        yield f"invocation name {name!r}: two words at least"
    if len(words) == 2 and _SMALL.intersection(words):
        yield f"invocation name {name!r}: of two words, none may be an article or a preposition"
    if _RESERVED.intersection(words):
        yield f"invocation name {name!r}: has a word that Alexa keeps to herself"


def _of_intents(model: Mapping[str, Any]) -> Iterator[str]:
    names = [intent["name"] for intent in model["intents"]]
    if len(names) > MOST_INTENTS:
        yield "too many intents"
    yield from (f"intent {name!r}: no name for one" for name in names if not _NAME.match(name))
    yield from (f"intent {name!r}: twice" for name, count in Counter(names).items() if count > 1)
    yield from (f"intent {name!r}: missing" for name in sorted(NEEDED.difference(names)))
    known = {kind["name"] for kind in model["types"]}
    for intent in model["intents"]:
        for slot in intent.get("slots", []):
            if not slot["type"].startswith("AMAZON.") and slot["type"] not in known:
                yield f"slot {slot['name']!r}: no type {slot['type']!r}"


def _of_types(model: Mapping[str, Any]) -> Iterator[str]:
    total = 0
    for kind in model["types"]:
        values = [value["name"]["value"] for value in kind["values"]]
        total += len(values)
        if not values or not _NAME.match(kind["name"]):
            yield f"type {kind['name']!r}: no name for one, or nothing in it"
        yield from (f"value {each!r}: too long" for each in values if len(each) > LONGEST_VALUE)
        twice = [each for each, count in Counter(map(str.casefold, values)).items() if count > 1]
        yield from (f"value {each!r}: twice in {kind['name']}" for each in twice)
    if total > MOST_VALUES:
        yield "too many values"


def _of_samples(model: Mapping[str, Any]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for intent in model["intents"]:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        if not intent["name"].startswith("AMAZON.") and not intent["samples"]:
            yield f"intent {intent['name']!r}: no samples"
        for sample in intent["samples"]:
            yield from _of_sample(sample, types)
            meant = _SLOT.sub(lambda slot, types=types: str(types.get(slot[1])), sample)
            other = seen.setdefault(meant.casefold(), intent["name"])
            if other != intent["name"] or intent["samples"].count(sample) > 1:
                yield f"sample {sample!r}: also of {other}"


def _of_sample(sample: str, types: Mapping[str, str]) -> Iterator[str]:
    slots = _SLOT.findall(sample)
    if not _SAMPLE.match(sample) or len(sample) > LONGEST_SAMPLE:
        yield f"sample {sample!r}: letters, spaces, apostrophes, hyphens and periods alone"
    yield from (f"sample {sample!r}: no slot {each!r}" for each in slots if each not in types)
    if QUERY in {types.get(each) for each in slots}:
        around = _SLOT.sub("", sample).strip()
        if len(slots) != 1 or not around:
            yield f"sample {sample!r}: words around one phrase slot, and no other slot"
