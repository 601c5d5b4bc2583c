"""The shop on a home screen: its manifest, its icons, and the worker that answers without a net."""

import json
from collections.abc import Mapping
from functools import cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from comptoir.kernel.locale import Language, language_of
from comptoir.street.assets import FOR_GOOD, digest
from comptoir.surfaces.web import painting
from comptoir.surfaces.web.pages import asset, fill, style
from comptoir.surfaces.web.words import Words

_SIZES: Mapping[str, frozenset[int]] = {
    "any": frozenset({96, 180, 192, 512}),
    "maskable": frozenset({192, 512}),
}
_SHEET, _PAGE = "#ffffff", "#f0f3f3"
_SHORTCUTS = (
    ("dock_talk", "/counter"),
    ("search", "/search"),
    ("cart", "/cart"),
    ("list", "/list"),
)
_KEPT = ("comptoir.js", "keep.js", "list.js", "mark.svg", "fonts/voice.woff2", "fonts/hand.woff2")
"""What the list needs to be read and ticked without a connection."""


async def manifest(request: Request) -> Response:
    """Tell browsers what the shop is called and looks like on a home screen (W3C, Manifest)."""
    told = _manifest(language_of(request.query_params.get("lang")))
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(told, media_type="application/manifest+json", headers=headers)


async def icon(request: Request) -> Response:
    """Draw the mark as an icon of a size that a launcher asks for."""
    purpose, size = request.path_params["purpose"], int(request.path_params["size"])
    if size not in _SIZES.get(purpose, ()):
        raise HTTPException(404)
    drawn = painting.icon(size, maskable=purpose == "maskable")
    named = "v" in request.query_params
    headers = {"Cache-Control": FOR_GOOD if named else "public, max-age=3600"}
    return Response(drawn, media_type="image/png", headers=headers)


async def worker(request: Request) -> Response:
    """Give the worker that stands between the pages of one language and the network.

    Browsers look for a newer one at each visit; it differs as soon as anything that it keeps does.
    """
    written = _worker(language_of(request.query_params.get("lang")))
    return Response(written, media_type="text/javascript", headers={"Cache-Control": "no-cache"})


@cache
def _manifest(language: Language) -> bytes:
    words = Words(language)
    mark = {"src": asset("mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    told: dict[str, object] = {
        "id": "/",
        "name": words("app_name"),
        "short_name": "Comptoir",
        "description": words("app_about"),
        "lang": language.value,
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAGE,
        "theme_color": _SHEET,
        "categories": ["food", "shopping"],
        "icons": [
            mark, _icon("any", 192), _icon("any", 512), _icon("maskable", 192),
            _icon("maskable", 512),
        ],
        "shortcuts": [
            {"name": words(name), "url": url, "icons": [_icon("any", 96)]}
            for name, url in _SHORTCUTS
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False).encode()


def _icon(purpose: str, size: int) -> dict[str, str]:
    return {
        "src": f"/icons/{purpose}-{size}.png?v={digest(asset('mark.svg').encode())}",
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }


@cache
def _worker(language: Language) -> str:
    """Write the worker; its place has the name of all that it keeps."""
    files = [style(), *(asset(name) for name in _KEPT)]
    page = fill("list.html", language, nonce="", demo=False, here_url="/list")
    place = f"comptoir-{digest(page.encode() + ''.join(files).encode())}"
    return fill(
        "worker.js",
        language,
        place=place,
        files=files,
        page=f"/list?lang={language.value}",
    )


ROUTES = (
    Route("/manifest.webmanifest", manifest),
    Route("/icons/{purpose}-{size:int}.png", icon),
    Route("/worker.js", worker),
)
