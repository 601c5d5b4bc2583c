"""What goods are said to come in: a bottle that says which line, a handful that says nothing."""

from dataclasses import replace
from functools import cache
from typing import cast

from comptoir.conversation.model import Doubt, SaidItem, Unit
from comptoir.conversation.saying.tongue import words_of
from comptoir.conversation.turning.choosing import look_for
from comptoir.conversation.turning.desk import Desk
from comptoir.conversation.turning.naming import names, said_stems
from comptoir.goods.catalog.text import words
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Unit as KeptUnit
from comptoir.shopping.carts.model import CartLine

_OF = frozenset({"de", "d", "of"})


def held_so(line: CartLine, text: str, language: Language) -> bool:
    """Tell whether a line can come in what a sentence counts; anything can where it names none."""
    said = {word.rstrip("s") for word in words(text)}
    liquid, packed = said & _words(language, "liquid"), said & _words(language, "packed")
    if not (liquid or packed):
        return True
    if {word.rstrip("s") for word in words(line.name)} & (liquid | packed):
        return True
    if line.quantity.unit is KeptUnit.GRAM:
        return False
    return line.net_unit == "ml" if liquid else line.net_unit != "ml"


def in_container(said: str, language: Language) -> bool:
    """Tell whether what was said of goods names what they come in: "une bouteille de blanc"."""
    stems = {word.rstrip("s") for word in words(said)}
    return bool(stems & (_words(language, "liquid") | _words(language, "packed")))


def is_container(said: str, language: Language) -> bool:
    """Tell whether a word is that of a container and names no goods."""
    word = _folded(said) if " " not in said else ""
    return word in _words(language, "liquid") or word in _words(language, "packed")


async def held(desk: Desk, item: SaidItem) -> SaidItem:
    """Give goods without a container that says nothing, and drinks that a bottle tells."""
    drink = _bottled(desk.language).get(" ".join(words(item.product)))
    liquid = {word.rstrip("s") for word in words(desk.said_of(item))} & _words(
        desk.language, "liquid"
    )
    if drink is not None and liquid:
        known = tuple(one for one in item.doubts if one is not Doubt.UNKNOWN_PRODUCT)
        return replace(item, product=drink, doubts=known)
    return await _without_container(desk, item)


async def _without_container(desk: Desk, item: SaidItem) -> SaidItem:
    """Read "une main de bananes" as bananas, where nothing else is called so.

    A container that no list has is dropped where it was counted and names no goods itself.
    """
    first, *rest = item.product.split(" ")
    while rest and rest[0].rstrip("'") in _OF:
        rest = rest[1:]
    counted = item.amount is not None and item.amount.unit is Unit.PIECE
    vague = _folded(first) in _words(desk.language, "vague")
    opened = len(rest) + 1 < len(item.product.split(" ")) and Doubt.UNKNOWN_PRODUCT in item.doubts
    if not (rest and counted and (opened or vague)):
        return item
    goods = replace(
        item,
        product=" ".join(rest),
        amount=None,
        doubts=tuple(one for one in item.doubts if one is not Doubt.UNKNOWN_PRODUCT),
    )
    if vague:
        return goods
    if _folded(first) in _words(desk.language, "counted"):
        return item
    whole = said_stems(item.product, desk.language)
    found = await look_for(desk, SaidItem(item.product, filters=item.filters), limit=1)
    own = await look_for(desk, SaidItem(first), limit=1)
    plain = await look_for(desk, SaidItem(goods.product, filters=item.filters), limit=1)
    names_it = bool(found) and names(found[0], whole, desk.language)
    return goods if plain and not (names_it or own) else item


def _folded(word: str) -> str:
    return (words(word) or [""])[0].rstrip("s")


@cache
def _words(language: Language, name: str) -> frozenset[str]:
    said = cast("list[str]", _table(language)[name])
    return frozenset(words(each)[0].rstrip("s") for each in said)


@cache
def _bottled(language: Language) -> dict[str, str]:
    said = cast("dict[str, str]", _table(language)["bottled"])
    return {" ".join(words(colour)): drink for colour, drink in said.items()}


def _table(language: Language) -> dict[str, object]:
    return cast("dict[str, dict[str, object]]", words_of("containers"))[language.value]
