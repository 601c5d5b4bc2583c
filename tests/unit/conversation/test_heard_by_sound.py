"""Tests of what a recogniser misspelt, put right by its sound."""

import pytest

from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.hearing.sounds import SoundIndex, slips, sound_of, sounds_of
from comptoir.conversation.model import Doubt, Intent, PendingKind, Ref, RefBy

from .hearsay import goods, heard

RULES = lexicon("fr").words.rules


class TestSounds:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("chaire", "chère"), ("pattes", "pâtes"), ("celle", "sel"), ("fermier", "fermié")],
    )
    def test_spellings_of_one_sound_are_alike(self, one: str, other: str) -> None:
        assert sound_of(one, RULES) == sound_of(other, RULES)

    def test_a_last_consonant_is_heard_before_a_silent_e(self) -> None:
        assert sound_of("vide", RULES) != sound_of("vie", RULES)

    def test_words_may_be_one_word(self) -> None:
        assert set(sounds_of(("gaz", "euse"), RULES)) & set(sounds_of(("gazeuse",), RULES))

    def test_kindred_sounds_are_half_a_slip(self) -> None:
        assert slips("danet", "dAnet") < slips("danet", "donet")

    def test_of_two_phrases_that_sound_alike_none_is_found(self) -> None:
        index = SoundIndex.of([("SElEr", "chou"), ("SElEr", "choux-fleurs"), ("dAnet", "danette")])
        assert (index.near("SElEr"), index.near("danet")) == (None, "danette")


class TestProducts:
    @pytest.mark.parametrize(
        ("said", "product"),
        [
            ("de la nuit tella", "nutella"),
            ("du poulet fer mié", "poulet fermier"),
            ("une bouteille d'eau gaz euse", "eau gazeuse"),
        ],
    )
    def test_cross_the_boundaries_of_words_and_are_doubted(self, said: str, product: str) -> None:
        item = heard(said)[0].items[0]
        assert item.product == product
        assert Doubt.HEARD_BY_SOUND in item.doubts

    def test_a_plain_clause_is_no_product(self) -> None:
        assert goods("ajoute du rhum c'est mieux") == [("rhum", "")]


class TestLikelyAnswers:
    @pytest.mark.parametrize(
        ("said", "asked", "intent"),
        [
            ("va zi", PendingKind.CONFIRM_CHECKOUT, Intent.CONFIRM),
            ("d'abord", PendingKind.CONFIRM_SLOT, Intent.CONFIRM),
            ("ses bons", PendingKind.CONFIRM_ADD, Intent.CONFIRM),
            ("nom merci", PendingKind.OFFER_SUBSTITUTE, Intent.DENY),
            ("en l'y vraison", PendingKind.ASK_MODE, Intent.CHOOSE_MODE),
            ("vendre dit", PendingKind.ASK_SLOT, Intent.CHOOSE_SLOT),
        ],
    )
    def test_are_put_right(self, said: str, asked: PendingKind, intent: Intent) -> None:
        assert heard(said, asked)[0].intent is intent

    def test_are_not_looked_for_where_they_are_not_likely(self) -> None:
        assert heard("ses bons")[0].intent is not Intent.CONFIRM

    def test_are_left_alone_when_they_are_words_of_the_grammar(self) -> None:
        assert heard("n'importe laquelle", PendingKind.CHOICES)[0].ref is None

    def test_a_yes_is_not_eight(self) -> None:
        assert heard("oui", PendingKind.ASK_QTY)[0].intent is Intent.CONFIRM

    def test_a_number_stands_before_what_is_counted(self) -> None:
        item = heard("cartes tranches", PendingKind.ASK_QTY)[0].items[0]
        assert item.amount is not None
        assert item.amount.value == 4


class TestPunctuation:
    @pytest.mark.parametrize("said", ["Affirmatif.", "Oui, merci !", "Ça roule."])
    def test_stops_say_nothing(self, said: str) -> None:
        assert heard(said, PendingKind.CONFIRM_ADD)[0].intent is Intent.CONFIRM

    def test_what_is_pointed_at_keeps_its_hyphens_and_loses_its_stop(self) -> None:
        act = heard("Le demi-sel.", PendingKind.CHOICES)[0]
        assert act.ref == Ref(RefBy.ATTRIBUTE, "demi-sel")
