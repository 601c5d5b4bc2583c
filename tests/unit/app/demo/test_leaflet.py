"""The leaflet of each week: dated, within the law, different by week and by store."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from comptoir.app.demo.assortment import STORES, assortment
from comptoir.app.demo.leaflet import Leaflet, Page, leaflet
from comptoir.app.demo.season import Season
from comptoir.app.demo.tables import BadTable
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing.model import Mechanic, Offer, Promotion
from comptoir.goods.pricing.rules import check_promotion, promotion_cap

PARIS = ZoneInfo("Europe/Paris")
A_MONDAY = datetime(2026, 6, 22, tzinfo=PARIS)
HEADS = "page,from,until,cycle,turn,first_day,last_day\n"


@cache
def the_leaflet() -> Leaflet:
    return leaflet()


@cache
def products() -> dict[str, Product]:
    return {product.gtin: product for product in assortment().products}


@cache
def offers() -> dict[tuple[str, str], Offer]:
    return {
        (letter, each.offer.gtin): each.offer
        for letter, store in STORES.items()
        for each in assortment().stores[store]
    }


def mondays(count: int = 53) -> list[datetime]:
    return [A_MONDAY + timedelta(weeks=week) for week in range(count)]


def a_folder(folder: Path, *, page: str, bargain: str) -> Path:
    (folder / "bargains").mkdir()
    (folder / "leaflet.csv").write_text(HEADS + page, encoding="utf-8")
    rows = "page,gtin,promotion,limit,stores\n" + bargain
    (folder / "bargains" / "grill.csv").write_text(rows, encoding="utf-8")
    return folder


class TestPage:
    def test_returns_in_its_turn(self) -> None:
        every_third = Page(season=None, cycle=3, turn=1, first_day=1, last_day=7)
        runs = [every_third.runs(monday.date()) for monday in mondays(6)]
        assert runs.count(True) == 2
        assert runs[:3] == runs[3:]

    def test_rests_out_of_season(self) -> None:
        summer = Page(Season("06-01", "08-31"), cycle=1, turn=0, first_day=1, last_day=7)
        assert summer.runs(A_MONDAY.date())
        assert not summer.runs((A_MONDAY + timedelta(weeks=26)).date())


class TestOfWeek:
    def test_dates_a_promotion_by_local_days(self, tmp_path: Path) -> None:
        folder = a_folder(tmp_path, page="grill,,,1,0,5,7\n", bargain="grill,24,-20%,,hs\n")
        (promotion,) = leaflet(folder).of_week(A_MONDAY, letter="h").values()
        assert promotion.percent == 20
        assert promotion.starts == datetime(2026, 6, 26, tzinfo=PARIS)
        assert promotion.ends == datetime(2026, 6, 29, tzinfo=PARIS)

    def test_runs_through_its_season_as_one(self, tmp_path: Path) -> None:
        page = "summer,06-22,07-12,1,0,1,7\n"
        folder = a_folder(tmp_path, page=page, bargain="summer,24,-20%,,h\n")
        weeks = [leaflet(folder).of_week(monday, letter="h") for monday in mondays(4)]
        (promotion,) = weeks[0].values()
        assert promotion.starts == A_MONDAY
        assert promotion.ends == A_MONDAY + timedelta(weeks=3)
        assert weeks[:3] == [weeks[0]] * 3
        assert weeks[3] == {}

    def test_keeps_a_bargain_to_its_stores(self, tmp_path: Path) -> None:
        folder = a_folder(tmp_path, page="grill,,,1,0,5,7\n", bargain="grill,24,-20%,,hs\n")
        assert leaflet(folder).of_week(A_MONDAY, letter="c") == {}

    def test_gives_the_deepest_of_two(self, tmp_path: Path) -> None:
        bargains = "grill,24,-20%,,h\ngrill,24,3 for 2,,h\ngrill,24,2nd -60%,,h\n"
        folder = a_folder(tmp_path, page="grill,,,1,0,1,7\n", bargain=bargains)
        (promotion,) = leaflet(folder).of_week(A_MONDAY, letter="h").values()
        assert promotion.mechanic is Mechanic.SOME_FREE

    @pytest.mark.parametrize("bargain", ["fish,24,-20%,,h\n", "grill,24,,,h\n"])
    def test_refuses_a_bargain_that_cannot_be(self, tmp_path: Path, bargain: str) -> None:
        with pytest.raises(BadTable, match=r"grill\.csv:2"):
            leaflet(a_folder(tmp_path, page="grill,,,1,0,1,7\n", bargain=bargain))

    @pytest.mark.parametrize("page", ["grill,,,0,0,1,7\n", "grill,,,2,2,1,7\n", "grill,,,1,0,,7\n"])
    def test_refuses_a_page_that_cannot_be(self, tmp_path: Path, page: str) -> None:
        with pytest.raises(BadTable, match=r"leaflet\.csv:2"):
            leaflet(a_folder(tmp_path, page=page, bargain=""))


class TestTheDemo:
    def test_promotes_what_is_sold(self) -> None:
        sold = {
            letter: {each.offer.gtin for each in assortment().stores[store]}
            for letter, store in STORES.items()
        }
        unsold = [
            (bargain.gtin, letter)
            for bargain in the_leaflet().bargains
            for letter in bargain.stores
            if bargain.gtin not in sold[letter]
        ]
        assert unsold == []

    def test_stays_under_the_legal_caps(self) -> None:
        for bargain in the_leaflet().bargains:
            product = products()[bargain.gtin]
            cap = promotion_cap(vat_rate=product.vat_rate, vat_reason=product.vat_reason)
            for letter in bargain.stores:
                offer = replace(offers()[letter, bargain.gtin], promotion=bargain.promotion)
                dated = replace(bargain.promotion, starts=A_MONDAY)
                offer = replace(offer, promotion=dated)
                check_promotion(offer, sale_unit=product.sale_unit, cap=cap)

    def test_never_promotes_infant_formula(self) -> None:
        # Delegated regulation (EU) 2016/127, art. 10(2): no promotion to sell it at retail level.
        promoted = {products()[bargain.gtin].name for bargain in the_leaflet().bargains}
        assert [name for name in promoted if "1er âge" in name] == []

    @pytest.mark.parametrize(
        ("letter", "least", "most"),
        [("h", 100, 250), ("s", 60, 200), ("c", 15, 90), ("d", 80, 200)],
    )
    def test_fills_pages_every_week_of_the_year(self, letter: str, least: int, most: int) -> None:
        for monday in mondays():
            week = the_leaflet().of_week(monday, letter=letter)
            assert least <= len(week) <= most, monday
            assert all(
                each.starts and each.ends and each.starts < each.ends for each in week.values()
            )
            after = monday + timedelta(weeks=1)
            assert all(each.starts and each.starts < after for each in week.values())
            assert all(each.ends and each.ends > monday for each in week.values())

    @pytest.mark.parametrize("letter", sorted(STORES))
    def test_cuts_no_price_again_within_thirty_days(self, letter: str) -> None:
        # Code de la consommation, art. L. 112-1-1: it could not be announced the second time.
        ended: dict[str, Promotion] = {}
        for monday in mondays(110):
            for gtin, promotion in the_leaflet().of_week(monday, letter=letter).items():
                before = ended.get(gtin)
                ended[gtin] = promotion
                if before is None or promotion.by_lot or before == promotion:
                    continue
                assert before.ends
                assert promotion.starts
                assert before.ends + timedelta(days=30) <= promotion.starts, gtin

    def test_changes_from_week_to_week(self) -> None:
        for before, after in zip(mondays(), mondays()[1:], strict=False):
            was = the_leaflet().of_week(before, letter="h").keys()
            now = the_leaflet().of_week(after, letter="h").keys()
            assert len(was & now) < len(now) // 2, after

    def test_fits_the_season(self) -> None:
        def names(day: str) -> str:
            monday = datetime.fromisoformat(day).replace(tzinfo=PARIS)
            week = the_leaflet().of_week(monday, letter="h")
            return " ".join(products()[gtin].name.lower() for gtin in week)

        assert "galette des rois" in names("2027-01-04")
        assert "raclette" in names("2026-12-07")
        assert "champagne" in names("2026-12-14")
        assert "brochettes" in names("2026-07-06")
        assert "galette des rois" not in names("2026-07-06")
        assert "raclette" not in names("2026-07-06")

    def test_differs_from_store_to_store(self) -> None:
        weeks = {letter: the_leaflet().of_week(A_MONDAY, letter=letter) for letter in STORES}
        assert weeks["c"].keys() < weeks["h"].keys() | weeks["c"].keys()
        assert weeks["d"].keys() - weeks["h"].keys()
        days = {
            (each.starts.weekday(), each.ends.weekday())
            for each in weeks["h"].values()
            if each.starts and each.ends
        }
        assert len(days) >= 3
