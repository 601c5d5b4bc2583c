"""Choosing a store: which ones deliver to a postcode, which are near it, when they are open."""

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from comptoir.goods.stores.model import Store, Weekday
from comptoir.goods.stores.rules import is_open
from comptoir.surfaces.web import social, store_map, structured, visits
from comptoir.surfaces.web.framing import Framed, Head, frame, page_of, who
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.store_map import MapView
from comptoir.surfaces.web.visits import Glance

_POSTCODE = re.compile(r"[A-Z0-9][A-Z0-9 -]{1,9}\Z")
_DAYS = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class StoreView:
    """A store: where it is, what it offers to a postcode, when it is open."""

    id: str
    name: str
    street: str
    town: str
    kind: str
    open_now: str
    is_open: bool
    hours: tuple[tuple[str, str], ...]
    pickup: bool
    delivers: bool
    delivery: str
    here: bool
    number: int
    """Its number on the map; none where there is no map, or it is not on it."""
    away: str


async def show(request: Request) -> Response:
    """Show the stores; those of use to the postcode asked about stand first."""
    glance = await visits.look_in(request)
    typed = " ".join(request.query_params.get("postcode", "").upper().split())[:20]
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
    words = framed.printed.words
    postcode = typed if _POSTCODE.match(typed) else ""
    wrong = words("wrong_postcode") if typed and not postcode else ""
    ordered = sorted(glance.every, key=lambda each: _distance(each, postcode))
    seen = store_map.draw(ordered, _middle(glance, postcode), glance.language)
    views = tuple(_view(framed, each, postcode, seen) for each in ordered)
    delivered = any(each.delivers for each in views)
    told = ""
    if postcode:
        key = "delivered_there" if delivered else "not_delivered_there"
        told = words(key, postcode=postcode)
    return await page_of(
        framed,
        "stores.html",
        Head(
            words("stores"),
            words("stores_about"),
            path="/stores",
            data=[structured.store(framed.base, each) for each in glance.every],
            card=social.of_stores(words),
        ),
        status=422 if wrong else 200,
        views=views,
        map=seen,
        typed=typed,
        wrong=wrong,
        postcode=postcode,
        told=told,
    )


def _middle(glance: Glance, postcode: str) -> Store:
    """Choose where distances are told from: the store in the postcode asked about, else one's own.

    Of postcodes no more is known than which stores lie in them.
    """
    return next((each for each in glance.every if each.postcode == postcode), glance.store)


def _distance(store: Store, postcode: str) -> tuple[int, int, str]:
    """Rank a store for a postcode: those that deliver there, then the likest postcode."""
    if not postcode:
        return 0, 0, store.name
    alike = next(
        (
            length
            for length in range(len(postcode), 0, -1)
            if store.postcode.startswith(postcode[:length])
        ),
        0,
    )
    return 0 if _delivers(store, postcode) else 1, -alike, store.name


def _delivers(store: Store, postcode: str) -> bool:
    """Tell whether a store delivers to a postcode, anywhere where none is given; no zone is all."""
    zone = store.delivery_postcodes
    return "delivery" in store.modes and (not postcode or not zone or postcode in zone)


def _view(framed: Framed, store: Store, postcode: str, seen: MapView | None) -> StoreView:
    words = framed.printed.words
    away = "" if seen is None else seen.away(store.id)
    zone = store.delivery_postcodes
    return StoreView(
        id=store.id,
        name=store.name,
        street=store.street,
        town=f"{store.postcode} {store.city}".strip(),
        kind=words(f"kind_{store.kind}"),
        open_now=_open_now(framed, store),
        is_open=is_open(store, framed.on.now),
        hours=tuple((words(f"day_{day.value}"), _hours(framed, store, day)) for day in _DAYS),
        pickup="pickup" in store.modes,
        delivers=_delivers(store, postcode),
        delivery=words("delivers_to", postcodes=", ".join(zone)) if zone else "",
        here=store.id == framed.store.id,
        number=0 if seen is None else seen.number(store.id),
        away=words("map_away", distance=away, place=seen.place) if seen and away else "",
    )


def _open_now(framed: Framed, store: Store) -> str:
    if not store.hours:
        return ""
    key = "open_now" if is_open(store, framed.on.now) else "closed_now"
    return framed.printed.words(key)


def _hours(framed: Framed, store: Store, day: Weekday) -> str:
    words = framed.printed.words
    periods = store.hours.get(day.value, ())
    told = [
        words("hours", opens=framed.figures.clock(opens), closes=framed.figures.clock(closes))
        for opens, closes in periods
    ]
    return ", ".join(told) or words("closed")
