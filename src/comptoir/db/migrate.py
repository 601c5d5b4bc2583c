"""Numbered SQL migrations, applied once each and in order, in one transaction a file."""

import hashlib
import re
from dataclasses import dataclass
from importlib import resources

from procrastinate.schema import SchemaManager
from psycopg import AsyncConnection
from psycopg.rows import TupleRow

_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql\Z")
_LOCK = 7_203_114_001
_OLDEST_SERVER = 150_000


class MigrationError(Exception):
    """The database cannot be brought to this version of Comptoir; the message says why."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file: `text` is its SQL."""

    number: int
    name: str
    text: str

    @property
    def checksum(self) -> str:
        """Digest the text, so that an edited file is noticed."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def shipped() -> tuple[Migration, ...]:
    """Read the migrations that ship with this version, in order.

    :raises MigrationError: when a number is missing or there twice.
    """
    found: list[Migration] = []
    for entry in resources.files("comptoir.db").joinpath("migrations").iterdir():
        match = _NAME.match(entry.name)
        if match:
            found.append(Migration(int(match[1]), entry.name, entry.read_text("utf-8")))
    found.sort(key=lambda migration: migration.number)
    if [migration.number for migration in found] != list(range(1, len(found) + 1)):
        raise MigrationError("migrations must be numbered 0001, 0002, … without a gap")
    return tuple(found)


async def migrate(conninfo: str) -> tuple[str, ...]:
    """Bring the database at `conninfo` up to date; give the names of the files applied.

    Safe to call from several processes at once.

    :raises MigrationError: when the server is older than PostgreSQL 15, an applied file was edited
        since, or the database is newer than this version.
    """
    async with await AsyncConnection.connect(conninfo, autocommit=True) as conn:
        if conn.info.server_version < _OLDEST_SERVER:
            raise MigrationError("PostgreSQL 15 or newer is needed")
        await conn.execute("select pg_advisory_lock(%s)", (_LOCK,))
        try:
            return await _apply_missing(conn)
        finally:
            await conn.execute("select pg_advisory_unlock(%s)", (_LOCK,))


async def pending(conninfo: str) -> tuple[str, ...]:
    """Name the shipped migrations that the database at `conninfo` lacks."""
    async with await AsyncConnection.connect(conninfo, autocommit=True) as conn:
        await _prepare(conn)
        return await pending_on(conn)


async def pending_on(conn: AsyncConnection[TupleRow]) -> tuple[str, ...]:
    """Name the shipped migrations that a prepared database lacks."""
    applied = await _applied(conn)
    return tuple(each.name for each in shipped() if each.number not in applied)


async def _apply_missing(conn: AsyncConnection[TupleRow]) -> tuple[str, ...]:
    await _prepare(conn)
    applied = await _applied(conn)
    migrations = shipped()
    unknown = set(applied) - {migration.number for migration in migrations}
    if unknown:
        raise MigrationError(f"the database is newer than this version: it has {max(unknown)}")
    done: list[str] = []
    for migration in migrations:
        if migration.number in applied:
            if applied[migration.number] != migration.checksum:
                raise MigrationError(f"{migration.name} was edited after it had been applied")
            continue
        await _apply(conn, migration)
        done.append(migration.name)
    return tuple(done)


async def _prepare(conn: AsyncConnection[TupleRow]) -> None:
    await conn.execute(
        """
        create table if not exists schema_migration (
            number integer primary key,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null default now()
        )
        """
    )
    row = await (await conn.execute("select to_regclass('procrastinate_jobs')")).fetchone()
    if row is not None and row[0] is None:
        async with conn.transaction():
            await conn.execute(SchemaManager.get_schema().encode())


async def _applied(conn: AsyncConnection[TupleRow]) -> dict[int, str]:
    rows = await (await conn.execute("select number, checksum from schema_migration")).fetchall()
    return {int(number): str(checksum) for number, checksum in rows}


async def _apply(conn: AsyncConnection[TupleRow], migration: Migration) -> None:
    async with conn.transaction():
        await conn.execute(migration.text.encode())
        await conn.execute(
            "insert into schema_migration (number, name, checksum) values (%s, %s, %s)",
            (migration.number, migration.name, migration.checksum),
        )
