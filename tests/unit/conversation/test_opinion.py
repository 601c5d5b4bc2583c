"""What of a second opinion is believed: our acts, in the shopper's own words, and nothing more."""

import json

import pytest

from comptoir.conversation.hear import hear
from comptoir.conversation.model import Intent
from comptoir.conversation.opinion import MOST_ITEMS, PROPOSED, Meant, meant_by
from tests.stories.model import proposal

TEXT = "euh le truc pour le petit là du lait entier deux trois tomates"


def believed(written: str, text: str = TEXT, language: str = "fr") -> Meant | None:
    """Give what a proposal is taken to mean."""
    return meant_by(json.loads(written), text=text, language=language)


class TestMeantBy:
    @pytest.mark.parametrize(
        ("written", "sentence", "changes"),
        [
            (proposal("add", ("lait entier", 2, "l")), "ajoute 2 litres de lait entier", True),
            (proposal("add", ("tomates", 3, "piece")), "ajoute 3 tomates", True),
            (proposal("add", ("lait", 1, "pack"), ("tomates", 500, "g")),
             "ajoute 1 paquet de lait et 500 grammes de tomates", True),
            (proposal("remove", ("lait", None, None)), "enlève lait", True),
            (proposal("ask_price", ("lait", None, None)), "combien coûte lait", False),
            (proposal("ask_stock", ("tomates", None, None)), "avez-vous tomates", False),
            (proposal("search", ("lait", None, None)), "cherche lait", False),
            (proposal("show_cart"), "montre mon panier", False),
            (proposal("checkout"), "valide", True),
            (proposal("choose_mode", mode="delivery"), "livraison", True),
            (proposal("help"), "aide", False),
        ],
    )  # fmt: skip
    def test_becomes_a_sentence_of_ours(self, written: str, sentence: str, changes: bool) -> None:
        found = believed(written)
        assert found is not None
        assert (found.sentence, found.changes) == (sentence, changes)

    def test_is_asked_back_in_words(self) -> None:
        found = believed(proposal("add", ("lait", 2, "l")))
        assert found is not None
        assert found.asked == "ajouter 2 litres de lait"
        found = believed(proposal("add", ("oat milk", 2, "l")), "um the oat milk thing", "en")
        assert found is not None
        assert found.asked == "add 2 litres of oat milk"

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_has_words_for_every_intent(self, language: str) -> None:
        for intent in PROPOSED:
            goods = [("lait", None, None)] if language == "fr" else [("milk", None, None)]
            for items in ([], goods):
                written = proposal(intent.value, *items, mode="pickup")
                if believed(written, "lait milk", language) is not None:
                    break
            else:
                assert intent is Intent.OUT_OF_DOMAIN

    @pytest.mark.parametrize(
        "written",
        [
            proposal("out_of_domain"),
            proposal("confirm"),
            proposal("clear_cart"),
            proposal("cancel_order"),
            proposal("order_everything"),
            proposal("add"),
            proposal("add", ("champagne", 1, None)),
            proposal("add", ("lait champagne", 1, None)),
            proposal("add", ("", 1, None)),
            proposal("add", ("lait", 0, None)),
            proposal("add", ("lait", -2, None)),
            proposal("add", ("lait", 1_000, "piece")),
            proposal("add", ("lait", 101, "l")),
            proposal("add", ("lait", 2, "barrels")),
            proposal("add", ("lait", 2, "slice")),
            proposal("add", *[("lait", 1, None)] * (MOST_ITEMS + 1)),
            proposal("show_cart", ("lait", 1, None)),
            proposal("choose_mode"),
            proposal("choose_mode", mode="drone"),
            proposal("help", extra=1),
            '{"intent": "help"}',
            '{"intent": "add", "mode": null, "items": [{"product": "lait"}]}',
            proposal("add", ("lait", 1.5, None)),
            proposal("add", ("lait", True, None)),
            proposal("add", (["lait"], 1, None)),
            '{"intent": "add", "mode": null, "items": "lait"}',
            '{"intent": ["add"], "mode": null, "items": []}',
            "null", "[]", '"add"', "5", "true",
        ],
    )  # fmt: skip
    def test_is_not_believed_otherwise(self, written: str) -> None:
        assert believed(written) is None

    @pytest.mark.parametrize(
        "text",
        [
            "du lait sans lactose là",
            "je suis allergique au lait",
            "le lait bio machin",
            "pas de lait",
        ],
    )
    def test_loses_no_word_that_changes_what_may_be_eaten(self, text: str) -> None:
        assert believed(proposal("add", ("lait", None, None)), text) is None

    def test_may_keep_such_a_word(self) -> None:
        found = believed(proposal("add", ("lait sans lactose", 1, None)), "du lait sans lactose là")
        assert found is None or "sans lactose" in found.sentence

    def test_wants_no_more_than_the_grammar_reads(self) -> None:
        text = "lait et valide oui"
        found = believed(proposal("add", ("lait valide oui", None, None)), text)
        if found is not None:
            acts = hear(found.sentence, language="fr", pending=None).acts
            assert [act.intent for act in acts] == [Intent.ADD]
