"""Reading foreign catalogues: what is taken, what is refused line by line, what as a whole."""

from pathlib import Path

import pytest

from comptoir.adapters.catalogues.lines import LONGEST_LINE
from comptoir.adapters.catalogues.model import (
    CategoryName,
    FileReason,
    FileRefused,
    FoundProduct,
    Nothing,
    OwnRow,
    Reason,
    Refused,
)
from comptoir.adapters.catalogues.products import open_products
from comptoir.adapters.catalogues.taxonomy import NO_TAXONOMY, read_taxonomy
from comptoir.kernel.measure import grams, millilitres
from tests.stories.files import (
    a_code,
    a_published_record,
    a_record,
    a_table,
    a_workbook,
    json_lines,
    published_csv,
)

Read = FoundProduct | Refused | Nothing | OwnRow


def read(path: Path, *, country: str = "", taxonomy: Path | None = None) -> list[Read]:
    names = NO_TAXONOMY if taxonomy is None else read_taxonomy(taxonomy)
    with open_products(path, country=country, taxonomy=names) as opened:
        return list(opened.found)


def only_product(path: Path) -> FoundProduct:
    (found,) = read(path)
    assert isinstance(found, FoundProduct)
    return found


def refusals(path: Path) -> list[tuple[int, str, Reason]]:
    return [
        (each.line, each.flaw.field, each.flaw.reason)
        for each in read(path)
        if isinstance(each, Refused)
    ]


def refused_whole(path: Path) -> FileReason:
    with pytest.raises(FileRefused) as caught:
        read(path)
    return caught.value.reason


class TestCompactShape:
    def test_is_read_whole(self, tmp_path: Path) -> None:
        record = a_record(
            1,
            nutriscore="b",
            ingredients="Farine de blé, beurre.",
            allergens="blé, beurre",
            allergens_derived=["lait", "fruits_a_coque"],
            labels="Bio, Point Vert, Sans gluten",
            nutriments_100g={"fat": 21.5, "satfat": 2, "salt": 0.12345},
            image="https://example.org/1.jpg",
        )
        found = only_product(json_lines(tmp_path / "a.jsonl", [record]))
        assert (found.gtin, found.name, found.brand) == (a_code(1), "Biscuits d’essai 1", "Essai")
        assert found.net == grams(200)
        assert found.nutriscore == "B"
        assert found.allergens == ("gluten", "milk", "nuts")
        assert found.labels == ("gluten_free", "organic")
        assert found.nutrition == {"fat": "21.5", "saturates": "2", "salt": "0.123"}
        assert found.categories == (CategoryName("fr:Biscuits", french="Biscuits"),)
        assert found.source == "Open Food Facts: essai"

    def test_keeps_a_guessed_brand_out_of_sight(self, tmp_path: Path) -> None:
        record = a_record(1, brand="", brand_derived="Peut-être")
        found = only_product(json_lines(tmp_path / "a.jsonl", [record]))
        assert (found.brand, found.aliases) == ("", ("Peut-être",))

    def test_keeps_markup_in_a_name_as_text(self, tmp_path: Path) -> None:
        name = "<script>alert('x')</script> & Fils"
        found = only_product(json_lines(tmp_path / "a.jsonl", [a_record(1, name=name)]))
        assert found.name == name

    def test_leaves_out_an_impossible_nutrition_declaration(self, tmp_path: Path) -> None:
        record = a_record(1, nutriments_100g={"fat": 421})
        found = only_product(json_lines(tmp_path / "a.jsonl", [record]))
        assert found.nutrition is None
        assert [flaw.reason for flaw in found.left_out] == [Reason.IMPOSSIBLE]


