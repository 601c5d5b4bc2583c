"""The polite no: a refusal carries a kind, a code and facts, and never a sentence."""

from collections.abc import Mapping
from enum import StrEnum

Fact = str | int | bool | None | list[str] | list[dict[str, str | int | bool | None]]


class Kind(StrEnum):
    """What sort of no it is; each surface maps a kind to its own protocol once."""

    NOT_FOUND = "not_found"
    INVALID = "invalid"
    CONFLICT = "conflict"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    PAYMENT = "payment"
    UNAVAILABLE = "unavailable"


class Refusal(Exception):
    """A request that is understood and refused: `kind`, stable `code` and `facts` for words."""

    def __init__(self, kind: Kind, code: str, facts: Mapping[str, Fact] | None = None) -> None:
        super().__init__(code)
        self.kind = kind
        self.code = code
        self.facts: dict[str, Fact] = dict(facts or {})

    def __repr__(self) -> str:
        return f"Refusal({self.kind.value}, {self.code!r}, {self.facts!r})"


def not_found(thing: str, identifier: str) -> Refusal:
    """Refuse because no `thing` has this identifier (which is echoed, shortened)."""
    return Refusal(Kind.NOT_FOUND, f"{thing}_not_found", {"id": identifier[:80]})


def invalid(field: str, remedy: str, **facts: Fact) -> Refusal:
    """Refuse a `field` whose value cannot be; `remedy` is a code for the words that help."""
    return Refusal(Kind.INVALID, f"invalid_{field}", {"field": field, "remedy": remedy, **facts})
