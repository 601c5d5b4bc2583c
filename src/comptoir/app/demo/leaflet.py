"""The demo chain's leaflet: what each store has on promotion in a week, and on which days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from importlib.resources.abc import Traversable

from comptoir.app.demo.season import Season
from comptoir.app.demo.tables import FOLDER, BadTable, Row, every, rows
from comptoir.goods.pricing import notation
from comptoir.goods.pricing.model import Mechanic, Promotion

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the leaflet: it returns every `cycle` weeks, in its `turn`, within its season.

    Its promotions run from `first_day` to the end of `last_day`, ISO weekdays. What is printed week
    after week is one promotion, from the first of those weeks to the last.
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

    def run(self, monday: date) -> tuple[date, date]:
        """Give the first Monday and the last of the weeks in a row that it is printed for."""
        first = last = monday
        while self.season is not None and self.runs(first - _WEEK):
            first -= _WEEK
        while self.season is not None and self.runs(last + _WEEK):
            last += _WEEK
        return first, last


@dataclass(frozen=True, slots=True)
class Bargain:
    """A product on a page, on promotion in the stores of those letters; its days are the page's."""

    page: str
    gtin: str
    promotion: Promotion
    stores: str

    @property
    def depth(self) -> int:
        """Tell how much it takes off, in percent; an amount is not known for what it is off."""
        of = self.promotion
        match of.mechanic:
            case Mechanic.PERCENT | Mechanic.NTH:
                return (of.percent or 0) // (of.size or 1)
            case Mechanic.SOME_FREE:
                return 100 - 100 * (of.paid or 0) // (of.size or 1)
            case Mechanic.PRICE | Mechanic.LOT:
                return 0


@dataclass(frozen=True, slots=True)
class Leaflet:
    """Every page that is ever printed, and what stands on it."""

    pages: Mapping[str, Page]
    bargains: tuple[Bargain, ...]

    def of_week(self, monday: datetime, *, letter: str) -> dict[str, Promotion]:
        """Give each product on promotion in the store of that letter; the deepest counts.

        A price cut that returns within thirty days of its end could not be announced (Code de la
        consommation, art. L. 112-1-1): pages that have one return every six weeks.
        """
        printed = {name: page for name, page in self.pages.items() if page.runs(monday.date())}
        chosen: dict[str, Bargain] = {}
        for bargain in self.bargains:
            if bargain.page not in printed or letter not in bargain.stores:
                continue
            known = chosen.get(bargain.gtin)
            if known is None or known.depth < bargain.depth:
                chosen[bargain.gtin] = bargain
        return {
            gtin: _dated(bargain.promotion, printed[bargain.page], monday)
            for gtin, bargain in chosen.items()
        }


def _dated(promotion: Promotion, page: Page, monday: datetime) -> Promotion:
    first, last = page.run(monday.date())
    return replace(
        promotion,
        starts=_midnight(first, monday.tzinfo, days=page.first_day - 1),
        ends=_midnight(last, monday.tzinfo, days=page.last_day),
    )


def _midnight(monday: date, zone: tzinfo | None, *, days: int) -> datetime:
    """Give the beginning of a local day; days are not always of 24 hours."""
    return datetime.combine(monday + timedelta(days=days), time(), tzinfo=zone)


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
    try:
        read = notation.read(row["promotion"])
    except notation.UnreadablePromotion as unreadable:
        raise BadTable(f"{row.place}: {unreadable}") from unreadable
    if row["page"] not in pages:
        raise BadTable(f"{row.place}: {row['page']}")
    return Bargain(
        page=row["page"],
        gtin=row["gtin"],
        promotion=replace(read, household_most=row.number("limit")),
        stores=row["stores"],
    )
