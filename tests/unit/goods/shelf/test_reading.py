"""A shopper's words read into a question, and the misspelt ones mended."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comptoir.goods.catalog.indexing import Searchable, index
from comptoir.goods.shelf.mending import mend
from comptoir.goods.shelf.question import Question, asks, lexeme
from comptoir.goods.shelf.reading import is_english, read
from comptoir.goods.shelf.spelling import corrections, distance
from comptoir.goods.shelf.vocabulary import Vocabulary
from comptoir.kernel.locale import Language

NAMES = (
    "Lait demi-écrémé", "Lait entier", "Beurre doux", "Camembert de Normandie",
    "Confiture de fraises", "Jus d'orange", "Nutella", "Pommes de terre", "Pommes Golden",
    "Haricots verts", "Petits pois",
    "Poulet fermier", "Pain de mie", "Riz basmati", "Thon au naturel", "Champignons de Paris",
    "Yaourt nature", "Biscuits sans gluten", "Eau gazeuse", "Spaghetti", "Essuie-tout", "Coca-Cola",
    "Chocolat noir", "Épinards surgelés", "Boudin noir", "Mayonnaise", "Saumon fumé", "Œufs",
)  # fmt: skip


def a_vocabulary(names: tuple[str, ...] = NAMES, *, each: int = 20) -> Vocabulary:
    """Know the terms of a few names, as of `each` products a name."""
    counts: dict[str, int] = {}
    for name in names:
        for part in index(Searchable(name=name)).search.split(" '"):
            key = part.lstrip("'").rsplit("':", 1)[0]
            counts[key] = counts.get(key, 0) + each
    return Vocabulary(1, counts)


VOCABULARY = a_vocabulary()


def firsts(question: Question) -> list[str]:
    """Give the first alternative of every group that is needed, as one word each."""
    return ["+".join(group.alternatives[0]) for group in question.needed]


def reading(text: str, language: Language | None = None) -> list[str]:
    return firsts(read(text, vocabulary=VOCABULARY, language=language))


class TestRead:
    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("je voudrais du lait demi-écrémé s'il vous plaît", ["lait", "demiecrem"]),
            ("est-ce que vous avez des patates", ["pomter"]),
            ("un paquet de riz", ["riz"]),
            ("toilette papier", ["papiertoilet"]),
            ("biscuits sans gluten", ["biscuit", "sans.gluten"]),
            ("biscuits s/ gluten", ["biscuit", "sans.gluten"]),
            ("choco noir", ["chocolat", "noir"]),
            ("haricots vers", ["haricotvert"]),
            ("pan de mie", ["painmi"]),
            ("pour les frites il me faut de la mayonnaise", ["mayonnais"]),
            ("onions", ["oignon"]),
        ],
    )
    def test_finds_the_goods_in_a_sentence(self, said: str, meant: list[str]) -> None:
        assert [key.removesuffix("e") for key in reading(said)] == meant

    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            ("milk", ["lait"]),
            ("semi skimmed milk", ["lait+demiecrem"]),
            ("gluten free biscuits", ["sans.gluten", "biscuit"]),
            ("do you have any smoked salmon please", ["saumon+fum"]),
            ("frozen spinach", ["surgel", "epinard"]),
            ("chiken", ["poulet"]),
        ],
    )
    def test_reads_english(self, said: str, meant: list[str]) -> None:
        assert reading(said, Language.ENGLISH) == meant

    def test_reads_english_even_when_french_was_announced(self) -> None:
        assert reading("orange juice", Language.FRENCH) == ["jus+orang"]

    def test_keeps_sizes_for_the_ranking(self) -> None:
        assert read("coca 1,5 l", vocabulary=VOCABULARY).sizes == ("z.1500ml",)

    def test_prefers_the_section_that_a_bare_word_means(self) -> None:
        assert read("pommes", vocabulary=VOCABULARY).preferred
        assert not read("compote de pommes", vocabulary=VOCABULARY).preferred

    def test_knows_what_to_show_instead_of_a_brand(self) -> None:
        (group,) = read("nutella", vocabulary=VOCABULARY).groups
        assert ("pattartiner",) in group.instead

    def test_drops_alternatives_that_no_product_meets(self) -> None:
        (group,) = read("pâtes", vocabulary=VOCABULARY).groups
        assert group.alternatives == (("spaghetti",),)

    def test_reads_nothing_out_of_nothing(self) -> None:
        assert read("  …!? ", vocabulary=VOCABULARY).groups == ()

    @given(st.text(max_size=250))
    @example("HS")
    def test_takes_whatever_is_typed(self, text: str) -> None:
        question = read(text, vocabulary=VOCABULARY)
        for group in question.groups:
            assert asks(group)
            assert "\x00" not in asks(group)


class TestIsEnglish:
    @pytest.mark.parametrize("said", ["green beans", "butter", "chicken with lemon", "ice cream"])
    def test_hears_english(self, said: str) -> None:
        assert is_english(said.split(), None)

    @pytest.mark.parametrize("said", ["haricots verts", "orange", "chips", "pain", "glace vanille"])
    def test_hears_french(self, said: str) -> None:
        assert not is_english(said.split(), None)

    def test_believes_the_hint_where_words_are_of_both(self) -> None:
        assert is_english(["orange"], Language.ENGLISH)


class TestMend:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("camenbert", "camembert"),
            ("con fiture", "confiture"),
            ("jusdorange", "jus orange"),
            ("champinion", "champignon"),
            ("nuttela", "nutella"),
            ("mayonaise", "mayonnaise"),
            ("chocolat nouar", "chocolat noir"),
            ("spag", "spaghetti"),
            ("poulé", "poulet"),
        ],
    )
    def test_puts_words_right(self, typed: str, meant: str) -> None:
        assert reading(typed) == reading(meant)

    @pytest.mark.parametrize("typed", ["lait", "de", "12", "sulfites"])
    def test_leaves_known_words_alone(self, typed: str) -> None:
        (mended,) = mend([typed], VOCABULARY)
        assert (mended.word, mended.corrected) == (typed, False)

    def test_leaves_alone_what_is_near_nothing(self) -> None:
        assert [each.word for each in mend(["xqzwvk"], VOCABULARY)] == ["xqzwvk"]


class TestDistance:
    @pytest.mark.parametrize(
        ("one", "other", "slips"),
        [("lait", "lait", 0), ("lait", "liat", 1), ("lait", "laits", 1), ("nutela", "nutella", 1),
         ("nuttela", "nutella", 2), ("lait", "beurre", 3)],
    )  # fmt: skip
    def test_counts_slips(self, one: str, other: str, slips: int) -> None:
        assert distance(one, other) == distance(other, one) == slips


class TestCorrections:
    def test_prefers_what_sounds_the_same(self) -> None:
        assert (
            corrections("vinegre", "vinegr", a_vocabulary(("Vinaigre", "Vinegar")))[0] == "vinaigr"
        )

    def test_changes_no_short_word(self) -> None:
        assert corrections("xa", "xa", VOCABULARY) == ()


class TestLexeme:
    def test_quotes_what_could_end_it(self) -> None:
        assert lexeme("d'\\ x\x00") == "'d'' x'"
