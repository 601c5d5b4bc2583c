"""What a recogniser is told beforehand fits the language and the question that waits."""

import pytest

from comptoir.conversation.model import PendingKind
from comptoir.kernel.locale import Language
from comptoir.street.hints import hint


class TestHint:
    @pytest.mark.parametrize("language", Language)
    def test_always_names_goods(self, language: Language) -> None:
        plain = hint(language, pending=None)
        assert plain
        for kind in PendingKind:
            assert hint(language, pending=kind.value).startswith(plain)

    def test_names_the_days_when_a_time_is_asked_for(self) -> None:
        assert "jeudi" in hint(Language.FRENCH, pending="ask_slot")
        assert "Thursday" in hint(Language.ENGLISH, pending="slots")

    def test_names_what_can_be_chosen(self) -> None:
        told = hint(Language.FRENCH, pending="choices", choices=("Thon à l’huile", "Thon nature"))
        assert told.endswith("Thon à l’huile, Thon nature")

    def test_heeds_what_can_be_said_only_where_something_is_to_be_chosen(self) -> None:
        told = hint(Language.FRENCH, pending="confirm_checkout", choices=("valide la commande",))
        assert "valide" not in told

    @pytest.mark.parametrize("word", ["sans", "gluten", "valide", "annule", "without", "cancel"])
    def test_puts_no_diet_and_no_command_into_anybodys_mouth(self, word: str) -> None:
        for language in Language:
            for kind in PendingKind:
                assert word not in hint(language, pending=kind.value)
