"""Reading what a form of the page posts: few short fields, and nothing else."""

import unicodedata

from starlette.requests import Request

from comptoir.shopping.carts.model import MOST_LINES
from comptoir.street.posted import pairs

MOST_BYTES = 16_384
MOST_FIELDS = 20


async def fields(request: Request) -> dict[str, str]:
    """Read a posted form: each field's last value, tidied by `clean`.

    :raises Refusal: when it is too large, or no form of ours.
    """
    said = await pairs(request, most_bytes=MOST_BYTES, most_fields=MOST_FIELDS)
    return {name: clean(value) for name, value in said}


async def many(request: Request) -> list[tuple[str, str]]:
    """Read a posted form whose fields may come more than once, as one of many lines.

    :raises Refusal: when it is too large, or no form of ours.
    """
    said = await pairs(request, most_bytes=MOST_BYTES, most_fields=MOST_LINES + MOST_FIELDS)
    return [(name, clean(value)) for name, value in said]


def clean(text: str) -> str:
    """Turn control characters into spaces and compose accents (NFC); ends are stripped."""
    seen = (" " if unicodedata.category(each) in {"Cc", "Cs"} else each for each in text)
    return unicodedata.normalize("NFC", "".join(seen)).strip()
