"""Turns of English phrase that were once taken for others."""

from fractions import Fraction

import pytest

from comptoir.conversation.model import Amount, Intent, PendingKind, RefBy, Unit

from .hearsay import asked, heard, talked


def _piece(count: int) -> Amount:
    return Amount(Fraction(count), Unit.PIECE)


class TestGoods:
    def test_are_not_taken_away_because_people_come(self) -> None:
        text = "i've got the in laws coming i need six pork chops"
        assert asked(text, "en") == [(Intent.ADD, (("pork chop", _piece(6)),))]

    def test_at_home_are_what_is_taken_off(self) -> None:
        text = "we've already got rice and peas so take those out"
        assert asked(text, "en") == [(Intent.REMOVE, (("rice", None), ("pea", None)))]

    @pytest.mark.parametrize(
        ("text", "amount"),
        [
            ("knock the lemons down to two", 2),
            ("bump the oranges up to a dozen", 12),
            ("can you take the bagels up to four", 4),
        ],
    )
    def test_are_taken_up_or_down_to_a_number(self, text: str, amount: int) -> None:
        (act,) = heard(text, language="en")
        assert (act.intent, act.items[0].amount) == (Intent.SET_QUANTITY, _piece(amount))

    def test_are_counted_behind_the_list_they_are_added_to(self) -> None:
        text = "add some mangoes to that as well two of them"
        assert asked(text, "en") == [(Intent.ADD, (("mango", _piece(2)),))]

    def test_are_joined_by_as_well_as(self) -> None:
        text = "some cheddar as well as some crackers"
        assert asked(text, "en") == [(Intent.ADD, (("cheddar", None), ("cracker", None)))]

    def test_are_asked_for_in_the_middle_of_an_order(self) -> None:
        text = "two pots of cream and see if you've got any rhubarb"
        assert [act.intent for act in heard(text, language="en")] == [
            Intent.ADD,
            Intent.ASK_STOCK,
        ]

    def test_that_nobody_eats_give_way_to_others(self) -> None:
        act = talked("a beef joint", "actually we don't eat beef make it turkey", language="en")[0]
        assert (act.intent, act.items[0].product) == (Intent.REPLACE, "turkey")

    def test_weigh_a_part_of_a_pound(self) -> None:
        quarter = Amount(Fraction(1, 4), Unit.POUND)
        assert asked("quarter of a pound of cola cubes", "en")[0][1][0][1] == quarter


class TestQuestions:
    def test_of_the_total(self) -> None:
        assert heard("what does all that come to", language="en")[0].intent is Intent.SHOW_CART

    def test_of_the_price_of_goods(self) -> None:
        (act,) = heard("what's the salmon costing me", language="en")
        assert (act.intent, act.items[0].product) == (Intent.ASK_PRICE, "salmon")

    def test_of_what_can_be_done(self) -> None:
        assert heard("what can you really do", language="en")[0].intent is Intent.HELP

    def test_of_one_of_the_goods_is_no_choice_of_any(self) -> None:
        (act,) = heard("is there any rigatoni", PendingKind.CHOICES, "en")
        assert act.intent is not Intent.CHOOSE


class TestAnswers:
    def test_take_what_is_left_of_a_dish(self) -> None:
        acts = heard("yup chuck in the rest", PendingKind.RECIPE_LIST, "en")
        assert [act.intent for act in acts] == [Intent.CONFIRM]

    def test_name_a_store_as_the_one(self) -> None:
        (act,) = heard("the bristol one", PendingKind.ASK_STORE, "en")
        assert act.store == "bristol"

    def test_choose_any_of_a_kind(self) -> None:
        (act,) = heard("any colour will do", PendingKind.CHOICES, "en")
        assert act.intent is Intent.CHOOSE
        assert act.ref is None or act.ref.by is not RefBy.ATTRIBUTE


class TestDishes:
    def test_are_asked_to_be_done_for_so_many(self) -> None:
        (act,) = heard("could you do us a lasagne for five", language="en")
        assert (act.intent, act.recipe, act.servings) == (Intent.RECIPE, "lasagne", 5)
