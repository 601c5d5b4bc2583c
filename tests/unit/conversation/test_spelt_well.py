"""Words of the language are heard as they are written, slips of the ear as goods."""

import pytest

from comptoir.conversation.hearing.dictionary import Dictionary
from comptoir.conversation.hearing.lexicon import lexicon
from tests.unit.conversation.hearsay import goods, heard


class TestDictionary:
    def test_knows_words_with_their_accents_and_endings(self) -> None:
        french = Dictionary.of("fr")
        assert all(french.has(word) for word in ("douille", "vidée", "œufs", "d'", "Raifort"))

    @pytest.mark.parametrize("word", ["cabillau", "yaourth", "pomes", "patée"])
    def test_knows_no_misspelling(self, word: str) -> None:
        assert not Dictionary.of("fr").has(word)

    def test_english_has_none_yet(self) -> None:
        assert lexicon("en").words.dictionary is None


class TestNearSounds:
    def test_of_a_word_spelt_well_are_another_word(self) -> None:
        words = lexicon("fr").words
        assert words.near_sound(("cabillau",)) == "cabillaud"
        assert words.near_sound(("parle",)) is None
        assert words.near(("poche", "à", "douille")) is None

    def test_that_are_the_same_are_goods(self) -> None:
        assert lexicon("fr").words.near_sound(("conté",)) == "comté"

    def test_beside_a_word_of_the_same_goods_are_those_goods(self) -> None:
        assert lexicon("fr").words.near_sound(("poison", "pané")) == "poisson pané"


class TestSentences:
    @pytest.mark.parametrize(
        "product",
        ["poche à douille jetable", "lard paysan", "mortadelle pistachée", "maquereau entier vidé"],
    )
    def test_keep_what_was_heard_well(self, product: str) -> None:
        assert goods(f"un {product} et du sel")[0] == (product, "1 piece")

    def test_participles_are_no_orders(self) -> None:
        acts = heard("du maquereau vidé et deux citrons jaunes non traités")
        assert [item.product for item in acts[0].items] == [
            "maquereau vidé",
            "citron jaune non traité",
        ]
        assert len(acts) == 1

    def test_an_order_stays_one(self) -> None:
        assert [act.intent for act in heard("vide le panier")] == ["clear_cart"]
