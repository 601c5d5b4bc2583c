"""Reading a posted form, up to a size: nothing is kept of one that is too large."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from comptoir.kernel.refusals import Kind, Refusal

_TYPE = "application/x-www-form-urlencoded"


async def pairs(request: Request, *, most_bytes: int, most_fields: int) -> list[tuple[str, str]]:
    """Read the names and values of a posted form, in their order.

    :raises Refusal: when it is too large, or no form of ours.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {"", _TYPE}:
        raise Refusal(Kind.INVALID, "bad_form")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most_bytes:
            raise Refusal(Kind.TOO_LARGE, "too_large", {"most_bytes": most_bytes})
    try:
        text = body.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=most_fields)
    except ValueError:  # includes what is not UTF-8
        raise Refusal(Kind.INVALID, "bad_form") from None
