"""Tests of long talk: what goods are for, who eats them, which kind and how many is meant."""

from fractions import Fraction

import pytest

from comptoir.conversation.model import Amount, Filter, Intent, PendingKind, RefBy, Unit

from .hearsay import goods, heard, talked
from .test_changes_of_mind import answered


class TestWhatGoodsAreFor:
    @pytest.mark.parametrize(
        ("said", "named"),
        [
            ("pour la galette des rois de la pâte feuilletée", [("pâte feuilletée", "")]),
            (
                "alors pour le goûter des petits deux paquets de madeleines et du jus de pomme",
                [("madeleine", "2 pack"), ("jus de pomme", "")],
            ),
            (
                "ce serait pour la raclette de samedi un kilo de pommes de terre",
                [("pomme de terre", "1 kg")],
            ),
            (
                "pour le petit-déj un pot de miel des céréales et du thé",
                [("miel", "1 pack"), ("céréale", ""), ("thé", "")],
            ),
            ("pour mon beau-père des rasoirs jetables", [("rasoir jetable", "")]),
        ],
    )
    def test_is_no_goods_before_their_names(self, said: str, named: list[tuple[str, str]]) -> None:
        assert goods(said) == named

    def test_is_the_topic_where_something_is_said_of_it(self) -> None:
        assert goods("pour les clémentines ce sera trois kilos") == [("clémentine", "3 kg")]

    def test_is_no_dish_behind_them(self) -> None:
        act = heard("et des compotes pour le goûter des petits")[0]
        assert (act.intent, act.items[0].product) == (Intent.ADD, "compote")


class TestShares:
    @pytest.mark.parametrize(
        ("said", "named"),
        [
            ("ajoute des merguez deux par personne on est six", [("merguez", "12 piece")]),
            ("deux cents grammes de viande hachée par tête on sera cinq", "1000 g"),
            ("trois cents grammes de moules par personne pour quatre personnes", "1200 g"),
            ("des huîtres six chacun il y aura huit invités", "48 piece"),
        ],
    )
    def test_are_worked_out(self, said: str, named: list[tuple[str, str]] | str) -> None:
        found = goods(said)
        assert found == named or [amount for _, amount in found] == [named]

    def test_answer_how_many(self) -> None:
        act = answered(
            "des escalopes", (PendingKind.ASK_QTY, "comptez-en une par personne on est quatre")
        )[0]
        assert act.items[0].amount == Amount(Fraction(4), Unit.PIECE)

    def test_are_left_where_nobody_says_for_how_many(self) -> None:
        assert goods("deux tranches de jambon chacun") == [("jambon", "2 slice")]

    def test_are_worked_out_in_english(self) -> None:
        assert goods("get some lamb chops two each there's five of us", "en")[0][1] == "10 piece"

    def test_yield_to_the_sum_that_is_named(self) -> None:
        act = answered("des pêches", (PendingKind.ASK_QTY, "une chacun et une de plus donc cinq"))[
            0
        ]
        assert act.items[0].amount == Amount(Fraction(5), Unit.PIECE)


class TestAKindAlone:
    @pytest.mark.parametrize(
        ("first", "said", "named"),
        [
            ("du café moulu", "ah mais en grains", "café en grains"),
            ("du comté", "dix-huit mois", "comté dix-huit mois"),
            ("une brique de soupe", "à la tomate", "soupe à la tomate"),
            ("des couches", "taille quatre pardon", "couche taille quatre"),
            ("du pain de mie", "complet plutôt", "pain de mie complet"),
        ],
    )
    def test_is_of_what_was_just_added(self, first: str, said: str, named: str) -> None:
        act = answered(first, (PendingKind.ADDED, said))[0]
        assert (act.intent, act.items[0].product) == (Intent.REPLACE, named)

    @pytest.mark.parametrize("said", ["double", "pas le vert", "sans croûtons"])
    def test_is_not_what_changes_the_amount_or_takes_away(self, said: str) -> None:
        act = answered("une salade", (PendingKind.ADDED, said))[0]
        assert act.intent is not Intent.REPLACE

    def test_is_no_maize(self) -> None:
        act = answered("du thon", (PendingKind.ADDED, "maïs en grains"))[0]
        assert (act.intent, act.items[0].product) == (Intent.ADD, "maïs en grains")

    def test_is_counted_with_its_goods(self) -> None:
        act = talked("quatre yaourts à la fraise", "mets-en deux à la vanille plutôt")[0]
        assert act.items[0].product == "yaourt à la vanille"

    @pytest.mark.parametrize(
        "said",
        ["le sucre mets-le roux plutôt", "le sucre tu le prends roux", "le sucre finalement roux"],
    )
    def test_is_told_of_goods_named_first(self, said: str) -> None:
        act = talked("du sucre et du sel", said)[0]
        assert (act.intent, act.items[0].product) == (Intent.REPLACE, "sucre roux")


