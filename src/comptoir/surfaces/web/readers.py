"""Who reads a page whose address is its key, and who sends a form of one."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from comptoir.kernel.locale import Language
from comptoir.street import session as sessions
from comptoir.street.session import Session
from comptoir.surfaces.web import visits
from comptoir.surfaces.web.house import house_of


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a session, with no more known of it than its language."""

    session: Session
    language: Language


async def reader_of(request: Request) -> Reader:
    """Tell who reads, beginning a session for whoever has none."""
    session = await visits.session_of(request)
    language = visits.language_for(request, session)
    if session is None:
        session = sessions.fresh(house_of(request).shop.database.clock.now())
    return Reader(visits.speak(session, language), language)


async def writer_of(request: Request, form: Mapping[str, str]) -> Reader:
    """Tell who sent a form of such a page.

    :raises Refusal: when the form is not from a page of this session.
    """
    sessions.check_origin(request)
    session = await visits.session_of(request)
    session = (await house_of(request).seal()).check(session, form.get("csrf"))
    return Reader(session, visits.language_for(request, session))
