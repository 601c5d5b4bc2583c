"""Templates, filled: escaped by default, in the language of whoever is at the desk."""

import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from comptoir.kernel.locale import Language
from comptoir.surfaces.console.words import Words

PACKAGE = "comptoir.surfaces.console"
ROOT = "/desk"


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update({"asset": asset, "root": ROOT})  # pyright: ignore[reportCallIssue, reportArgumentType]
    return made


@cache
def asset(name: str) -> str:
    """Give the address of a static file; it changes with the file, so it may be kept for good."""
    content = resources.files(PACKAGE).joinpath("static").joinpath(name).read_bytes()
    return f"{ROOT}/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def fill(template: str, language: Language, **context: object) -> str:
    """Fill a template."""
    words = Words(language)
    return _templates().get_template(template).render(t=words, language=language.value, **context)