class TestAChoiceWithItsAmount:
    @pytest.mark.parametrize(
        ("said", "kind", "amount"),
        [
            ("en grains un kilo", "en grains", Amount(Fraction(1), Unit.KILOGRAM)),
            ("le brut deux bouteilles", "brut", Amount(Fraction(2), Unit.PACK)),
            ("deux bouteilles de brut", "brut", Amount(Fraction(2), Unit.PACK)),
            ("à la menthe mettez-en trois", "à la menthe", Amount(Fraction(3), Unit.PIECE)),
        ],
    )
    def test_is_both(self, said: str, kind: str, amount: Amount) -> None:
        chosen, counted = heard(said, PendingKind.CHOICES)
        assert chosen.ref is not None
        assert (chosen.ref.value, counted.intent) == (kind, Intent.SET_QUANTITY)
        assert counted.items[0].amount == amount

    @pytest.mark.parametrize("said", ["le lot de douze", "la boîte de deux kilos", "taille cinq"])
    def test_is_no_size(self, said: str) -> None:
        assert len(heard(said, PendingKind.CHOICES)) == 1

    def test_is_no_goods_of_their_own(self) -> None:
        act = heard("du basilic deux pots", PendingKind.CHOICES)[0]
        assert (act.intent, act.items[0].product) == (Intent.ADD, "basilic")

    def test_keeps_what_belongs_to_the_one_meant(self) -> None:
        act = heard("celle du mois dernier", PendingKind.ORDERS)[0]
        assert act.ref is not None
        assert (act.ref.by, act.ref.value) == (RefBy.ATTRIBUTE, "du mois dernier")


class TestAPriceTold:
    @pytest.mark.parametrize(
        "said", ["c'est trop cher pour moi", "ah non c'est pas donné", "ils sont bien trop chers"]
    )
    def test_is_too_dear(self, said: str) -> None:
        assert heard(said, PendingKind.PRICE_TOLD)[0].intent is Intent.DENY

    @pytest.mark.parametrize("said", ["ouais garde-le quand même", "tant pis on le garde"])
    def test_is_accepted(self, said: str) -> None:
        assert heard(said, PendingKind.PRICE_TOLD)[0].intent is Intent.CONFIRM

    def test_is_not_refused_by_what_is_not_dear(self) -> None:
        act = answered("c'est combien la raie", (PendingKind.PRICE_TOLD, "c'est pas cher deux"))[0]
        assert act.intent is not Intent.DENY


class TestAContainer:
    @pytest.mark.parametrize("said", ["trois bouteilles normales", "trois bouteilles moyennes"])
    def test_is_counted_whatever_its_size(self, said: str) -> None:
        act = talked("de la limonade", said)[0]
        assert act.items[0].amount == Amount(Fraction(3), Unit.PACK)

    def test_keeps_the_name_that_its_adjective_makes(self) -> None:
        assert goods("une boîte hermétique") == [("boîte hermétique", "1 piece")]

    def test_counts_the_slices_behind_a_whole(self) -> None:
        assert goods("un jambon sans nitrite quatre tranches") == [
            ("jambon sans nitrite", "4 slice")
        ]


class TestWhatWasForgotten:
    @pytest.mark.parametrize(
        "said",
        ["oups j'ai oublié le vinaigre", "t'as oublié le vinaigre", "on a oublié le vinaigre"],
    )
    def test_is_added_in_the_place_of_nothing(self, said: str) -> None:
        act = talked("des olives", said)[0]
        assert (act.intent, act.items[0].product) == (Intent.ADD, "vinaigre")

    def test_is_taken_out_where_it_should_be(self) -> None:
        act = talked("des olives", "oublie les olives")[0]
        assert act.intent is Intent.REMOVE


