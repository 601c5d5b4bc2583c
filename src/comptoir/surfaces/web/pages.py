"""Templates, filled: escaped by default, in the visitor's language."""

import re
from functools import cache
from importlib import resources

from jinja2 import Environment
from jinja2.environment import TemplateModule
from starlette.requests import Request
from starlette.responses import HTMLResponse

from comptoir.kernel.locale import Language
from comptoir.street.assets import digest, static_address, templates
from comptoir.street.masks import unmasked
from comptoir.surfaces.web import pictures
from comptoir.surfaces.web.headers import NONCE
from comptoir.surfaces.web.words import Words

PACKAGE = "comptoir.surfaces.web"

STYLES = (
    "tokens", "base", "buttons", "fields", "pieces", "popovers", "goods", "frame", "dock",
    "counter", "cart", "order", "account", "checkout", "shop", "sheet", "cart_page", "moved",
    "side", "away",
)  # fmt: skip
"""The parts of the style sheet, in the order in which later ones win."""

_LETTERS = re.compile(r'url\("(fonts/[^"]+)"\)')


@cache
def _templates() -> Environment:
    made = templates(PACKAGE)
    ours: dict[str, object] = {
        "asset": asset,
        "icon": icon,
        "scripts": scripts,
        "style": style,
        "drawing": pictures.drawing,
        "alternate": alternate,
        "mark": mark,
    }
    made.globals.update(ours)  # pyright: ignore[reportCallIssue, reportArgumentType]
    return made


@cache
def asset(name: str) -> str:
    """Give the address of a static file; it changes with the file, so it may be kept for good."""
    return static_address(PACKAGE, "", name)


@cache
def style() -> str:
    """Give the address of the one style sheet, which changes with it."""
    return f"/style.css?v={digest(style_sheet())}"


@cache
def style_sheet() -> bytes:
    """Put the parts of the style sheet one after the other, with the addresses of the letters."""
    folder = resources.files(PACKAGE).joinpath("static", "css")
    whole = "".join(folder.joinpath(f"{name}.css").read_text("utf-8") for name in STYLES)
    return _LETTERS.sub(lambda found: f'url("{asset(found[1])}")', whole).encode()


@cache
def scripts() -> tuple[str, ...]:
    """Give the addresses of the libraries that set-up put beside the page, as far as they are
    there: without them the page works like any form."""
    folder = resources.files(PACKAGE).joinpath("static").joinpath("vendor")
    names = ("htmx.min.js", "hx-csp.min.js", "hx-sse.min.js")
    there = all(folder.joinpath(name).is_file() for name in names)
    return tuple(asset(f"vendor/{name}") for name in names) if there else ()


def alternate(address: str, language: str) -> str:
    """Give the address of a page in a language of its own."""
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def mark(token: str) -> str:
    """Give a mark of the session whose forms carry a token; none where there is no session.

    Two pages with the same mark were shown to the same visitor; the token cannot be told from it.
    """
    behind = unmasked(token)
    return "" if behind is None else digest(behind)


def icon(name: str) -> TemplateModule:
    """Give a drawing of ours to be put into the page, where it takes the text's colour."""
    return _templates().get_template(f"icons/{name}.svg").module


def fill(template: str, language: Language, **context: object) -> str:
    """Fill a template."""
    return (
        _templates()
        .get_template(template)
        .render(**{"frame": None, **context}, t=Words(language), language=language.value)
    )


def page(
    request: Request, template: str, language: Language, status: int = 200, **context: object
) -> HTMLResponse:
    """Answer with a template, filled."""
    nonce = getattr(request.state, NONCE)
    return HTMLResponse(fill(template, language, nonce=nonce, **context), status_code=status)


def from_htmx(request: Request) -> bool:
    """Tell whether the page's own script asks, and wants only what has changed."""
    return request.headers.get("hx-request") == "true"
