"""When it does not work: refusals and faults as pages."""

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from comptoir.kernel.locale import language_of
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street.problems import STATUS
from comptoir.street.typography import typeset
from comptoir.surfaces.console.entry import asked_language
from comptoir.surfaces.console.house import house_of
from comptoir.surfaces.console.pages import fill
from comptoir.surfaces.console.words import Words

log = logging.getLogger(__name__)


async def on_refusal(request: Request, error: Exception) -> Response:
    """Answer a refusal."""
    if not isinstance(error, Refusal):
        raise error
    words = Words(asked_language(request))
    if words.has(error.code):
        text = words(error.code, **error.facts)
    else:
        text = typeset(house_of(request).explain(error, words.language), words.language)
    title = "not_found" if error.kind is Kind.NOT_FOUND else "refused"
    return _tell(request, words, title, text, STATUS[error.kind])


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses: no such address, a wrong method."""
    if not isinstance(error, HTTPException):
        raise error
    words = Words(asked_language(request))
    missing = error.status_code == 404
    text = words("not_found_hint" if missing else "wrong_method")
    title = "not_found" if missing else "refused"
    response = _tell(request, words, title, text, error.status_code)
    response.headers.update(error.headers or {})
    return response


async def on_fault(request: Request, error: Exception) -> Response:
    """Answer a fault of ours without telling anything about it; the log has the rest."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    words = Words(language_of(request.headers.get("accept-language")))
    return _tell(request, words, "broken", words("broken_hint"), 500)


def _tell(request: Request, words: Words, title: str, text: str, status: int) -> HTMLResponse:
    page = fill(
        "trouble.html",
        words.language,
        visit=None,
        sheets=house_of(request).sheets,
        path=request.url.path,
        title=words(title),
        text=text,
    )
    return HTMLResponse(page, status)
