"""The interaction models: Amazon's rules, and that what they catch is understood."""

import copy
from typing import Any

import pytest

from comptoir.conversation.hear import hear
from comptoir.conversation.model import Intent
from comptoir.surfaces.alexa.carriers import carriers_of
from comptoir.surfaces.alexa.model import LOCALES, interaction_model
from comptoir.surfaces.alexa.rules import faults
from tests.surfaces.voice.skill import understood

FILLED = {
    "query": {"fr": "lait entier", "en": "whole milk"},
    "dish": {"fr": "une ratatouille", "en": "ratatouille"},
    "goods": {"fr": "lait", "en": "milk"},
    "number": {"fr": "3", "en": "3"},
    "when": {"fr": "demain matin", "en": "tomorrow morning"},
}
MEANT = {
    "AddIntent": Intent.ADD,
    "RunOutIntent": Intent.ADD,
    "RemoveIntent": Intent.REMOVE,
    "ReplaceIntent": Intent.REPLACE,
    "FindIntent": Intent.SEARCH,
    "PriceIntent": Intent.ASK_PRICE,
    "StockIntent": Intent.ASK_STOCK,
    "RecipeIntent": Intent.RECIPE,
    "OneIntent": Intent.ADD,
    "TwoIntent": Intent.ADD,
    "ThreeIntent": Intent.ADD,
    "FourIntent": Intent.ADD,
    "FiveIntent": Intent.ADD,
    "SixIntent": Intent.ADD,
    "TwelveIntent": Intent.ADD,
    "GoodsIntent": Intent.ADD,
    "NumberIntent": Intent.SET_QUANTITY,
    "WhenIntent": Intent.CHOOSE_SLOT,
    "PickupIntent": Intent.CHOOSE_SLOT,
    "DeliveryIntent": Intent.CHOOSE_SLOT,
    "PickupAloneIntent": Intent.CHOOSE_MODE,
    "DeliveryAloneIntent": Intent.CHOOSE_MODE,
    "CartIntent": Intent.SHOW_CART,
    "ClearIntent": Intent.CLEAR_CART,
    "CheckoutIntent": Intent.CHECKOUT,
    "UsualIntent": Intent.REORDER,
    "OrderStatusIntent": Intent.ORDER_STATUS,
    "CancelOrderIntent": Intent.CANCEL_ORDER,
}
BY_THE_DIALOGUE = {"InsteadIntent", "ChoiceIntent", "UndoIntent"}
"""What these mean depends on what was said before; the dialogues of the journeys show it."""


@pytest.fixture(params=sorted(LOCALES))
def locale(request: pytest.FixtureRequest) -> str:
    """Give each locale."""
    return str(request.param)


class TestModel:
    def test_keeps_amazons_rules(self, locale: str) -> None:
        assert list(faults(interaction_model(locale))) == []

    def test_has_the_lexicons_goods_and_dishes(self, locale: str) -> None:
        types = interaction_model(locale)["interactionModel"]["languageModel"]["types"]
        sizes = {kind["name"]: len(kind["values"]) for kind in types}
        assert sizes["Comptoir_Goods"] > 800
        assert sizes["Comptoir_Dish"] > 60

    def test_what_its_intents_stand_for_is_understood(self, locale: str) -> None:
        language = LOCALES[locale]
        carriers = carriers_of(language)
        assert set(carriers.intents) == {*MEANT, *BY_THE_DIALOGUE}
        wrong: list[tuple[str, str]] = []
        for name, intent in MEANT.items():
            slot = carriers.intents[name].slot
            sentence = carriers.sentence(name, FILLED[slot][language.value] if slot else "")
            heard = hear(sentence or "", language=language.value, pending=None)
            if {act.intent for act in heard.acts} != {intent}:
                wrong.append((name, sentence or ""))
        assert wrong == []

    def test_gives_both_languages_the_same_intents(self) -> None:
        one, other = (
            [each["name"] for each in _language(interaction_model(locale))["intents"]]
            for locale in LOCALES
        )
        assert one == other

    @pytest.mark.parametrize(
        ("sentence", "intent"),
        [
            ("bonjour, ajoute deux litres de lait, des tomates et six œufs", "AddIntent"),
            ("deux baguettes", "TwoIntent"),
            ("deux", "NumberIntent"),
            ("camembert", "GoodsIntent"),
            ("retrait demain matin", "PickupIntent"),
            ("le premier", "ChoiceIntent"),
            ("abracadabra", "AMAZON.FallbackIntent"),
        ],
    )
    def test_catches_what_people_say(self, sentence: str, intent: str) -> None:
        assert understood(interaction_model("fr-FR"), sentence)[0] == intent


def _language(model: dict[str, Any]) -> dict[str, Any]:
    return model["interactionModel"]["languageModel"]


class TestFaults:
    @pytest.mark.parametrize(
        "name",
        ["comptoir", "Mon Comptoir", "la boutique", "mon comptoir 2", "alexa courses",
         "ouvre comptoir", "x" * 51, "mon_comptoir vert", ""],
    )  # fmt: skip
    def test_sees_an_invocation_name_that_is_none(self, name: str) -> None:
        model = interaction_model("fr-FR")
        _language(model)["invocationName"] = name
        assert list(faults(model))

    @pytest.mark.parametrize("name", ["mon comptoir", "les courses du port", "l'épicerie verte"])
    def test_lets_good_names_pass(self, name: str) -> None:
        assert list(faults(interaction_model("fr-FR", invocation=name))) == []

    @pytest.mark.parametrize(
        ("sample", "word"),
        [
            ("ajoute 2 {sentence}", "letters"),
            ("ajoute {sentence} !", "letters"),
            ("{sentence}", "around"),
            ("ajoute {sentence} et {sentence}", "around"),
            ("ajoute {autre}", "no slot"),
            ("ajoute {sentence}", "also of"),
            ("enlève {sentence}", "also of"),
            (f"ajoute {'a' * 200}", "letters"),
        ],
    )
    def test_sees_a_planted_sample(self, sample: str, word: str) -> None:
        model = copy.deepcopy(interaction_model("fr-FR"))
        add = next(one for one in _language(model)["intents"] if one["name"] == "AddIntent")
        add["samples"].append(sample)
        assert any(word in fault for fault in faults(model))

    def test_sees_what_is_missing_or_there_twice(self) -> None:
        model = copy.deepcopy(interaction_model("fr-FR"))
        language = _language(model)
        language["intents"] = [
            one for one in language["intents"] if one["name"] != "AMAZON.HelpIntent"
        ]
        language["intents"].append({"name": "Two words", "slots": [], "samples": []})
        language["types"] = [one for one in language["types"] if one["name"] != "Comptoir_Dish"]
        language["types"][0]["values"] += [
            {"name": {"value": "pomme"}},
            {"name": {"value": "p" * 141}},
        ]
        found = " / ".join(faults(model))
        for word in ("missing", "no name", "no type", "twice in", "too long", "no samples"):
            assert word in found
