"""Short sentences that lean on what was said before them."""

from datetime import time
from fractions import Fraction

import pytest

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear
from comptoir.conversation.model import (
    Act,
    Amount,
    Dialogue,
    Filter,
    Intent,
    Mode,
    Pending,
    PendingKind,
    RefBy,
    Unit,
)

from .hearsay import heard, talked


def _answered(*sentences: tuple[str, PendingKind | None]) -> Act:
    """Return the first act of the last of several sentences, each with its question."""
    dialogue = Dialogue(language="fr")
    acts: tuple[Act, ...] = ()
    for text, kind in sentences:
        pending = Pending(kind) if kind else None
        dialogue = dialogue.asked(pending)
        acts = follow(hear(text, language="fr", pending=pending), dialogue)
        dialogue = after(dialogue, acts)
    return next(iter(acts))


class TestTheSameOfAnotherKind:
    @pytest.mark.parametrize(
        ("first", "then", "product"),
        [
            ("trois crèmes dessert vanille", "et pareil au chocolat", "crème chocolat"),
            ("deux litres de lait entier", "la même chose en écrémé", "lait écrémé"),
        ],
    )
    def test_is_named_whole(self, first: str, then: str, product: str) -> None:
        item = talked(first, then)[0].items[0]
        assert (item.product.split()[0], item.product.split()[-1]) == (
            product.split(maxsplit=1)[0],
            product.rsplit(maxsplit=1)[-1],
        )

    def test_of_other_goods_is_those_goods(self) -> None:
        assert talked("un sac d'oranges", "la même chose en pommes")[0].items[0].product == "pomme"


class TestGoodsJustAdded:
    def test_are_of_the_kind_that_lacks_something(self) -> None:
        act = _answered(("un blanc de poulet", None), ("sans peau surtout", PendingKind.ADDED))
        assert (act.intent, act.items[0].product) == (
            Intent.REPLACE,
            "blanc de poulet sans peau",
        )

    def test_are_of_the_kind_that_the_article_means(self) -> None:
        act = talked("deux cents grammes de saucisson", "le saucisson sec")[0]
        assert (act.intent, act.items[0].product, act.replaces) == (
            Intent.REPLACE,
            "saucisson sec",
            ("saucisson",),
        )
        assert act.items[0].amount == Amount(Fraction(200), Unit.GRAM)

    def test_stay_where_others_are_named_with_an_article(self) -> None:
        assert talked("du saucisson", "le beurre doux")[0].intent is Intent.ADD

    def test_are_taken_out_where_they_are_excluded(self) -> None:
        assert talked("du pain et du beurre", "sans le beurre")[0].intent is Intent.REMOVE

    def test_are_counted_anew_with_rather(self) -> None:
        act = talked("six yaourts", "et douze yaourts plutôt")[0]
        assert (act.intent, act.items[0].amount) == (
            Intent.SET_QUANTITY,
            Amount(Fraction(12), Unit.PIECE),
        )

    def test_keep_so_many_by_leaving_them(self) -> None:
        act = talked("cinq pizzas", "et la pizza laisses-en que trois")[0]
        assert (act.intent, act.items[0].amount) == (
            Intent.SET_QUANTITY,
            Amount(Fraction(3), Unit.PIECE),
        )


class TestAPiece:
    def test_of_goods_weighs_what_is_said_behind_it(self) -> None:
        item = heard("un morceau de cantal deux cents grammes")[0].items[0]
        assert (item.product, item.amount) == ("cantal", Amount(Fraction(200), Unit.GRAM))


class TestDishes:
    def test_are_chosen_by_their_name(self) -> None:
        act = heard("la blanquette de veau tiens", PendingKind.CHOICES)[0]
        assert act.ref is not None
        assert (act.ref.by, act.ref.value) == (RefBy.NAME, "blanquette de veau")

    def test_that_were_chosen_are_cooked_for_so_many(self) -> None:
        act = _answered(
            ("une idée de plat", None),
            ("le couscous", PendingKind.CHOICES),
            ("on sera six", PendingKind.ASK_SERVINGS),
        )
        assert (act.recipe, act.servings) == ("couscous", 6)

    def test_are_for_others_once_their_goods_are_told(self) -> None:
        act = _answered(
            ("un gratin dauphinois pour quatre", None), ("sept en fait", PendingKind.RECIPE_LIST)
        )
        assert (act.intent, act.recipe, act.servings) == (Intent.RECIPE, "gratin dauphinois", 7)

    def test_take_a_diet_behind_a_no(self) -> None:
        act = _answered(
            ("une lasagne pour deux", None),
            ("nan mais sans viande c'est pour des végétariens", PendingKind.RECIPE_LIST),
        )
        assert (act.intent, act.filters) == (Intent.RECIPE, (Filter.VEGETARIAN,))


class TestTimes:
    def test_are_hours_where_one_window_was_offered(self) -> None:
        act = _answered(
            ("jeudi à seize heures", None), ("non dix-huit plutôt", PendingKind.CONFIRM_SLOT)
        )
        assert act.slot is not None
        assert (act.slot.day, act.slot.from_) == ("thursday", time(18))

    @pytest.mark.parametrize(
        ("text", "mode"),
        [
            ("je voudrais faire livrer pour vendredi", Mode.DELIVERY),
            ("je veux mes courses dimanche au drive", Mode.PICKUP),
        ],
    )
    def test_are_wanted_for_the_shopping(self, text: str, mode: Mode) -> None:
        act = heard(text)[0]
        assert (act.intent, act.mode) == (Intent.CHOOSE_SLOT, mode)

    def test_are_the_next_ones_there_are(self) -> None:
        act = heard("c'est quand la prochaine livraison possible")[0]
        assert act.slot is not None
        assert (act.slot.pick, act.question) == ("earliest", True)


class TestQuestions:
    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("tu peux me relire", Intent.SHOW_CART),
            ("listez mes articles", Intent.SHOW_CART),
            ("combien ça me fait en tout", Intent.SHOW_CART),
            ("dites-moi votre prix pour les huîtres", Intent.ASK_PRICE),
            ("salut il est possible de venir chercher mes courses", Intent.CHOOSE_MODE),
        ],
    )
    def test_are_heard(self, text: str, intent: Intent) -> None:
        assert heard(text)[0].intent is intent

    def test_of_promotions_on_goods_search_them(self) -> None:
        act = heard("vous avez quoi comme promos sur le saumon")[0]
        assert (act.intent, act.items[0].product) == (Intent.SEARCH, "saumon")
        assert act.filters == (Filter.PROMOTION,)

    def test_that_name_a_diet_ask_for_no_promotion(self) -> None:
        assert Filter.PROMOTION not in heard("vous avez quoi en sans gluten")[0].filters


def test_goods_at_home_are_not_delivered() -> None:
    act = heard("le riz c'est bon y en a à la maison")[0]
    assert (act.intent, act.items[0].product) == (Intent.REMOVE, "riz")


def test_goods_on_a_line_are_goods() -> None:
    assert [one.product for one in heard("enlève la ligne des chips")[0].items] == ["chips"]


def test_goods_in_promotion_only() -> None:
    act = heard("et un rôti s'il est en promo")[0]
    assert Filter.PROMOTION in (*act.filters, *act.items[0].filters)


@pytest.mark.parametrize("product", ["zorglub", "rosé"])
def test_goods_with_an_article_are_counted_and_not_what_was_added(product: str) -> None:
    said = f"du {product} trois bouteilles"
    act = _answered(("du jambon", None), (said, PendingKind.ADDED))
    assert (act.intent, act.items[0].product) == (Intent.ADD, product)
