"""Reading the grocer's own tables, however they were exported."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.adapters.catalogues import cells, own
from comptoir.adapters.catalogues.model import (
    BadCell,
    FileReason,
    FileRefused,
    OwnRow,
    Reason,
    Refused,
)
from comptoir.kernel.measure import Quantity, Unit
from tests.stories.files import a_code, a_table, a_workbook

PRICES = [["code-barres", "Prix TTC", "Promotion"], [a_code(1), "2,18", "20 %"]]


def rows_of(path: Path) -> list[OwnRow | Refused]:
    with own.assortment(path) as opened:
        return list(opened.rows)


def only_row(path: Path) -> OwnRow:
    (row,) = rows_of(path)
    assert isinstance(row, OwnRow)
    return row


class TestTables:
    @pytest.mark.parametrize("separator", [";", ",", "\t"])
    def test_are_read_with_any_usual_separator(self, tmp_path: Path, separator: str) -> None:
        table = [["gtin", "price"], [a_code(1), "2.18"]]
        row = only_row(a_table(tmp_path / "a.csv", table, separator=separator))
        assert row.values == {"price": 218}

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_are_read_in_any_usual_encoding(self, tmp_path: Path, encoding: str) -> None:
        table = [["ean", "libellé", "prix"], [a_code(1), "Bœuf haché", "3,99 €"]]
        row = only_row(a_table(tmp_path / "a.csv", table, encoding=encoding))
        assert row.values == {"name": "Bœuf haché", "price": 399}

    def test_are_read_out_of_a_spreadsheet(self, tmp_path: Path) -> None:
        table = [
            ["EAN", "Désignation", "PV TTC", "Promo au", "Actif"],
            [float(a_code(1)), "Comté", 2.18, datetime(2026, 7, 14), "oui"],  # noqa: DTZ001
        ]
        row = only_row(a_workbook(tmp_path / "a.xlsx", table))
        assert row.gtin == a_code(1)
        assert row.values == {
            "name": "Comté",
            "price": 218,
            "promo_until": date(2026, 7, 14),
            "listed": True,
        }

    def test_keep_separators_and_line_ends_inside_quotes(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(f'gtin;nom;prix\n{a_code(1)};"Riz; ""long""\net rond";1,09\n')
        assert only_row(path).values["name"] == 'Riz; "long" et rond'

    def test_tell_the_headings_that_mean_nothing(self, tmp_path: Path) -> None:
        path = a_table(tmp_path / "a.csv", [["gtin", "prix", "Fournisseur"], [a_code(1), "1", "x"]])
        with own.assortment(path) as opened:
            assert opened.unknown == ("Fournisseur",)

    @pytest.mark.parametrize(
        "said", ["contraception", "Contraceptifs", "Moyens de contraception", "Préservatifs"]
    )
    def test_know_contraception_as_a_reason_for_vat(self, tmp_path: Path, said: str) -> None:
        row = only_row(a_table(tmp_path / "a.csv", [["gtin", "motif tva"], [a_code(1), said]]))
        assert row.values == {"vat_reason": "contraception"}

    def test_tell_empty_cells_apart_from_missing_columns(self, tmp_path: Path) -> None:
        path = a_table(tmp_path / "a.csv", [["gtin", "prix", "promo"], [a_code(1), "1", ""]])
        row = only_row(path)
        assert (row.emptied, set(row.values)) == ({"promotion"}, {"price"})


class TestRefusedRows:
    @pytest.mark.parametrize(
        ("heading", "said", "reason"),
        [
            ("prix", "-2,18", Reason.NEGATIVE),
            ("prix", "0", Reason.NOT_POSITIVE),
            ("prix", "2,185", Reason.DECIMALS),
            ("prix", "gratuit", Reason.NOT_A_NUMBER),
            ("prix", "1e30", Reason.NOT_A_NUMBER),
            ("prix", "NaN", Reason.NOT_A_NUMBER),
            ("prix", "9999999", Reason.TOO_LARGE),
            ("stock", "-1", Reason.NEGATIVE),
            ("promo au", "31/02/2026", Reason.NOT_A_DATE),
            ("contenance", "beaucoup", Reason.NOT_A_QUANTITY),
            ("tva", "120", Reason.IMPOSSIBLE),
            ("motif tva", "politique", Reason.NOT_A_CHOICE),
            ("allergènes", "poussière", Reason.NOT_A_CHOICE),
            ("nom", "x" * 201, Reason.TOO_LONG),
            ("vendu par", "tonneau", Reason.NOT_A_CHOICE),
        ],
    )
    def test_name_the_field_and_the_reason(
        self, tmp_path: Path, heading: str, said: str, reason: Reason
    ) -> None:
        path = a_table(tmp_path / "a.csv", [["gtin", heading], [a_code(1), said]])
        (row,) = rows_of(path)
        assert isinstance(row, Refused)
        assert (row.line, row.flaw.reason) == (2, reason)

    def test_are_the_second_of_a_number_and_wrong_numbers(self, tmp_path: Path) -> None:
        codes = [a_code(1), a_code(1), "3,7694E+12", "123", ""]
        path = a_table(tmp_path / "a.csv", [["gtin", "prix"], *([code, "1"] for code in codes)])
        refused = [row.flaw.reason for row in rows_of(path) if isinstance(row, Refused)]
        assert refused == [
            Reason.TWICE,
            Reason.ROUNDED_CODE,
            Reason.CHECK_DIGIT,
            Reason.MISSING,
        ]

    def test_have_too_many_cells_or_nul_bytes(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(f"gtin;prix\n{a_code(1)};1;9;9\n{a_code(2)};1\x00\n".encode())
        refused = [row.flaw.reason for row in rows_of(path) if isinstance(row, Refused)]
        assert refused == [Reason.COLUMNS, Reason.ENCODING]


class TestRefusedFiles:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", FileReason.EMPTY),
            ("a;b;c\n1;2;3\n", FileReason.SEPARATOR),
            ("nom;prix\nPain;1\n", FileReason.MISSING_COLUMN),
            ("gtin;ean;prix\n1;2;3\n", FileReason.COLUMN_TWICE),
            (f'gtin;nom;prix\n{a_code(1)};"Pain;1\n{a_code(2)};Lait;2\n', FileReason.CUT_SHORT),
            (f"gtin;nom;prix\n{a_code(1)};Pain;1\n{a_code(2)};La", FileReason.CUT_SHORT),
        ],
    )
    def test_tell_why(self, tmp_path: Path, text: str, reason: FileReason) -> None:
        path = tmp_path / "a.csv"
        path.write_text(text)
        with pytest.raises(FileRefused) as caught:
            rows_of(path)
        assert caught.value.reason is reason

    def test_have_no_price_in_a_price_file(self, tmp_path: Path) -> None:
        path = a_table(tmp_path / "a.csv", [["gtin", "stock"], [a_code(1), "3"]])
        with pytest.raises(FileRefused) as caught, own.prices(path):
            pass
        assert caught.value.reason is FileReason.MISSING_COLUMN


class TestCells:
    @pytest.mark.parametrize(
        ("said", "cents"),
        [("2,18", 218), ("2.18 €", 218), ("1 234,50", 123450), ("1.234,50", 123450),
         ("1,234.50", 123450), ("3", 300), ("\u202f4,5\u00a0€", 450)],
    )  # fmt: skip
    def test_read_amounts_as_people_write_them(self, said: str, cents: int) -> None:
        assert cells.cents("price", said) == cents

    @pytest.mark.parametrize("said", ["5,5", "5.5 %", "0,055"])
    def test_read_rates(self, said: str) -> None:
        assert cells.basis_points("vat_rate", said) == 550

    def test_read_stock_with_or_without_a_unit(self) -> None:
        assert cells.amount("on_hand", "12,5") == Decimal("12.5")
        assert cells.amount("on_hand", "12,5 kg") == Quantity(12_500, Unit.GRAM)

    def test_put_back_the_zeros_that_a_spreadsheet_takes(self) -> None:
        assert cells.gtin("16229910204") == "0016229910204"

    def test_take_no_short_article_number_for_a_trade_item(self) -> None:
        with pytest.raises(BadCell):
            cells.gtin("123")  # padded with zeros its last digit would check

    def test_refuse_an_unknown_allergen(self) -> None:
        assert cells.allergens("allergens", "Lait ; œufs") == ("eggs", "milk")
        with pytest.raises(BadCell):
            cells.allergens("allergens", "lait, licorne")
