"""What a thing is as plain text, field by field: what changes are told in and compared by."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from comptoir.kernel.refusals import Fact, Kind, Refusal
from comptoir.staff.audit.model import Field

Facts = Mapping[str, str]
"""Fields as text: amounts in minor units, times in UTC; what is empty is ''."""

_DAYS = "hours"
_LONGEST = 2_000
"""More of a value than this is not kept on record."""


def facts_of(thing: Any, *, but: Sequence[str] = ()) -> dict[str, str]:
    """Give the fields of a dataclass as text; those of a mapping become `name.key`."""
    found: dict[str, str] = {}
    for each in fields(thing):
        if each.name in but:
            continue
        value: Any = getattr(thing, each.name)
        if isinstance(value, Mapping):
            inside: Mapping[str, Any] = value  # pyright: ignore[reportUnknownVariableType]
            found |= {f"{each.name}.{key}": text_of(part) for key, part in inside.items()}
        else:
            found[each.name] = text_of(value)
    return found


def differences(before: Facts, after: Facts) -> list[Field]:
    """List what differs, in the order of the fields as they are now, then what is gone."""
    names = [*after, *(name for name in before if name not in after)]
    return [
        Field(name, before.get(name, "")[:_LONGEST], after.get(name, "")[:_LONGEST])
        for name in names
        if before.get(name, "") != after.get(name, "")
    ]


def check_unchanged(seen: Facts | None, current: Facts) -> None:
    """Check that a thing is still as its editor saw it; None where nobody looked.

    :raises Refusal: when it was changed since; the facts tell what, from which value to which.
    """
    if seen is None:
        return
    changed = differences({name: seen.get(name, "") for name in (*current, *seen)}, current)
    if changed:
        told: list[dict[str, str | int | bool | None]] = [
            {"field": each.field, "was": each.was, "now": each.now} for each in changed
        ]
        facts: dict[str, Fact] = {"fields": told}
        raise Refusal(Kind.CONFLICT, "changed_meanwhile", facts)


def text_of(value: Any) -> str:
    """Give a value of a field as text."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case [[_, *_], *_]:  # opening hours: periods of two times each
            return " ".join("-".join(period) for period in value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        case _:
            return ", ".join(str(part) for part in value)
