"""Pages that browsers may keep: an entity tag for each, nobody's page for anybody else."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from comptoir.kernel.ids import secret
from comptoir.kernel.locale import Language
from comptoir.surfaces.web.headers import NONCE
from comptoir.surfaces.web.pages import fill, mark

FOR_ALL = "public, max-age=60, stale-while-revalidate=60"
"""A page that was shown to nobody in particular: prices in it are a minute old at most."""
FOR_ONE = "private, no-cache"
"""A page with somebody's cart in it: kept by their own browser, and asked about each time."""
_VARY = "Cookie, Accept-Language"

_NONCE_MARK, _TURN_MARK = f"nonce-{secret()}", f"turn-{secret()}"
"""Stand in for what differs each time, so that a page is the same as long as it says the same."""


def kept_page(
    request: Request, template: str, language: Language, *, personal: bool, **context: object
) -> Response:
    """Answer with a template, filled; nothing is sent again that the browser has already.

    The token of its forms, `csrf` in the context, is masked anew each time; those that the browser
    has still hold, as long as they are of the same session.
    """
    text = fill(template, language, nonce=_NONCE_MARK, turn=_TURN_MARK, **context)
    return kept(request, text, personal=personal, token=str(context.get("csrf", "")))


def kept(
    request: Request,
    text: str,
    *,
    personal: bool,
    media_type: str = "text/html",
    token: str = "",
) -> Response:
    """Answer with a text under its entity tag (RFC 9110, 8.8.3)."""
    said = text.replace(_NONCE_MARK, "").replace(_TURN_MARK, "")
    if token:
        said = said.replace(token, mark(token))
    tag = f'W/"{hashlib.sha256(said.encode()).hexdigest()[:24]}"'
    headers = {"ETag": tag, "Cache-Control": FOR_ONE if personal else FOR_ALL, "Vary": _VARY}
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    body = text.replace(_NONCE_MARK, getattr(request.state, NONCE))
    body = body.replace(_TURN_MARK, secret())
    return Response(body, headers=headers, media_type=media_type)


def _has(request: Request, tag: str) -> bool:
    """Compare weakly, as a GET may (RFC 9110, 13.1.2)."""
    known = request.headers.get("if-none-match", "")
    bare = tag.removeprefix("W/")
    return known.strip() == "*" or bare in [
        each.strip().removeprefix("W/") for each in known.split(",")
    ]
