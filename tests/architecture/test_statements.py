"""Every named statement is prepared against the migrated schema and held against its row type."""

import dataclasses
import importlib
import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import pq

import comptoir
from comptoir.db.query import Query, Statement

ROOT = Path(comptoir.__file__ or "").parent
_DEFINES = re.compile(r"^_?[A-Z_]+ = (Query|Statement)\(", re.MULTILINE)
_PARAMETER = re.compile(r"%\((\w+)\)s")

_TYPES: dict[str, tuple[type, ...]] = {
    "int2": (int,),
    "int4": (int,),
    "int8": (int,),
    "float4": (float,),
    "float8": (float,),
    "text": (str,),
    "bpchar": (str,),
    "bool": (bool,),
    "timestamptz": (datetime,),
    "jsonb": (Mapping, Sequence),
    "_text": (Sequence,),
    "_int4": (Sequence,),
    "tsvector": (str,),
}


def statements() -> Iterator[tuple[str, Query[Any] | Statement]]:
    """Give every named statement of the package."""
    for file in sorted(ROOT.rglob("*.py")):
        if not _DEFINES.search(file.read_text("utf-8")):
            continue
        module = ".".join(file.relative_to(ROOT.parent).with_suffix("").parts)
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, Query | Statement):
                yield f"{module}.{name}", value


def numbered(sql: str) -> str:
    """Rewrite named parameters as the server knows them: $1, $2, …"""
    names: list[str] = []

    def number(match: re.Match[str]) -> str:
        if match[1] not in names:
            names.append(match[1])
        return f"${names.index(match[1]) + 1}"

    return _PARAMETER.sub(number, sql).replace("%%", "%")


def columns(conn: psycopg.Connection[Any], sql: str) -> list[tuple[str, str]]:
    """Prepare a statement and give the names and types of its columns."""
    prepared = conn.pgconn.prepare(b"", numbered(sql).encode())
    if prepared.status == pq.ExecStatus.FATAL_ERROR:
        raise AssertionError(prepared.error_message.decode())
    described = conn.pgconn.describe_prepared(b"")
    found: list[tuple[str, str]] = []
    for place in range(described.nfields):
        info = psycopg.adapters.types.get(described.ftype(place))
        name = (described.fname(place) or b"").decode()
        array = info is not None and described.ftype(place) == info.array_oid
        kind = "?" if info is None else ("_" if array else "") + info.name
        found.append((name, kind))
    return found


def bases(annotation: object) -> set[type]:
    """Give the plain types an annotation allows, without None."""
    origin = typing.get_origin(annotation)
    if origin in {typing.Union, types.UnionType}:
        return {base for each in typing.get_args(annotation) for base in bases(each)}
    if origin is typing.Literal:
        return {type(value) for value in typing.get_args(annotation)}
    if origin is not None:
        return bases(origin)
    return {annotation} if isinstance(annotation, type) else set()


def disagreements(query: Query[Any], found: list[tuple[str, str]]) -> list[str]:
    """Tell where a statement's columns and its row type do not agree."""
    if query.row in (int, str, bool):
        fits = len(found) == 1 and query.row in _TYPES.get(found[0][1], ())
        return [] if fits else [f"{found} is not one {query.row.__name__}"]
    fields = {field.name: field for field in dataclasses.fields(query.row) if field.init}
    hints = typing.get_type_hints(query.row)
    names = {name for name, _ in found}
    required = {
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    wrong = [f"{name} is no field" for name in sorted(names - set(fields))]
    wrong += [f"{name} is no column" for name in sorted(required - names)]
    for name, kind in found:
        allowed = bases(hints.get(name, object)) - {type(None)}
        given = _TYPES.get(kind, ())
        if kind == "jsonb" and any(hasattr(each, "from_json") for each in allowed):
            continue
        if allowed and given and not any(issubclass(a, g) for a in allowed for g in given):
            wrong.append(f"{name}: {kind} is not {hints[name]}")
    return wrong


ALL = dict(statements())


class TestStatements:
    @pytest.mark.parametrize("name", sorted(ALL))
    def test_agrees_with_the_schema_and_its_row(self, migrated: str, name: str) -> None:
        statement = ALL[name]
        with psycopg.connect(migrated, autocommit=True) as conn:
            found = columns(conn, statement.sql)
        if isinstance(statement, Query):
            assert disagreements(statement, found) == []
        else:
            assert found == []

    def test_a_planted_disagreement_is_seen(self, migrated: str) -> None:
        with psycopg.connect(migrated, autocommit=True) as conn:
            found = columns(conn, "select 1 as id, 'x'::text as name")
            with pytest.raises(AssertionError):
                columns(conn, "select nothing from nowhere")
        assert disagreements(Query("", int), found)
