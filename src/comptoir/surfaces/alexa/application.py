"""The skill's endpoint as one application to be mounted under `/alexa`."""

import hashlib
import logging
from collections.abc import Mapping
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
from comptoir.street.spoken import (
    Spoken,
    keeps_listening,
    no_such_language,
    not_caught,
    spoken_refusal,
    trouble,
)
from comptoir.surfaces.alexa.answers import NOTHING, answer
from comptoir.surfaces.alexa.carriers import FALLBACK, carriers_of
from comptoir.surfaces.alexa.certificates import Chains, NotTrusted
from comptoir.surfaces.alexa.requests import Asked, Malformed, asked, checked_time, signature_of

DOOR = "alexa"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Skills:
    """What the endpoint needs: the counter, which skill leads to which store, whom to trust."""

    counter: Counter
    stores: Mapping[str, str]
    chains: Chains


def build(shop: Shop, *, stores: Mapping[str, str], chains: Chains) -> ASGIApp:
    """Make the endpoint of a shop's skills; `stores` by the skill's id."""
    app = Starlette(
        routes=[Route("/", _take, methods=["POST"])],
        exception_handlers={
            NotTrusted: _on_not_trusted,
            Malformed: _on_malformed,
            HTTPException: _on_http_error,
        },
    )
    app.state.skills = _Skills(counter_of(shop), stores, chains)
    return BodyLimit(app)


async def _take(request: Request) -> Response:
    skills = cast("_Skills", request.app.state.skills)
    given = await _trusted(skills, request)
    return JSONResponse(await _answered(skills, given), headers={"Cache-Control": "no-store"})


async def _trusted(skills: _Skills, request: Request) -> Asked:
    """Give a request that Alexa signed for one of our skills, now and for the first time.

    :raises NotTrusted: when it did not.
    :raises Malformed: when it is none.
    """
    url = request.headers.get("signaturecertchainurl")
    if not url:
        raise NotTrusted("signature")
    body = await request.body()
    now = skills.counter.shop.database.clock.now()
    signature = signature_of(request.headers.get("signature-256"))
    await skills.chains.check(url=url, signature=signature, body=body, now=now)
    given = asked(body)
    until = checked_time(given, now)
    store = skills.stores.get(given.skill)
    if store is None:
        raise NotTrusted("skill")
    if not await skills.counter.book.is_first(
        door=DOOR, store=store, request=given.id, until=until
    ):
        raise NotTrusted("replay")
    return given


async def _answered(skills: _Skills, given: Asked) -> dict[str, object]:
    if given.session is None or given.kind not in {
        "LaunchRequest",
        "IntentRequest",
        "SessionEndedRequest",
    }:
        return NOTHING
    language = known_language(given.locale)
    guest = Guest(
        DOOR,
        skills.stores[given.skill],
        given.user,
        given.session,
        language or Language.FRENCH,
    )
    if given.kind == "SessionEndedRequest":
        await skills.counter.book.part(guest)
        return NOTHING
    if language is None:
        return answer(no_such_language())
    return answer(keeps_listening(await _heard(skills, given, guest), language))


async def _heard(skills: _Skills, given: Asked, guest: Guest) -> Spoken:
    text = None
    if given.kind == "IntentRequest":
        text = carriers_of(guest.language).sentence(given.intent, given.filling)
        if text is None:
            if given.intent != FALLBACK:
                log.warning("alexa: the skill has an intent that is not in our model")
            return not_caught(guest.language)
    try:
        if text is None:
            return await skills.counter.greet(guest, turn_id=_turn_id(given))
        return await skills.counter.hear(guest, text, turn_id=_turn_id(given))
    except Refusal as refusal:
        log.warning("alexa: nobody can be served: %s", refusal.code)
        return spoken_refusal(refusal, guest.language, skills.counter.shop.database.clock)
    except Exception:
        log.exception("alexa: a sentence failed")
        return trouble(guest.language)


def _turn_id(given: Asked) -> str:
    return f"alexa-{hashlib.sha256(given.id.encode('utf-8', 'replace')).hexdigest()[:32]}"


async def _on_not_trusted(request: Request, error: Exception) -> Response:
    log.warning("alexa: a request was not trusted: %s", error)
    return _refused(request, str(error))


async def _on_malformed(request: Request, error: Exception) -> Response:
    del error
    log.warning("alexa: a trusted request could not be read")
    return _refused(request, "malformed")


def _refused(request: Request, reason: str) -> Response:
    language = problems.language_of_request(request)
    return problems.problem(
        status=400,
        code="alexa_request",
        title=problems.TITLES[Kind.INVALID][language],
        detail=reason,
        facts={"reason": reason},
    )


async def _on_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return problems.http_error(request, error)
