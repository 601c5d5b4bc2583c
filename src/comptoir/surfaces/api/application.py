"""The JSON API as one application to be mounted under `/api`."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street import malformed, problems
from comptoir.street.limits import BodyLimit
from comptoir.street.shop import Shop
from comptoir.surfaces.api import addresses, carts, conversations, orders, products, stores

DESCRIPTION = (
    "The counter of one grocer. Money is in minor units, quantities are whole pieces, grams or "
    "millilitres, ids are opaque. Refusals are RFC 9457 problems with a stable `code`."
)


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
    found = list(error.errors()) if isinstance(error, RequestValidationError) else []
    errors = malformed.named(found, language, inside=1)
    return problems.problem(
        status=422,
        code="malformed_request",
        title=problems.TITLES[Kind.INVALID][language],
        detail=malformed.detail(errors),
        errors=errors,
    )


async def _on_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return problems.http_error(request, error)


async def _on_fault(request: Request, error: Exception) -> Response:
    return problems.broken(request, error)
