"""So much of a product in French: what it is held in, how many, of what size."""

import re
from dataclasses import dataclass

from comptoir.conversation.saying.french_measures import measure
from comptoir.conversation.saying.french_nouns import counted, held_in, is_plural, of, plural
from comptoir.conversation.spoken import Goods

_CONTAINERS = (
    "bouteille|canette|brique|briquette|bonbonne|fontaine|recharge|sac|sachet|barquette|tube|pot|"
    "bocal|flacon|botte|filet|paquet|boîte|bidon|étui|pack|lot|coffret|seau"
)
_TAIL_HOLDS = re.compile(rf"(?:(?:petit|grand)e? )?(?:{_CONTAINERS})\b.*")
_NAME_HOLDS = re.compile(
    rf"(?P<what>.+?) (?:en )?(?P<in>(?:(?:petit|grand)e? )?(?:{_CONTAINERS})"
    r"(?: consignée| de (?P<count>\d+))?)"
)
_PACK = re.compile(
    rf"(?P<pack>{_CONTAINERS}) de (?P<count>\d+)(?: ?(?:×|x) ?(?P<each>\d.*)| (?P<inner>\D.*))?"
)
_TIMES = re.compile(r"(?P<count>\d+) ?(?:×|x) ?(?P<each>\d.*)")
_INNER = re.compile(r"(?P<noun>\S+) (?P<size>de \d.*)")
_SLICES = re.compile(r"(?P<what>.+) (?P<slices>\d+ tranches)")
_OF_SO_MANY = re.compile(r"\d+ (?:lavages|pages|feuilles|doses|dosettes|sachets|capsules|pièces)")
_ROLLS = re.compile(r"(?P<count>\d+) rouleaux?")
_MEASURED = re.compile(r"\d+(?:[.,]\d+)? ?(?:kg|g|l|cl|ml)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Named:
    """A name taken apart: what it is, and what its commas tell of it."""

    what: str
    tails: tuple[str, ...]
    goods: Goods

    @property
    def told(self) -> str:
        """Give the tails that tell neither pack nor size: "dès 4 mois"."""
        return "".join(
            f" {each}" if each.startswith("dès ") else f" ({each})" for each in self.tails
        )

    def without(self, tail: str, what: str | None = None) -> "_Named":
        tails = tuple(each for each in self.tails if each != tail)
        return _Named(what or self.what, tails, self.goods)


def pieces(name: str, goods: Goods, count: int) -> str:
    """Say so many pieces of goods by this name: "2 bouteilles de lait entier de 1 L"."""
    what, *tails = name.split(", ")
    named = _Named(what, tuple(tails), goods)
    for way in (_by_pack, _by_rolls, _by_container, _by_name, _by_slices):
        said = way(named, count)
        if said is not None:
            return said
    if goods.net_unit == "piece" and (goods.net_value or 1) > 1:
        return _by_pieces_inside(named, count) + named.told
    return _plain(named, count) + named.told


def net(goods: Goods) -> str | None:
    """Write what one piece holds, None when its name says so already."""
    if goods.by_weight or goods.net_value is None or goods.net_unit is None:
        return None
    if goods.net_unit == "piece":
        return None
    written = measure(goods.net_value, goods.net_unit)
    tight = goods.name.replace(" ", "").lower()
    told = written.replace(" ", "").lower() in tight or _sized_pack(goods.name)
    return None if told else written


def _sized_pack(name: str) -> bool:
    """Tell whether a name says what is in the pack: its whole weight is no news then."""
    return any(
        (found := _PACK.fullmatch(part) or _TIMES.fullmatch(part)) and _MEASURED.search(found[0])
        for part in name.split(", ")
    )


def _by_pack(named: _Named, count: int) -> str | None:
    for tail in named.tails:
        found = _PACK.fullmatch(tail)
        if found is not None:
            rest = named.without(tail)
            return _packs(found, rest, count) + rest.told
        times = _TIMES.fullmatch(tail)
        if times is not None:
            rest = named.without(tail)
            return f"{_count(count, 'lot')} {_inside(times, rest)}{rest.told}"
    return None


def _packs(found: re.Match[str], named: _Named, count: int) -> str:
    packs = _count(count, found["pack"])
    inner = found["inner"]
    if inner is None:
        return f"{packs} {_inside(found, named)}"
    sized = _INNER.fullmatch(inner)
    if sized is None:
        return f"{packs} de {found['count']} {inner} {of(named.what)}"
    return f"{packs} de {found['count']} {sized['noun']} {of(named.what)} {sized['size']}"


def _inside(found: re.Match[str], named: _Named) -> str:
    """Say what is in a pack: "de 6 bouteilles d'eau de source de 1,5 L"."""
    many, container = int(found["count"]), held_in(named.what)
    each = found.groupdict().get("each") or _each(named.goods, many)
    size = ""
    if each is not None and _MEASURED.search(each):
        size = f" de {each.replace(' l', ' L')}"
    if container in (None, "paquet") and is_plural(named.what):
        return f"de {many} {named.what}{size}"
    if container is None:
        return f"de {many} {plural(named.what, many)}{size}"
    return f"de {many} {plural(container, many)} {of(named.what)}{size}"


def _each(goods: Goods, many: int) -> str | None:
    if goods.net_value is None or goods.net_unit not in ("g", "ml") or goods.net_value % many:
        return None
    return measure(goods.net_value // many, goods.net_unit)


def _by_rolls(named: _Named, count: int) -> str | None:
    for tail in named.tails:
        found = _ROLLS.fullmatch(tail)
        if found is not None:
            rest = named.without(tail)
            if found["count"] == "1":
                return f"{_in('rouleau', rest, count)}{rest.told}"
            return f"{_count(count, 'paquet')} de {tail} {of(rest.what)}{rest.told}"
        if _OF_SO_MANY.fullmatch(tail):
            rest = named.without(tail)
            packs = named.goods.net_unit == "piece" and (named.goods.net_value or 1) > 1
            said = _in("boîte", rest, count) if packs else _count(count, rest.what)
            return f"{said} de {tail}{rest.told}"
    return None


def _by_container(named: _Named, count: int) -> str | None:
    """Say "canette de bière blonde" of "bière blonde, canette"."""
    for tail in named.tails:
        if _TAIL_HOLDS.fullmatch(tail):
            rest = named.without(tail)
            return _in(tail, rest, count) + _size(rest.goods) + rest.told
    return None


def _by_name(named: _Named, count: int) -> str | None:
    """Say "sachet de 8 croissants" of "croissants sachet de 8", "pot de basilic" of "en pot"."""
    found = _NAME_HOLDS.fullmatch(named.what)
    if found is None or " de" in f" {found['what'][-3:]}" or found["what"].endswith(" à"):
        return None
    rest = _Named(found["what"], named.tails, named.goods)
    if found["count"]:
        return f"{_count(count, found['in'])} {rest.what}{rest.told}"
    goods = named.goods
    if goods.net_unit == "piece" and (goods.net_value or 1) > 1:
        return f"{_count(count, found['in'])} de {goods.net_value} {rest.what}{rest.told}"
    return _in(found["in"], rest, count) + _size(goods) + rest.told


def _by_slices(named: _Named, count: int) -> str | None:
    found = _SLICES.fullmatch(named.what)
    if found is None:
        return None
    return f"{_count(count, 'paquet')} {of(found['what'])} de {found['slices']}{named.told}"


def _by_pieces_inside(named: _Named, count: int) -> str:
    inside, what = named.goods.net_value or 1, named.what
    if not is_plural(what):
        return _count(count, what) if counted(what) else _in("paquet", named, count)
    container = held_in(what)
    if container is None and count == 1:
        return f"{inside} {what}"
    return f"{_count(count, container or 'lot')} de {inside} {what}"


def _plain(named: _Named, count: int) -> str:
    what, size, container = named.what, _size(named.goods), held_in(named.what)
    if container is not None and not (size == "" and counted(what)):
        return _in(container, named, count) + size
    if not size:
        return _in("lot", named, count) if is_plural(what) else _count(count, what)
    if counted(what) and not is_plural(what):
        return _count(count, what) + size
    if count == 1:
        return f"{size.removeprefix(' de ')} {of(what)}"
    return (_in("paquet", named, count) if is_plural(what) else _count(count, what)) + size


def _size(goods: Goods) -> str:
    written = net(goods)
    return f" de {written}" if written else ""


def _in(container: str, named: _Named, count: int) -> str:
    return f"{_count(count, container)} {of(named.what)}"


def _count(count: int, noun: str) -> str:
    return f"{count} {plural(noun, count)}"
