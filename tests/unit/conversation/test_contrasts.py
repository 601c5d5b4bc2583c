"""Tests of what is meant in place of something else, and of goods named earlier in a sentence."""

import pytest

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear
from comptoir.conversation.model import Dialogue, Intent, Pending, PendingKind

from .hearsay import heard, talked


class TestContrast:
    @pytest.mark.parametrize(
        ("said", "new", "old"),
        [
            ("il fallait de la crème épaisse pas de la liquide", "crème épaisse", "liquide"),
            ("j'avais demandé du comté pas du gruyère", "comté", "gruyère"),
            ("c'est pas du miel que je voulais c'est du sirop", "sirop", "miel"),
            ("plutôt des navets que des panais", "navet", "panais"),
            ("plutôt des pâtes complètes que des blanches", "pâte complète", "pâte blanche"),
            ("on passe aux lentilles vertes plutôt que les pois", "lentille verte", "pois"),
        ],
    )
    def test_puts_what_is_meant_for_what_is_not(self, said: str, new: str, old: str) -> None:
        act = heard(said)[0]
        assert (act.intent, act.items[0].product, act.replaces) == (Intent.REPLACE, new, (old,))

    def test_is_no_contrast_without_goods(self) -> None:
        act = heard("il me faut dix yaourts pas davantage")[0]
        assert (act.intent, act.items[0].product) == (Intent.ADD, "yaourt")

    def test_puts_right_what_was_just_added(self) -> None:
        act = talked("six cartons d'eau evian", "mince c'est de la badoit qu'il veut")[0]
        assert (act.items[0].product, act.replaces) == ("badoit", ("eau evian",))

    def test_adds_what_somebody_wants_where_nothing_was_added(self) -> None:
        act = talked("bonjour", "c'est de la badoit qu'il veut")[0]
        assert (act.intent, act.items[0].product) == (Intent.ADD, "badoit")

    def test_takes_what_will_do_where_a_substitute_was_offered(self) -> None:
        pending = Pending(PendingKind.OFFER_SUBSTITUTE)
        dialogue = after(
            Dialogue(),
            follow(hear("quatre filets de sole", language="fr", pending=None), Dialogue()),
            pending=pending,
        )
        said = "si tu n'as plus de sole du cabillaud ça ira aussi"
        act = follow(hear(said, language="fr", pending=pending), dialogue)[0]
        assert (act.intent, act.items[0].product) == (Intent.REPLACE, "cabillaud")
        assert act.replaces == ("filet de sole",)


class TestSwap:
    def test_of_one_thing_dropped_for_another(self) -> None:
        acts = heard("laisse tomber l'agneau mets du canard à la place")
        assert [act.intent for act in acts] == [Intent.REPLACE]
        assert (acts[0].items[0].product, acts[0].replaces) == ("canard", ("agneau",))

    def test_is_of_what_is_in_the_cart_before_what_was_asked_about(self) -> None:
        said = ("un kilo de blanc de poulet", "t'as pas des cuisses", "mets les cuisses à la place")
        act = talked(*said)[0]
        assert (act.items[0].product, act.replaces) == ("cuisse", ("blanc de poulet",))

    @pytest.mark.parametrize(
        "said", ["ah non plutôt une pintade", "non une pintade", "finalement une pintade"]
    )
    def test_of_the_only_thing_just_added(self, said: str) -> None:
        act = talked("mets un poulet", said)[0]
        assert (act.intent, act.items[0].product, act.replaces) == (
            Intent.REPLACE,
            "pintade",
            ("poulet",),
        )


class TestAntecedent:
    @pytest.mark.parametrize(
        ("said", "intent", "product"),
        [
            ("elle boit que de la badoit prends-m'en deux packs", Intent.ADD, "badoit"),
            ("si le gigot est en promo tu m'en mets un", Intent.ADD, "gigot"),
            ("j'ai retrouvé du thym au fond pas la peine d'en prendre", Intent.REMOVE, "thym"),
            ("j'ai cassé le pot de miel il m'en faut un autre", Intent.ADD, "miel"),
        ],
    )
    def test_is_found_earlier_in_the_sentence(
        self, said: str, intent: Intent, product: str
    ) -> None:
        act = heard(said)[0]
        assert (act.intent, act.items[0].product) == (intent, product)

    @pytest.mark.parametrize(
        ("said", "new", "old"),
        [
            ("les pêches sont dures je voudrais les troquer contre du melon", "melon", "pêche"),
            ("le camembert était plâtreux mets un brie à la place", "brie", "camembert"),
            ("mes fils aiment les dattes tu me les mets au lieu des figues", "datte", "figue"),
        ],
    )
    def test_of_a_swap_is_found_earlier_in_the_sentence(
        self, said: str, new: str, old: str
    ) -> None:
        act = heard(said)[0]
        assert (act.intent, act.items[0].product, act.replaces) == (Intent.REPLACE, new, (old,))
