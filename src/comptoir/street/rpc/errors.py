"""The error table: refusals become results that a model can act on, faults JSON-RPC errors."""

from collections.abc import Callable

from mcp import types
from mcp.shared.exceptions import MCPError
from pydantic import ValidationError

from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Fact, Kind, Refusal
from comptoir.street import malformed
from comptoir.street.words import remedy

TOLD = frozenset({"lines", "missing", "minimum", "most", "least", "unit", "methods", "offered"})
"""Facts that go out with a refusal: of goods, amounts and limits, and none of a person."""


def refused_result(
    refusal: Refusal, language: Language, explain: Callable[[Refusal, Language], str]
) -> types.CallToolResult:
    """Tell a refusal: stable code, kind, words, and the field and remedy where there are."""
    field = refusal.facts.get("field")
    told: dict[str, Fact] = {
        "code": refusal.code,
        "kind": refusal.kind.value,
        "detail": explain(refusal, language),
    }
    if isinstance(field, str):
        told["field"] = field
        told["remedy"] = remedy(refusal, language)
    facts = {name: fact for name, fact in refusal.facts.items() if name in TOLD}
    return _result({**told, **({"facts": facts} if facts else {})})


def malformed_result(error: ValidationError, language: Language) -> types.CallToolResult:
    """Tell which arguments have the wrong shape."""
    found = malformed.named(error.errors(include_url=False, include_input=False), language)
    told: dict[str, object] = {
        "code": "malformed_request",
        "kind": Kind.INVALID.value,
        "detail": malformed.detail(found),
        "errors": found,
    }
    if found:
        told |= {"field": found[0]["field"], "remedy": found[0]["detail"]}
    return _result(told)


def unknown_tool(name: str) -> MCPError:
    """Make the error for a tool that is not there."""
    return MCPError(types.INVALID_PARAMS, f"Unknown tool: {name[:80]}")


def broken(language: Language) -> MCPError:
    """Make the error for a fault of ours, which tells nothing about it; the log has the rest."""
    french = language is Language.FRENCH
    message = (
        "Erreur interne. Réessayez dans un instant." if french else "Internal error. Try again."
    )
    return MCPError(types.INTERNAL_ERROR, message)


def _result(told: dict[str, object]) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(text=f"{told['detail']} [{told['code']}]")],
        structured_content={"error": told},
        is_error=True,
    )
