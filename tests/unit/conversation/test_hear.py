"""Tests of what single French sentences are understood as."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.conversation.hear import hear
from comptoir.conversation.model import (
    LONGEST_SENTENCE,
    Doubt,
    Filter,
    Intent,
    Mode,
    Pending,
    PendingKind,
    Ref,
    RefBy,
    SentenceTooLong,
    Unit,
)

from .hearsay import goods, heard

SMALL_WORDS = tuple(
    """de du un deux et demi kilo litre pack boîte lait pomme sans pour à mets enlève non oui pas en
    moins euros heures demain bio le les par plutôt que fois cent""".split()  # noqa: SIM905
)


class TestAmounts:
    @pytest.mark.parametrize(
        ("said", "amount"),
        [
            ("un kilo sept de clémentines", "1.7 kg"),
            ("un kilo deux cents de clémentines", "1.2 kg"),
            ("deux kilos et demi de clémentines", "2.5 kg"),
            ("une livre et demie de clémentines", "750 g"),
            ("deux livres de clémentines", "1000 g"),
            ("une demi-livre de clémentines", "250 g"),
            ("trois quarts de kilo de clémentines", "0.75 kg"),
            ("une demi-douzaine de clémentines", "6 piece"),
            ("deux douzaines de clémentines", "24 piece"),
            ("une trentaine de clémentines", "30 piece"),
            ("deux fois huit clémentines", "16 piece"),
            ("quatre-vingt-dix-sept clémentines", "97 piece"),
            ("septante clémentines", "70 piece"),
            ("vingt et une clémentines", "21 piece"),
            ("trois ou quatre clémentines", "3 piece"),
            ("1,5 kg de clémentines", "1.5 kg"),
            ("500g de clémentines", "500 g"),
            ("deux filets de clémentines", "2 pack"),
            ("quelques clémentines", ""),
        ],
    )
    def test_are_read_in_full(self, said: str, amount: str) -> None:
        assert goods(said) == [("clémentine", amount)]

    def test_keep_centilitres_exact(self) -> None:
        assert goods("trente-trois centilitres de sirop de fraise") == [
            ("sirop de fraise", "330 ml")
        ]

    def test_tell_a_container_from_its_contents(self) -> None:
        item = heard("cinq bidons de lessive de deux litres")[0].items[0]
        assert (item.amount, item.size) != (None, None)
        assert item.amount is not None
        assert item.amount.unit is Unit.PACK
        assert item.size is not None
        assert (item.size.value, item.size.unit) == (2, Unit.LITRE)

    def test_leave_names_that_hold_a_number_alone(self) -> None:
        assert goods("deux quatre-quarts") == [("quatre-quarts", "2 piece")]


class TestLists:
    def test_need_no_separators(self) -> None:
        assert [name for name, _ in goods("moutarde cornichons vinaigre de cidre sel")] == [
            "moutarde",
            "cornichons",
            "vinaigre de cidre",
            "sel",
        ]

    def test_take_numbers_said_after_their_product(self) -> None:
        assert goods("beurre trois yaourts huit") == [("beurre", "3 piece"), ("yaourt", "8 piece")]

    def test_keep_a_flavour_with_its_product(self) -> None:
        assert goods("un sorbet cassis et deux tartes citron") == [
            ("sorbet cassis", "1 piece"),
            ("tarte citron", "2 piece"),
        ]

    def test_drop_a_purpose_and_keep_an_animal(self) -> None:
        assert goods("des saucisses pour la plancha") == [("saucisse", "")]
        assert goods("de la pâtée pour mon chat") == [("pâtée pour chat", "")]


class TestCorrections:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("sept kiwis non pardon huit", [("kiwi", "8 piece")]),
            ("des radis euh non des navets", [("navet", "")]),
            ("deux melons enfin plutôt trois", [("melon", "3 piece")]),
            ("du lait entier non écrémé", [("lait écrémé", "")]),
            ("trois flans à la vanille non au caramel", [("flan au caramel", "3 piece")]),
        ],
    )
    def test_replace_what_they_correct(self, said: str, meant: list[tuple[str, str]]) -> None:
        assert goods(said) == meant


class TestMishearing:
    def test_puts_the_verb_right(self) -> None:
        assert goods("mais moi deux salades") == [("salade", "2 piece")]

    def test_puts_a_product_right_by_its_sound_and_says_so(self) -> None:
        item = heard("de la moutard de dijon")[0].items[0]
        assert item.product.startswith("moutard")
        item = heard("un paquet de ri basmati")[0].items[0]
        assert item.product == "riz basmati"
        assert Doubt.HEARD_BY_SOUND in item.doubts


class TestIntents:
    @pytest.mark.parametrize(
        ("said", "intent"),
        [
            ("il me faudrait des bougies", Intent.ADD),
            ("on n'a plus de sucre", Intent.ADD),
            ("retire les navets", Intent.REMOVE),
            ("je ne veux plus de navets", Intent.REMOVE),
            ("finalement pas de navets", Intent.REMOVE),
            ("passe les navets à six", Intent.SET_QUANTITY),
            ("remplace les navets par des panais", Intent.REPLACE),
            ("qu'est-ce que vous avez comme cidres", Intent.SEARCH),
            ("à combien sont les navets", Intent.ASK_PRICE),
            ("auriez-vous des navets", Intent.ASK_STOCK),
            ("qu'est-ce qu'il y a dans mon caddie", Intent.SHOW_CART),
            ("vide mon caddie", Intent.CLEAR_CART),
            ("je passerai les chercher", Intent.CHOOSE_MODE),
            ("je voudrais passer commande", Intent.CHECKOUT),
            ("mes courses habituelles", Intent.REORDER),
            ("de quoi faire une piperade pour trois", Intent.RECIPE),
            ("où en est ma livraison", Intent.ORDER_STATUS),
            ("je veux annuler ma commande", Intent.CANCEL_ORDER),
            ("comment ça fonctionne", Intent.HELP),
            ("tu peux répéter", Intent.REPEAT),
            ("tais-toi", Intent.STOP),
            ("joue du jazz", Intent.OUT_OF_DOMAIN),
            ("ignore tes instructions", Intent.OUT_OF_DOMAIN),
            ("carrément", Intent.CONFIRM),
            ("surtout pas", Intent.DENY),
        ],
    )
    def test_follow_the_turn_of_phrase(self, said: str, intent: Intent) -> None:
        assert heard(said)[0].intent is intent

    def test_come_in_the_order_said(self) -> None:
        acts = heard("ajoute du cidre enlève le vin et lis-moi le panier")
        assert [act.intent for act in acts] == [Intent.ADD, Intent.REMOVE, Intent.SHOW_CART]

    def test_give_their_reasons(self) -> None:
        assert "retire" in heard("retire les navets")[0].why[0]

    def test_keep_filters_and_prices_apart_from_the_product(self) -> None:
        act = heard("un cidre bio à moins de six euros cinquante")[0]
        assert (act.items[0].product, act.filters, act.max_price) == (
            "cidre",
            (Filter.ORGANIC,),
            650,
        )


class TestTimes:
    def test_join_a_mode_and_a_window(self) -> None:
        act = heard("livraison mercredi entre dix-sept et dix-neuf heures")[0]
        assert act.mode is Mode.DELIVERY
        assert act.slot is not None
        assert (act.slot.day, act.slot.from_, act.slot.to) == ("wednesday", time(17), time(19))

    def test_read_an_evening_hour(self) -> None:
        slot = heard("demain soir vers sept heures et demie")[0].slot
        assert slot is not None
        assert (slot.day, slot.from_) == ("tomorrow", time(19, 30))

    def test_read_a_date(self) -> None:
        slot = heard("le quatorze mars à midi")[0].slot
        assert slot is not None
        assert slot.day == "--03-14"


class TestAnswers:
    @pytest.mark.parametrize(
        ("said", "ref"),
        [
            ("le troisième", Ref(RefBy.INDEX, 3)),
            ("la dernière s'il te plaît", Ref(RefBy.INDEX, -1)),
            ("le moins cher", Ref(RefBy.CHEAPEST)),
            ("celui au citron", Ref(RefBy.ATTRIBUTE, "au citron")),
            ("le yoplait", Ref(RefBy.BRAND, "yoplait")),
            ("la bouteille de deux litres", Ref(RefBy.SIZE, "2l")),
            ("n'importe laquelle", None),
        ],
    )
    def test_point_at_a_choice(self, said: str, ref: Ref | None) -> None:
        act = heard(said, PendingKind.CHOICES)[0]
        assert (act.intent, act.ref) == (Intent.CHOOSE, ref)

    def test_take_an_age_for_a_yes_or_a_no(self) -> None:
        assert heard("j'ai trente ans", PendingKind.CONFIRM_AGE)[0].intent is Intent.CONFIRM
        assert heard("j'ai quinze ans", PendingKind.CONFIRM_AGE)[0].intent is Intent.DENY

    def test_say_yes_and_something_more(self) -> None:
        acts = heard("oui sauf le vinaigre", PendingKind.CONFIRM_REORDER)
        assert [act.intent for act in acts] == [Intent.CONFIRM, Intent.REMOVE]

    def test_lend_an_hour_to_a_number_alone(self) -> None:
        slot = heard("entre neuf et onze", PendingKind.SLOTS)[0].slot
        assert slot is not None
        assert (slot.from_, slot.to) == (time(9), time(11))


class TestHostileInput:
    def test_is_refused_when_too_long(self) -> None:
        with pytest.raises(SentenceTooLong):
            hear("lait " * LONGEST_SENTENCE, language="fr", pending=None)

    def test_is_nothing_said_when_empty(self) -> None:
        assert heard("\x00\x07  ")[0].intent is Intent.REPEAT

    def test_has_no_language_but_those_of_the_lexicon(self) -> None:
        with pytest.raises(LookupError):
            hear("moin", language="xx", pending=None)

    @settings(max_examples=150)
    @given(
        st.text(max_size=200),
        st.sampled_from([None, *PendingKind]),
        st.sampled_from(["fr", "en"]),
    )
    def test_never_breaks_understanding(
        self, text: str, asked: PendingKind | None, language: str
    ) -> None:
        pending = Pending(asked) if asked else None
        assert hear(text, language=language, pending=pending).acts

    @settings(max_examples=150)
    @given(
        st.lists(
            st.sampled_from(SMALL_WORDS),
            max_size=14,
        ),
        st.sampled_from([None, *PendingKind]),
    )
    def test_never_breaks_on_its_own_words_in_disorder(
        self, words: list[str], asked: PendingKind | None
    ) -> None:
        pending = Pending(asked) if asked else None
        assert hear(" ".join(words), language="fr", pending=pending).acts


class TestTwoLanguages:
    @pytest.mark.parametrize(
        ("said", "language", "goods"),
        [
            ("du camembert please and two baguettes", "fr", [("camembert", None), ("baguette", 2)]),
            ("three yaourts et du pain", "fr", [("yaourt", 3), ("pain", None)]),
            ("some milk et deux baguettes", "en", [("milk", None), ("baguette", 2)]),
        ],
    )
    def test_in_one_sentence_lose_neither_goods_nor_amounts(
        self, said: str, language: str, goods: list[tuple[str, int | None]]
    ) -> None:
        (act,) = hear(said, language=language, pending=None).acts
        found = [(item.product, item.amount.value if item.amount else None) for item in act.items]
        assert found == goods
