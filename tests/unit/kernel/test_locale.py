"""Which language fits a tag or a header."""

import pytest

from comptoir.kernel.locale import Language, known_language, language_of


class TestLanguageOf:
    @pytest.mark.parametrize(
        ("tag", "expected"),
        [
            ("fr", Language.FRENCH),
            ("EN", Language.ENGLISH),
            ("en-GB", Language.ENGLISH),
            ("fr-CA,en;q=0.8", Language.FRENCH),
            ("de-AT, en;q=0.7, fr;q=0.3", Language.ENGLISH),
            ("de", Language.FRENCH),
            ("", Language.FRENCH),
            (None, Language.FRENCH),
            (";;,,-", Language.FRENCH),
        ],
    )
    def test_takes_the_first_that_is_spoken_else_french(
        self, tag: str | None, expected: Language
    ) -> None:
        assert language_of(tag) is expected


class TestKnownLanguage:
    @pytest.mark.parametrize(
        ("tag", "expected"),
        [
            ("fr-FR", Language.FRENCH),
            ("EN_gb", Language.ENGLISH),
            (None, Language.FRENCH),
            ("", Language.FRENCH),
            ("de-DE", None),
            ("frisian", None),
            ("*", None),
        ],
    )
    def test_gives_no_other_language_than_the_one_named(
        self, tag: str | None, expected: Language | None
    ) -> None:
        assert known_language(tag) is expected
