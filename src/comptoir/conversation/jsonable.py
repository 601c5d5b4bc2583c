"""Plain JSON values, read back with their shape checked."""

from typing import TypeAlias

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | Json | None"
Json: TypeAlias = dict[str, JsonValue]


def list_in(data: JsonValue) -> list[JsonValue]:
    """Return a list, empty for None.

    :raises ValueError: when it is anything else
    """
    if data is not None and not isinstance(data, list):
        raise ValueError(data)
    return data or []


def object_in(data: JsonValue) -> Json:
    """Return an object.

    :raises ValueError: when it is anything else
    """
    if not isinstance(data, dict):
        raise ValueError(data)
    return data


def text_in(data: JsonValue) -> str | None:
    """Return a value as text, None for None."""
    return None if data is None else str(data)


def number_in(data: JsonValue) -> int | None:
    """Return a whole number, None for anything else."""
    return data if isinstance(data, int) else None
