"""Push to talk: a recording in, the words heard in it out, for the page to say."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from comptoir.conversation import queries
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.street.hints import hint
from comptoir.street.problems import STATUS
from comptoir.street.speech import MOST_RECORDED_BYTES, not_equipped
from comptoir.surfaces.web import visits
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.visits import Visit
from comptoir.surfaces.web.words import Words

CSRF = "x-csrf"


async def hear(request: Request) -> Response:
    """Write a recording down; what is heard is not said yet, the page shows it and says it."""
    try:
        visit = await visits.come_back(request, {"csrf": request.headers.get(CSRF, "")})
        return JSONResponse({"text": await _heard(request, visit, await _recording(request))})
    except Refusal as refusal:
        words = Words(visits.language_for(request, await visits.session_of(request)))
        trouble = words(refusal.code if words.has(refusal.code) else "not_heard")
        return JSONResponse({"trouble": trouble}, status_code=STATUS[refusal.kind])


async def _recording(request: Request) -> bytes:
    """Read the body, and no more than a recording can have.

    :raises Refusal: when it is larger
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_RECORDED_BYTES:
            raise Refusal(Kind.TOO_LARGE, "recording_too_long", {})
    return bytes(body)


async def _heard(request: Request, visit: Visit, recording: bytes) -> str:
    shop = house_of(request).shop
    if shop.recogniser is None:
        raise not_equipped()
    async with shop.database.read(caller(visit.language)) as on:
        last = await queries.turns(on, conversation=visit.conversation.id, limit=1)
    likely = hint(
        visit.language,
        pending=last[-1].pending if last else None,
        choices=last[-1].chips if last else (),
    )
    return await shop.recogniser.transcribe(recording, language=visit.language, hint=likely)
