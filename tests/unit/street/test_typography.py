"""Typography: apostrophes are bent inside words, and nowhere else."""

from comptoir.kernel.locale import Language
from comptoir.street.typography import apostrophes, typeset


class TestApostrophes:
    def test_are_bent_inside_words(self) -> None:
        assert apostrophes("J'ajoute de l'eau d'Évian") == "J’ajoute de l’eau d’Évian"

    def test_stay_as_they_are_elsewhere(self) -> None:
        assert apostrophes("'quoted' 5' d’eau") == "'quoted' 5' d’eau"


class TestTypeset:
    def test_bends_apostrophes_in_both_languages(self) -> None:
        assert typeset("Qu'est-ce ?", Language.FRENCH) == "Qu’est-ce\u202f?"
        assert typeset("That's all ?", Language.ENGLISH) == "That’s all ?"
