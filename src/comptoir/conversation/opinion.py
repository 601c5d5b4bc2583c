"""A second opinion on a sentence: its shape, what of it is believed, and the sentence it becomes.

A proposal becomes one of our own sentences, in words that the shopper has said, which the grammar
then reads like any other: it can want no more than a shopper can.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from comptoir.conversation.hear import hear
from comptoir.conversation.jsonable import Json, JsonValue, list_in, object_in
from comptoir.conversation.model import Doubt, Intent, Mode, Unit
from comptoir.conversation.saying.tongue import words_of
from comptoir.goods.catalog.text import fold, stem_of, words
from comptoir.goods.catalog.text import raw_words as spoken_words
from comptoir.kernel.measure import MOST_GRAMS, MOST_PIECES

MOST_ITEMS = 8

_ABOUT_GOODS = (Intent.ADD, Intent.REMOVE, Intent.SEARCH, Intent.ASK_PRICE, Intent.ASK_STOCK)
_ALONE = (Intent.SHOW_CART, Intent.ORDER_STATUS, Intent.CHECKOUT, Intent.HELP)
_CHANGES = frozenset({Intent.ADD, Intent.REMOVE, Intent.CHECKOUT, Intent.CHOOSE_MODE})
PROPOSED = (*_ABOUT_GOODS, Intent.CHOOSE_MODE, *_ALONE, Intent.OUT_OF_DOMAIN)
"""Intents that may be proposed: never a yes, nor anything that throws a cart or an order away."""

_UNITS = (Unit.PIECE, Unit.PACK, Unit.GRAM, Unit.KILOGRAM, Unit.MILLILITRE, Unit.LITRE)
_MOST = {
    Unit.GRAM: MOST_GRAMS,
    Unit.KILOGRAM: MOST_GRAMS // 1000,
    Unit.MILLILITRE: MOST_GRAMS,
    Unit.LITRE: MOST_GRAMS // 1000,
}

SCHEMA: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["intent", "mode", "items"],
    "properties": {
        "intent": {"type": "string", "enum": [each.value for each in PROPOSED]},
        "mode": {"type": ["string", "null"], "enum": [*(each.value for each in Mode), None]},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["product", "amount", "unit"],
                "properties": {
                    "product": {"type": "string"},
                    "amount": {"type": ["integer", "null"]},
                    "unit": {"type": ["string", "null"], "enum": [*_UNITS, None]},
                },
            },
        },
    },
}
"""The shape of a proposal (JSON Schema), of the intents and units that the grammar has."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A sentence of ours for what was perhaps meant; `asked` is how it is asked back."""

    sentence: str
    asked: str
    products: tuple[str, ...]
    changes: bool


def meant_by(proposal: JsonValue, *, text: str, language: str) -> Meant | None:
    """Give the sentence that a proposal becomes; None when any of it is not to be believed."""
    try:
        found = object_in(proposal)
        intent = Intent(str(found["intent"]))
        items = [object_in(each) for each in list_in(found["items"])]
        if set(found) != {"intent", "mode", "items"} or intent not in PROPOSED:
            return None
        said = _items_said(items, text, language) if intent in _ABOUT_GOODS else None
        key = _key(intent, found["mode"])
    except (KeyError, ValueError):
        return None
    if key is None or (said is None) == (intent in _ABOUT_GOODS):
        return None
    if said is None and items:
        return None
    return _checked(intent, key, said or "", items, language)


def _key(intent: Intent, mode: JsonValue) -> str | None:
    """Name the phrase of an intent; a way of delivery has one each."""
    if intent is Intent.OUT_OF_DOMAIN:
        return None
    if intent is Intent.CHOOSE_MODE:
        return Mode(str(mode)).value
    return intent.value


def _items_said(items: Sequence[Json], text: str, language: str) -> str | None:
    """Put the items into words; None unless every one is in words of the sentence."""
    if not 0 < len(items) <= MOST_ITEMS:
        return None
    heard = {stem_of(word) for word in spoken_words(text)}
    named: set[str] = set()
    parts: list[str] = []
    for item in items:
        product = item["product"]
        if set(item) != {"product", "amount", "unit"} or not isinstance(product, str):
            return None
        own = spoken_words(product)
        if not own or not heard.issuperset(stem_of(word) for word in own):
            return None
        amount = _amount(item["amount"], item["unit"], " ".join(own), language)
        if amount is None:
            return None
        named.update(fold(word) for word in own)
        parts.append(amount)
    table = _words(language)
    weighty = set(cast("list[str]", table["weighty"])).intersection(words(text))
    if not weighty <= named:
        return None
    return str(table["and"]).join(parts)


def _amount(value: JsonValue, unit: JsonValue, product: str, language: str) -> str | None:
    if value is None:
        return product
    counted = Unit.PIECE if unit is None else Unit(str(unit))
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    if counted not in _UNITS or not 0 < value <= _MOST.get(counted, MOST_PIECES):
        return None
    if counted is Unit.PIECE:
        return f"{value} {product}"
    table = _words(language)
    one, many = cast("Mapping[str, list[str]]", table["units"])[counted.value]
    of = table["of_vowel" if fold(product)[0] in "aeiou" else "of"]
    return f"{value} {one if value == 1 else many} {of}{product}"


def _checked(
    intent: Intent, key: str, said: str, items: Sequence[Json], language: str
) -> Meant | None:
    """Give the sentence if the grammar reads it as it was proposed, and as nothing more."""
    table = _words(language)
    sentence = str(table["command"][key]).format(items=said)
    acts = hear(sentence, language=language, pending=None).acts
    if len(acts) != 1 or acts[0].intent is not intent or len(acts[0].items) != len(items):
        return None
    if Doubt.NOT_UNDERSTOOD in acts[0].doubts:
        return None
    asked = cast("Mapping[str, str]", table["asked"]).get(key, sentence).format(items=said)
    products = tuple(" ".join(spoken_words(str(item["product"]))) for item in items)
    return Meant(sentence, asked, products, intent in _CHANGES)


def _words(language: str) -> dict[str, Any]:
    return cast("dict[str, Any]", words_of("meant")[language])
