"""The category taxonomy that Open Food Facts publishes: names in two languages, and parents."""

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from comptoir.adapters.catalogues.model import CategoryName, FileReason, FileRefused

_MOST_BYTES = 400 * 1024 * 1024
_DEEPEST = 20


def _no_nodes() -> Mapping[str, CategoryName]:
    return {}


def _no_parents() -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Categories by their tags; empty where no taxonomy file was given."""

    names: Mapping[str, CategoryName] = field(default_factory=_no_nodes)
    parents: Mapping[str, str] = field(default_factory=_no_parents)

    def __bool__(self) -> bool:
        return bool(self.names)

    def name(self, tag: str) -> CategoryName | None:
        """Give the names of a category."""
        return self.names.get(tag)

    def above(self, tag: str) -> tuple[CategoryName, ...]:
        """Give a category with those above it, widest first."""
        found: list[CategoryName] = []
        current: str | None = tag
        while current is not None and current in self.names and len(found) < _DEEPEST:
            found.append(self.names[current])
            current = self.parents.get(current)
        return tuple(reversed(found))


NO_TAXONOMY = Taxonomy()


def read_taxonomy(path: Path) -> Taxonomy:
    """Read `categories.full.json`, packed with gzip or not.

    :raises FileRefused: when it is not there or not that file.
    """
    try:
        with path.open("rb") as raw:
            packed = raw.peek(2)[:2] == b"\x1f\x8b"
            content = (gzip.GzipFile(fileobj=raw) if packed else raw).read(_MOST_BYTES + 1)
        nodes: object = json.loads(content) if len(content) <= _MOST_BYTES else None
    except FileNotFoundError:
        raise FileRefused(FileReason.NOT_THERE, file=str(path)) from None
    except EOFError:
        raise FileRefused(FileReason.CUT_SHORT, file=path.name) from None
    except (OSError, zlib.error, ValueError):
        raise FileRefused(FileReason.DAMAGED, file=path.name) from None
    if not isinstance(nodes, dict):
        raise FileRefused(FileReason.UNKNOWN_FORMAT, file=path.name)
    return _taxonomy(cast("dict[str, object]", nodes))


def _taxonomy(nodes: Mapping[str, object]) -> Taxonomy:
    names: dict[str, CategoryName] = {}
    parents: dict[str, str] = {}
    for tag, node in nodes.items():
        if not isinstance(node, dict):
            continue
        fields = cast("dict[str, object]", node)
        said = cast("dict[str, object]", fields.get("name") or {})
        names[tag] = CategoryName(tag, str(said.get("fr") or ""), str(said.get("en") or ""))
        above = cast("list[object]", fields.get("parents") or [])
        if above:
            parents[tag] = str(above[0])
    return Taxonomy(names, parents)
