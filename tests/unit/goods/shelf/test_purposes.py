"""Purposes told instead of goods."""

import pytest

from comptoir.goods.catalog.lexicon import entries
from comptoir.goods.catalog.terms import stems
from comptoir.goods.shelf.purposes import serving
from tests.unit.goods.shelf.test_reading import a_vocabulary

VOCABULARY = a_vocabulary(
    ("Farine de blé", "Œufs", "Lait entier", "Liquide vaisselle citron", "Gel WC", "Eau de javel",
     "Confiture de fraises", "Shampooing antipelliculaire", "Dentifrice", "Croquettes pour chat")
)  # fmt: skip


class TestServing:
    @pytest.mark.parametrize(
        ("said", "first"),
        [
            ("de quoi faire des crêpes", "farine"),
            ("un truc pour laver la vaisselle", "liquide vaisselle"),
            ("quelque chose pour déboucher l'évier", "javel"),
            ("quelque chose à mettre sur mes tartines", "confiture"),
            ("il me faudrait quelque chose contre les pellicules", "shampooing antipelliculaire"),
            ("j'ai plus rien pour me laver les dents", "dentifrice"),
            ("something to wash the dishes", "liquide vaisselle"),
            ("I need something for my cat to eat for feeding a cat, feed cat", "croquette chat"),
        ],
    )
    def test_gives_goods_that_are_there(self, said: str, first: str) -> None:
        group = serving(said.replace("'", " ").split(), VOCABULARY)
        assert group is not None
        assert group.alternatives[0] == stems(first)

    @pytest.mark.parametrize(
        "said",
        [
            "du lait pour faire des crêpes",
            "liquide vaisselle",
            "farine pour gâteau",
            "pour six personnes",
            "croquettes pour chat",
        ],
    )
    def test_leaves_goods_that_are_named_to_themselves(self, said: str) -> None:
        assert serving(said.split(), VOCABULARY) is None

    def test_gives_nothing_where_no_goods_serve(self) -> None:
        nothing = a_vocabulary(("Lait entier",))
        assert serving(["un", "truc", "pour", "laver", "la", "vaisselle"], nothing) is None

    def test_puts_the_purposes_of_most_words_first(self) -> None:
        counts = [len(words) for words, _ in entries.purposes()]
        assert counts == sorted(counts, reverse=True)
