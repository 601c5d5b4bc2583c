"""Tests of general rules of understanding, with products that no lexicon holds."""

import pytest

from comptoir.conversation.model import Dialogue, Doubt, Filter, Intent, PendingKind, RefBy
from tests.unit.conversation.hearsay import goods, heard, talked


class TestUnknownProducts:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("mettez donc un bocal de bigornelles", [("bigornelle", "1 pack")]),
            ("on prendra une part de zarzouille", [("zarzouille", "1 piece")]),
            ("il nous faudrait trois sachets de kachou vert", [("kachou vert", "3 pack")]),
            ("j'allais oublier le gomasiou", [("gomasiou", "")]),
            ("y a presque plus de gomasiou", [("gomasiou", "")]),
            ("tant que t'y es prends deux zarzouilles", [("zarzouille", "2 piece")]),
            ("et si tu mettais du gomasiou", [("gomasiou", "")]),
        ],
    )
    def test_are_asked_for_in_any_words(self, said: str, meant: list[tuple[str, str]]) -> None:
        assert heard(said)[0].intent is Intent.ADD
        assert goods(said) == meant

    def test_end_where_talk_begins(self) -> None:
        assert goods("deux zarzouilles on sera plus nombreux") == [("zarzouille", "2 piece")]

    def test_keep_a_purpose_without_an_article(self) -> None:
        assert goods("six petits pains pour burger") == [("petit pain pour burger", "6 piece")]

    def test_lose_what_they_are_for(self) -> None:
        assert goods("des zarzouilles pour la fête des voisins") == [("zarzouille", "")]

    def test_are_asked_for_in_english(self) -> None:
        assert goods("could you get me a jar of zootar", "en") == [("zootar", "1 pack")]


class TestSound:
    def test_finds_a_product_across_moved_boundaries(self) -> None:
        (item,) = heard("du pain de mi")[0].items
        assert item.product == "pain de mie"
        assert Doubt.HEARD_BY_SOUND in item.doubts

    def test_finds_a_container(self) -> None:
        assert goods("un peau de gomasiou") == [("gomasiou", "1 pack")]

    def test_finds_a_verb(self) -> None:
        act = heard("ranplace le beurre par de la margarine")[0]
        assert act.intent is Intent.REPLACE
        assert act.replaces == ("beurre",)

    def test_drops_what_was_stammered(self) -> None:
        assert goods("du du sel fin et et du poivre") == [("sel fin", ""), ("poivre", "")]

    def test_doubts_a_diet_that_lost_its_word(self) -> None:
        assert Doubt.DIET_WORD in heard("du gâteau gluten")[0].doubts

    def test_hears_a_diet_behind_a_misheard_word(self) -> None:
        assert heard("du pain sang gluten")[0].filters == (Filter.GLUTEN_FREE,)


class TestCounting:
    def test_takes_one_of_several(self) -> None:
        assert goods("retire une des deux baguettes") == [("baguette", "1 piece")]

    def test_gives_each_its_number(self) -> None:
        act = talked("des pommes et des poires", "trois de chaque")[0]
        assert act.intent is Intent.SET_QUANTITY
        assert [(item.product, item.amount and item.amount.value) for item in act.items] == [
            ("pomme", 3),
            ("poire", 3),
        ]

    def test_prefers_the_second_number(self) -> None:
        act = talked("ajoute deux melons", "pas deux trois")[0]
        assert act.intent is Intent.SET_QUANTITY
        assert [item.amount and item.amount.value for item in act.items] == [3]

    def test_removes_all_but_what_is_named(self) -> None:
        act = talked("du lait du beurre et du sel", "enlève tout sauf le lait")[0]
        assert act.intent is Intent.REMOVE
        assert [item.product for item in act.items] == ["beurre", "sel"]

    def test_finds_no_rest_in_an_empty_cart(self) -> None:
        act = talked("enlève tout sauf le lait")[0]
        assert Doubt.NO_ANTECEDENT in act.doubts


class TestAnswers:
    @pytest.mark.parametrize("said", ["oui", "c'est parti", "carrément", "ça roule ma poule"])
    def test_say_yes(self, said: str) -> None:
        assert heard(said, PendingKind.CONFIRM_CHECKOUT)[0].intent is Intent.CONFIRM

    @pytest.mark.parametrize("said", ["non malheureux", "pas ce jour-là", "laissez-la arriver"])
    def test_say_no(self, said: str) -> None:
        assert heard(said, PendingKind.CONFIRM_CANCEL)[0].intent is Intent.DENY

    def test_take_back_what_was_only_told(self) -> None:
        assert heard("enlève-le", PendingKind.ADDED)[0].intent is Intent.REMOVE

    def test_count_in_a_container_nobody_knows(self) -> None:
        act = heard("deux zarzouilles", PendingKind.ASK_QTY)[0]
        assert act.intent is Intent.SET_QUANTITY
        assert [item.amount and item.amount.unit for item in act.items] == ["pack"]

    def test_point_at_a_maker_nobody_knows(self) -> None:
        ref = heard("celui de chez garrel", PendingKind.CHOICES)[0].ref
        assert ref is not None
        assert (ref.by, ref.value) == (RefBy.BRAND, "garrel")


class TestTime:
    def test_keeps_two_hours_apart(self) -> None:
        slot = heard("dix heures dix heures et demie", PendingKind.SLOTS)[0].slot
        assert slot is not None
        assert str(slot.from_) == "10:00:00"
        assert str(slot.to) == "10:30:00"

    def test_keeps_the_hours_for_another_day(self) -> None:
        slot = talked("livrez-moi mardi à dix heures", "et jeudi")[0].slot
        assert slot is not None
        assert (slot.day, str(slot.from_)) == ("thursday", "10:00:00")


def test_a_dialogue_remembers_what_was_named_together() -> None:
    dialogue = Dialogue(together=2)
    assert Dialogue.from_json(dialogue.to_json()).together == 2