class TestPublishedJsonLines:
    def test_are_read_in_both_languages(self, tmp_path: Path) -> None:
        found = only_product(json_lines(tmp_path / "a.jsonl", [a_published_record(1)]))
        assert (found.name, found.name_en) == ("Chocolat noir 1", "Dark chocolate 1")
        assert found.brand == "Essai"
        assert found.categories[-1] == CategoryName(
            "en:dark-chocolates", french="Chocolats noirs", english="Dark chocolates"
        )
        assert (found.allergens, found.traces) == (("soy",), ("milk", "nuts"))
        assert found.labels == ("fair_trade", "organic")
        assert found.nutrition == {"energy_kj": "2400", "fat": "42.123", "salt": "0.02"}
        assert (found.nutriscore, found.nutriscore_version) == ("E", "2023")
        assert found.popularity == 41

    def test_take_the_computed_quantity_when_the_printed_one_says_nothing(
        self, tmp_path: Path
    ) -> None:
        record = a_published_record(
            1, quantity="une bouteille", product_quantity="750", product_quantity_unit="ml"
        )
        assert only_product(json_lines(tmp_path / "a.jsonl", [record])).net == millilitres(750)

    def test_pass_over_what_is_sold_elsewhere(self, tmp_path: Path) -> None:
        records = [a_published_record(1), a_published_record(2, countries_tags=["en:spain"])]
        found = read(json_lines(tmp_path / "a.jsonl", records), country="france")
        assert [type(each) for each in found] == [FoundProduct, Nothing]

    def test_take_names_and_parents_from_a_taxonomy(self, tmp_path: Path) -> None:
        names = {
            "en:snacks": {"name": {"fr": "En-cas", "en": "Snacks"}},
            "en:dark-chocolates": {"name": {"fr": "Noirs"}, "parents": ["en:snacks"]},
        }
        taxonomy = json_lines(tmp_path / "names.json", [names], packed=True)
        (found,) = read(
            json_lines(tmp_path / "a.jsonl", [a_published_record(1)]), taxonomy=taxonomy
        )
        assert isinstance(found, FoundProduct)
        assert [each.french for each in found.categories] == ["En-cas", "Noirs"]


class TestPublishedCsv:
    def test_is_read_between_tabs(self, tmp_path: Path) -> None:
        row = {
            "code": a_code(1),
            "product_name": 'Crème "dessert" vanille',
            "brands": "Essai,Autre",
            "quantity": "4 x 125 g",
            "categories_tags": "en:desserts,en:dairy-desserts",
            "allergens": "en:milk",
            "nutriscore_grade": "unknown",
            "fat_100g": "3.5",
            "energy-kj_100g": "480",
        }
        found = only_product(published_csv(tmp_path / "a.csv", [row]))
        assert found.name == 'Crème "dessert" vanille'
        assert (found.brand, found.net, found.nutriscore) == ("Essai", grams(500), None)
        assert found.nutrition == {"energy_kj": "480", "fat": "3.5"}
        assert found.categories[-1].english == "Dairy desserts"

    def test_takes_huge_fields(self, tmp_path: Path) -> None:
        rows = [{"code": a_code(1), "product_name": "Pain", "url": "x" * 300_000}]
        assert only_product(published_csv(tmp_path / "a.csv", rows)).name == "Pain"

    def test_leaves_out_ingredients_that_no_page_can_show(self, tmp_path: Path) -> None:
        rows = [{"code": a_code(1), "product_name": "Pain", "ingredients_text": "blé " * 9_000}]
        found = only_product(published_csv(tmp_path / "a.csv", rows))
        assert found.ingredients == ""
        assert [flaw.field for flaw in found.left_out] == ["ingredients"]

    def test_refuses_lines_with_missing_columns(self, tmp_path: Path) -> None:
        path = published_csv(tmp_path / "a.csv", [{"code": a_code(1), "product_name": "Pain"}])
        path.write_text(path.read_text("utf-8") + f"{a_code(2)}\tPain\n", encoding="utf-8")
        assert refusals(path) == [(3, "", Reason.COLUMNS)]

    @pytest.mark.parametrize("separator", [",", ";", "|"])
    def test_is_refused_with_another_separator(self, tmp_path: Path, separator: str) -> None:
        path = published_csv(tmp_path / "a.csv", [], separator=separator)
        assert refused_whole(path) is FileReason.SEPARATOR

    def test_is_refused_when_its_last_line_breaks_off(self, tmp_path: Path) -> None:
        path = published_csv(tmp_path / "a.csv", [{"code": a_code(1), "product_name": "Pain"}])
        path.write_text(path.read_text("utf-8") + f"{a_code(2)}\tPa", encoding="utf-8")
        assert refused_whole(path) is FileReason.CUT_SHORT


