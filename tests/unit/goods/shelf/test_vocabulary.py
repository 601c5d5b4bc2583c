"""Tests of the catalogue's words: which are near, in each state of the catalogue."""

from comptoir.goods.catalog.phonetics import sound
from comptoir.goods.shelf.kin import Kin
from comptoir.goods.shelf.vocabulary import Vocabulary


class TestVocabulary:
    def test_finds_what_is_spelt_nearly_the_same(self) -> None:
        known = Vocabulary(1, {"zaatarine": 3, "kouign": 2}, {})
        assert known.near("zatarine") == {"zaatarine"}

    def test_gives_what_sounds_the_same_the_commonest_first(self) -> None:
        known = Vocabulary(1, {"kan": 2, "qan": 9, "can": 2}, {})
        assert known.sounding("kan") == ["qan", "can", "kan"]

    def test_does_not_find_what_an_earlier_catalogue_had(self) -> None:
        Vocabulary(1, {"zaatarine": 3})
        later = Vocabulary(2, {"kouign": 2})
        assert later.near("zaatarine") == set()
        assert later.sounding("zaatarine") == []
        assert "kouign" in later.near("kouin")

    def test_counts_the_sections_of_a_head(self) -> None:
        known = Vocabulary(1, {"p.lait.cremerie": 7, "p.lait.epicerie": 1, "lait": 8}, {})
        assert known.sections("lait") == {"cremerie": 7, "epicerie": 1}

    def test_completes_a_word_by_the_commonest(self) -> None:
        known = Vocabulary(1, {"chocolat": 9, "chou": 4, "choux.x": 1, "12": 3}, {})
        assert known.beginning("cho", 5) == ["chocolat", "chou"]


class TestKin:
    def test_learns_a_word_once(self) -> None:
        kin = Kin({})
        kin.learn(["kouign", "kouign"])
        kin.learn(["kouign"])
        assert kin.sounding(sound("kouign")) == ("kouign",)

    def test_knows_a_stem_by_the_sound_of_its_word(self) -> None:
        kin = Kin({"pat": "pates"})
        kin.learn(["pat"])
        assert kin.sounding(sound("pates")) == ("pat",)
