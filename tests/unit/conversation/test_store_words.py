"""Tests of the vocabulary that a store's own products make."""

import time

import pytest

from comptoir.conversation.hear import hear
from comptoir.conversation.hearing.store_words import StoreWords, store_words
from comptoir.conversation.model import Doubt, SaidItem

A_FEW = [
    ("Zaatarine libanaise 200 g", "Orientis"),
    ("Zaatarine au sésame Orientis 400 g", "Orientis"),
    ("Gâche de Vendée tranchée", "Morin & fils"),
    ("Gâche de Vendée pur beurre 500 g", None),
    ("Petits beurres", "Maison"),
    ("Beurk", ""),
]


def items(text: str) -> tuple[SaidItem, ...]:
    vocabulary = store_words("fr", A_FEW)
    return hear(text, language="fr", pending=None, vocabulary=vocabulary).acts[0].items


class TestStoreWords:
    def test_knows_the_products_of_the_store(self) -> None:
        (item,) = items("deux paquets de zaatarine")
        assert (item.product, item.doubts) == ("zaatarine", ())

    def test_keeps_the_words_of_the_lexicon(self) -> None:
        assert [item.product for item in items("du lait et de la zaatarine")] == [
            "lait",
            "zaatarine",
        ]

    def test_parts_a_list_without_separators(self) -> None:
        found = [item.product for item in items("gâche de vendée zaatarine pommes")]
        assert found == ["gâche de vendée", "zaatarine", "pomme"]

    def test_recognises_a_product_by_its_sound(self) -> None:
        (item,) = items("un paquet de zatarinne")
        assert item.product == "zaatarine"
        assert Doubt.HEARD_BY_SOUND in item.doubts

    def test_knows_a_brand(self) -> None:
        assert store_words("fr", A_FEW).is_brand(("orientis",))
        assert not store_words("fr", [("Thé", "Et")]).is_brand(("et",))

    def test_takes_no_word_of_the_grammar_for_a_product(self) -> None:
        vocabulary = store_words("fr", [("Sans gluten galettes", None), ("Bio nature", None)])
        assert vocabulary.phrases == store_words("fr", []).phrases

    def test_reads_english_names(self) -> None:
        vocabulary = store_words("en", [("Tiffin bars 6 pack", "Corner Bakes")])
        assert vocabulary.longest(("tiffin",), 0) == 1
        assert vocabulary.is_brand(("corner", "bake"))

    def test_refuses_a_language_without_a_lexicon(self) -> None:
        with pytest.raises(LookupError):
            store_words("xx", A_FEW)

    def test_makes_twenty_thousand_names_fast(self) -> None:
        names = [
            (f"Produit{index} de terroir {index} g", f"Marque{index % 900}")
            for index in range(20_000)
        ]
        start = time.process_time()
        vocabulary = store_words("fr", names)
        assert time.process_time() - start < 5
        assert vocabulary.longest(("produit", "de"), 0) <= 1


class TestKeptWords:
    def test_are_made_once_for_a_version(self) -> None:
        made: list[int] = []

        def products() -> list[tuple[str, str | None]]:
            made.append(1)
            return [("Zaatarine", None)]

        kept = StoreWords()
        one = kept.of("lyon", "fr", version=3, products=products)
        assert kept.of("lyon", "fr", version=3, products=products) is one
        assert kept.of("lyon", "fr", version=4, products=products) is not one
        assert len(made) == 2
