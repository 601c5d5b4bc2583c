"""What is in season: fresh goods of a store that grow in this month."""

import tomllib
from functools import cache
from importlib import resources
from typing import cast
from zoneinfo import ZoneInfo

from comptoir.db.unit_of_work import Reading
from comptoir.goods.catalog.terms import stems
from comptoir.goods.shelf import _listing_store
from comptoir.goods.shelf.model import ShelfItem
from comptoir.goods.shelf.question import any_of, lexeme


async def in_season(on: Reading, *, store: str, zone: str, limit: int) -> tuple[ShelfItem, ...]:
    """Give fresh goods in stock that grow now, one of each kind, those of this country first.

    Fresh fruit and vegetables are the goods that a store sells by a class, as the law has it.
    """
    heads = season_heads(on.now.astimezone(ZoneInfo(zone)).month)
    rows = await _listing_store.SEASONAL.all(on, store=store, now=on.now, heads=heads, limit=limit)
    return tuple(rows)


@cache
def season_heads(month: int) -> str:
    """Write the query of names whose head grows in a month."""
    text = resources.files("comptoir.goods.shelf").joinpath("seasons.toml").read_text("utf-8")
    months = cast("dict[str, list[int]]", tomllib.loads(text))
    growing = (stems(name) for name, when in months.items() if month in when)
    return any_of([lexeme(f"h.{keys[0]}") for keys in growing if keys])
