"""The demo chain's leaflet: what each store has on promotion in a week, and on which days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources.abc import Traversable

from comptoir.app.demo.season import Season
from comptoir.app.demo.tables import FOLDER, BadTable, Row, every, rows


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the leaflet: it returns every `cycle` weeks, in its `turn`, within its season.

    Its promotions run from `first_day` to the end of `last_day`, ISO weekdays.
    """

    season: Season | None
    cycle: int
    turn: int
    first_day: int
    last_day: int

    def runs(self, monday: date) -> bool:
        """Tell whether the page is printed for the week of that Monday."""
        if self.season is not None and not self.season.holds(monday):
            return False
        return monday.toordinal() // 7 % self.cycle == self.turn


@dataclass(frozen=True, slots=True)
class Bargain:
    """A product on a page, at so many per cent off, in the stores of those letters."""

    page: str
    gtin: str
    percent: int
    stores: str


@dataclass(frozen=True, slots=True)
class Promotion:
    """So many per cent off between two instants."""

    percent: int
    from_: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Leaflet:
    """Every page that is ever printed, and what stands on it."""

    pages: Mapping[str, Page]
    bargains: tuple[Bargain, ...]

    def of_week(self, monday: datetime, *, letter: str) -> dict[str, Promotion]:
        """Give each product on promotion in the store of that letter; the deepest counts."""
        printed = {name: page for name, page in self.pages.items() if page.runs(monday.date())}
        found: dict[str, Promotion] = {}
        for bargain in self.bargains:
            page = printed.get(bargain.page)
            if page is None or letter not in bargain.stores:
                continue
            known = found.get(bargain.gtin)
            if known is None or known.percent < bargain.percent:
                found[bargain.gtin] = Promotion(
                    percent=bargain.percent,
                    from_=_midnight(monday, days=page.first_day - 1),
                    until=_midnight(monday, days=page.last_day),
                )
        return found


def _midnight(monday: datetime, *, days: int) -> datetime:
    """Give the beginning of a local day; days are not always of 24 hours."""
    return datetime.combine(monday.date() + timedelta(days=days), time(), tzinfo=monday.tzinfo)


def leaflet(folder: Traversable = FOLDER) -> Leaflet:
    """Read the leaflet's tables.

    :raises BadTable: when a row cannot be read.
    """
    pages = {row["page"]: _page(row) for row in rows(folder / "leaflet.csv")}
    return Leaflet(
        pages=pages, bargains=tuple(_bargain(row, pages) for row in every(folder, "bargains"))
    )


def _page(row: Row) -> Page:
    cycle, turn = row.number("cycle"), row.number("turn")
    first, last = row.number("first_day"), row.number("last_day")
    if not cycle or turn is None or turn >= cycle or not first or not last:
        raise BadTable(f"{row.place}: page {row['page']}")
    season = Season(row["from"], row["until"]) if row["from"] else None
    return Page(season=season, cycle=cycle, turn=turn, first_day=first, last_day=last)


def _bargain(row: Row, pages: Mapping[str, Page]) -> Bargain:
    percent = row.number("percent")
    if row["page"] not in pages or not percent:
        raise BadTable(f"{row.place}: {row['page']} {row['percent']}")
    return Bargain(page=row["page"], gtin=row["gtin"], percent=percent, stores=row["stores"])
