"""Tests of how far apart two sounds are, and of what is found by a sound."""

import pytest

from comptoir.conversation.hearing.alike import Likeness, SoundsAlike, apart
from comptoir.conversation.hearing.lexicon import lexicon

GOODS = SoundsAlike({"kakauet": "cacahuète", "kokijet": "coquillette", "likid": "liquide"})


class TestApart:
    def test_is_nothing_between_the_same(self) -> None:
        assert apart("kakauet", "kakauet") == 0

    @pytest.mark.parametrize(("kindred", "strange"), [("litid", "lisid"), ("rigid", "nimid")])
    def test_is_less_between_sounds_made_alike(self, kindred: str, strange: str) -> None:
        assert apart(kindred, "likid") < apart(strange, "likid")

    def test_has_no_end_above_what_is_asked(self) -> None:
        assert apart("abcdef", "likid", most=1) == float("inf")


class TestSoundsAlike:
    def test_finds_what_is_near_with_its_cost(self) -> None:
        assert GOODS.near("litid", most=0.2) == (Likeness(0.1, "liquide"),)

    def test_finds_the_nearest_first(self) -> None:
        found = GOODS.near("kakijet", most=0.4)
        assert [one.phrase for one in found] == ["coquillette", "cacahuète"]

    def test_finds_nothing_that_begins_with_another_sound(self) -> None:
        assert GOODS.near("zikid", most=0.9) == ()

    def test_finds_nothing_for_a_sound_that_is_too_short(self) -> None:
        assert GOODS.near("lik", most=0.9) == ()

    def test_compares_so_many_and_no_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        many = SoundsAlike({f"ti{'aeiou'[at % 5] * at}k": f"goods {at}" for at in range(5, 400)})
        compared: list[str] = []

        def counted(one: str, other: str, *, most: float) -> float:
            compared.append(other)
            return apart(one, other, most=most)

        monkeypatch.setattr("comptoir.conversation.hearing.alike.apart", counted)
        monkeypatch.setattr("comptoir.conversation.hearing.alike._LENGTHS_APART", 1000)
        many.near("tiaak", most=0.3)
        assert 0 < len(compared) <= 160


class TestTheLexicon:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("cacayettes", "cacahuète"),
            ("poichage", "pois chiche"),
            ("lithide", "liquide"),
            ("cristoffines", "christophine"),
        ],
    )
    def test_finds_what_a_word_that_is_none_sounds_like(self, written: str, meant: str) -> None:
        assert lexicon("fr").words.alike((written,), most=0.18)[0].phrase == meant

    @pytest.mark.parametrize(
        "word", ["colombo", "pélardon", "champomy", "gewurz", "maquée", "panisses", "edamame"]
    )
    def test_makes_no_other_goods_of_what_is_only_unknown(self, word: str) -> None:
        words = lexicon("fr").words
        known = {one.phrase for one in words.alike((word,), most=0.18)}
        assert known <= {word}
