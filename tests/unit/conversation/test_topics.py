"""Tests of what is said of goods that were named first, and of amounts with reasons behind them."""

import pytest

from comptoir.conversation.follow import after, follow
from comptoir.conversation.hear import hear
from comptoir.conversation.model import Act, Dialogue, Intent, Pending, PendingKind

from .hearsay import heard, talked


def written(act: Act) -> list[tuple[str, str]]:
    """Return the products of an act with their amounts written out."""
    return [
        (one.product, f"{float(one.amount.value):g} {one.amount.unit}" if one.amount else "")
        for one in act.items
    ]


def answered(first: str, said: str, asked: PendingKind) -> Act:
    """Return the first act of an answer to a question, after a first sentence."""
    dialogue = Dialogue()
    acts = follow(hear(first, language="fr", pending=None), dialogue)
    pending = Pending(asked)
    dialogue = after(dialogue, acts, pending=pending)
    return follow(hear(said, language="fr", pending=pending), dialogue)[0]


class TestTopic:
    @pytest.mark.parametrize(
        ("said", "intent", "amount"),
        [
            ("les radis passe à deux bottes", Intent.SET_QUANTITY, "2 bunch"),
            ("le jambon c'est six tranches qu'on est nombreux", Intent.SET_QUANTITY, "6 slice"),
            ("les kiwis huit suffiront", Intent.SET_QUANTITY, "8 piece"),
            ("le beurre descends à une plaquette ça ira bien", Intent.SET_QUANTITY, "1 pack"),
            ("la mozzarella prends-en trois boules le petit adore", Intent.ADD, "3 piece"),
            ("les crevettes vous m'en pesez cinq cents grammes", Intent.ADD, "500 g"),
            ("le gros sel prends la boîte d'un kilo", Intent.ADD, "1 pack"),
            ("les bouteilles de limonade finalement j'en veux six", Intent.SET_QUANTITY, "6 pack"),
        ],
    )
    def test_is_counted_by_what_follows(self, said: str, intent: Intent, amount: str) -> None:
        act = heard(said)[0]
        assert act.intent is intent
        assert [pair[1] for pair in written(act)] == [amount]

    @pytest.mark.parametrize(
        "said",
        [
            "les endives j'en veux plus",
            "les endives pas besoin",
            "les endives non je les fais pousser",
            "les endives on s'en passera",
            "les endives tu peux les enlever on en a des tonnes",
            "les endives je les ai retrouvées au fond du bac",
            "et les endives laisse tomber personne n'aime ça",
            "euh c'est mon frère qui vient d'appeler les endives on en a plein",
        ],
    )
    def test_is_dropped_by_what_follows(self, said: str) -> None:
        act = heard(said)[0]
        assert (act.intent, written(act)) == (Intent.REMOVE, [("endive", "")])

    def test_may_be_several_things(self) -> None:
        act = heard("le riz j'en ai et le poulet aussi")[0]
        assert (act.intent, written(act)) == (Intent.REMOVE, [("riz", ""), ("poulet", "")])

    def test_by_part_of_its_name_is_the_line_of_the_cart(self) -> None:
        cart = "deux boudins blancs et trois boudins noirs"
        act = talked(cart, "les noirs passe à cinq")[0]
        assert (act.intent, written(act)) == (Intent.SET_QUANTITY, [("boudin noir", "5 piece")])

    def test_in_the_cart_is_counted_anew(self) -> None:
        act = talked("trois briques de soupe", "la soupe mets-en quatre")[0]
        assert (act.intent, written(act)) == (Intent.SET_QUANTITY, [("soupe", "4 pack")])

    def test_in_the_cart_gets_more_when_more_is_said(self) -> None:
        act = talked("trois briques de soupe", "la soupe vous pouvez m'en remettre deux")[0]
        assert (act.intent, written(act)) == (Intent.SET_QUANTITY, [("soupe", "5 pack")])

    def test_leaves_what_is_asked_behind_it(self) -> None:
        acts = heard("le gouda j'en veux plus et mets du cantal")
        assert [act.intent for act in acts] == [Intent.REMOVE, Intent.ADD]

    @pytest.mark.parametrize("said", ["la boîte de six", "le paquet de vingt"])
    def test_is_no_choice_among_things_offered(self, said: str) -> None:
        assert heard(said, PendingKind.CHOICES)[0].intent is not Intent.ADD


class TestAmountAlone:
    @pytest.mark.parametrize(
        ("said", "amount"),
        [
            ("six cents grammes on est quatre", "600 g"),
            ("trois boîtes ça part vite à la maison", "3 pack"),
            ("oui toujours deux", "2 piece"),
            ("dix tranches bien fines", "10 slice"),
            ("un seul paquet pour voir", "1 pack"),
            ("allez mettez-m'en quatre mon mari en raffole", "4 piece"),
        ],
    )
    def test_is_heard_whatever_reason_follows(self, said: str, amount: str) -> None:
        act = answered("ajoute du jambon", said, PendingKind.ASK_QTY)
        assert (act.intent, written(act)) == (Intent.SET_QUANTITY, [("jambon", amount)])

    def test_leaves_what_is_asked_behind_it(self) -> None:
        acts = heard("deux paquets et prends aussi du thym", PendingKind.ASK_QTY)
        assert [act.intent for act in acts] == [Intent.SET_QUANTITY, Intent.ADD]

    @pytest.mark.parametrize(
        ("said", "amount"),
        [
            ("encore un pour ma belle-mère", "3 pack"),
            ("un de moins finalement ma belle-mère est au régime", "1 pack"),
            ("deux de plus on a du monde", "4 pack"),
            ("même quantité oui", "2 pack"),
            ("quatre paquets de gaufres elle a invité sa classe", "4 pack"),
        ],
    )
    def test_changes_what_was_just_added(self, said: str, amount: str) -> None:
        act = answered("deux paquets de gaufres", said, PendingKind.ADDED)
        assert (act.intent, written(act)) == (Intent.SET_QUANTITY, [("gaufre", amount)])

    @pytest.mark.parametrize(
        ("said", "intent", "amount"),
        [
            ("rajoute-en deux", Intent.SET_QUANTITY, "4 pack"),
            ("rajoute cinq cents grammes", Intent.ADD, "500 g"),
        ],
    )
    def test_is_more_behind_such_a_verb(self, said: str, intent: Intent, amount: str) -> None:
        act = answered("deux paquets de gaufres", said, PendingKind.ADDED)
        assert (act.intent, written(act)) == (intent, [("gaufre", amount)])

    def test_is_the_amount_that_was_asked_behind_any_verb(self) -> None:
        act = answered("ajoute des gaufres", "rajoute deux paquets", PendingKind.ASK_QTY)
        assert (act.intent, written(act)) == (Intent.SET_QUANTITY, [("gaufre", "2 pack")])


class TestUnits:
    def test_are_those_of_the_goods_before(self) -> None:
        act = heard("vingt kilos d'oignons et quinze de carottes")[0]
        assert written(act) == [("oignon", "20 kg"), ("carotte", "15 kg")]

    def test_are_kept_from_turn_to_turn(self) -> None:
        said = ("deux kilos de carottes", "non carottes dix seulement le frigo est plein")
        assert written(talked(*said)[0]) == [("carotte", "10 kg")]
        assert written(talked(*said, "et navets pareil")[0]) == [("navet", "10 kg")]


class TestPutBack:
    def test_is_what_was_taken_out(self) -> None:
        act = talked("cinq avocats", "enlève deux avocats", "oh puis non remets-les")[0]
        assert (act.intent, written(act)) == (Intent.ADD, [("avocat", "2 piece")])
