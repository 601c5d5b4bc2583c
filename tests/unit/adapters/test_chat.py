"""A model's opinion over the real protocol: what is asked, and that nothing goes wrong loudly."""

import json
from datetime import timedelta
from typing import Any

import jsonschema
import pytest

from comptoir.adapters.llm.chat import MOST_BYTES, ChatModel
from comptoir.conversation.jsonable import JsonValue
from comptoir.conversation.opinion import SCHEMA
from comptoir.conversation.ports import Unread
from tests.stories.model import a_model, proposal

SENTENCE = Unread("le truc blanc là, du lait", "fr", "slots", ("demain de 8 h à 10 h",))


async def opinion(address: str, *, key: str | None = None, patience: int = 20_000) -> JsonValue:
    """Ask a model for its opinion."""
    model = ChatModel(address, "small", key, timedelta(milliseconds=patience))
    try:
        return await model.propose(SENTENCE)
    finally:
        await model.close()


class TestPropose:
    async def test_gives_what_the_model_answers(self) -> None:
        async with a_model(content=proposal("add", ("lait", None, None))) as (_, address):
            found = await opinion(address)
        jsonschema.validate(found, SCHEMA)
        assert found == json.loads(proposal("add", ("lait", None, None)))

    async def test_asks_with_the_schema_and_the_sentence_and_nothing_else(self) -> None:
        async with a_model(content=proposal("help")) as (model, address):
            await opinion(address, key="k-1")
        (asked,) = model.asked
        assert model.keys == ["Bearer k-1"]
        assert asked["model"] == "small"
        shape = asked["response_format"]["json_schema"]
        assert shape["strict"] is True
        assert shape["schema"] == SCHEMA
        assert json.loads(asked["messages"][1]["content"]) == {
            "sentence": SENTENCE.text,
            "language": "fr",
            "question_that_waits": "slots",
            "choices_shown": ["demain de 8 h à 10 h"],
        }

    async def test_sends_no_key_where_there_is_none(self) -> None:
        async with a_model(content=proposal("help")) as (model, address):
            await opinion(f"{address}/")
        assert model.keys == [None]

    @pytest.mark.parametrize(
        "told",
        [
            {"status": 500, "content": proposal("help")},
            {"status": 401, "raw": b'{"error": {"message": "no"}}'},
            {"status": 429, "raw": b""},
            {"status": 307, "raw": b""},
            {"raw": b""},
            {"raw": b"<html>"},
            {"raw": b"\xff\xfe"},
            {"raw": b"[" * 60_000},
            {"raw": b"null"},
            {"raw": b"[]"},
            {"raw": b'{"choices": []}'},
            {"raw": b'{"choices": [{"message": "x"}]}'},
            {"content": None},
            {"content": "Sure! The shopper wants milk."},
            {"content": proposal("help"), "message": {"refusal": "I cannot"}},
            {"content": proposal("help"), "finish": "length"},
            {"endless": True},
            {"raw": b'{"pad": "' + b"x" * MOST_BYTES + b'"}'},
        ],
    )
    async def test_gives_none_for_anything_else(self, told: dict[str, Any]) -> None:
        async with a_model(**told) as (model, address):
            assert await opinion(address) is None
        assert len(model.asked) == 1

    async def test_gives_none_when_its_time_is_over(self) -> None:
        async with a_model(silent=True) as (model, address):
            assert await opinion(address, patience=50) is None
        assert len(model.asked) <= 1

    @pytest.mark.parametrize("address", ["http://127.0.0.1:9", "nowhere", "http://", "ftp://x"])
    async def test_gives_none_where_nobody_answers(self, address: str) -> None:
        assert await opinion(address) is None
