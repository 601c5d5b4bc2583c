"""Tests of sentences cut anew by their sound: what is mended, what is doubted, what is left."""

import pytest

from comptoir.conversation.hear import listen
from comptoir.conversation.hearing.lattice import Doubted, Lattice, Segment, oddities, variants
from comptoir.conversation.hearing.lexicon import lexicon
from comptoir.conversation.model import Doubt, Intent, PendingKind

from .hearsay import goods, heard

BOOK = lexicon("fr")


def doubts(text: str) -> tuple[Doubt, ...]:
    """Return what is doubted of the first item of a sentence."""
    return heard(text)[0].items[0].doubts


class TestWordsThatAreNone:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("il manque un demi-litre de crème lithide", [("crème liquide", "0.5 l")]),
            ("prends des cacayettes", [("cacahuète", "")]),
            ("un demi kilo de poichage sec", [("pois chiche sec", "0.5 kg")]),
            ("deux paquets de l'angètes à l'eau", [("lingette à l'eau", "2 pack")]),
            ("un couge élob", [("kougelhopf", "1 piece")]),
            ("deux filets de truit de fumée", [("filet de truite fumée", "2 piece")]),
        ],
    )
    def test_are_the_goods_that_they_sound_like(
        self, said: str, meant: list[tuple[str, str]]
    ) -> None:
        assert goods(said) == meant

    def test_are_doubted_and_asked_about_when_far_from_it(self) -> None:
        assert {Doubt.HEARD_BY_SOUND, Doubt.GUESSED} <= set(doubts("prends des cacayettes"))
        assert Doubt.GUESSED not in doubts("du larre fumé")

    def test_run_into_a_word_behind_the_goods(self) -> None:
        assert goods("vous avez du taramassi") == [("tarama", "")]

    @pytest.mark.parametrize("name", ["zorgluf", "pélardon", "wassingue", "gewurz", "rivella bleu"])
    def test_stay_what_they_are_when_nothing_sounds_so(self, name: str) -> None:
        act = heard(f"un paquet de {name}")[0]
        assert act.items[0].product == name
        assert Doubt.UNKNOWN_PRODUCT in act.items[0].doubts

    def test_beside_known_goods_change_nothing(self) -> None:
        assert goods("une liqueur bien frette") == [("liqueur frette", "1 piece")]


class TestWordsSpeltWell:
    def test_are_other_goods_beside_a_word_of_theirs_and_asked_about(self) -> None:
        assert goods("un bocal de partie de campagne") == [("pâté de campagne", "1 pack")]
        assert Doubt.GUESSED in doubts("un bocal de partie de campagne")

    def test_alone_are_none(self) -> None:
        assert goods("une poche à douille") == [("poche à douille", "1 piece")]


class TestRequests:
    @pytest.mark.parametrize(
        ("said", "intent"),
        [
            ("t'avocons bien un melon", Intent.ASK_PRICE),
            ("tu trogues les chips contre des radis", Intent.REPLACE),
            ("à la place des fraises mémoies des framboises", Intent.REPLACE),
            ("cherch-moi des céréales", Intent.SEARCH),
            ("ressort ma dernière commande", Intent.REORDER),
        ],
    )
    def test_are_heard_in_what_they_sound_like(self, said: str, intent: Intent) -> None:
        assert heard(said)[0].intent is intent

    def test_are_not_heard_where_a_store_is_named(self) -> None:
        act = heard("retrait à la boutique de quimper", PendingKind.ASK_MODE)[0]
        assert (act.intent, act.store) == (Intent.CHOOSE_MODE, "quimper")


class TestDishes:
    @pytest.mark.parametrize(
        ("said", "dish"),
        [
            ("je veux faire des crappes pour huit", "crêpes"),
            ("tu peux me faire une tiche végétarienne", "quiche"),
        ],
    )
    def test_are_looked_for_where_one_is_named(self, said: str, dish: str) -> None:
        assert heard(said)[0].recipe == dish


class TestWays:
    def ways(self, *segments: Segment) -> list[str]:
        tokens = BOOK.cut("un blork de mimbel")
        places = frozenset(token.start for token in tokens)
        lattice = Lattice(tokens, Doubted(places), BOOK.second, BOOK.words)
        return [" ".join(token.text for token in way) for way in lattice.ways(segments)]

    def test_go_through_the_cheapest_first(self) -> None:
        dear = Segment(1, 2, BOOK.cut("bloc"), 0.2)
        cheap = Segment(1, 2, BOOK.cut("pot"), 0.1)
        last = Segment(3, 4, BOOK.cut("miel"), 0.1)
        assert self.ways(dear, cheap, last)[:2] == ["un pot de miel", "un bloc de miel"]

    def test_leave_what_nothing_is_known_for(self) -> None:
        assert self.ways() == []


class TestOddities:
    def test_are_words_of_no_language_and_no_goods(self) -> None:
        tokens = BOOK.cut("du brie et une poche à douille zorglue")
        places = frozenset(token.start for token in tokens)
        assert oddities(tokens, places, BOOK.second, BOOK.words) == {"zorglue"}


class TestWork:
    def test_is_bounded_however_long_a_sentence_of_nonsense_is(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked: list[tuple[str, ...]] = []
        alike = type(BOOK.words).alike

        def counted(self: object, words: tuple[str, ...], *, most: float) -> object:
            looked.append(words)
            return alike(BOOK.words, words, most=most)

        monkeypatch.setattr(type(BOOK.words), "alike", counted)
        tokens = BOOK.cut(" ".join(f"zorbl{'aeiou'[at % 5]}k" for at in range(120)))
        places = frozenset(token.start for token in tokens)
        found = variants(tokens, Doubted(places), BOOK.second, BOOK.words, verbless=True)
        assert len(list(found)) <= 8
        assert 0 < len(looked) <= 60

    def test_makes_nothing_of_a_sentence_that_is_understood(self) -> None:
        said = listen("deux litres de lait et six œufs", language="fr", pending=None)
        assert not any(token.misheard for token in said.tokens)
