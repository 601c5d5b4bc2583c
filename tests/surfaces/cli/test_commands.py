"""The command as a person meets it: what it prints, where, and how it ends."""

import csv
import io
from pathlib import Path

import pytest

from comptoir.app import wiring
from tests.stories.files import a_code, a_published_record, a_record, a_table, json_lines
from tests.surfaces.cli.conftest import Ended, Run


def one_line(ended: Ended) -> str:
    """Give the only line of a trouble, which is told without a trace."""
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err
    return ended.err.strip()


class TestMistakes:
    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (("bogue",), "comptoir --help"),
            (("store", "create"), "comptoir store create --help"),
            (("store", "create", "X", "--bogue"), "--bogue"),
            (("search",), "MOTS"),
            (("import", "products", "x.csv"), "--store"),
            (("serve", "--port", "99999"), "--port"),
            (("demo", "--host", "203.0.113.1", "--port", "0"), "--host"),
            (("serve", "--port", "0", "--wyoming", "Gare"), "--wyoming"),
            (("serve", "--port", "0", "--alexa", "gare"), "--alexa"),
            (("serve", "--port", "0", "--alexa", "s=g", "--alexa-roots", __file__), "--alexa-ro"),
            (("serve", "--port", "0", "--dialogflow", "gare"), "COMPTOIR_DIALOGFLOW_SECRET"),
            (("alexa", "model", "--locale", "de-DE"), "fr-FR"),
            (("alexa", "model", "--invocation", "comptoir"), "comptoir"),
            (("serve", "--port", "0", "--wyoming", "gare=203.0.113.1:0"), "--wyoming"),
        ],
    )
    def test_are_told_in_one_line(self, run: Run, words: tuple[str, ...], told: str) -> None:
        assert told in one_line(run(*words))

    def test_without_any_word_show_the_help(self, run: Run) -> None:
        ended = run()
        assert (ended.code, ended.out) == (2, "")
        assert "Usage" in ended.err

    def test_name_a_database_that_does_not_answer(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("COMPTOIR_DATABASE_URL", f"host={tmp_path} dbname=x")
        assert "comptoir doctor" in one_line(run("store", "list"))

    def test_name_a_data_folder_that_cannot_be(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.delenv("COMPTOIR_DATABASE_URL", raising=False)
        (tmp_path / "file").write_text("")
        assert "--data" in one_line(run("store", "list", "--data", tmp_path / "file"))


class TestInterrupts:
    def test_end_with_one_line_and_their_own_code(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupted(_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(wiring, "server_for", interrupted)
        ended = run("talk")
        assert (ended.code, ended.out) == (130, "")
        assert ended.err.count("\n") == 1


class TestLanguage:
    def test_is_french_unless_said_otherwise(self, run: Run) -> None:
        assert "Vérifiez" in one_line(run("understand", "/nulle/part"))

    def test_is_english_by_the_option_or_the_locale(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert "Check" in one_line(run("understand", "/nowhere", "--language", "en"))
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        assert "Check" in one_line(run("understand", "/nowhere"))

    def test_that_nobody_speaks_is_refused(self, run: Run) -> None:
        assert "fr" in one_line(run("understand", "/nowhere", "--language", "tlh"))


class TestStore:
    def test_create_prints_the_id_alone(self, shop: Run) -> None:
        ended = shop("store", "create", "Épicerie de l’Été", "--postcode", "35500")
        assert (ended.code, ended.out) == (0, "epicerie-de-l-ete\n")

    def test_create_twice_tells_what_to_do(self, shop: Run, store: str) -> None:
        ended = shop("store", "create", "Autre nom", "--id", store)
        assert "--id" in one_line(ended)

    def test_create_refuses_what_cannot_be(self, shop: Run) -> None:
        assert "kind" in one_line(shop("store", "create", "X", "--kind", "palais"))
        assert "--id" in one_line(shop("store", "create", "???"))
        assert "lun-sam" in one_line(shop("store", "create", "X", "--hours", "toujours"))

    def test_list_shows_a_line_a_store(self, shop: Run, store: str) -> None:
        lines = [line.split("\t") for line in shop("store", "list").out.splitlines()]
        assert [line[1:3] for line in lines if line[0] == store] == [["supermarket", "pickup"]]

    def test_edit_changes_what_is_given_alone(self, shop: Run, store: str) -> None:
        words = ("--modes", "pickup,delivery", "--delivery-postcodes", "35500,35000")
        assert shop("store", "edit", store, *words).code == 0
        assert shop("store", "edit", store, "--kind", "city").code == 0
        (line,) = [each for each in shop("store", "list").out.splitlines() if store in each]
        assert line.split("\t")[1:3] == ["city", "pickup,delivery"]

    def test_edit_wants_something_to_change(self, shop: Run, store: str) -> None:
        assert one_line(shop("store", "edit", store))
        assert "store list" in one_line(shop("store", "edit", "nulle-part", "--kind", "city"))

    def test_windows_are_opened_in_the_opening_hours(self, shop: Run, store: str) -> None:
        words = ("--mode", "delivery", "--every", "120", "--capacity", "4", "--fee", "4,90")
        ended = shop("store", "windows", store, *words)
        assert ended.code == 0
        assert int(ended.err.split()[0]) > 20
        assert "pickup" in one_line(shop("store", "windows", store, "--mode", "fusée"))


class TestImport:
    def test_tells_what_it_did(self, shop: Run, store: str, tmp_path: Path) -> None:
        file = json_lines(tmp_path / "a.jsonl", [a_record(3001), a_record(3002), "{"])
        ended = shop("import", "products", file, "--store", store, "--sample-offers")
        assert ended.code == 0
        assert "2 nouveaux" in ended.out
        assert "1 ligne refusée" in ended.out
        assert "ligne 3" in ended.out

    def test_takes_the_options_of_its_kind_alone(
        self, shop: Run, store: str, tmp_path: Path
    ) -> None:
        records = [
            a_published_record(number, countries_tags=[f"en:{country}"])
            for number, country in ((3010, "france"), (3011, "belgium"), (3012, "france"))
        ]
        file = json_lines(tmp_path / "a.jsonl", records)
        words = ("--store", store, "--country", " France")
        assert "2 nouveaux" in shop("import", "products", file, *words, "--dry-run").out
        assert "1 nouveau," in shop("import", "products", file, *words, "--limit", "1").out
        for kind in ("assortment", "prices", "stock"):
            assert "--country" in one_line(shop("import", kind, file, *words))

    def test_writes_refused_lines_for_a_spreadsheet(
        self, shop: Run, store: str, tmp_path: Path
    ) -> None:
        table = [["ean", "nom", "prix"], [a_code(3003), "Riz", "1"], ["=1+1", "Riz", "1"]]
        refused = tmp_path / "refused.csv"
        file = a_table(tmp_path / "a.csv", table)
        shop("import", "assortment", file, "--store", store, "--refused", refused)
        rows = list(csv.reader(io.StringIO(refused.read_text("utf-8-sig")), delimiter=";"))
        assert rows[0] == ["ligne", "gtin", "champ", "valeur", "motif", "remède"]
        assert rows[1][:4] == ["3", "'=1+1", "gtin", "'=1+1"]
        assert all(rows[1][4:])

    def test_shows_what_would_change_in_a_dry_run(
        self, shop: Run, store: str, tmp_path: Path
    ) -> None:
        table = [["ean", "nom", "prix", "stock"], [a_code(3004), "Riz", "1,00", "4"]]
        shop("import", "assortment", a_table(tmp_path / "a.csv", table), "--store", store)
        prices = a_table(tmp_path / "p.csv", [["ean", "prix"], [a_code(3004), "1,20"]])
        ended = shop("import", "prices", prices, "--store", store, "--dry-run")
        assert ended.code == 0
        assert "1,00 € → 1,20 €" in ended.out
        counts = a_table(tmp_path / "s.csv", [["ean", "stock"], [a_code(3004), "9"]])
        assert "en stock 4 → 9" in shop("import", "stock", counts, "--store", store).out

    def test_names_what_a_complete_file_takes_off_the_shelf(
        self, shop: Run, store: str, tmp_path: Path
    ) -> None:
        for number in (3006, 3007):
            table = [["ean", "nom", "prix"], [a_code(number), f"Riz {number}", "1"]]
            file = a_table(tmp_path / "a.csv", table)
            ended = shop("import", "assortment", file, "--store", store, "--complete")
        assert f"{a_code(3006)} Riz 3006 : en rayon oui → non" in ended.out
        assert "1 produit retiré du rayon" in ended.out

    def test_says_why_a_complete_file_takes_nothing_off_the_shelf(
        self, shop: Run, store: str, tmp_path: Path
    ) -> None:
        table = [["ean", "nom", "prix"], [a_code(3005), "Riz", "1"], ["", "Total", "1"]]
        file = a_table(tmp_path / "a.csv", table)
        ended = shop("import", "assortment", file, "--store", store, "--complete")
        assert "Rien n’est retiré du rayon : le code d’une ligne est illisible" in ended.out

    def test_ends_with_a_line_when_nothing_can_be_kept(
        self, shop: Run, store: str, tmp_path: Path
    ) -> None:
        ended = shop("import", "products", json_lines(tmp_path / "a", ["{"]), "--store", store)
        assert ended.code == 2
        assert ended.err.count("\n") == 1

    def test_names_a_broken_file(self, shop: Run, store: str, tmp_path: Path) -> None:
        file = json_lines(tmp_path / "a.gz", map(a_record, range(3100, 3200)), packed=True)
        file.write_bytes(file.read_bytes()[:-50])
        assert "tronqué" in one_line(shop("import", "products", file, "--store", store))

    def test_names_an_unknown_store(self, shop: Run, tmp_path: Path) -> None:
        file = json_lines(tmp_path / "a.jsonl", [a_record(3005)])
        assert "store list" in one_line(shop("import", "products", file, "--store", "nulle-part"))


class TestSearch:
    def test_prints_price_unit_price_and_stock(self, shop: Run, store: str, tmp_path: Path) -> None:
        table = [
            ["ean", "nom", "contenance", "prix", "stock"],
            [a_code(3201), "Galettes quimpéroises", "250 g", "2,18", "7"],
        ]
        shop("import", "assortment", a_table(tmp_path / "a.csv", table), "--store", store)
        ended = shop("search", "galettes", "quimperoises", "--store", store)
        assert ended.code == 0
        (line,) = [each for each in ended.out.splitlines() if a_code(3201) in each]
        assert "2,18\u202f€" in line
        assert "8,72\u202f€/kg" in line
        assert line.split()[-2] == "7"

    def test_says_when_there_is_nothing(self, shop: Run, store: str) -> None:
        ended = shop("search", "rien", "--store", store)
        assert (ended.code, ended.out) == (0, "")
        assert ended.err

    def test_asks_which_store_when_there_are_several(self, shop: Run, store: str) -> None:
        assert shop("store", "create", f"{store[:30]} bis").code == 0
        assert store in one_line(shop("search", "lait"))


class TestReindex:
    def test_changes_nothing_that_is_read_already(
        self, shop: Run, store: str, tmp_path: Path
    ) -> None:
        table = [["ean", "nom", "contenance", "prix"], [a_code(3209), "Rillettes", "220 g", "3,10"]]
        shop("import", "assortment", a_table(tmp_path / "a.csv", table), "--store", store)
        assert shop("reindex").code == 0
        again = shop("reindex")
        assert (again.code, again.out) == (0, "0 produit relu autrement.\n")
        assert a_code(3209) in shop("search", "rillettes", "--store", store).out


class TestTalk:
    def test_answers_what_is_piped_in_and_shows_the_cart(
        self, shop: Run, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        table = [
            ["ean", "nom", "contenance", "prix", "stock"],
            [a_code(3301), "Lait demi-écrémé", "1 l", "1,09", "70"],
        ]
        shop("import", "assortment", a_table(tmp_path / "a.csv", table), "--store", store)
        said = f"ajoute deux litres de lait demi-écrémé\n\n{'x' * 1_000_000}\n"
        monkeypatch.setattr("sys.stdin", io.StringIO(said))
        ended = shop("talk", "--store", store)
        assert ended.code == 0
        assert "2,18\u202f€" in ended.out
        assert "Traceback" not in ended.out

    def test_wants_a_known_store(self, shop: Run) -> None:
        assert "store list" in one_line(shop("talk", "--store", "nulle-part"))


class TestDoctor:
    def test_finds_a_good_set_up_good(self, shop: Run, store: str, tmp_path: Path) -> None:
        ended = shop("doctor", "--data", tmp_path, "--port", "0")
        assert store
        assert ended.code == 0
        assert "✗" not in ended.out
        assert "PostgreSQL" in ended.out

    def test_says_how_to_mend_what_is_broken(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("COMPTOIR_DATABASE_URL", f"host={tmp_path} dbname=x")
        ended = run("doctor", "--data", tmp_path, "--port", "0")
        assert ended.code == 1
        (line,) = [each for each in ended.out.splitlines() if each.startswith("✗")]
        assert "→" in line

    def test_makes_nothing_in_an_empty_folder(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.delenv("COMPTOIR_DATABASE_URL", raising=False)
        ended = run("doctor", "--data", tmp_path / "new", "--port", "0")
        assert ended.code == 0
        assert not (tmp_path / "new").exists()


class TestVersion:
    def test_is_told(self, run: Run) -> None:
        assert run("version").out.startswith("comptoir ")
