"""Sending what was posted: asked of the mail server outside any transaction, never twice.

A letter is marked before it is handed over and again afterwards. One whose end nobody knows,
because the line or this process broke in between, is not sent again.
"""

import logging
from datetime import timedelta

from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import SYSTEM
from comptoir.kernel.locale import Language
from comptoir.street.messages import _store
from comptoir.street.messages.model import Fate, Letter
from comptoir.street.messages.ports import Mail, NotCarried, Unsure

LEASE = timedelta(minutes=5)
"""After this nobody will tell any more how a handing over ended."""

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
_BATCH = 100

log = logging.getLogger(__name__)


async def deliver(database: Database, mail: Mail | None, *, store: str, letter: int) -> bool:
    """Send one letter when it is due, and tell whether it was sent now."""
    if mail is None:
        return False
    async with database.work(SYSTEM) as uow:
        taken = await _store.TAKE.first(
            uow, store=store, id=letter, now=uow.now, lease=uow.now + LEASE
        )
        at = uow.now
    if taken is None:
        return False
    words = Letter(taken.recipient, taken.subject, taken.text, taken.html, Language(taken.language))
    try:
        await mail.send(words, reference=taken.reference, at=at)
    except NotCarried as no:
        await _not_carried(database, store, letter, taken.attempts, no)
        return False
    except Unsure:
        log.warning("letter %s/%s may have been sent", store, letter)
        await _end(database, store, letter, Fate.UNKNOWN)
        return False
    async with database.work(SYSTEM) as uow:
        await _store.SENT.run(uow, store=store, id=letter, now=uow.now)
    return True


async def sweep(database: Database, mail: Mail | None, *, store: str) -> int:
    """Send what is due in a store, give up what is of no more use, and tell how many were sent."""
    async with database.work(SYSTEM) as uow:
        lost = await _store.LOSE.run(uow, store=store, now=uow.now)
        await _store.LAPSE.run(uow, store=store, now=uow.now)
        due = await _store.DUE.all(uow, store=store, now=uow.now, limit=_BATCH)
    if lost:
        log.warning("%s letters of %s may have been sent", lost, store)
    return sum([await deliver(database, mail, store=store, letter=each) for each in due])


def pause(attempts: int) -> timedelta:
    """Tell how long to wait after so many attempts: each pause is twice the one before."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)


async def _not_carried(
    database: Database, store: str, letter: int, attempts: int, no: NotCarried
) -> None:
    log.warning("letter %s/%s was not taken: %s", store, letter, no)
    if not no.again:
        await _end(database, store, letter, Fate.REFUSED)
        return
    async with database.work(SYSTEM) as uow:
        await _store.AGAIN.run(uow, store=store, id=letter, due=uow.now + pause(attempts))


async def _end(database: Database, store: str, letter: int, fate: Fate) -> None:
    async with database.work(SYSTEM) as uow:
        await _store.END.run(uow, store=store, id=letter, state=fate.value)
