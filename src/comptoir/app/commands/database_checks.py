"""What `comptoir doctor` asks the database."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

from psycopg import AsyncConnection, Error

from comptoir.app.commands import _store
from comptoir.app.commands.checks import Finding, broken, doubtful, good
from comptoir.app.commands.tongue import plural, t
from comptoir.app.settings import DATABASE_URL, Settings
from comptoir.db.migrate import MigrationError, pending
from comptoir.db.server import EmbeddedServer, ServerFailed
from comptoir.db.unit_of_work import Reading
from comptoir.kernel.caller import SYSTEM

_OLDEST = 150_000
_SECONDS = 10


def look(settings: Settings) -> Iterator[Finding]:
    """Look at the database: the one that is named, or the embedded one if it was made already."""
    if settings.database_url:
        yield from asyncio.run(_at(settings.database_url))
        return
    server = EmbeddedServer(settings.data)
    if not (settings.data / "postgres").exists():
        yield good(
            t("La base embarquée sera faite au premier démarrage",
              "The embedded database will be made at first start")
        )  # fmt: skip
        return
    try:
        conninfo = server.start()
    except ServerFailed as problem:
        yield broken(problem.what, problem.remedy)
        return
    try:
        yield good(t(f"Base embarquée : {server.where}", f"Embedded database: {server.where}"))
        yield good(t(f"Pour s’y connecter : psql '{conninfo}'", f"To connect: psql '{conninfo}'"))
        yield from asyncio.run(_at(conninfo))
    finally:
        server.stop()


async def _at(conninfo: str) -> list[Finding]:
    try:
        connection = await AsyncConnection.connect(
            conninfo, connect_timeout=_SECONDS, autocommit=True
        )
    except Error as problem:
        why = (str(problem).strip().splitlines() or [""])[0]
        return [
            broken(
                t(f"La base ne répond pas : {why}", f"No database answers: {why}"),
                t(
                    f"Vérifiez {DATABASE_URL}, et que PostgreSQL tourne.",
                    f"Check {DATABASE_URL}, and that PostgreSQL runs.",
                ),
            )
        ]
    async with connection:
        on = Reading(connection, SYSTEM, datetime.now(UTC))
        return [
            _version(connection.info.server_version),
            _encoding(await _store.ENCODING.one(on)),
            await _schema(on, conninfo),
        ]


def _version(server: int) -> Finding:
    shown = f"PostgreSQL {server // 10_000}.{server % 10_000}"
    if server < _OLDEST:
        return broken(shown, t("Prenez PostgreSQL 15 ou plus.", "Use PostgreSQL 15 or newer."))
    return good(shown)


def _encoding(name: str) -> Finding:
    if name == "UTF8":
        return good(t("La base est en UTF-8", "The database uses UTF-8"))
    return broken(
        t(f"La base est en {name}", f"The database uses {name}"),
        "create database … encoding 'UTF8' template template0;",
    )


async def _schema(on: Reading, conninfo: str) -> Finding:
    if not await _store.BEGUN.one(on):
        return good(
            t(
                "La base est vide ; le premier démarrage la prépare",
                "The database is empty; the first start prepares it",
            )
        )
    try:
        missing = await pending(conninfo)
    except (Error, MigrationError) as problem:
        remedy = t("Prenez la même version de Comptoir.", "Use the same version of Comptoir.")
        return broken(str(problem).splitlines()[0], remedy)
    if missing:
        return doubtful(
            plural(
                len(missing),
                t("{} migration manque", "{} migration is missing"),
                t("{} migrations manquent", "{} migrations are missing"),
            ),
            t("Le prochain démarrage les applique.", "The next start applies them."),
        )
    counts = await _store.COUNTS.one(on)
    if not counts.stores:
        return doubtful(
            t("Le schéma est à jour, sans magasin encore", "The schema is current; no store yet"),
            t("comptoir store create NOM, ou comptoir demo.", "comptoir store create NAME."),
        )
    stores = plural(counts.stores, t("{} magasin", "{} store"), t("{} magasins", "{} stores"))
    products = plural(
        counts.products, t("{} produit", "{} product"), t("{} produits", "{} products")
    )
    schema = t("Le schéma est à jour :", "The schema is current:")
    return good(f"{schema} {stores}, {products}")
