"""What can be done with links and sessions.

Of every secret only a digest is kept, so that whoever reads the database cannot come in by it.
"""

import hashlib
import secrets
from datetime import timedelta

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.staff.access import _store
from comptoir.staff.access.model import (
    CODE_LIFE,
    CODES_AN_HOUR,
    DRAW_EVERY,
    IDLE,
    LIFE,
    LINK_LIFE,
    OVERLAP,
    TRIES,
    CodeAsked,
    Entered,
    NotThatCode,
)
from comptoir.staff.directory import queries as directory
from comptoir.staff.directory.model import Member

LONGEST_SECRET = 100


async def give_link(uow: UnitOfWork, *, member: str, life: timedelta = LINK_LIFE) -> str:
    """Draw what a one-time link carries; links that somebody was given before open nothing more.

    :raises Refusal: when there is nobody with this id, or they no longer work here.
    """
    await _active(uow, member)
    drawn = secrets.token_urlsafe(32)
    await _store.DROP_LINKS.run(uow, member=member)
    await _store.PUT_LINK.run(
        uow, digest=_digest(drawn), member=member, now=uow.now, expires_at=uow.now + life
    )
    return drawn


async def enter(uow: UnitOfWork, *, link: str) -> Entered:
    """Open a session by a link, which opens nothing more after that.

    :raises Refusal: when the link is none of ours, was used, has expired, or its member has left.
    """
    member = None
    if len(link) <= LONGEST_SECRET:
        member = await _store.USE_LINK.first(uow, digest=_digest(link), now=uow.now)
    if member is None:
        raise Refusal(Kind.GONE, "link_spent")
    return await open_session(uow, member=member)


async def ask_code(uow: UnitOfWork, *, email: str) -> CodeAsked:
    """Draw a code of eight digits for who has an address, in place of one they had.

    Nothing is drawn for strangers, for who has left, and for who has had enough of them.
    """
    browser = secrets.token_urlsafe(32)
    who = await directory.member_by_email(uow, email=email)
    if who is None or not who.active:
        return CodeAsked(browser)
    since = uow.now - timedelta(hours=1)
    if await _store.CODES_SINCE.one(uow, member=who.id, since=since) >= CODES_AN_HOUR:
        return CodeAsked(browser)
    code = f"{secrets.randbelow(10**8):08}"
    await _store.END_CODES.run(uow, member=who.id, now=uow.now)
    await _store.PUT_CODE.run(
        uow,
        id=_digest(browser),
        member=who.id,
        digest=_digest(browser + code),
        now=uow.now,
        expires_at=uow.now + CODE_LIFE,
    )
    return CodeAsked(browser, who, code)


async def enter_by_code(uow: UnitOfWork, *, browser: str, code: str) -> Entered | NotThatCode:
    """Open a session by a code, in the browser that asked for it; a wrong one is counted."""
    typed = "".join(each for each in code if each.isdigit())
    if len(browser) > LONGEST_SECRET or len(code) > LONGEST_SECRET:
        return NotThatCode(0)
    tried = await _store.TRY_CODE.first(
        uow, id=_digest(browser), digest=_digest(browser + typed), tries=TRIES, now=uow.now
    )
    if tried is None:
        return NotThatCode(0)
    if not tried.hit:
        return NotThatCode(TRIES - tried.attempts)
    return await open_session(uow, member=tried.member)


async def open_session(uow: UnitOfWork, *, member: str) -> Entered:
    """Open a session for somebody who has shown who they are.

    :raises Refusal: when there is nobody with this id, or they no longer work here.
    """
    who = await _active(uow, member)
    drawn, identifier = secrets.token_urlsafe(32), secret()
    await _store.OPEN.run(uow, id=identifier, member=member, digest=_digest(drawn), now=uow.now)
    return Entered(identifier, who, drawn)


async def resume(uow: UnitOfWork, *, cookie: str | None) -> Entered | None:
    """Go on with the session that a cookie's secret belongs to; None when there is none.

    A secret in use for long is followed by a new one, which counts once it has come back; the old
    one counts until then and a moment longer, so that an answer that was lost locks nobody out.
    """
    if not cookie or len(cookie) > LONGEST_SECRET:
        return None
    row = await _store.SESSION.first(
        uow,
        digest=_digest(cookie),
        began=uow.now - LIFE,
        seen=uow.now - IDLE,
        overlap=uow.now - OVERLAP,
    )
    if row is None:
        return None
    who = await directory.member(uow, member=row.member)
    if not who.active:
        return None
    await _store.SEEN.run(uow, id=row.id, now=uow.now)
    if row.which == "next":
        await _store.PROMOTE.run(uow, id=row.id, now=uow.now)
    if row.which == "current" and row.drawn_at <= uow.now - DRAW_EVERY:
        drawn = secrets.token_urlsafe(32)
        await _store.DRAW.run(uow, id=row.id, digest=_digest(drawn))
        return Entered(row.id, who, drawn)
    return Entered(row.id, who)


async def close(uow: UnitOfWork, *, session: str) -> None:
    """Close a session."""
    await _store.CLOSE.run(uow, id=session)


async def close_all(uow: UnitOfWork, *, member: str) -> None:
    """Close every session and every unused link of somebody."""
    await _store.CLOSE_ALL.run(uow, member=member)
    await _store.DROP_LINKS.run(uow, member=member)


async def forget(uow: UnitOfWork) -> int:
    """Forget sessions, links and codes past their time, and give how many there were."""
    links = await _store.FORGET_LINKS.run(uow, now=uow.now)
    links += await _store.FORGET_CODES.run(uow, before=uow.now - timedelta(hours=1))
    return links + await _store.FORGET_SESSIONS.run(uow, began=uow.now - LIFE, seen=uow.now - IDLE)


async def _active(uow: UnitOfWork, member: str) -> Member:
    who = await directory.member(uow, member=member)
    if not who.active:
        raise Refusal(Kind.FORBIDDEN, "member_left")
    return who


def _digest(drawn: str) -> str:
    return hashlib.sha256(drawn.encode()).hexdigest()
