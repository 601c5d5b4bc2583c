"""Tests of what goods are called: indexed once, and told apart by store."""

import pytest

from comptoir.conversation.hear import hear
from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.hearing.names import Assortment, Names
from comptoir.conversation.model import Doubt, SaidItem

RULES = lexicon("fr").words.rules


def names() -> Names:
    return Names(RULES)


def items(text: str, assortment: Assortment) -> tuple[SaidItem, ...]:
    words = lexicon("fr").words.beside(assortment)
    return hear(text, language="fr", pending=None, vocabulary=words).acts[0].items


class TestLearn:
    def test_knows_goods_by_their_stems_in_either_number(self) -> None:
        learned = names().learn(["Zaatarines", "gâche de Vendée"], [])
        assert learned.has_phrase(("zaatarine",))
        assert learned.has_phrase(("gache", "de", "vendee"))
        assert learned.knows("vendee")
        assert not learned.has_phrase(("gache",))

    def test_knows_irregular_plurals(self) -> None:
        assert names().learn(["cherry loaf"], []).has_phrase(("cherrie", "loaf"))

    def test_tells_brands_from_goods(self) -> None:
        learned = names().learn(["zaatarine"], ["Orientis"])
        assert learned.is_brand(("orienti",))
        assert not learned.is_brand(("zaatarine",))

    def test_numbers_a_name_once(self) -> None:
        known = names()
        known.learn(["zaatarine", "gâche"], ["Orientis"])
        known.learn(["gâche", "kouign"], ["Orientis"])
        assert sorted(known.texts) == ["Orientis", "gâche", "kouign", "zaatarine"]

    def test_costs_a_store_one_bit_a_name(self) -> None:
        known = names()
        known.learn([f"produit {number}" for number in range(800)], [])
        assert len(known.learn(["produit 7"], []).bits) == 100


class TestAssortment:
    def test_has_nothing_of_another_store(self) -> None:
        known = names()
        one, other = known.learn(["zaatarine"], []), known.learn(["kouign"], ["Orientis"])
        assert (one.knows("zaatarine"), other.knows("zaatarine")) == (True, False)
        assert (one.is_brand(("orienti",)), other.is_brand(("orienti",))) == (False, True)
        assert list(one.spellings("kouig")) == []

    def test_of_a_sound_is_one_name_or_none(self) -> None:
        known = names()
        both, one = known.learn(["kourge", "courge"], []), known.learn(["courge"], [])
        (sound,) = {each for each in known.sounds if each.startswith("kur")}
        assert (both.sounding(sound), one.sounding(sound)) == (None, "courge")

    def test_prefers_goods_to_a_brand_of_the_same_name(self) -> None:
        known = names()
        learned = known.learn(["kouign"], ["Kouign"])
        assert learned.sounding(known.sounds[0]) == "kouign"

    @pytest.mark.parametrize("order", [("Kouigns", "kouign"), ("kouign", "Kouigns")])
    def test_is_called_the_same_whoever_was_learned_first(self, order: tuple[str, str]) -> None:
        known = names()
        for name in order:
            known.learn([name], [])
        learned = known.learn(order, [])
        assert {learned.sounding(sound) for sound in known.sounds} == {"kouign"}


class TestHearing:
    def test_finds_goods_by_their_sound_and_doubts_them(self) -> None:
        (item,) = items("un paquet de zatarinne", names().learn(["zaatarine"], []))
        assert item.product == "zaatarine"
        assert Doubt.HEARD_BY_SOUND in item.doubts

    def test_makes_nothing_of_the_sound_of_goods_that_the_store_lacks(self) -> None:
        known = names()
        known.learn(["zaatarine"], [])
        (item,) = items("un paquet de zatarinne", known.learn(["kouign"], []))
        assert item.product == "zatarinne"
        assert Doubt.UNKNOWN_PRODUCT in item.doubts

    def test_parts_a_list_without_separators(self) -> None:
        learned = names().learn(["gâche de Vendée", "zaatarine"], [])
        found = [item.product for item in items("gâche de vendée zaatarine pommes", learned)]
        assert found == ["gâche de vendée", "zaatarine", "pomme"]