class TestHostileLines:
    def test_are_refused_one_by_one(self, tmp_path: Path) -> None:
        lines = [
            a_record(1),
            '{"code": "37',
            "[1, 2]",
            a_record(2, code="3769000000021"),
            a_record(3, name=""),
            a_record(4, name="x" * 201),
            a_record(5, name="Pain\x07"),
            a_record(6, code=None),
            "[" * 100_000,
        ]
        assert refusals(json_lines(tmp_path / "a.jsonl", lines)) == [
            (2, "", Reason.NOT_JSON),
            (3, "", Reason.NOT_AN_OBJECT),
            (4, "gtin", Reason.CHECK_DIGIT),
            (5, "name", Reason.MISSING),
            (6, "name", Reason.TOO_LONG),
            (7, "name", Reason.NOT_PRINTABLE),
            (8, "gtin", Reason.MISSING),
            (9, "", Reason.NOT_JSON),
        ]

    def test_with_nul_bytes_or_broken_utf_8_are_refused(self, tmp_path: Path) -> None:
        path = json_lines(tmp_path / "a.jsonl", [a_record(1), a_record(2)])
        path.write_bytes(path.read_bytes() + b'{"code": "\x00"}\n' + b'{"name": "\xff"}\n')
        assert refusals(path) == [(3, "", Reason.NUL), (4, "", Reason.ENCODING)]

    def test_longer_than_sane_are_refused_and_what_follows_is_read(self, tmp_path: Path) -> None:
        long = a_record(1, ingredients="x" * (10 * 1024 * 1024))
        path = json_lines(tmp_path / "a.jsonl", [long, a_record(2)])
        assert path.stat().st_size > 2 * LONGEST_LINE
        assert refusals(path) == [(1, "", Reason.LINE_TOO_LONG)]
        assert len(read(path)) == 2


class TestHostileFiles:
    def test_truncated_by_a_broken_download_are_refused(self, tmp_path: Path) -> None:
        path = json_lines(tmp_path / "a.jsonl.gz", map(a_record, range(500)), packed=True)
        path.write_bytes(path.read_bytes()[:-200])
        assert refused_whole(path) is FileReason.CUT_SHORT

    def test_damaged_inside_are_refused(self, tmp_path: Path) -> None:
        path = json_lines(tmp_path / "a.jsonl.gz", map(a_record, range(500)), packed=True)
        content = bytearray(path.read_bytes())
        content[200:260] = b"\xff" * 60
        path.write_bytes(bytes(content))
        assert refused_whole(path) is FileReason.DAMAGED

    def test_cut_in_their_last_line_are_refused(self, tmp_path: Path) -> None:
        path = json_lines(tmp_path / "a.jsonl", [a_record(1), a_record(2)])
        path.write_bytes(path.read_bytes()[:-20])
        assert refused_whole(path) is FileReason.CUT_SHORT

    def test_without_a_last_line_end_are_read(self, tmp_path: Path) -> None:
        path = json_lines(tmp_path / "a.jsonl", [a_record(1)])
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().rstrip(b"\n"))
        assert only_product(path).gtin == a_code(1)

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", FileReason.EMPTY),
            (b"\n\n\n", FileReason.EMPTY),
            (b'[{"code": "1"}]', FileReason.JSON_ARRAY),
            (b"BZh91AY&SY", FileReason.PACKED),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileReason.PACKED),
            (b"PK\x03\x04nonsense", FileReason.DAMAGED),
            (b"<html><body>404</body></html>", FileReason.UNKNOWN_FORMAT),
            (b"\x89PNG\r\n\x1a\n\x00\x00", FileReason.SEPARATOR),
        ],
    )
    def test_of_another_kind_are_refused(
        self, tmp_path: Path, content: bytes, reason: FileReason
    ) -> None:
        path = tmp_path / "a.bin"
        path.write_bytes(content)
        assert refused_whole(path) is reason

    def test_that_are_not_there_are_refused(self, tmp_path: Path) -> None:
        assert refused_whole(tmp_path / "none") is FileReason.NOT_THERE
        assert refused_whole(tmp_path) is FileReason.A_FOLDER


class TestOwnTables:
    def test_are_taken_as_products_too(self, tmp_path: Path) -> None:
        path = a_table(tmp_path / "a.csv", [["EAN", "Libellé"], [a_code(1), "Pâté de campagne"]])
        (row,) = read(path)
        assert isinstance(row, OwnRow)
        assert (row.gtin, row.values["name"]) == (a_code(1), "Pâté de campagne")

    def test_are_read_out_of_a_spreadsheet(self, tmp_path: Path) -> None:
        path = a_workbook(tmp_path / "a.xlsx", [["ean", "nom"], [int(a_code(1)), "Brie"]])
        (row,) = read(path)
        assert isinstance(row, OwnRow)
        assert row.gtin == a_code(1)
