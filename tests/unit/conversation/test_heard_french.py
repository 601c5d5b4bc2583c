"""What a French shopper hears: goods of every kind, prices, hours, numbers, the whole sentence."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

import pytest

from comptoir.conversation import beside
from comptoir.conversation import outcomes as came
from comptoir.conversation.memory import Offered, Question, Wanted
from comptoir.conversation.model import PendingKind, SaidItem
from comptoir.conversation.outcomes import Outcome, Period
from comptoir.conversation.say import say
from comptoir.conversation.saying.ssml import plain
from comptoir.conversation.saying.voice import voice
from comptoir.conversation.spoken import Goods, Line
from comptoir.kernel.locale import Language
from comptoir.kernel.measure import Quantity, grams, pieces
from comptoir.shopping.slots.model import Mode

NOW = datetime(2026, 6, 15, 8, 0, tzinfo=UTC)
SPEAKS = voice(Language.FRENCH, currency="EUR", zone="Europe/Paris", now=NOW).aloud


def _goods(
    name: str,
    net: int | None = None,
    unit: Literal["g", "ml", "piece"] | None = None,
    *,
    price: int = 240,
    weighed: bool = False,
) -> Goods:
    return Goods("1", name, "", net, unit, by_weight=weighed, price=price)


def _heard(*outcomes: Outcome) -> str:
    return plain(say(outcomes, SPEAKS))


def _added(goods: Goods, quantity: Quantity, count: int | None = None) -> str:
    heard = _heard(came.InCart(goods, quantity, quantity, count))
    return heard.removeprefix("J'ajoute ").removesuffix(".")


MILK = _goods("Lait demi-écrémé UHT", 1000, "ml", price=109)


class TestGoods:
    @pytest.mark.parametrize(
        ("name", "net", "unit", "count", "heard"),
        [
            (
                "Lait demi-écrémé UHT",
                1000,
                "ml",
                2,
                "deux bouteilles de lait demi-écrémé d'un litre",
            ),
            ("Lait entier UHT", 1000, "ml", 1, "une bouteille de lait entier d'un litre"),
            ("Œufs plein air", 6, "piece", 1, "une boîte de six œufs plein air"),
            ("Œufs plein air", 12, "piece", 2, "deux boîtes de douze œufs plein air"),
            (
                "Baguette tradition",
                250,
                "g",
                1,
                "une baguette tradition de deux cent cinquante grammes",
            ),
            (
                "Croissant pur beurre",
                60,
                "g",
                4,
                "quatre croissants pur beurre de soixante grammes",
            ),
            ("Pain de campagne", 400, "g", 1, "un pain de campagne de quatre cents grammes"),
            (
                "Beurre doux",
                250,
                "g",
                1,
                "une plaquette de beurre doux de deux cent cinquante grammes",
            ),
            (
                "Beurre demi-sel",
                500,
                "g",
                3,
                "trois plaquettes de beurre demi-sel de cinq cents grammes",
            ),
            ("Camembert", 250, "g", 1, "un camembert de deux cent cinquante grammes"),
            (
                "Huile d'olive vierge extra",
                750,
                "ml",
                1,
                "une bouteille d'huile d'olive vierge extra de soixante-quinze centilitres",
            ),
            (
                "Eau de source, pack de 6 × 1,5 l",
                9000,
                "ml",
                1,
                "un pack de six bouteilles d'eau de source d'un litre et demi",
            ),
            (
                "Cola, pack de 6 canettes de 33 cl",
                1980,
                "ml",
                2,
                "deux packs de six canettes de cola de trente-trois centilitres",
            ),
            (
                "Lait demi-écrémé UHT, pack de 6",
                6000,
                "ml",
                1,
                "un pack de six bouteilles de lait demi-écrémé d'un litre",
            ),
            (
                "Bière blonde, canette",
                500,
                "ml",
                1,
                "une canette de bière blonde de cinquante centilitres",
            ),
            ("Spaghetti", 500, "g", 2, "deux paquets de spaghetti de cinq cents grammes"),
            ("Riz basmati", 1000, "g", 1, "un paquet de riz basmati d'un kilo"),
            (
                "Farine de blé T45",
                1000,
                "g",
                1,
                "un paquet de farine de blé T quarante-cinq d'un kilo",
            ),
            (
                "Confiture extra d'abricots",
                370,
                "g",
                1,
                "un pot de confiture extra d'abricots de trois cent soixante-dix grammes",
            ),
            ("Houmous", 200, "g", 1, "deux cents grammes de houmous"),
            ("Huîtres creuses n° 3", 12, "piece", 1, "douze huîtres creuses numéro trois"),
            (
                "Haricots verts extra-fins",
                400,
                "g",
                2,
                "deux boîtes de haricots verts extra-fins de quatre cents grammes",
            ),
            (
                "Haricots verts surgelés",
                1000,
                "g",
                1,
                "un sachet de haricots verts surgelés d'un kilo",
            ),
            ("Chou-fleur", 1, "piece", 2, "deux choux-fleurs"),
            ("Laitue", 1, "piece", 1, "une laitue"),
            ("Artichaut", 1, "piece", 1, "un artichaut"),
            ("Ananas", 1, "piece", 2, "deux ananas"),
            ("Persil plat", 1, "piece", 1, "un bouquet de persil plat"),
            ("Ail blanc", 1, "piece", 2, "deux têtes d'ail blanc"),
            ("Avocats en filet", 3, "piece", 1, "un filet de trois avocats"),
            ("Basilic en pot", 1, "piece", 1, "un pot de basilic"),
            ("Botte de radis", 1, "piece", 2, "deux bottes de radis"),
            (
                "Jambon cuit supérieur 4 tranches",
                160,
                "g",
                1,
                "un paquet de jambon cuit supérieur de quatre tranches",
            ),
            ("Pizza margherita", 400, "g", 2, "deux pizzas margherita de quatre cents grammes"),
            ("Yaourts nature", 500, "g", 1, "un pack de yaourts nature de cinq cents grammes"),
            ("Emmental râpé", 200, "g", 1, "un sachet d'emmental râpé de deux cents grammes"),
            (
                "Piles AA alcalines, lot de 4",
                4,
                "piece",
                1,
                "un lot de quatre piles double A alcalines",
            ),
            (
                "Papier toilette 2 épaisseurs, 12 rouleaux",
                12,
                "piece",
                1,
                "un paquet de douze rouleaux de papier toilette deux épaisseurs",
            ),
            (
                "Lessive liquide classique, 40 lavages",
                2000,
                "ml",
                1,
                "une lessive liquide classique de quarante lavages",
            ),
            (
                "Couches taille 3",
                54,
                "piece",
                1,
                "un paquet de cinquante-quatre couches taille trois",
            ),
            (
                "Crème solaire SPF 50",
                200,
                "ml",
                2,
                "deux crèmes solaires indice cinquante de vingt centilitres",
            ),
            (
                "LAIT 1/2 ECREME UHT BIO 1L",
                1000,
                "ml",
                2,
                "deux bouteilles de lait demi écrémé bio d'un litre",
            ),
        ],
    )
    def test_are_named_as_people_name_them(
        self, name: str, net: int, unit: Literal["g", "ml", "piece"], count: int, heard: str
    ) -> None:
        assert _added(_goods(name, net, unit), pieces(count)) == heard

    @pytest.mark.parametrize(
        ("name", "quantity", "count", "heard"),
        [
            ("Tomates rondes", grams(500), None, "cinq cents grammes de tomates rondes"),
            (
                "Tomates rondes",
                grams(360),
                3,
                "trois tomates rondes, environ trois cent soixante grammes",
            ),
            ("Pommes Golden", grams(1500), None, "un kilo et demi de pommes Golden"),
            ("Oignons jaunes", grams(1000), None, "un kilo d'oignons jaunes"),
            ("Haricots verts", grams(300), None, "trois cents grammes de haricots verts"),
            ("Aubergines", grams(300), 1, "une aubergine, environ trois cents grammes"),
            (
                "Comté AOP à la coupe",
                grams(250),
                None,
                "deux cent cinquante grammes de comté A O P à la coupe",
            ),
            (
                "Escalopes de veau",
                grams(1250),
                None,
                "un kilo deux cent cinquante d'escalopes de veau",
            ),
        ],
    )
    def test_are_weighed_in_words(
        self, name: str, quantity: Quantity, count: int | None, heard: str
    ) -> None:
        assert _added(_goods(name, weighed=True), quantity, count) == heard


class TestSentences:
    PERIOD = Period(
        datetime(2026, 6, 16, 16, 0, tzinfo=UTC),
        datetime(2026, 6, 16, 18, 0, tzinfo=UTC),
        Mode.DELIVERY,
        490,
    )

    def test_tells_a_price(self) -> None:
        assert _heard(came.PriceTold(_goods("Lait entier UHT", 1000, "ml", price=125))) == (
            "Lait entier d'un litre : un euro vingt-cinq."
        )

    def test_tells_a_price_by_weight(self) -> None:
        tomatoes = _goods("Tomates rondes", price=299, weighed=True)
        assert _heard(came.PriceTold(tomatoes, grams(2000), 598)) == (
            "Tomates rondes : deux euros quatre-vingt-dix-neuf le kilo. "
            "Deux kilos de tomates rondes : cinq euros quatre-vingt-dix-huit."
        )

    def test_lets_choose(self) -> None:
        offered = (Offered("Lait entier UHT 1 L à 1,25 €"), Offered("Lait écrémé UHT 1 L à 0,99 €"))
        question = Question(PendingKind.CHOICES, offered=offered, item=SaidItem("lait"))
        assert _heard(came.Asked(question)) == (
            "Côté lait : entier à un euro vingt-cinq ou écrémé "
            "à quatre-vingt-dix-neuf centimes. Que préférez-vous ?"
        )
        again = replace(question, again=True)
        assert _heard(came.Asked(again)) == "Côté lait, entier ou écrémé ?"

    def test_says_sizes_that_differ_and_whole_names_where_the_noun_is_all(self) -> None:
        offered = (Offered("Œufs plein air 6 à 2,09 €"), Offered("Œufs 12 à 2,99 €"))
        question = Question(PendingKind.CHOICES, offered=offered, item=SaidItem("œufs"))
        assert "Œufs" in _heard(came.Asked(question)) or "œufs" in _heard(came.Asked(question))
        offered = (Offered("Thon entier 140 g à 1,29 €"), Offered("Thon à l'huile 160 g à 2,29 €"))
        question = Question(PendingKind.CHOICES, offered=offered, item=SaidItem("thon"))
        assert "entier de cent quarante grammes" in _heard(came.Asked(question))

    def test_names_a_day_once_for_its_windows(self) -> None:
        offered = tuple(
            Offered("", window=str(hour), starts=_at(hour), ends=_at(hour + 2))
            for hour in (6, 8, 16)
        )
        question = Question(PendingKind.SLOTS, offered=offered, mode="delivery")
        assert _heard(came.Asked(question)) == (
            "Livraison possible demain entre huit et dix heures, entre dix heures et midi "
            "ou entre dix-huit et vingt heures. Quel créneau vous convient ?"
        )

    def test_reads_an_order_back(self) -> None:
        question = Question(
            PendingKind.CONFIRM_CHECKOUT,
            total=4220,
            count=12,
            mode="delivery",
            starts=self.PERIOD.starts,
            ends=self.PERIOD.ends,
        )
        assert _heard(came.Asked(question)) == (
            "Votre commande : douze articles, quarante-deux euros vingt en tout, livrés à votre "
            "adresse demain entre dix-huit et vingt heures. Vous réglerez à la livraison. "
            "Je valide la commande, avec obligation de paiement ?"
        )

    def test_spells_an_order_s_number_at_the_end(self) -> None:
        assert _heard(came.OrderPlaced("7K2P-Q4WN", 1222, self.PERIOD)) == (
            "C'est commandé, pour douze euros vingt-deux. Livraison demain entre dix-huit et vingt "
            "heures. Vous réglerez à la livraison. Votre numéro de commande : "
            "sept K deux P, Q quatre W N."
        )

    def test_counts_a_long_cart(self) -> None:
        lines = tuple(
            Line(_goods(name, 1, "piece"), pieces(1), 100)
            for name in ("Laitue", "Ananas", "Mangue", "Melon", "Citron", "Avocat", "Chou")
        )
        assert _heard(came.CartTold(lines, 700, None, None)) == (
            "Dans votre panier, il y a sept articles, dont une laitue, un ananas et une mangue. "
            "Le total est de sept euros."
        )

    def test_says_four_and_names_them(self) -> None:
        wants = tuple(
            Wanted(str(place), f"{count} {noun}", pieces(count))
            for place, (count, noun) in enumerate(
                ((1, "laitue"), (2, "ananas"), (21, "pommes"), (1, "citron"))
            )
        )
        question = Question(PendingKind.CONFIRM_REORDER, wants=wants)
        assert _heard(came.Asked(question)) == (
            "Je mets quatre articles : une laitue, deux ananas, vingt et une pommes et un citron. "
            "Cela vous va ?"
        )

    def test_names_a_few_shortly(self) -> None:
        added = [
            came.InCart(_goods(name, net, "g"), pieces(1), pieces(1))
            for name, net in (
                ("Riz rond", 500),
                ("Sucre en morceaux", 1000),
                ("Farine de blé", 1000),
                ("Beurre doux", 250),
                ("Camembert", 250),
            )
        ]
        assert _heard(*added) == (
            "J'ajoute cinq articles : un paquet de riz rond, un paquet de sucre en morceaux, "
            "un paquet de farine de blé, une plaquette de beurre doux et un camembert."
        )

    def test_says_how_many_postcodes_more(self) -> None:
        zone = ("35000", "35200", "35300", "35400", "35500")
        assert _heard(beside.ZoneTold(delivers=True, zone=zone, postcode=None)) == (
            "Nous livrons aux codes postaux trente-cinq mille, trente-cinq deux cents, "
            "trente-cinq trois cents et deux autres."
        )

    def test_tells_what_took_anothers_place(self) -> None:
        tomatoes, courgettes = _goods("Tomates", weighed=True), _goods("Courgettes", weighed=True)
        swapped = came.Swapped(Line(tomatoes, grams(500), 100), courgettes, grams(300))
        assert _heard(swapped) == (
            "J'ai remplacé cinq cents grammes de tomates par trois cents grammes de courgettes."
        )

    def test_lists_what_a_dish_takes(self) -> None:
        wants = tuple(Wanted(str(n), f"{n} pommes", pieces(n)) for n in range(2, 6))
        question = Question(PendingKind.RECIPE_LIST, wants=wants, label="crêpes", count=6)
        assert _heard(came.Asked(question)) == (
            "Crêpes, pour six personnes, il faut quatre articles : deux pommes, trois pommes, "
            "quatre pommes et cinq pommes. J'ajoute tout ?"
        )

    def test_says_what_little_is_left(self) -> None:
        assert _heard(came.OnlyLeft(MILK, pieces(1), pieces(0))) == (
            "Il ne me reste qu'une bouteille de lait demi-écrémé d'un litre."
        )


def _at(hour: int) -> datetime:
    return datetime(2026, 6, 16, hour, 0, tzinfo=UTC)
