"""What a shopper asks for, read into groups of terms that goods must have: pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

Keys = tuple[str, ...]
"""Terms that must all be there."""


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for: any of its alternatives will do, the first is what was said."""

    said: str
    alternatives: tuple[Keys, ...]
    needed: bool = True

    def without(self) -> str | None:
        """Give what must not be inside, when the group says "sans …"."""
        first = self.alternatives[0][0] if self.alternatives and self.alternatives[0] else ""
        return first.removeprefix("sans.") if first.startswith("sans.") else None


@dataclass(frozen=True, slots=True)
class Question:
    """A search, read: the groups in the order said, sizes, and the sections to prefer."""

    groups: tuple[Group, ...]
    sizes: Keys = ()
    preferred: tuple[Keys, ...] = ()
    corrected: bool = False
    english: bool = False

    @property
    def needed(self) -> tuple[Group, ...]:
        """The groups that goods must have; all of them when none is needed."""
        return tuple(group for group in self.groups if group.needed) or self.groups

    def dropping(self, group: Group) -> "Question":
        """Ask for the same without one group."""
        return replace(self, groups=tuple(each for each in self.groups if each is not group))


def lexeme(key: str, weights: str = "") -> str:
    """Write a term for a tsquery."""
    quoted = key.replace("\\", "").replace("'", "''")
    return f"'{quoted}':{weights}" if weights else f"'{quoted}'"


NOTHING = lexeme("~")
"""A query that no product meets."""


def any_of(parts: Sequence[str]) -> str:
    """Join parts of a tsquery so that one will do."""
    return " | ".join(dict.fromkeys(parts)) or NOTHING


def all_of(parts: Sequence[str]) -> str:
    """Join parts of a tsquery so that all are asked for."""
    return " & ".join(f"({part})" for part in dict.fromkeys(parts)) or NOTHING


def asks(group: Group) -> str:
    """Write the tsquery of a group."""
    return any_of(
        [
            lexeme(keys[0]) if len(keys) == 1 else f"({all_of([lexeme(key) for key in keys])})"
            for keys in group.alternatives
        ]
    )


def keys_of(groups: Sequence[Group], alternatives: int | None = None) -> list[str]:
    """Give every term of groups once, of their first alternatives or of all."""
    return list(
        dict.fromkeys(
            key for group in groups for keys in group.alternatives[:alternatives] for key in keys
        )
    )
