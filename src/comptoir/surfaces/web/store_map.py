"""Where the stores stand: a drawing to scale, made here, so that nobody else is asked for a map."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from comptoir.goods.stores.model import Store
from comptoir.kernel.locale import Language

WIDTH, HEIGHT = 360, 300
"""The drawing's own units, about the pixels of a phone, so that a pin is as large as a finger."""
FEWEST = 2
"""A map of fewer stores tells nothing."""

_MARGIN = 34
_KM_A_DEGREE = 111.195
"""Of latitude: a meridian's length by the mean radius of the Earth, 6,371 km."""
_STEPS = (0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
_RINGS = 3
_LEAST_KM = 1.0
_LETTER, _LINE = 6.4, 16
"""About how wide a letter of a label is, and how high its line."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A store on the map: its number in the list, where it stands, how far away it is."""

    store: str
    number: int
    name: str
    x: int
    y: int
    away: str
    here: bool


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a town, or how far a ring is."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class MapView:
    """A map: rings round a place, pins, names of towns and a bar that tells the scale."""

    place: str
    x: int
    y: int
    rings: tuple[tuple[int, Label], ...]
    pins: tuple[Pin, ...]
    towns: tuple[Label, ...]
    bar: int
    bar_told: str

    def number(self, store: str) -> int:
        """Give the number of a store's pin; none where it is not on the map."""
        return next((pin.number for pin in self.pins if pin.store == store), 0)

    def away(self, store: str) -> str:
        """Tell how far a store is from the place in the middle; nothing of that place itself."""
        found = next((pin for pin in self.pins if pin.store == store), None)
        return "" if found is None or found.here else found.away


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in kilometres east and north of another."""

    east: float
    north: float

    def to(self, other: "_Spot") -> float:
        return math.hypot(self.east - other.east, self.north - other.north)


def draw(stores: Sequence[Store], middle: Store, language: Language) -> MapView | None:
    """Draw the stores whose place is known, numbered as given, with rings round one of them.

    Over the reach of a chain a plane is near enough (equirectangular, by the middle's latitude).
    None where the middle's own place is unknown, or too few are known to draw.
    """
    known = [(number, each) for number, each in enumerate(stores, 1) if _is_known(each)]
    if len(known) < FEWEST or not _is_known(middle):
        return None
    spots = {each.id: _spot(each, middle) for _, each in known}
    here = _Spot(0.0, 0.0)
    farthest = max(here.to(spot) for spot in spots.values())
    paper = _Paper.of([*spots.values(), here])
    step = next((each for each in _STEPS if each * _RINGS >= farthest), _STEPS[-1])
    x, y = paper.at(here)
    pins = tuple(
        Pin(
            each.id,
            number,
            each.name,
            *paper.at(spots[each.id]),
            away=distance(here.to(spots[each.id]), language),
            here=each.id == middle.id,
        )
        for number, each in known
    )
    return MapView(
        place=middle.name,
        x=x,
        y=y,
        rings=tuple(_ring(x, y, paper.units(step * turn), step * turn, language)
                    for turn in range(1, _RINGS + 1)),
        pins=pins,
        towns=_towns([each for _, each in known], pins),
        bar=paper.units(step),
        bar_told=distance(step, language),
    )  # fmt: skip


def distance(kilometres: float, language: Language) -> str:
    """Print a distance: « 350 m », « 3,2 km », "12 km"."""
    if kilometres < 0.95:
        return f"{max(10, round(kilometres * 100) * 10)}\u202fm"
    told = f"{kilometres:.0f}" if kilometres >= 10 else f"{kilometres:.1f}".removesuffix(".0")
    return f"{told.replace('.', ',') if language is Language.FRENCH else told}\u202fkm"


@dataclass(frozen=True, slots=True)
class _Paper:
    """How places come onto the drawing: so many units a kilometre, from its left and top."""

    scale: float
    west: float
    north: float

    @classmethod
    def of(cls, spots: Sequence[_Spot]) -> "_Paper":
        """Lay the paper so that every place is on it, in its middle."""
        east, west = max(each.east for each in spots), min(each.east for each in spots)
        north, south = max(each.north for each in spots), min(each.north for each in spots)
        wide, high = max(east - west, _LEAST_KM), max(north - south, _LEAST_KM)
        scale = min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN) / high)
        left = (east + west) / 2 - WIDTH / 2 / scale
        top = (north + south) / 2 + HEIGHT / 2 / scale
        return cls(scale, left, top)

    def at(self, spot: _Spot) -> tuple[int, int]:
        """Give the place of a spot."""
        return (
            round((spot.east - self.west) * self.scale),
            round((self.north - spot.north) * self.scale),
        )

    def units(self, kilometres: float) -> int:
        """Give the length of a distance."""
        return max(1, round(kilometres * self.scale))


def _is_known(store: Store) -> bool:
    return store.latitude_e6 is not None and store.longitude_e6 is not None


def _spot(store: Store, middle: Store) -> _Spot:
    """Place a store against the middle; both are known."""
    latitude, longitude = (store.latitude_e6 or 0) / 1e6, (store.longitude_e6 or 0) / 1e6
    from_north, from_east = (middle.latitude_e6 or 0) / 1e6, (middle.longitude_e6 or 0) / 1e6
    shrunk = math.cos(math.radians(from_north))
    east = (longitude - from_east + 180) % 360 - 180
    return _Spot(east * _KM_A_DEGREE * shrunk, (latitude - from_north) * _KM_A_DEGREE)


def _ring(x: int, y: int, radius: int, far: float, language: Language) -> tuple[int, Label]:
    """Draw a ring, and say how far it is where it crosses the line to the north."""
    return radius, Label(distance(far, language), x, y - radius)


def _towns(stores: Sequence[Store], pins: Sequence[Pin]) -> tuple[Label, ...]:
    """Write each town's name once, below its store or above, where nothing is in the way."""
    placed: list[Label] = []
    for store, pin in zip(stores, pins, strict=True):
        if not store.city or any(each.text == store.city for each in placed):
            continue
        half = len(store.city) * _LETTER / 2
        x = round(min(max(pin.x, half + 2), WIDTH - half - 2))
        for y in (pin.y + 30, pin.y - 22):
            label = Label(store.city, x, y)
            if _LINE <= y <= HEIGHT - 4 and not _is_in_the_way(label, placed, pins):
                placed.append(label)
                break
    return tuple(placed)


def _is_in_the_way(label: Label, placed: Sequence[Label], pins: Sequence[Pin]) -> bool:
    half = len(label.text) * _LETTER / 2
    over = any(
        abs(each.x - label.x) < half + len(each.text) * _LETTER / 2
        and abs(each.y - label.y) < _LINE
        for each in placed
    )
    return over or any(
        abs(pin.x - label.x) < half + 14 and -18 < label.y - 5 - pin.y < 18 for pin in pins
    )
