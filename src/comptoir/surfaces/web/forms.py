"""Reading what a form of the page posts: few short fields, and nothing else."""

import unicodedata
from urllib.parse import parse_qsl

from starlette.requests import Request

from comptoir.kernel.refusals import Kind, Refusal

MOST_BYTES = 16_384
MOST_FIELDS = 20

_TYPE = "application/x-www-form-urlencoded"


async def fields(request: Request) -> dict[str, str]:
    """Read a posted form: each field's last value, tidied by `clean`.

    :raises Refusal: when it is too large, or no form of ours.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {"", _TYPE}:
        raise Refusal(Kind.INVALID, "bad_form")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Refusal(Kind.TOO_LARGE, "too_large", {"most_bytes": MOST_BYTES})
    try:
        text = body.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:  # includes what is not UTF-8
        raise Refusal(Kind.INVALID, "bad_form") from None
    return {name: clean(value) for name, value in pairs}


def clean(text: str) -> str:
    """Turn control characters into spaces and compose accents (NFC); ends are stripped."""
    seen = (" " if unicodedata.category(each) in {"Cc", "Cs"} else each for each in text)
    return unicodedata.normalize("NFC", "".join(seen)).strip()
