"""Requests of the wrong shape, in words: which field, and what would do."""

from collections.abc import Mapping, Sequence
from typing import Any

from comptoir.kernel.locale import Language

MOST_NAMED = 20

_WORDS = {
    "missing": {Language.FRENCH: "ce champ manque", Language.ENGLISH: "this field is missing"},
    "named_twice": {
        Language.FRENCH: "un produit est nommé deux fois",
        Language.ENGLISH: "a product is named twice",
    },
    "json_invalid": {
        Language.FRENCH: "ce n’est pas du JSON",
        Language.ENGLISH: "this is not JSON",
    },
    "int_type": {
        Language.FRENCH: "un nombre entier",
        Language.ENGLISH: "a whole number",
    },
    "int_parsing": {
        Language.FRENCH: "un nombre entier",
        Language.ENGLISH: "a whole number",
    },
    "string_type": {Language.FRENCH: "un texte", Language.ENGLISH: "a text"},
    "string_too_long": {Language.FRENCH: "trop long", Language.ENGLISH: "too long"},
    "string_too_short": {Language.FRENCH: "trop court", Language.ENGLISH: "too short"},
    "string_pattern_mismatch": {
        Language.FRENCH: "pas de la forme attendue",
        Language.ENGLISH: "not of the expected form",
    },
    "literal_error": {
        Language.FRENCH: "une des valeurs prévues",
        Language.ENGLISH: "one of the values there are",
    },
    "greater_than_equal": {Language.FRENCH: "trop petit", Language.ENGLISH: "too small"},
    "less_than_equal": {Language.FRENCH: "trop grand", Language.ENGLISH: "too large"},
    "too_long": {Language.FRENCH: "trop d’éléments", Language.ENGLISH: "too many items"},
    "too_short": {Language.FRENCH: "pas assez d’éléments", Language.ENGLISH: "too few items"},
    "extra_forbidden": {
        Language.FRENCH: "ce champ n’existe pas",
        Language.ENGLISH: "there is no such field",
    },
}


def named(
    errors: Sequence[Mapping[str, Any]], language: Language, *, inside: int = 0
) -> list[dict[str, str]]:
    """Name what pydantic found wrong: `field`, `code` and `detail` of each.

    The first `inside` parts of a place say where the fields were, and are left out of their names.
    """
    return [
        {
            "field": ".".join(str(part) for part in each["loc"][inside:])
            or ".".join(str(part) for part in each["loc"][:1]),
            "code": str(each["type"]),
            "detail": _WORDS.get(each["type"], {}).get(language, str(each["msg"])),
        }
        for each in errors[:MOST_NAMED]
    ]


def detail(errors: Sequence[Mapping[str, str]]) -> str:
    """Put the fields named wrong into one line."""
    return "; ".join(f"{each['field']}: {each['detail']}" for each in errors)[:500]
