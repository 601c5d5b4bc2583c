"""Words folded, stemmed, put together and made heard, in French and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.goods.catalog.phonetics import sound
from comptoir.goods.catalog.sizes import size_keys, take_sizes
from comptoir.goods.catalog.terms import english_stems, stems, terms
from comptoir.goods.catalog.text import english_stem, fold, stem, stem_of, words


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [("Œufs à la Crème", "oeufs a la creme"), ("L’ÉTÉ", "l'ete"), ("Cæsar", "caesar")],
    )
    def test_drops_case_accents_and_ligatures(self, text: str, folded: str) -> None:
        assert fold(text) == folded

    @given(st.text(max_size=60))
    def test_changes_nothing_the_second_time(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)


class TestWords:
    def test_cuts_digits_and_letters_apart(self) -> None:
        assert words("Coca 33cl d'été") == ["coca", "33", "cl", "d", "ete"]


class TestStem:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("pomme", "pommes"),
            ("gâteau", "gâteaux"),
            ("végétal", "végétaux"),
            ("fumé", "fumées"),
            ("blanc", "blanches"),
            ("frais", "fraîche"),
            ("œuf", "oeufs"),
            ("yaourt", "yogourts"),
            ("italien", "italienne"),
        ],
    )
    def test_puts_a_family_together(self, one: str, other: str) -> None:
        assert stem_of(one) == stem_of(fold(other)) == stem_of(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("pâté", "pâte"), ("pâtes", "pâte"), ("sucré", "sucre"), ("purée", "pur"),
         ("fraises", "frais"), ("sole", "sol"), ("lotte", "lots"), ("salé", "sel")],
    )  # fmt: skip
    def test_keeps_two_goods_apart(self, one: str, other: str) -> None:
        assert stem_of(one) != stem_of(other)

    @given(st.from_regex(r"[a-z]{1,14}", fullmatch=True))
    def test_leaves_something_of_every_word(self, word: str) -> None:
        assert stem(word)

    def test_knows_english_plurals(self) -> None:
        found = {english_stem(word) for word in ("berries", "berry", "cherries", "potatoes")}
        assert found == {"berry", "cherry", "potato"}


class TestTerms:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("pommes de terre", "patates"),
            ("pommes de terre", "PDT"),
            ("lait demi-écrémé", "lait 1/2 écrémé"),
            ("essuie-tout", "Sopalin"),
            ("papier toilette", "papier WC"),
            ("pains au chocolat", "chocolatines"),
            ("coca-cola", "Coca"),
            ("endives", "chicons"),
            ("sans sucre", "zéro sucres"),
            ("olives dénoyautées", "olives sans noyau"),
        ],
    )
    def test_are_the_same_however_a_thing_is_called(self, one: str, other: str) -> None:
        assert stems(one) == stems(other)

    def test_hide_the_words_of_a_compound_that_mean_another_thing(self) -> None:
        assert stems("pommes")[0] not in stems("pommes de terre")
        assert terms("pommes de terre")[0].parts == ()

    def test_let_the_words_of_other_compounds_be_found_weakly(self) -> None:
        assert "fromag" in terms("fromage blanc")[0].parts

    def test_tie_what_is_not_inside_to_sans(self) -> None:
        assert "sans.lactos" in stems("yaourt sans lactose")
        assert "lactos" not in stems("yaourt sans lactose")

    def test_read_english_without_grammar(self) -> None:
        assert english_stems("The cans of beans") == ("can", "bean")


class TestTakeSizes:
    @pytest.mark.parametrize(
        ("text", "left", "keys"),
        [
            ("coca 1,5 L", "coca", ("z.1500ml",)),
            ("eau 6x1,5l", "eau", ("z.x6", "z.9000ml", "z.1500ml")),
            ("riz 1kg", "riz", ("z.1000g",)),
            ("crème 20cl", "crème", ("z.200ml",)),
            ("œufs x12", "œufs", ("z.x12",)),
            ("papier toilette 12 rouleaux", "papier toilette rouleaux", ("z.x12",)),
            ("un litre et demi de lait", "de lait", ("z.1500ml",)),
            ("lait demi-litre", "lait", ("z.500ml",)),
            ("steak 5% mg", "steak 5% mg", ()),
            ("jus d'orange", "jus d'orange", ()),
        ],
    )
    def test_takes_amounts_and_counts(self, text: str, left: str, keys: tuple[str, ...]) -> None:
        rest, found = take_sizes(text)
        assert (" ".join(rest.split()), found) == (left, keys)

    def test_writes_a_net_quantity_the_same_way(self) -> None:
        assert size_keys(1500, "ml") == take_sizes("1,5 l")[1]
        assert size_keys(12, "piece") == take_sizes("x12")[1]
        assert size_keys(None, "g") == size_keys(500, None) == ()


class TestSound:
    @pytest.mark.parametrize(
        ("heard", "meant"),
        [("yahourt", "yaourt"), ("kornichon", "cornichon"), ("chokola", "chocolat"),
         ("vinegre", "vinaigre"), ("obergine", "aubergine"), ("fraiz", "fraise"),
         ("poule", "poulet"), ("aricot", "haricot"), ("kamanber", "camembert"),
         ("nouar", "noir"), ("filadelfia", "philadelphia"), ("conconbre", "concombre")],
    )  # fmt: skip
    def test_is_the_same_for_words_said_alike(self, heard: str, meant: str) -> None:
        assert sound(heard) == sound(meant)

    @pytest.mark.parametrize(
        ("one", "other"), [("thon", "thé"), ("pain", "pané"), ("lait", "lard")]
    )
    def test_tells_words_apart(self, one: str, other: str) -> None:
        assert sound(fold(one)) != sound(fold(other))
