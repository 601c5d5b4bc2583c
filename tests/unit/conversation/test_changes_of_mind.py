"""Tests of shoppers who change their mind, answer beside the question or correct earlier lines."""

import pytest

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear
from comptoir.conversation.model import Act, Dialogue, Filter, Intent, Mode, Pending, PendingKind

from .hearsay import heard, talked


def answered(*turns: str | tuple[PendingKind, str]) -> tuple[Act, ...]:
    """Return the acts of the last of several turns, some of them answers to a question."""
    dialogue, acts = Dialogue(), ()
    for turn in turns:
        kind, said = turn if isinstance(turn, tuple) else (None, turn)
        dialogue = dialogue.asked(Pending(kind) if kind else None)
        acts = follow(hear(said, language="fr", pending=dialogue.pending), dialogue)
        dialogue = after(dialogue, acts)
    return acts


class TestPreference:
    @pytest.mark.parametrize(
        ("first", "said", "named"),
        [
            ("un sorbet citron", "elle préfère framboise finalement", "sorbet framboise"),
            ("une compote pomme poire", "il aime mieux pomme banane", "compote pomme banane"),
        ],
    )
    def test_of_somebody_takes_the_place_of_what_was_added(
        self, first: str, said: str, named: str
    ) -> None:
        act = answered(first, (PendingKind.ADDED, said))[0]
        assert (act.intent, act.items[0].product) == (Intent.REPLACE, named)

    def test_puts_one_thing_out_and_another_in(self) -> None:
        gone, added = heard("pas de lardons plutôt de la dinde")
        assert (gone.intent, gone.items[0].product) == (Intent.REMOVE, "lardon")
        assert (added.intent, added.items[0].product) == (Intent.ADD, "dinde")

    def test_lets_one_go_for_another(self) -> None:
        gone, added = heard("laisse les navets et mets des panais")
        assert (gone.intent, gone.items[0].product) == (Intent.REMOVE, "navet")
        assert (added.intent, added.items[0].product) == (Intent.ADD, "panais")


class TestKept:
    def test_brings_back_what_was_just_taken_out(self) -> None:
        act = talked("du chorizo", "enlève le chorizo", "garde le chorizo")[0]
        assert (act.intent, act.items[0].product) == (Intent.ADD, "chorizo")

    def test_is_a_no_where_nothing_was_taken_out(self) -> None:
        act = answered("des bulots", (PendingKind.REPLACED, "non laisse les bulots"))[0]
        assert (act.intent, act.items) == (Intent.DENY, ())

    def test_takes_out_so_many_of_the_last(self) -> None:
        act = talked("du persil", "de la coriandre", "un navet", "enlève les deux")[0]
        assert [item.product for item in act.items] == ["coriandre", "navet"]


class TestHalf:
    @pytest.mark.parametrize("said", ["non la moitié", "mets plutôt la moitié"])
    def test_is_of_what_was_added(self, said: str) -> None:
        act = answered("quatre cailles", (PendingKind.ADDED, said))[0]
        amount = act.items[0].amount
        assert act.intent is Intent.SET_QUANTITY
        assert amount is not None
        assert amount.value == 2


class TestAnswer:
    def test_counts_what_was_not_counted(self) -> None:
        act = answered("du cidre et deux pains", (PendingKind.ASK_QTY, "trois bouteilles"))[0]
        assert act.items[0].product == "cidre"

    @pytest.mark.parametrize(
        "said",
        [
            "des nectarines non je suis pas fan",
            "du foie de porc ah non merci sans façon",
            "non pas de chapon ça c'est trop gros",
        ],
    )
    def test_refuses_what_was_offered(self, said: str) -> None:
        assert heard(said, PendingKind.OFFER_SUBSTITUTE)[0].intent is Intent.DENY

    def test_takes_other_goods_than_were_offered(self) -> None:
        act = answered("de la coriandre", (PendingKind.OFFER_SUBSTITUTE, "non du persil plat"))[0]
        assert act.items[0].product == "persil plat"

    def test_closes_the_order_that_waits_for_a_yes(self) -> None:
        act = heard("pas grave on valide comme ça", PendingKind.CONFIRM_CHECKOUT)[0]
        assert act.intent is Intent.CONFIRM

    def test_does_not_close_what_is_not_to_be_closed(self) -> None:
        act = heard("ne validez pas tout de suite", PendingKind.CONFIRM_CHECKOUT)[0]
        assert act.intent is Intent.DENY

    def test_names_a_time_beside_other_talk(self) -> None:
        act = heard("jeudi dix-neuf heures après la danse", PendingKind.ASK_SLOT)[0]
        assert act.slot is not None
        assert act.slot.day == "thursday"

    def test_keeps_the_day_under_discussion(self) -> None:
        act = answered(
            "livraison demain",
            (PendingKind.SLOTS, "le plus tôt possible"),
            (PendingKind.SLOTS, "dix heures à la limite"),
        )[0]
        assert act.slot is not None
        assert act.slot.day == "tomorrow"


class TestAside:
    def test_names_an_aisle_before_its_goods(self) -> None:
        act = heard("d'abord les légumes trois courgettes")[0]
        assert [item.product for item in act.items] == ["courgette"]

    def test_says_the_same_of_other_goods(self) -> None:
        acts = talked("le beurre j'en ai encore", "les œufs aussi")
        assert (acts[0].intent, acts[0].items[0].product) == (Intent.REMOVE, "œuf")

    def test_asks_whether_there_is_another_kind(self) -> None:
        act = talked("je cherche une galette des rois", "y en a pas à la pomme")[0]
        assert act.items[0].product == "galette des rois à la pomme"

    def test_asks_whether_it_comes_organic(self) -> None:
        act = talked("des yaourts à la vanille", "tu les as en bio ceux-là")[0]
        assert (act.intent, act.filters) == (Intent.ASK_STOCK, (Filter.ORGANIC,))

    def test_wants_all_of_it_brought(self) -> None:
        act = heard("apportez tout j'ai trois étages", PendingKind.ASK_MODE)[0]
        assert (act.intent, act.mode) == (Intent.CHOOSE_MODE, Mode.DELIVERY)


class TestListed:
    def test_repeats_its_de(self) -> None:
        act = heard("besoin de couches taille quatre et de lingettes")[0]
        assert [(one.product, one.amount) for one in act.items] == [
            ("couche taille quatre", None),
            ("lingette", None),
        ]

    def test_is_the_other_way_round(self) -> None:
        acts = talked("six tomates et deux courgettes", "l'inverse deux tomates et six courgettes")
        assert acts[0].intent is Intent.SET_QUANTITY
        assert [one.amount.value for one in acts[0].items if one.amount] == [2, 6]

    def test_corrects_how_many_will_eat(self) -> None:
        act = heard("on sera huit non neuf avec tonton", PendingKind.ASK_SERVINGS)[0]
        assert act.servings == 9

    def test_is_no_kind_of_the_last_when_it_is_goods(self) -> None:
        act = talked("des abricots", "des cerises", "enlève les cerises")[0]
        assert act.items[0].product == "cerise"

    def test_gives_a_flavour_to_what_takes_one(self) -> None:
        act = talked("une compote pomme poire et du jambon", "il préfère pomme banane")[0]
        assert (act.items[0].product, act.replaces) == (
            "compote pomme banane",
            ("compote pomme poire",),
        )
