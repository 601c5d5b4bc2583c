"""The reference page of the MCP tools, written from the code: `python -m tools.mcp_reference`."""

from pathlib import Path
from typing import Any, cast

from comptoir.surfaces.mcp.tools import TOOLS

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "mcp-tools.md"

HEAD = """\
# MCP tools

What the shop offers to a shopper's assistant, at `/mcp` (streamable HTTP) and by `comptoir mcp`
(standard input); [how to connect one](../howto/connect-an-assistant.md). Written from the code by
`.venv/bin/python -m tools.mcp_reference`; a test compares.

Both eras of the protocol are served: 2026-07-28, without sessions, and the versions before it
that begin with `initialize`. Answers are JSON; there is no stream to open (`GET` gets 405) and no
session of the transport, so that any process of the shop may answer any call. A request may have
262,144 bytes.

**Who asks**: the `session` that `start_shopping` gives to a guest, as an argument or as a bearer
token; 30 days. Another household's cart, order or conversation is answered as one that does not
exist.

**Amounts** are whole minor units with a currency; **quantities** whole pieces, or grams of goods
sold by weight; **times** ISO 8601 with the store's offset.

**Repeats**: a tool that takes `idempotency_key` gives the first answer again for the same key
with the same arguments, for 24 hours. `place_order` needs none: the same confirmation gives the
same order.

**Refusals** are results with `isError` and `{"error": {"code", "kind", "detail", "field",
"remedy", "facts"}}`, in the shopper's language; `field` and `remedy` where a value cannot be. The
codes are those of [refusals](refusals.md). A tool that does not exist is a JSON-RPC error -32602,
a fault of the shop -32603.

A tool *reads* when it changes nothing, is *destructive* when it may undo or bind, and
*idempotent* when the same call again changes nothing more: the annotations `readOnlyHint`,
`destructiveHint` and `idempotentHint`.
"""


def page() -> str:
    """Write the page."""
    return HEAD + "".join(_section(tool.described()) for tool in TOOLS)


def _section(tool: Any) -> str:
    hints = tool.annotations
    kinds = ["reads"] if hints.read_only_hint else ["writes"]
    kinds += ["destructive"] if hints.destructive_hint else []
    kinds += ["idempotent"] if hints.idempotent_hint and not hints.read_only_hint else []
    lines = ["", f"## `{tool.name}`", "", f"{tool.description} *{', '.join(kinds)}*", ""]
    required = set(tool.input_schema.get("required", []))
    lines += ["| argument | type | |", "|---|---|---|"]
    for name, part in tool.input_schema["properties"].items():
        must = "required. " if name in required else ""
        lines.append(f"| `{name}` | {_type(part)} | {must}{_says(part)} |")
    lines += ["", "| answer | type | |", "|---|---|---|"]
    lines += _fields(tool.output_schema, "")
    return "\n".join(lines) + "\n"


def _fields(schema: dict[str, Any], inside: str, depth: int = 0) -> list[str]:
    lines: list[str] = []
    for name, part in schema["properties"].items():
        lines.append(f"| `{inside}{name}` | {_type(part)} | {_says(part)} |")
        within = _object_in(part)
        if within is not None and depth < 1 and not _is_small(within):
            lines += _fields(within, f"{inside}{name}.", depth + 1)
    return lines


def _object_in(part: dict[str, Any]) -> dict[str, Any] | None:
    if "properties" in part:
        return part
    for each in [part.get("items"), *cast("list[Any]", part.get("anyOf", []))]:
        if isinstance(each, dict):
            found = _object_in(cast("dict[str, Any]", each))
            if found is not None:
                return found
    return None


def _is_small(schema: dict[str, Any]) -> bool:
    return set(schema["properties"]) <= {"amount", "currency", "value", "unit"}


def _type(part: dict[str, Any]) -> str:
    choices = part.get("enum", [str(part["const"]).lower()] if "const" in part else [])
    if choices:
        return " or ".join(f"`{each}`" for each in choices)
    if "anyOf" in part:
        return " or ".join(_type(each) for each in part["anyOf"])
    if part.get("type") == "array":
        return f"list of {_type(part['items'])}"
    fields = part.get("properties", {})
    known = [
        name for field, name in (("amount", "amount"), ("unit", "quantity")) if field in fields
    ]
    return known[0] if known else str(part.get("type", "any"))


def _says(part: dict[str, Any]) -> str:
    said = str(part.get("description", "")).replace("\n", " ").replace("|", "\\|")
    limits = [
        f"{word} {part[key]:,}"
        for key, word in (
            ("minimum", "from"),
            ("maximum", "to"),
            ("maxLength", "at most"),
            ("maxItems", "at most"),
        )
        if key in part
    ]
    default = part.get("default")
    if default not in (None, "", [], {}):
        limits.append(f"default `{str(default).lower() if isinstance(default, bool) else default}`")
    return " ".join([said, f"({', '.join(limits)})" if limits else ""]).strip()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
