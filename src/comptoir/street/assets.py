"""A surface's own files: templates that escape, and static files that are kept for good."""

import hashlib
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOR_GOOD = "public, max-age=31536000, immutable"


class Static(StaticFiles):
    """Serves our own files; an address that names the content may be kept for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file."""
        response = await super().get_response(path, scope)
        if scope.get("query_string", b"").startswith(b"v="):
            response.headers["Cache-Control"] = FOR_GOOD
        return response


def templates(package: str) -> Environment:
    """Open the templates of a package: escaped by default, and strict about what is missing."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def static_address(package: str, root: str, name: str) -> str:
    """Give the address of a static file, which changes with its content."""
    content = resources.files(package).joinpath("static").joinpath(name).read_bytes()
    return f"{root}/static/{name}?v={digest(content)}"


def digest(content: bytes) -> str:
    """Name a content in twelve characters."""
    return hashlib.sha256(content).hexdigest()[:12]
