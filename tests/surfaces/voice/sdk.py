"""Answers held against the classes of Amazon's own SDK."""

import importlib
import re
from collections.abc import Mapping
from typing import Any, cast

from ask_sdk_model.response_envelope import ResponseEnvelope


def checked_response(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """Check that a whole answer is one that Amazon's SDK knows, and give its response."""
    made = read(envelope, ResponseEnvelope)
    assert written(made) == envelope
    response = dict(envelope["response"])
    speech = response.get("outputSpeech")
    if speech is not None:
        assert speech["type"] == "SSML"
        assert len(speech["ssml"]) <= 8_000
        assert speech["ssml"].startswith("<speak>")
        card = response["card"]
        assert len(card["title"]) + len(card["content"]) <= 8_000
        assert ("reprompt" in response) is not response["shouldEndSession"]
    return response


def read(data: object, kind: Any) -> Any:
    """Read JSON into a class of the SDK, whose own reader is in a package that is not here.

    :raises AssertionError: when it has a field or a value that the class does not know.
    """
    if isinstance(kind, str):
        return _read_named(data, kind)
    table = _table(data)
    if getattr(kind, "json_discriminator_key", None):
        real = kind.get_real_child_model(table)
        assert real, data
        kind = _class(real)
    fields = {json: name for name, json in kind.attribute_map.items()}
    assert set(table) <= set(fields), (set(table) - set(fields), kind)
    made = {
        fields[key]: read(value, kind.deserialized_types[fields[key]])
        for key, value in table.items()
    }
    discriminator = made.pop("object_type", None)
    instance = kind(**made)
    assert discriminator in {None, instance.object_type} if discriminator else True
    return instance


def _read_named(data: object, kind: str) -> Any:
    if match := re.fullmatch(r"list\[(.+)\]", kind):
        assert isinstance(data, list), data
        return [read(each, match[1]) for each in cast("list[object]", data)]
    if match := re.fullmatch(r"dict\(str, (.+)\)", kind):
        return {key: read(value, match[1]) for key, value in _table(data).items()}
    plain = {"str": str, "bool": bool, "int": int, "object": object}.get(kind)
    if plain is not None:
        assert isinstance(data, plain), (data, kind)
        return data
    return read(data, _class(kind))


def written(made: Any) -> Any:
    """Write an instance of the SDK as JSON again."""
    if isinstance(made, list):
        return [written(each) for each in cast("list[object]", made)]
    names = getattr(made, "attribute_map", None)
    if names is None:
        return made
    values = {names[name]: getattr(made, name) for name in names}
    return {key: written(value) for key, value in values.items() if value is not None}


def _table(data: object) -> Mapping[str, object]:
    assert isinstance(data, Mapping), data
    return cast("Mapping[str, object]", data)


def _class(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)
