"""Refusals as RFC 9457 problem details: one table from a refusal's kind to an HTTP status."""

import logging
from collections.abc import Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from comptoir.kernel.locale import Language, language_of
from comptoir.kernel.refusals import Fact, Kind, Refusal

STATUS: dict[Kind, int] = {
    Kind.NOT_FOUND: 404,
    Kind.INVALID: 422,
    Kind.CONFLICT: 409,
    Kind.GONE: 410,
    Kind.FORBIDDEN: 403,
    Kind.TOO_LARGE: 413,
    Kind.TOO_MANY: 429,
    Kind.PAYMENT: 402,
    Kind.UNAVAILABLE: 503,
}

TITLES: dict[Kind, dict[Language, str]] = {
    Kind.NOT_FOUND: {Language.FRENCH: "Introuvable", Language.ENGLISH: "Not found"},
    Kind.INVALID: {Language.FRENCH: "Demande incorrecte", Language.ENGLISH: "Invalid request"},
    Kind.CONFLICT: {Language.FRENCH: "Impossible en l’état", Language.ENGLISH: "Conflict"},
    Kind.GONE: {Language.FRENCH: "Ce n’est plus possible", Language.ENGLISH: "No longer possible"},
    Kind.FORBIDDEN: {Language.FRENCH: "Accès refusé", Language.ENGLISH: "Forbidden"},
    Kind.TOO_LARGE: {Language.FRENCH: "Trop volumineux", Language.ENGLISH: "Too large"},
    Kind.TOO_MANY: {Language.FRENCH: "Trop de demandes", Language.ENGLISH: "Too many requests"},
    Kind.PAYMENT: {Language.FRENCH: "Paiement refusé", Language.ENGLISH: "Payment refused"},
    Kind.UNAVAILABLE: {Language.FRENCH: "Indisponible", Language.ENGLISH: "Unavailable"},
}

TYPE = "urn:comptoir:problem:"

Explain = Callable[[Refusal, Language], str]

log = logging.getLogger(__name__)


def problem(
    *,
    status: int,
    code: str,
    title: str,
    detail: str,
    facts: Mapping[str, Fact] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> Response:
    """Make a problem response; `code` is stable, `detail` is for people."""
    body: dict[str, object] = {
        "type": TYPE + code,
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
    }
    if facts:
        body["facts"] = dict(facts)
    if errors:
        body["errors"] = errors
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def language_of_request(request: Request) -> Language:
    """Choose the language of an answer from the request's Accept-Language."""
    return language_of(request.headers.get("accept-language"))


def language_of_header(header: bytes | None) -> Language:
    """Choose the language of an answer from a raw Accept-Language header."""
    return language_of((header or b"").decode("latin-1"))


def refused(request: Request, refusal: Refusal, explain: Explain) -> Response:
    """Answer a refusal in the caller's language."""
    language = language_of_request(request)
    return problem(
        status=STATUS[refusal.kind],
        code=refusal.code,
        title=TITLES[refusal.kind][language],
        detail=explain(refusal, language),
        facts=refusal.facts,
    )


def http_error(request: Request, error: HTTPException) -> Response:
    """Answer what the framework refuses (no such path, wrong method) as a problem."""
    kind = Kind.NOT_FOUND if error.status_code == 404 else Kind.INVALID
    response = problem(
        status=error.status_code,
        code=f"http_{error.status_code}",
        title=TITLES[kind][language_of_request(request)],
        detail=error.detail,
    )
    response.headers.update(error.headers or {})
    return response


def broken(request: Request, error: Exception) -> Response:
    """Answer a fault of ours without telling anything about it; the log has the rest."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    french = language_of_request(request) is Language.FRENCH
    return problem(
        status=500,
        code="internal",
        title="Erreur interne" if french else "Internal error",
        detail="Réessayez dans un instant." if french else "Please try again in a moment.",
    )
