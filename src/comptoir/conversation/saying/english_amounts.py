"""So much of a product in English: what it is held in, how many, of what size."""

import re
from functools import cache
from typing import Literal, cast

from comptoir.conversation.saying.tongue import words_of
from comptoir.conversation.spoken import Goods

_PACK = re.compile(r"(?P<count>\d+) × (?P<each>\d[\d.]* ?\w+)(?: pack)?")
_OF_SO_MANY = re.compile(r"(?:(?P<pack>\d+)-pack|pack of (?P<of>\d+))")
_BOTTLES = (700, 750, 1500)
"""Volumes in millilitres that are sold in bottles whatever is inside."""

_MORE = re.compile(r" (?:with|in|for|of|on|from|size|no\.) | \d")
_SLICES = re.compile(r"\d+ slices")


def measure(value: int, unit: Literal["g", "ml"]) -> str:
    """Write grams or millilitres: "500 g", "1.5 kg", "75 cl", "1 L"."""
    if value < 1000:
        return f"{value} g" if unit == "g" else _volume(value)
    whole, rest = divmod(value, 1000)
    large = "kg" if unit == "g" else "L"
    return (f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)) + f" {large}"


def net(goods: Goods) -> str | None:
    """Write what one piece holds, None when its name says so already."""
    if goods.by_weight or goods.net_value is None or goods.net_unit in (None, "piece"):
        return None
    written = measure(goods.net_value, "g" if goods.net_unit == "g" else "ml")
    said = goods.name.replace(" ", "").lower()
    told = written.replace(" ", "").lower() in said or _PACK.search(goods.name)
    return None if told else written


def pieces(name: str, goods: Goods, count: int) -> str:
    """Say so many pieces of goods by this name: "2 bottles of whole milk (1 L each)"."""
    what, _, tail = name.partition(", ")
    container = held_in(what)
    pack = _PACK.fullmatch(tail)
    if pack is not None:
        each = f"{pack['each'].replace(' l', ' L')} {_several(container or 'pack', 2)}"
        return f"{_count(count, 'pack')} of {pack['count']} × {each} of {what}"
    many = _OF_SO_MANY.fullmatch(tail)
    if many is not None:
        inside = _inside(what, int(many["pack"] or many["of"]), container, goods)
        return f"{_count(count, 'pack')} of {inside}"
    told = f" ({tail})" if tail and not _SLICES.fullmatch(tail) else ""
    if _SLICES.fullmatch(tail):
        return f"{_count(count, 'pack')} of {tail} of {what}"
    if goods.net_unit == "piece" and (goods.net_value or 1) > 1:
        return f"{_pieces_inside(what, goods.net_value or 1, count, container)}{told}"
    return _plain(what, goods, count, container) + told


def number(name: str, count: int) -> str:
    """Put a name into the singular or the plural: "1 round tomato", "2 round tomatoes"."""
    return _several(name, count) if count > 1 else _one(name)


def held_in(name: str) -> str | None:
    """Tell in what such goods are held: milk in a bottle, jam in a jar."""
    words = _head(name).lower().split(" ")
    return next((_held()[word] for word in reversed(words[-2:]) if word in _held()), None)


def _head(name: str) -> str:
    """Give a name up to what tells more of it: "mackerel fillets" of "… in mustard"."""
    return _MORE.split(name, maxsplit=1)[0]


def _plain(what: str, goods: Goods, count: int, container: str | None) -> str:
    size = net(goods)
    if container is None and goods.net_unit == "ml" and goods.net_value in _BOTTLES:
        container = "bottle"
    if _one(what.rsplit(" ", 1)[-1].lower()) in _counted() or (size is None and not container):
        each = "" if size is None else f" ({size}{' each' if count > 1 else ''})"
        return f"{count} {number(what, count)}{each}"
    if size is None:
        return f"{_count(count, container or 'pack')} of {what}"
    if container is None and count == 1:
        return f"{size} of {what}"
    each = " each" if count > 1 else ""
    return f"{_count(count, container or 'pack')} of {what} ({size}{each})"


def _inside(what: str, many: int, container: str | None, goods: Goods) -> str:
    """Say what is in a pack of so many: "6 × 1 L bottles of whole milk"."""
    if container is None:
        return f"{many} {_several(what, many)}"
    value, unit = goods.net_value, goods.net_unit
    size = ""
    if value is not None and unit in ("g", "ml") and value % many == 0:
        size = f"× {measure(value // many, 'g' if unit == 'g' else 'ml')} "
    return f"{many} {size}{_several(container, many)} of {what}"


def _pieces_inside(what: str, inside: int, count: int, container: str | None) -> str:
    if not _head(what).endswith("s"):
        return f"{_count(count, container or 'pack')} of {what}"
    return f"{_count(count, container or 'pack')} of {inside} {what}"


def _count(count: int, noun: str) -> str:
    return f"{count} {_several(noun, count)}"


def _several(noun: str, count: int) -> str:
    if count < 2 or (noun.endswith("s") and not noun.endswith("ss")):
        return noun
    if noun.endswith(("ss", "x", "ch", "sh", "ato", "ango")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _one(name: str) -> str:
    if name.endswith(("toes", "goes", "xes", "ches", "shes")):
        return name[:-2]
    if name.endswith("ies") and len(name) > 5:
        return name[:-3] + "y"
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us")) else name


def _volume(value: int) -> str:
    return f"{value} ml" if value % 10 else f"{value // 10} cl"


@cache
def _counted() -> frozenset[str]:
    return frozenset(cast("list[str]", words_of("english_nouns")["counted"]))


@cache
def _held() -> dict[str, str]:
    return cast("dict[str, str]", words_of("english_nouns")["held"])
