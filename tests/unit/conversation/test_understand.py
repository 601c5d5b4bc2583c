"""Tests of the dialogue files that `comptoir understand` reads and writes."""

import json

import pytest

from comptoir.conversation.model import Pending, PendingKind
from comptoir.conversation.understand import explain, explanations, predict


def a_dialogue(*turns: tuple[str, str | None]) -> str:
    rows = [{"say": say, "context": context} for say, context in turns]
    return json.dumps({"id": "d1", "turns": rows})


class TestPredict:
    def test_follows_its_own_earlier_turns(self) -> None:
        line = a_dialogue(("ajoute deux fenouils", None), ("encore un", "added"))
        (result,) = predict([line, "\n"], "fr")
        assert result["id"] == "d1"
        turns = result["turns"]
        assert isinstance(turns, list)
        assert turns[1] == {
            "intent": "set_quantity",
            "items": [{"product": "fenouil", "qty": 3, "unit": "piece"}],
        }

    def test_writes_a_second_act_apart(self) -> None:
        (result,) = predict([a_dialogue(("ajoute du cidre et vide le reste", None))], "fr")
        assert json.dumps(result)

    def test_speaks_english(self) -> None:
        (result,) = predict([a_dialogue(("a kilo and a half of plums", None))], "en")
        turns = result["turns"]
        assert turns == [
            {"intent": "add", "items": [{"product": "plum", "qty": 1.5, "unit": "kg"}]}
        ]

    def test_answers_a_sentence_that_is_too_long(self) -> None:
        (result,) = predict([a_dialogue(("lait " * 5_000, None))], "fr")
        assert result["turns"] == [{"intent": "repeat", "items": []}]

    def test_refuses_what_is_not_a_dialogue(self) -> None:
        with pytest.raises(ValueError, match="d2"):
            list(predict(['{"id": "d2"}'], "fr"))


class TestExplain:
    def test_names_the_turn_of_phrase(self) -> None:
        said = explain("vide mon panier", language="fr")
        assert "because empties all of it: 'vide mon panier'" in said

    def test_shows_words_amounts_and_doubts(self) -> None:
        said = explain("mets deux kilos de zorglub", language="fr")
        assert "words     mets deux kilos/& de zorglub" in said
        assert "doubt   unknown_product" in said

    def test_shows_what_was_put_right(self) -> None:
        said = explain("rampe lace le beurre par du miel", language="fr")
        assert "put right rampe lace -> remplace" in said

    def test_weighs_the_question_that_waits(self) -> None:
        pending = Pending(PendingKind.ASK_QTY)
        assert "set_quantity" in explain("trois", language="fr", pending=pending)


class TestExplanations:
    def test_take_dialogues_and_plain_sentences(self) -> None:
        lines = [a_dialogue(("du lait", None), ("oui", "confirm_add")), "", "du sel"]
        found = list(explanations(lines, "fr"))
        assert [one.splitlines()[0].split()[-1] for one in found] == ["lait", "oui", "sel"]

    def test_refuse_what_is_no_dialogue(self) -> None:
        with pytest.raises(ValueError, match="d2"):
            list(explanations(['{"id": "d2"}'], "fr"))
