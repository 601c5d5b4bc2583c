"""What a shopper asks for, read into groups of terms that goods must have: pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comptoir.goods.catalog.lexicon import entries

Keys = tuple[str, ...]
"""Terms that must all be there."""


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for: any of its alternatives will do, the first is what was said.

    `instead` is what else may be shown when hardly anything is found, `heard` what sounds the same
    when nothing is.
    """

    said: str
    alternatives: tuple[Keys, ...]
    needed: bool = True
    instead: tuple[Keys, ...] = ()
    heard: tuple[Keys, ...] = ()
    corrected: bool = False

    def without(self) -> str | None:
        """Give what must not be inside, when the group says "sans …"."""
        first = self.alternatives[0][0] if self.alternatives and self.alternatives[0] else ""
        return first.removeprefix("sans.") if first.startswith("sans.") else None


@dataclass(frozen=True, slots=True)
class Question:
    """A search, read: groups in the order said, sizes, brands, and the sections to prefer.

    `order` is 1 where the first group names the thing, as in French, and -1 where the last does.
    `serves` tells that a purpose was said, and the alternatives are goods that serve it together.
    """

    groups: tuple[Group, ...]
    sizes: Keys = ()
    preferred: tuple[Keys, ...] = ()
    brands: Keys = ()
    order: int = 1
    serves: bool = False

    def heard(self) -> "Question | None":
        """Give the question with every word taken for what sounds the same too, if any does."""
        if not any(group.heard for group in self.groups):
            return None
        return replace(
            self,
            groups=tuple(
                replace(group, alternatives=(*group.alternatives, *group.heard), heard=())
                for group in self.groups
            ),
        )

    @property
    def corrected(self) -> bool:
        """Whether some word was taken for a misspelt one."""
        return any(group.corrected for group in self.groups)

    @property
    def is_bare(self) -> bool:
        """Whether nothing but one thing is named, so that the goods people buy answer best."""
        return len(self.groups) == 1 and not self.sizes

    @property
    def needed(self) -> tuple[Group, ...]:
        """The groups that goods must have; all of them when none is needed."""
        return tuple(group for group in self.groups if group.needed) or self.groups

    @property
    def main(self) -> Group:
        """The group that names the thing, which a brand does only alone."""
        things = [group for group in self.needed if not self.is_brand(group)] or self.needed
        return things[0 if self.order > 0 else -1]

    def is_brand(self, group: Group) -> bool:
        """Tell whether a group names a brand."""
        return any(f"b.{''.join(keys)}" in self.brands for keys in group.alternatives[:1])


def lexeme(key: str, weights: str = "") -> str:
    """Write a term for a tsquery."""
    quoted = key.replace("\x00", "").replace("\\", "").replace("'", "''")
    return f"'{quoted}':{weights}" if weights else f"'{quoted}'"


NOTHING = lexeme("~")
"""A query that no product meets."""


def any_of(parts: Sequence[str]) -> str:
    """Join parts of a tsquery so that one will do."""
    return " | ".join(dict.fromkeys(parts)) or NOTHING


def all_of(parts: Sequence[str]) -> str:
    """Join parts of a tsquery so that all are asked for."""
    return " & ".join(f"({part})" for part in dict.fromkeys(parts)) or NOTHING


def asks_keys(keys: Keys) -> str:
    """Write the tsquery of terms that must all be there."""
    return all_of([lexeme(key) for key in keys])


def asks(group: Group) -> str:
    """Write the tsquery of a group."""
    return any_of(
        [
            lexeme(keys[0]) if len(keys) == 1 else f"({asks_keys(keys)})"
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


def heads_of(group: Group) -> list[str]:
    """Give the terms by which a group names a thing: the first of each alternative, past a cut."""
    found: dict[str, None] = {}
    for keys in group.alternatives:
        for key in keys:
            found.setdefault(key)
            if key not in entries.cuts():
                break
    return list(found)
