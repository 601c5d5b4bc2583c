"""Typography: apostrophes are bent inside words, and nowhere else."""

from comptoir.kernel.locale import Language
from comptoir.street.typography import apostrophes, said, typeset


class TestApostrophes:
    def test_are_bent_inside_words(self) -> None:
        assert apostrophes("J'ajoute de l'eau d'Évian") == "J’ajoute de l’eau d’Évian"

    def test_stay_as_they_are_elsewhere(self) -> None:
        assert apostrophes("'quoted' 5' d’eau") == "'quoted' 5' d’eau"


class TestSaid:
    def test_keeps_figures_with_their_units(self) -> None:
        assert said("de 18 h à 21 h, 4,90 €") == "de 18\u00a0h à 21\u00a0h, 4,90\u00a0€"
        assert said("500 g d'ail, 1 L, 3 pots") == "500\u00a0g d’ail, 1\u00a0L, 3 pots"


class TestTypeset:
    def test_bends_apostrophes_in_both_languages(self) -> None:
        assert typeset("Qu'est-ce ?", Language.FRENCH) == "Qu’est-ce\u202f?"
        assert typeset("That's all ?", Language.ENGLISH) == "That’s all ?"
