"""Whom to ask for a second opinion is said by the environment."""

import pytest

from comptoir.app import wiring
from comptoir.app.commands.explaining import words_for
from comptoir.app.settings import (
    LLM_KEY,
    LLM_MILLISECONDS,
    LLM_MODEL,
    LLM_URL,
    Opinion,
    Settings,
    WrongSetting,
)
from tests.shop.conversation.test_second_opinion import MILK
from tests.stories.model import a_model
from tests.unit.adapters.test_chat import SENTENCE


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    for name in (LLM_URL, LLM_MODEL, LLM_KEY, LLM_MILLISECONDS):
        monkeypatch.delenv(name, raising=False)


class TestOpinion:
    def test_is_nobodys_by_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert Settings.read().opinion is None
        monkeypatch.setenv(LLM_URL, "http://127.0.0.1:1/v1")
        assert Settings.read().opinion is None

    def test_is_that_of_the_model_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(LLM_URL, "http://127.0.0.1:1/v1")
        monkeypatch.setenv(LLM_MODEL, "small")
        assert Settings.read().opinion == Opinion("http://127.0.0.1:1/v1", "small")
        monkeypatch.setenv(LLM_KEY, "k")
        monkeypatch.setenv(LLM_MILLISECONDS, "250")
        assert Settings.read().opinion == Opinion("http://127.0.0.1:1/v1", "small", "k", 250)

    @pytest.mark.parametrize("value", ["0", "-1", "1.5", "soon", "10001", "²"])
    def test_refuses_a_time_that_cannot_be(
        self, monkeypatch: pytest.MonkeyPatch, value: str
    ) -> None:
        monkeypatch.setenv(LLM_URL, "http://127.0.0.1:1/v1")
        monkeypatch.setenv(LLM_MODEL, "small")
        monkeypatch.setenv(LLM_MILLISECONDS, value)
        with pytest.raises(WrongSetting) as wrong:
            Settings.read()
        assert LLM_MILLISECONDS in (words_for(wrong.value) or "")


class TestSecondOpinion:
    async def test_asks_whom_the_settings_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async with a_model(content=MILK) as (model, address):
            monkeypatch.setenv(LLM_URL, address)
            monkeypatch.setenv(LLM_MODEL, "small")
            async with wiring.second_opinion(Settings.read()) as opinion:
                assert opinion is not None
                assert await opinion.propose(SENTENCE) is not None
        assert len(model.asked) == 1

    async def test_asks_nobody_where_none_is_named(self) -> None:
        async with wiring.second_opinion(Settings.read()) as opinion:
            assert opinion is None
