"""`comptoir alexa model` writes what Amazon's console takes."""

import json

import pytest

from tests.surfaces.cli.conftest import Run


class TestModel:
    @pytest.mark.parametrize(
        ("locale", "name"), [("fr-FR", "mon comptoir"), ("en-GB", "comptoir groceries")]
    )
    def test_is_written_as_json(self, run: Run, locale: str, name: str) -> None:
        ended = run("alexa", "model", "--locale", locale)
        assert ended.code == 0, ended.err
        model = json.loads(ended.out)["interactionModel"]["languageModel"]
        assert model["invocationName"] == name

    def test_is_called_by_the_name_that_is_given(self, run: Run) -> None:
        ended = run("alexa", "model", "--invocation", "les courses du port")
        model = json.loads(ended.out)["interactionModel"]["languageModel"]
        assert model["invocationName"] == "les courses du port"
