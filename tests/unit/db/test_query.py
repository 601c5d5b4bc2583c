"""Statements and their rows."""

from dataclasses import dataclass

import psycopg
import pytest

from comptoir.db.query import Query, Statement
from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.refusals import Kind, Refusal


@dataclass(frozen=True, slots=True)
class Pair:
    name: str
    value: int


PAIRS = Query("select * from (values ('a', 1), ('b', 2)) as pair (name, value)", Pair)
ECHO = Query("select %(text)s::text", str)
ECHO_JSON = Query("select %(text)s::jsonb::text", str)
NUMBER = Query("select %(text)s::integer", int)
RENAME = Statement("update household set name = %(text)s where id = %(text)s")

UNWRITABLE = ("\x00", "lait\x00", "lait\ud800")


class TestQuery:
    async def test_gives_rows_as_their_type(self, uow: UnitOfWork) -> None:
        assert await PAIRS.all(uow) == [Pair("a", 1), Pair("b", 2)]
        assert await PAIRS.first(uow) == Pair("a", 1)

    async def test_gives_none_or_raises_when_there_is_no_row(self, uow: UnitOfWork) -> None:
        nothing = Query("select 1 where false", int)
        assert await nothing.first(uow) is None
        with pytest.raises(LookupError):
            await nothing.one(uow)

    async def test_takes_any_text_that_a_keyboard_writes(self, uow: UnitOfWork) -> None:
        for text in ("", "'; drop table cart;--", "100 % %(x)s {}", "œufs 🥚", "<b>\n\t</b>"):
            assert await ECHO.one(uow, text=text) == text

    @pytest.mark.parametrize("text", UNWRITABLE)
    async def test_refuses_text_that_no_column_can_hold(self, uow: UnitOfWork, text: str) -> None:
        with pytest.raises(Refusal) as refused:
            await ECHO.one(uow, text=text)
        assert (refused.value.kind, refused.value.code) == (Kind.INVALID, "invalid_text")
        assert await ECHO.one(uow, text="still usable") == "still usable"

    async def test_refuses_it_inside_json_too(self, uow: UnitOfWork) -> None:
        with pytest.raises(Refusal):
            await ECHO_JSON.one(uow, text='{"name": "a\\u0000"}')

    async def test_lets_other_mistakes_in_data_fly(self, uow: UnitOfWork) -> None:
        with pytest.raises(psycopg.DataError):
            await NUMBER.one(uow, text="lait")


class TestStatement:
    async def test_tells_how_many_rows_it_touched(self, uow: UnitOfWork) -> None:
        assert await RENAME.run(uow, text="nobody") == 0
        assert await RENAME.run_many(uow, [{"text": "nobody"}, {"text": "no one"}]) == 0

    @pytest.mark.parametrize("text", UNWRITABLE)
    async def test_refuses_text_that_no_column_can_hold(self, uow: UnitOfWork, text: str) -> None:
        with pytest.raises(Refusal):
            await RENAME.run(uow, text=text)
        with pytest.raises(Refusal):
            await RENAME.run_many(uow, [{"text": "nobody"}, {"text": text}])
