"""Tables say where they are wrong."""

from pathlib import Path

import pytest

from comptoir.app.demo.tables import BadTable, every, rows


def a_table(folder: Path, text: str, name: str = "goods.csv") -> Path:
    folder.mkdir(exist_ok=True)
    table = folder / name
    table.write_text(text, encoding="utf-8")
    return table


class TestRows:
    def test_trim_their_cells(self, tmp_path: Path) -> None:
        (row,) = rows(a_table(tmp_path, "name,weight\n Farine , 500\n"))
        assert row == {"name": "Farine", "weight": "500"}
        assert row.number("weight") == 500

    def test_read_an_empty_number_as_none(self, tmp_path: Path) -> None:
        (row,) = rows(a_table(tmp_path, "name,weight\nFarine,\n"))
        assert row.number("weight") is None

    @pytest.mark.parametrize("text", ["name,weight\nFarine\n", "name,weight\nFarine,1,2\n"])
    def test_refuse_another_count_of_cells(self, tmp_path: Path, text: str) -> None:
        with pytest.raises(BadTable, match=r"goods\.csv:2"):
            list(rows(a_table(tmp_path, text)))

    def test_name_the_place_of_a_number_that_is_none(self, tmp_path: Path) -> None:
        (row,) = rows(a_table(tmp_path, "name,weight\nFarine,1.5\n"))
        with pytest.raises(BadTable, match=r"goods\.csv:2: weight 1\.5"):
            row.number("weight")
        with pytest.raises(BadTable, match="no column price"):
            row.number("price")


def test_every_table_of_a_section_is_read_by_name(tmp_path: Path) -> None:
    a_table(tmp_path / "offers", "gtin\n2\n", "b.csv")
    a_table(tmp_path / "offers", "gtin\n1\n", "a.csv")
    a_table(tmp_path / "offers", "no table", "notes.txt")
    assert [row["gtin"] for row in every(tmp_path, "offers")] == ["1", "2"]
