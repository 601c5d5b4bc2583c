"""The committed dialogues are understood at least as well as when a floor was last raised."""

import json
from pathlib import Path
from typing import cast

import pytest

from comptoir.conversation.model import Json
from comptoir.conversation.understand import predict
from tests.understanding.scorer import Scores, product_key, score, score_turn

HERE = Path(__file__).parent
FLOORS = {
    "dialogues_fr": {"intent": 96.5, "item_f1": 92.5, "exact": 93.5, "dialogue": 75.5},
    "dialogues_c_fr": {"intent": 96.5, "item_f1": 91.0, "exact": 88.5, "dialogue": 68.0},
    "dialogues_d_fr": {"intent": 95.5, "item_f1": 83.5, "exact": 83.0, "dialogue": 70.5},
    "dialogues_e_fr": {"intent": 96.0, "item_f1": 95.0, "exact": 90.5, "dialogue": 74.5},
    "dialogues_f_fr": {"intent": 95.0, "item_f1": 94.0, "exact": 91.5, "dialogue": 83.0},
    "dialogues_h_fr": {"intent": 96.5, "item_f1": 96.0, "exact": 93.5, "dialogue": 85.0},
    "dialogues_i_fr": {"intent": 92.5, "item_f1": 88.0, "exact": 81.5, "dialogue": 56.0},
    "dialogues_k_fr": {"intent": 90.0, "item_f1": 83.0, "exact": 80.0, "dialogue": 38.0},
    "dialogues_l_fr": {"intent": 97.0, "item_f1": 96.5, "exact": 94.5, "dialogue": 73.0},
    "dialogues_m_fr": {"intent": 96.5, "item_f1": 90.0, "exact": 91.0, "dialogue": 67.0},
    "transcripts_fr": {"intent": 92.0, "item_f1": 78.0, "exact": 81.0},
    "transcripts_b_fr": {"intent": 94.0, "item_f1": 79.5, "exact": 81.0},
    "dialogues_en": {"intent": 96.5, "item_f1": 91.0, "exact": 90.0, "dialogue": 68.0},
    "dialogues_d_en": {"intent": 98.5, "item_f1": 97.5, "exact": 94.5, "dialogue": 85.0},
    "dialogues_j_en": {"intent": 97.5, "item_f1": 96.0, "exact": 94.5, "dialogue": 82.5},
    "dialogues_l_en": {"intent": 98.0, "item_f1": 98.0, "exact": 95.5, "dialogue": 83.0},
}


def scored(name: str) -> Scores:
    language = name[-2:]
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    meant = [cast("Json", json.loads(line)) for line in lines if line.strip()]
    return score(zip(meant, predict(lines, language), strict=True), language)


class TestDialogues:
    @pytest.mark.parametrize("name", FLOORS)
    def test_are_understood_as_well_as_before(self, name: str) -> None:
        scores = scored(name)
        reached = {key: getattr(scores, key) for key in FLOORS[name]}
        below = {key: value for key, value in reached.items() if value < FLOORS[name][key]}
        assert below == {}


class TestScorer:
    def test_takes_an_unsaid_quantity_for_one(self) -> None:
        meant: Json = {"intent": "add", "items": [{"product": "lait", "qty": None, "unit": None}]}
        said: Json = {"intent": "add", "items": [{"product": "lait", "qty": 1, "unit": "pack"}]}
        assert score_turn(meant, said, "fr").exact

    def test_converts_kilos_and_refuses_another_weight(self) -> None:
        meant: Json = {"intent": "add", "items": [{"product": "riz", "qty": 1.5, "unit": "kg"}]}
        said: Json = {"intent": "add", "items": [{"product": "riz", "qty": 1500, "unit": "g"}]}
        more: Json = {"intent": "add", "items": [{"product": "riz", "qty": 1600, "unit": "g"}]}
        assert score_turn(meant, said, "fr").exact
        assert not score_turn(meant, more, "fr").exact

    def test_counts_the_reading_that_comes_nearest(self) -> None:
        meant: Json = {"intent": "deny", "alt": [{"intent": "stop"}]}
        assert score_turn(meant, {"intent": "stop"}, "fr").exact
        assert not score_turn(meant, {"intent": "help"}, "fr").intent

    def test_asks_for_the_second_act_too(self) -> None:
        meant: Json = {"intent": "add", "also": [{"intent": "checkout", "items": []}]}
        assert not score_turn(meant, {"intent": "add"}, "fr").exact

    def test_compares_products_by_their_words(self) -> None:
        assert product_key("Pommes de terre bio", "fr") == product_key("terre pomme", "fr")
        assert product_key("cherries", "en") == product_key("cherry", "en")
        assert product_key("lait entier", "fr") != product_key("lait", "fr")
