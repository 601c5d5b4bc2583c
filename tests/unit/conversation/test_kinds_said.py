"""Tests of goods that are told apart without their name: "et deux à la fraise", "tranché"."""

import pytest

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear
from comptoir.conversation.hearing.heads import another_kind
from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.model import Act, Dialogue, Intent, Pending, PendingKind, RefBy

from .hearsay import goods, heard


def answered(first: str, said: str, told: PendingKind = PendingKind.ADDED) -> Act:
    """Return the first act of what is said after a first sentence was carried out."""
    dialogue = Dialogue()
    acts = follow(hear(first, language="fr", pending=None), dialogue)
    pending = Pending(told)
    dialogue = after(dialogue, acts, pending=pending)
    return follow(hear(said, language="fr", pending=pending), dialogue)[0]


def final(first: str, said: str, told: PendingKind = PendingKind.ADDED) -> tuple[str, str]:
    """Return the product and the amount of what is said after a first sentence."""
    item = answered(first, said, told).items[0]
    amount = item.amount
    return item.product, f"{float(amount.value):g} {amount.unit}" if amount else ""


class TestAnotherKind:
    @pytest.mark.parametrize(
        ("said", "held", "named"),
        [
            ("au citron", "sorbet à la fraise", "sorbet au citron"),
            ("à la vanille", "yaourt nature", "yaourt à la vanille"),
            ("demi-sel", "beurre doux", "beurre demi-sel"),
            ("tranché", "pain complet", "pain complet tranché"),
            ("sans couenne", "jambon blanc", "jambon blanc sans couenne"),
            ("de colza", "huile de tournesol", "huile de colza"),
            ("rouge", "vin blanc", "vin rouge"),
        ],
    )
    def test_takes_the_place_of_what_it_excludes(self, said: str, held: str, named: str) -> None:
        assert another_kind(said, held, lexicon("fr").goods) == named

    def test_excludes_the_last_adjective_of_what_it_replaces(self) -> None:
        words = lexicon("fr").goods
        assert another_kind("surgelé", "petit pois frais", words) == "petit pois surgelé"
        assert another_kind("moulu", "poivre noir", words, instead=True) == "poivre moulu"

    def test_stands_before_its_noun_in_english(self) -> None:
        assert another_kind("salted", "unsalted butter", lexicon("en").goods) == "salted butter"


class TestUnnamed:
    def test_is_named_by_what_was_spoken_of(self) -> None:
        said = final("six crèmes dessert au café", "et trois au chocolat")
        assert said == ("crème dessert au chocolat", "3 piece")

    def test_is_counted_in_the_boxes_of_what_was_spoken_of(self) -> None:
        said = final("deux pots de glace à la pistache", "et un au caramel")
        assert said == ("glace au caramel", "1 pack")

    def test_is_named_by_the_goods_before_it_in_a_list(self) -> None:
        assert goods("une boîte de sardines à l'huile et deux au citron") == [
            ("sardine à l'huile", "1 pack"),
            ("sardine au citron", "2 pack"),
        ]


class TestToldKind:
    @pytest.mark.parametrize(
        ("first", "said", "named"),
        [
            (
                "une brioche",
                "la brioche finalement tranchée c'est plus pratique",
                "brioche tranchée",
            ),
            ("du jambon cru", "le jambon mets-le sans couenne", "jambon cru sans couenne"),
            ("des biscottes", "complètes les biscottes", "biscotte complète"),
            ("trois steaks", "les steaks c'est du quinze pour cent", "steak quinze pour cent"),
        ],
    )
    def test_takes_the_place_of_what_was_added(self, first: str, said: str, named: str) -> None:
        act = answered(first, said)
        assert act.intent is Intent.REPLACE
        assert act.items[0].product == named

    def test_may_be_other_goods(self) -> None:
        act = answered("de la ciboulette", "la ciboulette tu sais quoi estragon")
        assert (act.items[0].product, act.replaces) == ("estragon", ("ciboulette",))

    def test_chooses_among_what_is_offered(self) -> None:
        act = answered("du sel", "le sel c'est celui de guérande", PendingKind.CHOICES)
        assert act.ref is not None
        assert (act.ref.by, act.ref.value) == (RefBy.ATTRIBUTE, "de guérande")

    def test_is_no_praise(self) -> None:
        act = answered("des lardons", "les lardons c'est bon j'en ai encore au frigo")
        assert (act.intent, act.items[0].product) == (Intent.REMOVE, "lardon")


class TestSettled:
    @pytest.mark.parametrize(
        ("said", "amount"),
        [
            ("oh c'est peut-être beaucoup disons trois", "3 piece"),
            ("dix c'est de la folie descends à cinq", "5 piece"),
            ("mon mari mange pas là quatre c'est bien", "4 piece"),
            ("une seule allez", "1 piece"),
            ("non j'en ai dit un seul", "1 piece"),
        ],
    )
    def test_is_the_amount_that_talk_ends_in(self, said: str, amount: str) -> None:
        assert final("huit cailles", said) == ("caille", amount)

    def test_is_the_number_that_is_said_to_suffice(self) -> None:
        said = final("des pots de miel", "un seul suffira", PendingKind.ASK_QTY)
        assert said[1].startswith("1 ")


class TestQuestion:
    @pytest.mark.parametrize(
        ("said", "intent", "named"),
        [
            ("la lotte elle revient à combien", Intent.ASK_PRICE, "lotte"),
            ("et combien ça fait pour les poireaux", Intent.ASK_PRICE, "poireau"),
            ("et le cidre y en a pour combien", Intent.ASK_PRICE, "cidre"),
            ("il fait nuit et le turbot est à quel prix", Intent.ASK_PRICE, "turbot"),
            ("et la farine il y en a combien déjà", Intent.SHOW_CART, "farine"),
        ],
    )
    def test_is_asked_of_goods_before_or_behind(
        self, said: str, intent: Intent, named: str
    ) -> None:
        act = heard(said)[0]
        assert (act.intent, act.items[0].product) == (intent, named)
