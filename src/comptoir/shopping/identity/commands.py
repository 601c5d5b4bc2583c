"""What can be done to prove who one is by mail, to stay signed in, and to sign out."""

from datetime import timedelta

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.identity import _store, rules
from comptoir.shopping.identity.model import (
    CODE_LIFE,
    CODE_PAUSE,
    CODES_FOR_CALLER,
    CODES_TO_ADDRESS,
    GUESSES_AT_ADDRESS,
    GUESSES_BY_CALLER,
    MOST_GUESSES,
    SESSION_LIFE,
    Asked,
    Bound,
    Checked,
    NoCode,
    Proven,
    WrongCode,
)

_LONGEST_DEVICE = 80
_COUNTED_FOR = timedelta(days=2)


async def ask_code(uow: UnitOfWork, *, session: str, email: str, caller: str) -> Asked:
    """Draw a code for a browser's session, to be sent to an address; the one before ends.

    It is the same whether the address is known or not. `caller` is where the request comes from.

    :raises Refusal: when the address is none, or too many codes were asked for.
    """
    address, key = rules.checked_email(email), rules.digest(session)
    await _store.LOCK_SUBJECT.one(uow, key=f"code/{key}")
    before = await _store.WAITING.first(uow, session=key, now=uow.now)
    if before is not None and before.email == address and uow.now < before.created_at + CODE_PAUSE:
        return Asked(address, None)
    await bound(uow, CODES_TO_ADDRESS, address.lower())
    await bound(uow, CODES_FOR_CALLER, caller)
    await _store.END_CODES.run(uow, session=key, now=uow.now)
    code, salt = rules.draw_code(), secret()
    await _store.PUT_CODE.run(
        uow,
        id=secret(),
        session=key,
        email=address,
        salt=salt,
        hash=rules.hash_code(code, salt),
        now=uow.now,
        until=uow.now + CODE_LIFE,
    )
    return Asked(address, code)


async def drop_code(uow: UnitOfWork, *, session: str) -> None:
    """End the code that a session waits for: it could not be sent."""
    await _store.END_CODES.run(uow, session=rules.digest(session), now=uow.now)


async def check_code(uow: UnitOfWork, *, session: str, code: str, caller: str) -> Checked:
    """Check what was typed against the code that the session waits for; it works once.

    :raises Refusal: when too many codes were guessed at.
    """
    key = rules.digest(session)
    waits = await _store.LOCK_CODE.first(uow, session=key, now=uow.now)
    if waits is None:
        return NoCode()
    await bound(uow, GUESSES_BY_CALLER, caller)
    await bound(uow, GUESSES_AT_ADDRESS, waits.email.lower())
    typed = rules.hash_code(rules.typed_code(code), waits.salt)
    if rules.same(typed, waits.hash):
        await _store.END_CODES.run(uow, session=key, now=uow.now)
        return Proven(waits.email)
    await _store.GUESSED.run(uow, id=waits.id, most=MOST_GUESSES, now=uow.now)
    left = MOST_GUESSES - waits.attempts - 1
    return WrongCode(left) if left > 0 else NoCode()


async def sign_in(
    uow: UnitOfWork, *, session: str, household: str, person: str, device: str
) -> None:
    """Note that somebody is signed in with a new session's key."""
    await _store.PUT_SESSION.run(
        uow,
        key=rules.digest(session),
        household=household,
        person=person,
        device=device[:_LONGEST_DEVICE],
        now=uow.now,
    )


async def see(uow: UnitOfWork, *, session: str) -> None:
    """Note that a session was seen, which gives it its whole life again."""
    await _store.SEE.run(uow, key=rules.digest(session), now=uow.now)


async def sign_out(uow: UnitOfWork, *, session: str) -> None:
    """End a session; harmless when it is not signed in."""
    await _store.END_SESSION.run(uow, key=rules.digest(session))


async def sign_out_device(uow: UnitOfWork, *, household: str, person: str, key: str) -> None:
    """End one of somebody's sessions, named by its digest."""
    await _store.END_SESSION_OF.run(uow, key=key, household=household, person=person)


async def sign_out_everywhere(uow: UnitOfWork, *, household: str, person: str) -> int:
    """End all of somebody's sessions, and tell how many there were."""
    return await _store.END_SESSIONS.run(uow, household=household, person=person)


async def bound(uow: UnitOfWork, limit: Bound, subject: str) -> None:
    """Count something that may be done only so often; of its subject only a digest is kept.

    :raises Refusal: when it was done too often; `minutes` is how long the time is.
    """
    counted = rules.digest(f"{limit.kind}/{subject}")
    await _store.LOCK_SUBJECT.one(uow, key=f"bound/{counted}")
    since = uow.now - limit.within
    done = await _store.COUNT.one(uow, kind=limit.kind, subject=counted, since=since)
    if done >= limit.most:
        minutes = int(limit.within.total_seconds()) // 60
        raise Refusal(Kind.TOO_MANY, "too_often", {"what": limit.kind, "minutes": minutes})
    await _store.NOTE.run(uow, kind=limit.kind, subject=counted, now=uow.now)


async def forget(uow: UnitOfWork) -> int:
    """Forget sessions, codes, challenges and invitations past their time; tell how many."""
    gone = await _store.FORGET_SESSIONS.run(uow, before=uow.now - SESSION_LIFE)
    gone += await _store.FORGET_CODES.run(uow, before=uow.now - _COUNTED_FOR)
    gone += await _store.FORGET_ATTEMPTS.run(uow, before=uow.now - _COUNTED_FOR)
    gone += await _store.FORGET_CHALLENGES.run(uow, now=uow.now)
    return gone + await _store.FORGET_INVITATIONS.run(uow, now=uow.now)
