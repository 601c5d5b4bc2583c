"""Every outcome, question and refusal can be said aloud: words alone, one language, well marked."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from comptoir.conversation import beside
from comptoir.conversation import outcomes as came
from comptoir.conversation.memory import TOLD, Question
from comptoir.conversation.model import PendingKind
from comptoir.conversation.say import say, utter
from comptoir.conversation.saying.refused import say_refusal
from comptoir.conversation.saying.ssml import plain, ssml
from comptoir.conversation.saying.tongue import phrases_of
from comptoir.conversation.saying.voice import voice
from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal
from tests.unit.conversation.test_say import FACTS, NOW, OUTCOMES, QUESTION, refusals_of

FOREIGN = {
    Language.FRENCH: re.compile(
        r"\b(the|and|your|with|you|of|have|basket|order|delivery|which|is|it|to|at|not|tomorrow)\b"
    ),
    Language.ENGLISH: re.compile(
        r"\b(le|la|les|des|du|et|vous|votre|est|une?|pour|dans|avec|livraison|panier|euros? et)\b"
    ),
}
"""Words of the other language that no name in these tests has."""

BOTH = pytest.mark.parametrize("language", list(Language))


def _questions() -> Iterator[Question]:
    for kind in sorted(set(PendingKind) - TOLD):
        for mode in ("pickup", "delivery"):
            for instead in (False, True):
                for count in (1, 4):
                    wants = QUESTION.wants * 12 if instead else QUESTION.wants
                    yield replace(
                        QUESTION,
                        kind=kind,
                        mode=mode,
                        instead=instead,
                        near=not instead,
                        count=count,
                        wants=wants,
                    )


def _said(language: Language) -> Iterator[str]:
    speaks = voice(language, currency="EUR", zone="Europe/Paris", now=NOW).aloud
    for outcome in OUTCOMES:
        yield say([outcome], speaks)
    for question in _questions():
        yield say([came.Asked(question)], speaks)
    rooms = ("conversation", "shopping", "goods", "db", "street")
    for code, kind in sorted({each for room in rooms for each in refusals_of(room)}):
        yield speaks.tongue.typeset(say_refusal(Refusal(kind, code, FACTS), speaks))


@BOTH
class TestAloud:
    def test_has_words_and_nothing_but_words(self, language: Language) -> None:
        for spoken in _said(language):
            said = plain(spoken)
            assert said
            assert not re.search(r"\d", said), said
            assert not re.search(r"[{}€$£%×°«»“”()/+=_*#]", said), said
            assert "  " not in said
            assert " ." not in said
            assert " ," not in said
            assert said.endswith((".", "?")), said

    def test_is_well_formed_with_sentences_and_breaks_alone(self, language: Language) -> None:
        for spoken in _said(language):
            root = ElementTree.fromstring(f"<speak>{ssml(spoken)}</speak>")
            assert {each.tag for each in root.iter()} <= {"speak", "s", "break"}
            text = "".join(root.itertext())
            assert text.replace(" ", "") == plain(spoken).replace(" ", "")

    def test_speaks_one_language(self, language: Language) -> None:
        """Names of goods and dishes come from rows; these are French in every outcome here."""
        for code, kind in sorted(refusals_of("shopping")):
            speaks = voice(language, currency="EUR", zone="Europe/Paris", now=NOW).aloud
            said = speaks.tongue.typeset(say_refusal(Refusal(kind, code, FACTS), speaks))
            assert not FOREIGN[language].search(said.lower()), said
        if language is Language.FRENCH:
            for spoken in _said(language):
                assert not FOREIGN[language].search(spoken.lower()), spoken

    def test_asks_once_and_last(self, language: Language) -> None:
        speaks = voice(language, currency="EUR", zone="Europe/Paris", now=NOW).aloud
        for outcome in OUTCOMES:
            said = say([outcome, came.Asked(QUESTION)], speaks)
            assert said.count("?") == 1, said
            assert said.endswith("?")

    def test_says_the_same_twice(self, language: Language) -> None:
        assert list(_said(language)) == list(_said(language))


def test_the_shopper_is_addressed_politely() -> None:
    """A counter says "vous"; only chips are the shopper's own words."""
    familiar = re.compile(r"\b(?:tu|toi|ton|ta|tes|te)\b|\bt'", re.IGNORECASE)
    for spoken in (False, True):
        for key, phrase in phrases_of(Language.FRENCH, spoken=spoken).items():
            texts = phrase.values() if isinstance(phrase, dict) else (phrase,)
            assert not any(familiar.search(text) for text in texts), key


class TestUtter:
    SPEAKS = voice(Language.FRENCH, currency="EUR", zone="Europe/Paris", now=NOW)

    def test_comes_back_to_the_question_that_waits(self) -> None:
        question = Question(PendingKind.ASK_MODE)
        uttered = utter([beside.AllergensUnsure()], self.SPEAKS, question=question, lines=1)
        assert uttered.say.endswith("Livraison ou retrait au magasin\u00a0?")

    @pytest.mark.parametrize("beside", [came.NotUnderstood(), came.CartEmpty(), came.Helped()])
    def test_puts_no_other_question_in_its_place(self, beside: came.Outcome) -> None:
        question = Question(PendingKind.ASK_SLOT)
        uttered = utter([beside], self.SPEAKS, question=question, lines=1)
        assert uttered.say.endswith("Quel jour vous convient\u00a0?")
        assert uttered.say.count("?") == 1

    def test_asks_nothing_again_that_was_only_told(self) -> None:
        question = Question(PendingKind.CHOICES, offered=QUESTION.offered, asks=False)
        uttered = utter([beside.AllergensUnsure()], self.SPEAKS, question=question, lines=1)
        assert "?" not in uttered.say

    def test_counts_what_no_ear_keeps(self) -> None:
        lines = tuple(
            came.InCart(each.goods, each.quantity, each.quantity)
            for each in _many_lines()
        )  # fmt: skip
        uttered = utter(lines, self.SPEAKS, question=None, lines=7)
        assert plain(uttered.spoken).startswith("J'ajoute sept articles, dont ")
        assert uttered.say.count(",") == 5


def _many_lines() -> Iterator[came.Line]:
    told = next(each for each in OUTCOMES if isinstance(each, came.CartTold))
    for number, line in enumerate(told.lines[:7]):
        goods = replace(line.goods, gtin=str(number), name=f"Produit {'abcdefg'[number] * 3}")
        yield replace(line, goods=goods)
