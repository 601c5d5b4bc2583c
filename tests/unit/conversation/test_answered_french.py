"""Tests of what French shoppers answer: times of their day, what they point at, what they have."""

from datetime import time

import pytest

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear
from comptoir.conversation.model import (
    DayPart,
    Dialogue,
    Intent,
    Pending,
    PendingKind,
    Ref,
    RefBy,
    Slot,
)

from .hearsay import heard, talked


class TestTimesOfLife:
    @pytest.mark.parametrize(
        ("said", "slot"),
        [
            ("avant l'école", Slot(part=DayPart.MORNING)),
            ("après le boulot", Slot(part=DayPart.LATE_AFTERNOON)),
            ("à l'heure de l'apéro", Slot(part=DayPart.EVENING)),
            ("dans deux heures", Slot(day="today")),
            ("dans trois jours", Slot(day="in_3_days")),
            ("le 24 avant midi", Slot(day="---24", to=time(12))),
            ("demain dix-huit heures au plus tard", Slot(day="tomorrow", to=time(18))),
            ("n'importe quelle heure", Slot(pick="earliest")),
        ],
    )
    def test_are_read_where_a_time_was_asked(self, said: str, slot: Slot) -> None:
        act = heard(said, PendingKind.ASK_SLOT)[0]
        assert (act.intent, act.slot) == (Intent.CHOOSE_SLOT, slot)

    def test_without_a_window_ask_for_one(self) -> None:
        act = heard("la semaine prochaine", PendingKind.ASK_SLOT)[0]
        assert (act.intent, act.slot, act.question) == (Intent.CHOOSE_SLOT, None, True)


class TestPointing:
    @pytest.mark.parametrize(
        ("said", "ref"),
        [
            ("ceux qui piquent", Ref(RefBy.ATTRIBUTE, "qui piquent")),
            ("celui que ma femme aime", Ref(RefBy.ATTRIBUTE, "que ma femme aime")),
            ("le pré si dent", Ref(RefBy.BRAND, "président")),
            ("le deux", Ref(RefBy.INDEX, 2)),
            ("va pour le plus petit", Ref(RefBy.OTHER, "plus petit")),
            ("le fumé pas l'autre", Ref(RefBy.ATTRIBUTE, "fumé")),
            ("les cônes pistache seulement", Ref(RefBy.ATTRIBUTE, "cônes pistache")),
        ],
    )
    def test_by_relatives_and_by_a_brand_s_sound(self, said: str, ref: Ref) -> None:
        acts = heard(said, PendingKind.CHOICES)
        assert [act.ref for act in acts] == [ref]

    def test_what_is_taken_may_have_more_behind_it(self) -> None:
        acts = heard("ok je prends celui-là et du thym", PendingKind.CHOICES)
        assert [act.intent for act in acts] == [Intent.CHOOSE, Intent.ADD]

    def test_so_many_of_those_are_what_was_spoken_of(self) -> None:
        act = talked("combien coûte le haché végétal", "j'en prends trois de ceux-là alors")[0]
        assert (act.intent, act.items[0].product) == (Intent.ADD, "haché végétal")

    def test_a_number_of_goods_is_no_place(self) -> None:
        assert heard("trois épaules désossées", PendingKind.PRICES_TOLD)[0].intent is Intent.ADD

    def test_the_noun_of_what_is_offered_tells_nothing(self) -> None:
        dialogue = Dialogue()
        acts = follow(hear("mets du pain", language="fr", pending=None), dialogue)
        asked = Pending(PendingKind.CHOICES)
        dialogue = after(dialogue, acts, pending=asked)
        act = follow(hear("le pain tranché", language="fr", pending=asked), dialogue)[0]
        assert act.ref == Ref(RefBy.ATTRIBUTE, "tranché")

    def test_the_last_but_one_is_one_thing(self) -> None:
        acts = heard("l'avant-dernier", PendingKind.CHOICES)
        assert [act.ref for act in acts] == [Ref(RefBy.INDEX, -2)]

    def test_a_price_asked_of_one_is_no_choice(self) -> None:
        acts = heard("c'est combien le deuxième", PendingKind.CHOICES)
        assert acts[0].intent is Intent.ASK_PRICE


class TestAtHomeAlready:
    @pytest.mark.parametrize(
        "said", ["le riz il m'en reste", "les tomates j'en ai plein le jardin", "tout sauf le riz"]
    )
    def test_is_taken_off_a_recipe(self, said: str) -> None:
        act = heard(said, PendingKind.RECIPE_LIST)[0]
        assert act.intent is Intent.REMOVE

    def test_a_removal_is_put_back(self) -> None:
        act = talked("enlève le jambon", "non remets-le")[0]
        assert (act.intent, [item.product for item in act.items]) == (Intent.ADD, ["jambon"])
