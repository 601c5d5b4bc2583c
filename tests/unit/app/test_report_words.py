"""The report of an import in words: one and many, names and figures as a grocer says them."""

from collections.abc import Generator

import pytest

from comptoir.adapters.catalogues.model import Flaw, Reason, Refused
from comptoir.app.commands import tongue
from comptoir.app.commands.field_words import field_words, value_words
from comptoir.app.commands.report_words import report_lines
from comptoir.app.importing.report import Change, Report, Tally
from comptoir.goods.catalog.model import Product
from comptoir.goods.pricing.model import Offer


def said(report: Report) -> str:
    return "\n".join(report_lines(report))


def a_report(count: int = 1) -> Report:
    report = Report("assortment", "a.csv", "port", applied=True, lines=count)
    report.products = Tally(new=count, changed=0, same=2)
    report.offers = Tally(new=count, changed=count)
    report.taken_off = report.categories = count
    for line in range(count):
        report.refuse(Refused(line, "", Flaw("gtin", Reason.MISSING)))
    return report


@pytest.fixture
def english() -> Generator[None]:
    tongue.choose(["--language", "en"])
    yield
    tongue.choose([], {})


class TestReportLines:
    def test_say_one_as_one_in_french(self) -> None:
        text = said(a_report())
        assert "1 ligne : importé" in text
        assert "1 nouveau, 0 modifié, 2 inchangés" in text
        assert "1 nouvelle, 1 modifiée, 0 inchangée" in text
        assert "1 produit retiré du rayon" in text
        assert "1 catégorie créée ou complétée" in text
        assert "1 ligne refusée :" in text

    def test_say_many_as_many_in_french(self) -> None:
        text = said(a_report(2))
        assert "2 lignes : importé" in text
        assert "2 nouvelles, 2 modifiées" in text
        assert "2 produits retirés du rayon" in text
        assert "2 lignes refusées :" in text

    @pytest.mark.usefixtures("english")
    def test_say_one_and_many_in_english(self) -> None:
        assert "1 line: imported" in said(a_report())
        assert "1 product taken off the shelf" in said(a_report())
        assert "1 line refused:" in said(a_report())
        assert "2 lines refused:" in said(a_report(2))

    def test_name_a_number_once_when_its_product_has_no_name(self) -> None:
        report = a_report()
        report.offers.note(Change("2405", "", (("listed", "True", "False"),)))
        assert "  2405 : en rayon oui → non" in said(report).splitlines()

    @pytest.mark.usefixtures("english")
    def test_name_fields_in_english(self) -> None:
        report = a_report()
        report.offers.note(Change("2405", "Brie", (("listed", "True", "False"),)))
        assert "  2405 Brie: on the shelf yes → no" in said(report).splitlines()


class TestFieldWords:
    @pytest.mark.parametrize("field", [*Product.__slots__, *Offer.__slots__, "on_hand", "safety"])
    def test_name_every_field_that_may_change(self, field: str) -> None:
        assert "_" not in field_words(field)


class TestValueWords:
    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("price", "349", "3,49 €"),
            ("vat_rate", "550", "5,5 %"),
            ("vat_rate", "2000", "20 %"),
            ("promotion", "2nd -50%", "2e\u00a0à\u00a0−50\u202f%"),
            ("sample", "True", "oui"),
            ("sale_unit", "piece", "à la pièce"),
            ("aisle", "", "∅"),
            ("name", "True", "True"),
        ],
    )
    def test_say_figures_as_a_grocer_does(self, field: str, value: str, words: str) -> None:
        assert value_words(field, value) == words
