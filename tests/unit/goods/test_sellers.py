"""Who sells: what the law still asks for, and numbers that cannot be right."""

from dataclasses import replace

import pytest

from comptoir.goods.stores.model import Seller
from comptoir.goods.stores.rules import NAMED, Doubt, check_seller, doubts, missing
from comptoir.kernel.refusals import Refusal

WHOLE = Seller(
    legal_name="Épicerie Morvan SARL",
    legal_form="SARL au capital de 10 000 €",
    street="1 rue du Marché",
    postcode="35500",
    city="Vitré",
    registration="RCS Rennes 732 829 320",
    vat_number="FR44 732 829 320",
    phone="02 99 00 00 00",
    email="bonjour@example.org",
    mediator="Médiation, 1 rue du Marché, 35000 Rennes, mediation.example",
    publisher="Camille Morvan",
    host="Hébergeur, 2 rue du Câble, 35000 Rennes, 02 99 00 00 01",
)


class TestMissing:
    def test_names_everything_of_nobody(self) -> None:
        assert missing(None) == NAMED

    def test_names_nothing_of_who_said_all(self) -> None:
        assert missing(WHOLE) == ()

    @pytest.mark.parametrize("field", NAMED)
    def test_names_a_field_of_blanks(self, field: str) -> None:
        assert missing(replace(WHOLE, **{field: "  "})) == (field,)


class TestDoubts:
    def test_has_none_of_numbers_that_fit(self) -> None:
        assert doubts(WHOLE) == ()
        assert doubts(Seller(legal_name="X")) == ()

    def test_leaves_other_countries_alone(self) -> None:
        assert doubts(replace(WHOLE, vat_number="BE0123456789")) == ()

    @pytest.mark.parametrize(
        ("changes", "doubt"),
        [
            ({"vat_number": "FR45 732 829 320"}, Doubt.VAT_KEY),
            ({"vat_number": "FR 732 829 320"}, Doubt.VAT_FORM),
            ({"registration": "RCS Rennes 732 829 321", "vat_number": ""}, Doubt.SIREN),
            ({"registration": "RCS Rennes 552 100 554"}, Doubt.OTHER_SIREN),
        ],
    )
    def test_tells_what_cannot_be_right(self, changes: dict[str, str], doubt: Doubt) -> None:
        assert doubts(replace(WHOLE, **changes)) == (doubt,)


class TestCheckSeller:
    @pytest.mark.parametrize("email", ["bonjour", "a@b", "a b@example.org"])
    def test_refuses_an_address_that_cannot_be_one(self, email: str) -> None:
        with pytest.raises(Refusal) as refused:
            check_seller(replace(WHOLE, email=email))
        assert refused.value.facts["field"] == "email"

    def test_takes_the_longest_texts_where_they_are_needed(self) -> None:
        check_seller(replace(WHOLE, host="x" * 300, mediator="x" * 300))
        with pytest.raises(Refusal):
            check_seller(replace(WHOLE, publisher="x" * 121))
