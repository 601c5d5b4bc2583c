"""The webhook as one application to be mounted under `/dialogflow`."""

import hashlib
import hmac
import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from comptoir.kernel.locale import Language, known_language
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street import problems
from comptoir.street.counter import Counter, counter_of
from comptoir.street.guests import Guest
from comptoir.street.limits import BodyLimit
from comptoir.street.shop import Shop
from comptoir.street.spoken import Spoken, no_such_language, not_caught, spoken_refusal, trouble
from comptoir.surfaces.dialogflow.answers import answer
from comptoir.surfaces.dialogflow.requests import Asked, Malformed, asked

DOOR = "dialogflow"
_SCHEME = "Bearer "
_UNHEARD = "sys.no-"
"""How Dialogflow's own events begin when a customer says nothing, or nothing that it can read."""

log = logging.getLogger(__name__)


class _NotAllowed(Exception):
    pass


@dataclass(frozen=True, slots=True)
class _Webhook:
    """What the webhook needs: the counter, the stores it may lead to, the secret of its caller."""

    counter: Counter
    stores: Collection[str]
    secret: str


def build(shop: Shop, *, stores: Collection[str], secret: str) -> ASGIApp:
    """Make the webhook of a shop; each store has an address of its own.

    :raises ValueError: when the secret is empty.
    """
    if not secret:
        raise ValueError("a webhook needs a secret")
    app = Starlette(
        routes=[Route("/{store}", _take, methods=["POST"])],
        exception_handlers={
            _NotAllowed: _on_not_allowed,
            Malformed: _on_malformed,
            HTTPException: _on_http_error,
        },
    )
    app.state.webhook = _Webhook(counter_of(shop), stores, secret)
    return BodyLimit(app)


async def _take(request: Request) -> Response:
    webhook = cast("_Webhook", request.app.state.webhook)
    _check_secret(webhook.secret, request.headers.get("authorization", ""))
    store = str(request.path_params["store"])
    if store not in webhook.stores:
        raise HTTPException(404)
    given = asked(await request.body())
    said = await _heard(webhook.counter, given, store)
    written = answer(said, page=given.page)
    return JSONResponse(written, headers={"Cache-Control": "no-store"})


def _check_secret(secret: str, header: str) -> None:
    """Check who calls, in a time that does not tell how much of the secret was right."""
    given = header.removeprefix(_SCHEME) if header.startswith(_SCHEME) else ""
    if not hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode()):
        raise _NotAllowed


async def _heard(counter: Counter, given: Asked, store: str) -> Spoken:
    language = known_language(given.language)
    if language is None:
        return no_such_language()
    guest = Guest(DOOR, store, given.session, given.session, language)
    try:
        if given.text is None and given.event.startswith(_UNHEARD):
            return not_caught(language)
        if given.text is None:
            return await counter.greet(guest, turn_id=_turn_id(given))
        return await counter.hear(guest, given.text, turn_id=_turn_id(given))
    except Refusal as refusal:
        log.warning("dialogflow: nobody can be served: %s", refusal.code)
        return spoken_refusal(refusal, language, counter.shop.database.clock)
    except Exception:
        log.exception("dialogflow: a sentence failed")
        return trouble(language)


def _turn_id(given: Asked) -> str | None:
    if not given.id:
        return None
    return f"dialogflow-{hashlib.sha256(given.id.encode('utf-8', 'replace')).hexdigest()[:32]}"


async def _on_not_allowed(request: Request, error: Exception) -> Response:
    del error
    log.warning("dialogflow: a request without the secret")
    language = problems.language_of_request(request)
    response = problems.problem(
        status=401,
        code="secret",
        title=problems.TITLES[Kind.FORBIDDEN][language],
        detail="Authorization: Bearer …",
    )
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


async def _on_malformed(request: Request, error: Exception) -> Response:
    del error
    log.warning("dialogflow: a request could not be read")
    french = problems.language_of_request(request) is Language.FRENCH
    return problems.problem(
        status=400,
        code="webhook_request",
        title=problems.TITLES[Kind.INVALID][Language.FRENCH if french else Language.ENGLISH],
        detail="WebhookRequest",
    )


async def _on_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return problems.http_error(request, error)
