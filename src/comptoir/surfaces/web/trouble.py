"""When it does not work: refusals and faults as pages, or as a notice on the page that is open."""

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from comptoir.kernel.locale import Language, language_of
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street.problems import STATUS
from comptoir.street.typography import typeset
from comptoir.surfaces.web import visits
from comptoir.surfaces.web.counter import Notice
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.pages import fill, from_htmx, page
from comptoir.surfaces.web.words import Words

_REOPEN = {"session_expired", "form_token"}

log = logging.getLogger(__name__)


async def on_refusal(request: Request, error: Exception) -> Response:
    """Answer a refusal in the visitor's language."""
    if not isinstance(error, Refusal):
        raise error
    language = await _language(request)
    words = Words(language)
    if words.has(error.code):
        text = words(error.code)
    else:
        text = typeset(house_of(request).explain(error, language), language)
    title = "not_found" if error.kind is Kind.NOT_FOUND else "trouble"
    status = STATUS[error.kind]
    return _tell(request, language, words(title), text, status, reopen=error.code in _REOPEN)


async def on_http_error(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses: no such address, a wrong method."""
    if not isinstance(error, HTTPException):
        raise error
    language = await _language(request)
    words = Words(language)
    missing = error.status_code == 404
    title = words("not_found" if missing else "trouble")
    text = words("not_found_hint" if missing else "wrong_method")
    response = _tell(request, language, title, text, error.status_code)
    response.headers.update(error.headers or {})
    return response


async def on_fault(request: Request, error: Exception) -> Response:
    """Answer a fault of ours without telling anything about it; the log has the rest."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    language = language_of(request.headers.get("accept-language"))
    words = Words(language)
    return _tell(request, language, words("trouble"), words("broken"), 500)


async def _language(request: Request) -> Language:
    return visits.language_for(request, await visits.session_of(request))


def _tell(
    request: Request,
    language: Language,
    title: str,
    text: str,
    status: int,
    *,
    reopen: bool = False,
) -> Response:
    if from_htmx(request):
        notice = Notice(text, reopen=reopen)
        return HTMLResponse(fill("_notice_only.html", language, notice=notice), status)
    demo = house_of(request).shop.demo
    return page(request, "trouble.html", language, status, title=title, text=text, demo=demo)
