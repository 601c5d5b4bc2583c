"""Questions about who is who."""

from comptoir.db.unit_of_work import Reading
from comptoir.kernel.refusals import not_found
from comptoir.shopping.identity import _store, rules
from comptoir.shopping.identity.model import (
    SESSION_LIFE,
    Device,
    Invitation,
    Passkey,
    SignedIn,
    Waiting,
)


async def signed_in(on: Reading, *, session: str) -> SignedIn | None:
    """Tell who is signed in with a session's key; None when nobody is, or not any more."""
    return await _store.SESSION.first(on, key=rules.digest(session), since=on.now - SESSION_LIFE)


async def devices(on: Reading, *, household: str, person: str) -> tuple[Device, ...]:
    """Give the browsers in which somebody is signed in, last seen first."""
    since = on.now - SESSION_LIFE
    return tuple(await _store.DEVICES.all(on, household=household, person=person, since=since))


async def is_registered(on: Reading, *, household: str) -> bool:
    """Tell whether a household is known by an address: it opens to those alone who prove it."""
    return await _store.REGISTERED.one(on, household=household)


async def person_of(on: Reading, *, email: str) -> tuple[str, str] | None:
    """Give the household and the person that an e-mail address belongs to."""
    row = await _store.OF_EMAIL.first(on, email=email)
    return None if row is None else (row.household, row.person)


async def waiting_code(on: Reading, *, session: str) -> Waiting | None:
    """Give the code that a session may type in, if one waits."""
    return await _store.WAITING.first(on, session=rules.digest(session), now=on.now)


async def passkeys(on: Reading, *, household: str, person: str) -> tuple[Passkey, ...]:
    """Give somebody's passkeys, oldest first."""
    return tuple(await _store.PASSKEYS.all(on, household=household, person=person))


async def invitation(on: Reading, *, token: str) -> Invitation:
    """Give the invitation that a link brings.

    :raises Refusal: when there is none, or not any more.
    """
    found = await _store.INVITATION.first(on, id=rules.digest(token), now=on.now)
    if found is None:
        raise not_found("invitation", "")
    return found


async def invitations(on: Reading, *, household: str) -> tuple[Invitation, ...]:
    """Give those who were asked into a household and have not come yet."""
    return tuple(await _store.INVITATIONS.all(on, household=household, now=on.now))
