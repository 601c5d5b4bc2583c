"""What may be given back by the facts of a product, and until when."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from comptoir.goods.catalog.model import Product
from comptoir.shopping.withdrawals.model import Right
from comptoir.shopping.withdrawals.rules import holidays, right_of, until

PARIS = ZoneInfo("Europe/Paris")


def a_product(storage: str = "", vat_reason: str = "food", legal_name: str = "") -> Product:
    return Product(gtin="2750000000019", name="x", vat_rate=550, vat_reason=vat_reason,
                   storage=storage, legal_name=legal_name)  # fmt: skip


class TestRightOf:
    @pytest.mark.parametrize(
        "storage",
        [
            "chilled 4",
            "frozen -18",
            "counter",
            "À conserver entre 0 et +4 °C",
            "A conserver à -18°C",
            "Conserver au réfrigérateur",
            "Keep refrigerated",
            "Produit surgelé : ne pas recongeler",
            "2-6 °C",
        ],
    )
    def test_there_is_none_for_what_leaves_the_cold(self, storage: str) -> None:
        assert right_of(a_product(storage), graded=False) is Right.PERISHABLE

    @pytest.mark.parametrize(
        "storage",
        [
            "days",
            "À consommer rapidement",
            "À consommer dans la journée",
            "À consommer dans les deux jours",
            "Se conserve à température ambiante. À consommer sous 48 h",
            "À consommer jusqu'au : voir emballage",
            "Eat within 3 days",
        ],
    )
    def test_there_is_none_for_what_is_eaten_within_days(self, storage: str) -> None:
        assert right_of(a_product(storage), graded=False) is Right.PERISHABLE

    @pytest.mark.parametrize(
        ("legal_name", "ground", "right"),
        [
            ("Œufs frais de poules élevées en plein air, catégorie A", "food", Right.PERISHABLE),
            ("Oeufs de poules élevées au sol, catégorie A", "food", Right.PERISHABLE),
            ("Pâtes alimentaires aux œufs frais", "food", Right.SEALED),
            ("Œufs en chocolat", "chocolate", Right.SEALED),
            ("Poulet rôti", "ready_to_eat", Right.PERISHABLE),
            ("Roses coupées", "horticulture", Right.PERISHABLE),
            ("Rosier en pot", "horticulture", Right.UNKNOWN),
        ],
    )
    def test_there_is_none_for_what_spoils_however_it_is_kept(
        self, legal_name: str, ground: str, right: Right
    ) -> None:
        assert right_of(a_product("dry", ground, legal_name), graded=False) is right

    @pytest.mark.parametrize(
        "storage",
        [
            "",
            "ambient",
            "dry",
            "Store below 25 °C. Once opened, eat within 3 days.",
            "À consommer de préférence avant fin : voir couvercle",
            "À conserver dans un endroit frais et sec",
            "À température ambiante. Après ouverture, 3 jours au réfrigérateur entre 0 et 4 °C",
            "Entre 15 et 25 °C",
            "Store below 25 °C. Once opened keep refrigerated.",
        ],
    )
    def test_what_keeps_may_be_given_back_unopened(self, storage: str) -> None:
        assert right_of(a_product(storage), graded=False) is Right.SEALED

    def test_there_is_none_for_fresh_produce(self) -> None:
        assert right_of(a_product("ambient"), graded=True) is Right.PERISHABLE

    def test_is_asked_about_for_produce_that_is_kept_dry(self) -> None:
        assert right_of(a_product("dry"), graded=True) is Right.UNKNOWN

    @pytest.mark.parametrize(
        ("ground", "right"),
        [
            ("non_food", Right.OPEN),
            ("non_food:derived_on_import", Right.OPEN),
            ("pet_food", Right.OPEN),
            ("intimate_protection", Right.SEALED),
            ("alcohol", Right.SEALED),
            ("horticulture", Right.UNKNOWN),
            ("", Right.UNKNOWN),
        ],
    )
    def test_follows_what_a_product_is_and_concludes_nothing_else(
        self, ground: str, right: Right
    ) -> None:
        assert right_of(a_product(vat_reason=ground), graded=False) is right

    def test_of_a_product_that_nobody_knows_is_unknown(self) -> None:
        assert right_of(None, graded=False) is Right.UNKNOWN


class TestUntil:
    @pytest.mark.parametrize(
        ("received", "last"),
        [
            (datetime(2026, 6, 15, 18, tzinfo=UTC), date(2026, 6, 29)),
            # 22:30 UTC is the next day in Paris
            (datetime(2026, 6, 15, 22, 30, tzinfo=UTC), date(2026, 6, 30)),
            # the fourteenth day is a Saturday: Monday
            (datetime(2026, 6, 13, 10, tzinfo=UTC), date(2026, 6, 29)),
            # Saturday 25 April → Saturday 9 May → Monday 11 May
            (datetime(2026, 4, 25, 10, tzinfo=UTC), date(2026, 5, 11)),
            # Friday 11 December → Friday 25 December, a holiday → Monday 28
            (datetime(2026, 12, 11, 10, tzinfo=UTC), date(2026, 12, 28)),
            # Monday 11 May → Monday 25 May, Whit Monday → Tuesday
            (datetime(2026, 5, 11, 10, tzinfo=UTC), date(2026, 5, 26)),
        ],
    )
    def test_ends_with_the_fourteenth_day_or_the_next_working_one(
        self, received: datetime, last: date
    ) -> None:
        end = until(received, "Europe/Paris").astimezone(PARIS)
        assert (end.hour, end.minute) == (0, 0)
        assert (end.date() - last).days == 1


class TestHolidays:
    @pytest.mark.parametrize(
        ("year", "moving"),
        [
            (2024, {date(2024, 4, 1), date(2024, 5, 9), date(2024, 5, 20)}),
            (2026, {date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)}),
            (2038, {date(2038, 4, 26), date(2038, 6, 3), date(2038, 6, 14)}),
        ],
    )
    def test_move_with_easter(self, year: int, moving: set[date]) -> None:
        fixed = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
        assert holidays(year) == moving | {date(year, month, day) for month, day in fixed}
