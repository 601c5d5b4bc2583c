"""Refusals in words."""

import re
from pathlib import Path

import pytest

import comptoir
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Kind, Refusal, invalid
from comptoir.street.words import explain, remedies

_REMEDY = re.compile(r'invalid\(\s*(?:"\w+"|\w+),\s*"(\w+)"')


def remedies_named_in_the_code() -> set[str]:
    root = Path(comptoir.__file__ or "").parent
    return {
        remedy for file in root.rglob("*.py") for remedy in _REMEDY.findall(file.read_text("utf-8"))
    }


class TestExplain:
    def test_names_the_field_and_what_would_do(self) -> None:
        refusal = invalid("quantity", "at_most", most=999, unit="piece")
        assert explain(refusal, Language.FRENCH) == "quantity\u00a0: au plus 999"
        assert explain(refusal, Language.ENGLISH) == "quantity: at most 999"

    def test_says_amounts_in_the_currency_of_the_facts(self) -> None:
        refusal = Refusal(
            Kind.CONFLICT, "total_changed", {"told": 100, "total": 218, "currency": "EUR"}
        )
        assert "2,18" in explain(refusal, Language.FRENCH)

    def test_has_words_for_what_it_has_never_seen(self) -> None:
        assert explain(Refusal(Kind.CONFLICT, "never_seen"), Language.FRENCH)
        assert explain(invalid("prix", "never_seen"), Language.ENGLISH).startswith("prix")

    @pytest.mark.parametrize("language", list(Language))
    def test_every_remedy_in_the_code_has_words(self, language: Language) -> None:
        named = remedies_named_in_the_code()
        assert len(named) > 20
        assert named <= set(remedies(language))
