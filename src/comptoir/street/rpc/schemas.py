"""JSON Schemas of what tools take and give, each whole in itself."""

from typing import Any, Literal, cast

from pydantic import BaseModel


def schema_of(model: type[BaseModel], mode: Literal["validation", "serialization"]) -> Any:
    """Give a model's JSON Schema without references: some clients read none."""
    whole = model.model_json_schema(mode=mode)
    definitions = cast("dict[str, Any]", whole.pop("$defs", {}))
    return _inlined(whole, definitions)


def _inlined(part: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_inlined(each, definitions) for each in cast("list[Any]", part)]
    if not isinstance(part, dict):
        return part
    known = cast("dict[str, Any]", part)
    if "$ref" in known:
        beside = {key: value for key, value in known.items() if key != "$ref"}
        known = {**definitions[known["$ref"].rpartition("/")[2]], **beside}
    # Titles that pydantic makes of the names say nothing that the names do not.
    return {
        key: _inlined(value, definitions)
        for key, value in known.items()
        if key != "title" or not isinstance(value, str)
    }
