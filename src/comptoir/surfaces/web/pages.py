"""Templates, filled: escaped by default, in the visitor's language."""

import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.environment import TemplateModule
from starlette.requests import Request
from starlette.responses import HTMLResponse

from comptoir.kernel.locale import Language
from comptoir.surfaces.web.headers import NONCE
from comptoir.surfaces.web.words import Words

PACKAGE = "comptoir.surfaces.web"


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update({"asset": asset, "icon": icon, "scripts": scripts})  # pyright: ignore[reportCallIssue, reportArgumentType]
    return made


@cache
def asset(name: str) -> str:
    """Give the address of a static file; it changes with the file, so it may be kept for good."""
    content = resources.files(PACKAGE).joinpath("static").joinpath(name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


@cache
def scripts() -> tuple[str, ...]:
    """Give the addresses of the libraries that set-up put beside the page, as far as they are
    there: without them the page works like any form."""
    folder = resources.files(PACKAGE).joinpath("static").joinpath("vendor")
    names = ("htmx.min.js", "hx-csp.min.js", "hx-sse.min.js")
    there = all(folder.joinpath(name).is_file() for name in names)
    return tuple(asset(f"vendor/{name}") for name in names) if there else ()


def icon(name: str) -> TemplateModule:
    """Give a drawing of ours to be put into the page, where it takes the text's colour."""
    return _templates().get_template(f"icons/{name}.svg").module


def fill(template: str, language: Language, **context: object) -> str:
    """Fill a template."""
    return (
        _templates()
        .get_template(template)
        .render(t=Words(language), language=language.value, **context)
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
