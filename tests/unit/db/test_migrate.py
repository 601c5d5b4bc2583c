"""Bringing a database up to date."""

import asyncio
from collections.abc import Generator
from dataclasses import replace

import psycopg
import pytest

from comptoir.db import migrate as migrations
from comptoir.db.migrate import Migration, MigrationError, migrate, pending, shipped
from tests.conftest import new_database


@pytest.fixture
def empty(server: str) -> Generator[str]:
    """Make an empty database, dropped at the end."""
    with new_database(server) as conninfo:
        yield conninfo


def _ship(monkeypatch: pytest.MonkeyPatch, *those: Migration) -> None:
    monkeypatch.setattr(migrations, "shipped", lambda: those)


class TestShipped:
    def test_is_numbered_without_a_gap(self) -> None:
        assert [each.number for each in shipped()] == list(range(1, len(shipped()) + 1))
        assert len({each.checksum for each in shipped()}) == len(shipped())


class TestMigrate:
    async def test_applies_each_file_once_and_in_order(self, empty: str) -> None:
        names = tuple(each.name for each in shipped())
        assert await pending(empty) == names
        assert await migrate(empty) == names
        assert await migrate(empty) == ()
        assert await pending(empty) == ()

    async def test_may_be_called_by_several_processes_at_once(self, empty: str) -> None:
        done = await asyncio.gather(*(migrate(empty) for _ in range(3)))
        assert sorted(done, key=len) == [(), (), tuple(each.name for each in shipped())]

    async def test_refuses_an_edited_file(
        self, empty: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = Migration(1, "0001_one.sql", "create table one (id integer)")
        _ship(monkeypatch, one)
        await migrate(empty)
        _ship(monkeypatch, replace(one, text="create table one (id bigint)"))
        with pytest.raises(MigrationError, match=r"0001_one\.sql was edited"):
            await migrate(empty)

    async def test_refuses_a_database_that_is_newer(
        self, empty: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = Migration(1, "0001_one.sql", "create table one (id integer)")
        _ship(monkeypatch, one, Migration(2, "0002_two.sql", "create table two (id integer)"))
        await migrate(empty)
        _ship(monkeypatch, one)
        with pytest.raises(MigrationError, match="newer"):
            await migrate(empty)

    async def test_leaves_nothing_of_a_file_that_fails_half_way(
        self, empty: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        one = Migration(1, "0001_one.sql", "create table one (id integer)")
        two = Migration(2, "0002_two.sql", "create table two (id integer); select 1 / 0")
        _ship(monkeypatch, one, two)
        with pytest.raises(psycopg.errors.DivisionByZero):
            await migrate(empty)
        assert await pending(empty) == ("0002_two.sql",)
        _ship(monkeypatch, one, replace(two, text="create table two (id integer)"))
        assert await migrate(empty) == ("0002_two.sql",)
