"""Spoken text as SSML: well-formed, nothing lost, pauses where a listener needs them."""

from xml.etree import ElementTree

import pytest

from comptoir.conversation.saying.ssml import PAUSE, plain, ssml


def _read(body: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<speak>{body}</speak>")


class TestSsml:
    def test_puts_each_sentence_in_an_element(self) -> None:
        read = _read(ssml("C'est noté. Autre chose encore."))
        assert [each.text for each in read] == ["C'est noté.", "Autre chose encore."]

    def test_pauses_before_the_question(self) -> None:
        body = ssml("C'est noté. Autre chose ?")
        assert body == '<s>C\'est noté.</s><break time="350ms"/><s>Autre chose ?</s>'

    def test_does_not_wait_before_a_question_alone(self) -> None:
        assert ssml("Autre chose ?") == "<s>Autre chose ?</s>"

    def test_pauses_between_the_members_of_a_list(self) -> None:
        said = f"J'ajoute du lait,{PAUSE} des œufs et du pain."
        assert ssml(said).count("<break") == 1
        assert plain(said) == "J'ajoute du lait, des œufs et du pain."

    @pytest.mark.parametrize(
        "said", ["Ben & Jerry's", "a < b > c", "</s><audio src='x'/>", 'un "mot"', "]]>&amp;"]
    )
    def test_escapes_what_a_name_may_hold(self, said: str) -> None:
        assert "".join(_read(ssml(said)).itertext()) == said

    def test_leaves_out_what_no_document_may_hold(self) -> None:
        assert ssml("du\x00 lait\ufffe\x1b") == "<s>du lait</s>"

    def test_of_nothing_is_nothing(self) -> None:
        assert ssml("") == ""
