"""What can be done with messages: post a letter with the change that it tells of."""

from datetime import timedelta

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.street.messages import _store
from comptoir.street.messages.model import Letter

DELIVER = "messages.deliver"
"""The job that carries one letter."""

USEFUL_FOR = timedelta(days=3)
"""How long sending is tried."""

KEPT_FOR = timedelta(days=90)
"""How long it is remembered what was sent to whom."""


async def post(
    uow: UnitOfWork,
    *,
    store: str,
    key: str,
    letter: Letter,
    household: str | None = None,
    useful_for: timedelta = USEFUL_FOR,
) -> bool:
    """Post a letter in the open transaction, to be sent after the commit; once for each `key`.

    Gives False when one of this key was posted before.
    """
    posted = await _store.PUT.first(
        uow,
        store=store,
        key=key,
        household=household,
        reference=secret(),
        recipient=letter.recipient,
        language=letter.language.value,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        until=uow.now + useful_for,
        now=uow.now,
    )
    if posted is None:
        return False
    await uow.defer(DELIVER, store=store, letter=posted)
    return True


async def forget(uow: UnitOfWork) -> int:
    """Forget letters past their time, and tell how many."""
    return await _store.FORGET.run(uow, before=uow.now - KEPT_FOR)


async def bring(uow: UnitOfWork, *, guest: str, into: str) -> int:
    """Give a guest's letters to the household they turn out to be of, and tell how many."""
    return await _store.BRING.run(uow, guest=guest, into=into)


async def forget_household(uow: UnitOfWork, *, household: str) -> int:
    """Forget what was written to a household, and tell how many letters it was."""
    return await _store.FORGET_HOUSEHOLD.run(uow, household=household)
