"""Chips are few and short, and what they say is heard as the answer it is meant to be."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from comptoir.conversation import outcomes as came
from comptoir.conversation.hear import hear
from comptoir.conversation.memory import TOLD, Offered, Question, Wanted
from comptoir.conversation.model import Intent, PendingKind, SaidItem
from comptoir.conversation.saying.chips import LONGEST_CHIP, MOST_CHIPS, chips
from comptoir.conversation.saying.voice import Voice, voice
from comptoir.conversation.spoken import Period
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import pieces
from comptoir.shopping.slots.model import Mode

NOW = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
MILKS = {
    Language.FRENCH: ("Lait demi-écrémé UHT 1 L à 1,09 €", "Lait entier UHT 1 L à 1,25 €"),
    Language.ENGLISH: ("Semi-skimmed milk 1 L at €1.09", "Whole milk 1 L at €1.25"),
}
BOTH = pytest.mark.parametrize("language", list(Language))


def _voice(language: Language) -> Voice:
    return voice(language, currency="EUR", zone="Europe/Paris", now=NOW)


def _windows(speaks: Voice) -> tuple[Offered, ...]:
    windows: list[Offered] = []
    for hours in (24, 26, 34):
        starts, ends = NOW + timedelta(hours=hours), NOW + timedelta(hours=hours + 2)
        label = speaks.period(Period(starts, ends, Mode.DELIVERY))
        windows.append(Offered(label, window=str(hours), starts=starts, ends=ends))
    return tuple(windows)


def _question(kind: PendingKind, speaks: Voice) -> Question:
    offered: tuple[Offered, ...] = ()
    if kind in (PendingKind.CHOICES, PendingKind.WHICH_LINE, PendingKind.PRICES_TOLD):
        offered = tuple(Offered(label) for label in MILKS[speaks.language])
    elif kind in (PendingKind.SLOTS, PendingKind.CONFIRM_SLOT):
        offered = _windows(speaks)
    elif kind is PendingKind.ASK_QTY:
        offered = tuple(Offered(f"{each}", quantity=pieces(each)) for each in (1, 2))
    return Question(kind, offered=offered, item=SaidItem("lait"))


def _chips(question: Question | None, speaks: Voice, *, lines: int = 0) -> Sequence[str]:
    return chips((), question, lines=lines, voice=speaks)


ANSWERS = {
    PendingKind.CHOICES: {Intent.CHOOSE},
    PendingKind.WHICH_LINE: {Intent.CHOOSE},
    PendingKind.PRICES_TOLD: {Intent.CHOOSE},
    PendingKind.ASK_MODE: {Intent.CHOOSE_MODE},
    PendingKind.ASK_SLOT: {Intent.CHOOSE_SLOT},
    PendingKind.SLOTS: {Intent.CHOOSE_SLOT},
    PendingKind.CONFIRM_SLOT: {Intent.CHOOSE_SLOT},
    PendingKind.ASK_QTY: {Intent.SET_QUANTITY},
    PendingKind.ASK_SERVINGS: {Intent.RECIPE},
    PendingKind.CONFIRM_CHECKOUT: {Intent.CONFIRM, Intent.DENY, Intent.SHOW_CART},
}
YES_NO = {Intent.CONFIRM, Intent.DENY}
FREE = {PendingKind.ASK_STORE, PendingKind.ORDERS}
"""Questions whose answers nobody can guess."""


@BOTH
class TestChips:
    @pytest.mark.parametrize("kind", sorted(set(PendingKind) - TOLD))
    def test_are_heard_as_answers(self, language: Language, kind: PendingKind) -> None:
        question = _question(kind, _voice(language))
        offered = _chips(question, _voice(language))
        assert len(offered) <= MOST_CHIPS
        if kind not in FREE:
            heard = [
                hear(each, language=language.value, pending=question.pending()).acts
                for each in offered
            ]
            assert all(len(acts) == 1 for acts in heard)
            assert {acts[0].intent for acts in heard} == ANSWERS.get(kind, YES_NO)

    def test_after_an_answer_are_what_people_say_next(self, language: Language) -> None:
        speaks = _voice(language)
        for lines, intents in (
            (0, [Intent.REORDER, Intent.HELP]),
            (3, [Intent.SHOW_CART, Intent.CHECKOUT]),
        ):
            heard = [
                hear(each, language=language.value, pending=None).acts[0].intent
                for each in _chips(None, speaks, lines=lines)
            ]
            assert heard == intents

    def test_ask_after_the_order_that_was_placed(self, language: Language) -> None:
        period = Period(NOW, NOW, Mode.PICKUP)
        placed = came.OrderPlaced("ABCD-2345", 100, period)
        (only,) = chips((placed,), None, lines=0, voice=_voice(language))
        heard = hear(only, language=language.value, pending=None)
        assert heard.acts[0].intent is Intent.ORDER_STATUS

    def test_say_yes_to_what_was_offered_by_the_way(self, language: Language) -> None:
        question = Question(PendingKind.PRICE_TOLD, wants=(Wanted("1", "", pieces(1)),), asks=False)
        assert len(_chips(question, _voice(language))) == 2

    def test_fit_every_device(self, language: Language) -> None:
        speaks = _voice(language)
        for kind in sorted(set(PendingKind) - TOLD):
            for each in _chips(_question(kind, speaks), speaks):
                assert len(each) <= LONGEST_CHIP


class TestWhatTellsApart:
    def _of(self, *labels: str) -> Sequence[str]:
        question = Question(PendingKind.CHOICES, offered=tuple(Offered(each) for each in labels))
        return _chips(question, _voice(Language.FRENCH))

    def test_is_the_word_the_others_lack(self) -> None:
        assert self._of(*MILKS[Language.FRENCH]) == ("Demi-écrémé", "Entier")

    def test_leaves_sizes_and_joints_out(self) -> None:
        assert self._of(
            "Thé vert nature 40 g à 1,29 €",
            "Thé noir Earl Grey 50 g à 1,29 €",
            "Thé glacé pêche 1,5 L à 1,95 €",
        ) == ("Vert nature", "Noir Earl Grey", "Glacé pêche")
        assert self._of(
            "Filets de poulet à 11,99 € le kilo", "Cuisses de poulet à 4,99 € le kilo"
        ) == ("Filets", "Cuisses")
        assert self._of(
            "Eau de source, pack de 6 × 1,5 l à 1,36 €", "Eau minérale, pack de 6 × 1 l à 4,00 €"
        ) == ("Source", "Minérale")

    def test_is_the_place_when_only_sizes_differ(self) -> None:
        assert self._of("Œufs plein air × 6 à 2,15 €", "Œufs plein air × 12 à 3,99 €") == (
            "Le premier",
            "Le deuxième",
        )

    def test_is_the_place_when_words_would_be_long(self) -> None:
        long = "Purée de pommes de terre en flocons au lait entier 500 g à 2,00 €"
        assert self._of(long, "Riz 1 kg à 2,00 €") == ("Le premier", "Le deuxième")
