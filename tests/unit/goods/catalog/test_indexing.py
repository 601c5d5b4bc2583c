"""What of a product can be searched, and what may be typed to reach it."""

from comptoir.goods.catalog.indexing import Searchable, completions, heads_of, index
from comptoir.goods.catalog.terms import terms

POTATOES = Searchable(
    name="Pommes de terre à chair ferme, filet 2,5 kg",
    brand="Le Vallon",
    name_en="Waxy potatoes",
    aliases=("rattes",),
    categories=("Pommes de terre", "Légumes"),
    english_categories=("Potatoes", "Vegetables"),
    category_ids=("potatoes", "vegetables"),
    labels=("organic", "gluten_free"),
    net_value=2500,
    net_unit="g",
)


def weights(product: Searchable) -> dict[str, str]:
    """Give the lexemes of a product with the letters of their weights."""
    found: dict[str, str] = {}
    for each in index(product).search.split(" '"):
        key, at = each.lstrip("'").rsplit("':", 1)
        found[key] = "".join(sorted({char for char in at if char.isalpha()}))
    return found


class TestIndex:
    def test_weighs_the_head_most_then_the_name_then_brand_and_category(self) -> None:
        found = weights(POTATOES)
        assert "A" in found["pomter"]
        assert found["chair"] == found["rat"] == "B"
        assert found["vallon"] == "C"
        assert found["legum"] == "D"

    def test_keeps_english_apart(self) -> None:
        found = weights(POTATOES)
        assert "e.potato" in found
        assert "potato" not in found

    def test_tells_a_taste_from_the_thing(self) -> None:
        found = weights(
            Searchable(name="Chips saveur poulet rôti", categories=("Chips et frites",))
        )
        assert found["chip"] == "AC"
        assert found["poulet"] == found["roti"] == "D"

    def test_knows_in_which_section_the_head_of_a_name_stands(self) -> None:
        assert "p.pomter.pomter" in weights(POTATOES)

    def test_takes_dough_in_the_plural_for_no_pasta(self) -> None:
        found = weights(Searchable(name="Pizza", categories=("Pâtes à pizza",)))
        assert "patpizza" in found
        assert "pates" not in found

    def test_knows_sizes_labels_categories_and_brands(self) -> None:
        found = weights(POTATOES)
        assert {"z.2500g", "bio", "sans.gluten", "c.vegetables", "k.pomter", "b.vallon"} <= set(
            found
        )

    def test_counts_the_terms_of_the_name_without_sizes(self) -> None:
        assert index(POTATOES).name_stems == ("pomter", "chair", "ferm", "filet")

    def test_quotes_nothing_dangerous(self) -> None:
        found = index(Searchable(name="O'Brien's \\ 'chips' \u0000 💥", brand='L\'"eau"'))
        assert "''" not in found.search
        assert "\u0000" not in found.search


class TestHeadsOf:
    def test_is_the_first_noun_past_words_that_praise(self) -> None:
        assert heads_of(terms("Véritables mini quenelles nature")) == ("quenel",)

    def test_goes_on_past_a_cut(self) -> None:
        assert heads_of(terms("Filets de poulet")) == ("filet", "poulet")

    def test_passes_the_brand_before_the_name(self) -> None:
        assert heads_of(terms("Valombre beurre doux"), {"valombr"}) == ("beur",)

    def test_is_what_there_is_where_nothing_else_is(self) -> None:
        assert heads_of(terms("Mini")) == ("mini",)


class TestCompletions:
    def test_begin_with_the_name_its_head_and_the_brand(self) -> None:
        keys = [key for key, _, _ in completions("Mini saucisses cocktail 200 g", "La Ferme")]
        assert keys == ["mini saucisses cocktail", "saucisses cocktail", "la ferme"]

    def test_put_short_phrases_first_and_brands_after_names(self) -> None:
        weight = {phrase: weight for _, phrase, weight in completions("Beurre doux", "Bocage")}
        assert completions("Beurre")[0][2] < weight["Beurre doux"] < weight["Bocage"]

    def test_never_give_one_key_twice(self) -> None:
        long = "confiture " * 12
        keys = [key for key, _, _ in completions(long, f"{long},{long.upper()}")]
        assert len(keys) == len(set(keys))
