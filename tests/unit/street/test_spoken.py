"""What leaves through a speaker's maker: its fields, and that they are well formed."""

from xml.etree import ElementTree

import pytest

from comptoir.conversation.answer import ActTold, Choice
from comptoir.kernel.clock import FixedClock
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import invalid
from comptoir.street.spoken import (
    LONGEST_SSML,
    keeps_listening,
    no_such_language,
    not_caught,
    speak,
    spoken,
    spoken_refusal,
    trouble,
)
from tests.unit.street.story import an_answer


class TestSpoken:
    def test_asks_while_a_question_waits(self) -> None:
        said = spoken(an_answer("Lequel ?", pending="choices"))
        assert said.asks
        assert not said.ends

    def test_ends_after_goodbye_and_after_an_order(self) -> None:
        assert spoken(an_answer("À bientôt.", acts=(ActTold("stop"),))).ends
        assert spoken(an_answer("C'est commandé.", order="x~1")).ends
        assert not spoken(an_answer("J'ajoute du lait.")).ends

    def test_carries_no_id(self) -> None:
        answer = an_answer("Oui.", order="essai~order", choices=(Choice("a", "12", "window-1"),))
        said = str(spoken(answer))
        for hidden in ("essai~order", "12", "window-1", "the-cart", "the-turn", "the-household"):
            assert hidden not in said

    def test_marks_up_what_would_break_its_markup(self) -> None:
        said = spoken(an_answer("1 < 2 & « M&M's »"))
        assert ElementTree.fromstring(said.ssml).findtext("s") == "1 < 2 & « M&M's »"


class TestSpeak:
    @pytest.mark.parametrize("inner", ["mot " * 4_000, "<break time='1s'/>&amp; " * 2_000])
    def test_cuts_what_is_longer_than_anybody_takes_and_stays_well_formed(self, inner: str) -> None:
        whole = speak(inner)
        assert len(whole) <= LONGEST_SSML
        assert ElementTree.fromstring(whole).tag == "speak"


class TestWords:
    @pytest.mark.parametrize("language", list(Language))
    def test_are_there_in_every_language(self, language: Language) -> None:
        clock = FixedClock()
        refused = spoken_refusal(invalid("text", "at_most", most=1000), language, clock)
        thousand = "mille" if language is Language.FRENCH else "one thousand"
        assert thousand in refused.text
        for said in (refused, trouble(language), no_such_language(), not_caught(language)):
            assert said.text
            assert not said.taken


class TestKeepsListening:
    def test_asks_for_more_after_a_statement(self) -> None:
        said = keeps_listening(spoken(an_answer("J'ajoute du lait.")), Language.FRENCH)
        assert said.text == "J'ajoute du lait. Autre chose ?"
        assert said.card.text == said.text
        assert said.asks
        assert [s.text for s in ElementTree.fromstring(said.ssml)] == [
            "J'ajoute du lait.",
            "Autre chose ?",
        ]
        assert ElementTree.fromstring(said.question).findtext("s") == "Autre chose ?"

    def test_leaves_a_question_and_a_goodbye_as_they_are(self) -> None:
        asking = spoken(an_answer("Du lait. Lequel ?", pending="choices"))
        assert keeps_listening(asking, Language.FRENCH) == asking
        assert ElementTree.fromstring(asking.question).findtext("s") == "Lequel ?"
        leaving = spoken(an_answer("À bientôt.", acts=(ActTold("stop"),)))
        assert keeps_listening(leaving, Language.FRENCH) == leaving