class TestLimitsAndFilters:
    def test_limit_goods_that_are_told_of_first(self) -> None:
        assert heard("t'as des pâtes pas chères à moins d'un euro")[0].max_price == 100

    def test_filter_goods_whose_price_is_asked(self) -> None:
        act = heard("le poulet fermier label rouge il est à combien")[0]
        assert (act.intent, act.filters) == (Intent.ASK_PRICE, (Filter.LABEL_ROUGE,))


class TestWhatGoesBesides:
    def test_a_question_does_not_go_on_once_goods_are_added(self) -> None:
        act = answered("vous avez du cantal", (PendingKind.ADDED, "et du beurre avec"))[0]
        assert (act.intent, act.items[0].product) == (Intent.ADD, "beurre")

    def test_what_there_is_at_home_is_wanted_no_more(self) -> None:
        act = answered("de la muscade", (PendingKind.ADDED, "non laisse j'en ai"))[0]
        assert (act.intent, act.items[0].product) == (Intent.REMOVE, "muscade")

    def test_what_things_do_is_no_order(self) -> None:
        acts = talked("des brosses", "oh là ça monte vite enlève les brosses finalement")
        assert [(act.intent, act.items[0].product) for act in acts] == [(Intent.REMOVE, "brosse")]

    @pytest.mark.parametrize(
        ("said", "named"),
        [
            ("du café celui en dosettes", "café en dosettes"),
            ("des lingettes de la même marque", "lingette"),
            ("un bocal de cornichons aigre-doux", "cornichons aigre-doux"),
        ],
    )
    def test_a_kind_belongs_to_its_goods(self, said: str, named: str) -> None:
        assert [name for name, _ in goods(said)] == [named]

    def test_which_one_was_taken_is_asked_of_the_cart(self) -> None:
        assert heard("quelle marque vous avez mis")[0].intent is Intent.SHOW_CART


class TestNames:
    @pytest.mark.parametrize(
        ("said", "named"),
        [
            ("une bonne bière de noël", ("bière de noël", "1 piece")),
            ("deux bûches de noël", ("bûche de noël", "2 piece")),
            ("cassonade brune et pas blonde un sachet d'un kilo", ("cassonade brune", "1 pack")),
            ("les poireaux c'est pas trois c'est une botte", ("poireau", "1 bunch")),
            ("deux sachets de mâche non trois de roquette", ("roquette", "3 pack")),
        ],
    )
    def test_keep_feasts_and_amounts(self, said: str, named: tuple[str, str]) -> None:
        assert goods(said) == [named]

    def test_of_what_one_cooks_are_those_of_the_shop(self) -> None:
        for dish in ("tarte aux poireaux", "gratin dauphinois", "gratinée à l'oignon"):
            act = heard(f"{dish} pour six")[0]
            assert (act.intent, act.recipe, act.servings) == (Intent.RECIPE, dish, 6)

    @pytest.mark.parametrize("said", ["quant au maïs y en a déjà", "quant aux poires j'en ai"])
    def test_are_the_topic_behind_what_opens_one(self, said: str) -> None:
        assert heard(said)[0].intent is Intent.REMOVE


class TestWhatIsMeant:
    def test_is_told_by_its_measure(self) -> None:
        for said in ("mets-en quatre litres", "finalement quatre litres"):
            act = talked("trois litres de lait et six œufs", said)[0]
            assert (act.items[0].product, act.items[0].amount) == (
                "lait",
                Amount(Fraction(4), Unit.LITRE),
            )

    @pytest.mark.parametrize(
        "said", ["pas des jaunes des verts", "ah non pas des jaunes des verts"]
    )
    def test_is_told_by_the_kind_that_is_not_wanted(self, said: str) -> None:
        act = talked("trois poivrons jaunes", said)[0]
        assert (act.intent, act.items[0].product) == (Intent.REPLACE, "poivron vert")
        assert act.replaces == ("poivron jaune",)
