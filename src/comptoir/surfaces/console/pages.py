"""Templates, filled: escaped by default, in the language of whoever is at the desk."""

from functools import cache

from jinja2 import Environment

from comptoir.kernel.locale import Language
from comptoir.street.assets import static_address, templates
from comptoir.surfaces.console.words import Words

PACKAGE = "comptoir.surfaces.console"
ROOT = "/desk"


@cache
def _templates() -> Environment:
    made = templates(PACKAGE)
    made.globals.update({"asset": asset, "root": ROOT})  # pyright: ignore[reportCallIssue, reportArgumentType]
    return made


@cache
def asset(name: str) -> str:
    """Give the address of a static file; it changes with the file, so it may be kept for good."""
    return static_address(PACKAGE, ROOT, name)


def fill(template: str, language: Language, **context: object) -> str:
    """Fill a template."""
    words = Words(language)
    return _templates().get_template(template).render(t=words, language=language.value, **context)
