"""The JSON API as one application to be mounted under `/api`."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street import problems
from comptoir.street.limits import BodyLimit
from comptoir.street.shop import Shop
from comptoir.surfaces.api import addresses, carts, conversations, orders, products, stores

DESCRIPTION = (
    "The counter of one grocer. Money is in minor units, quantities are whole pieces, grams or "
    "millilitres, ids are opaque. Refusals are RFC 9457 problems with a stable `code`."
)
_WORDS = {
    "missing": {Language.FRENCH: "ce champ manque", Language.ENGLISH: "this field is missing"},
    "named_twice": {
        Language.FRENCH: "un produit est nommé deux fois",
        Language.ENGLISH: "a product is named twice",
    },
    "json_invalid": {
        Language.FRENCH: "ce n’est pas du JSON",
        Language.ENGLISH: "this is not JSON",
    },
    "int_type": {
        Language.FRENCH: "un nombre entier",
        Language.ENGLISH: "a whole number",
    },
    "int_parsing": {
        Language.FRENCH: "un nombre entier",
        Language.ENGLISH: "a whole number",
    },
    "string_type": {Language.FRENCH: "un texte", Language.ENGLISH: "a text"},
    "string_too_long": {Language.FRENCH: "trop long", Language.ENGLISH: "too long"},
    "string_too_short": {Language.FRENCH: "trop court", Language.ENGLISH: "too short"},
    "string_pattern_mismatch": {
        Language.FRENCH: "pas de la forme attendue",
        Language.ENGLISH: "not of the expected form",
    },
    "literal_error": {
        Language.FRENCH: "une des valeurs prévues",
        Language.ENGLISH: "one of the values there are",
    },
    "greater_than_equal": {Language.FRENCH: "trop petit", Language.ENGLISH: "too small"},
    "less_than_equal": {Language.FRENCH: "trop grand", Language.ENGLISH: "too large"},
    "too_long": {Language.FRENCH: "trop d’éléments", Language.ENGLISH: "too many items"},
    "too_short": {Language.FRENCH: "pas assez d’éléments", Language.ENGLISH: "too few items"},
    "extra_forbidden": {
        Language.FRENCH: "ce champ n’existe pas",
        Language.ENGLISH: "there is no such field",
    },
}


def build(shop: Shop, explain: problems.Explain) -> FastAPI:
    """Make the API of a shop; `explain` puts a refusal into words."""
    app = FastAPI(
        title="Comptoir",
        version="0.1",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        root_path_in_servers=False,
    )
    app.state.shop = shop
    for router in (stores.router, products.router, carts.router, orders.router):
        app.include_router(router)
    app.include_router(conversations.router)
    app.include_router(addresses.router)
    app.add_middleware(BodyLimit)

    async def on_refusal(request: Request, error: Exception) -> Response:
        if not isinstance(error, Refusal):
            raise error
        return problems.refused(request, error, explain)

    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(RequestValidationError, _on_malformed)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(Exception, _on_fault)
    return app


async def _on_malformed(request: Request, error: Exception) -> Response:
    language = problems.language_of_request(request)
    found: list[Any] = list(error.errors()) if isinstance(error, RequestValidationError) else []
    errors = [
        {
            "field": ".".join(str(part) for part in each["loc"][1:]) or str(each["loc"][0]),
            "code": str(each["type"]),
            "detail": _WORDS.get(each["type"], {}).get(language, str(each["msg"])),
        }
        for each in found[:20]
    ]
    named = "; ".join(f"{each['field']}: {each['detail']}" for each in errors)
    return problems.problem(
        status=422,
        code="malformed_request",
        title=problems.TITLES[Kind.INVALID][language],
        detail=named[:500],
        errors=errors,
    )


async def _on_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return problems.http_error(request, error)


async def _on_fault(request: Request, error: Exception) -> Response:
    return problems.broken(request, error)
