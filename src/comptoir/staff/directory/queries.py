"""Questions about the staff."""

from comptoir.db.unit_of_work import Reading
from comptoir.kernel.refusals import not_found
from comptoir.staff.directory import _store
from comptoir.staff.directory.model import Member


async def members(on: Reading) -> tuple[Member, ...]:
    """Give everybody who works or has worked here, those who still do first."""
    return tuple(await _store.MEMBERS.all(on, id=None, email=None))


async def member(on: Reading, *, member: str) -> Member:
    """Give one of the staff.

    :raises Refusal: when there is nobody with this id.
    """
    found = await _store.MEMBERS.first(on, id=member, email=None)
    if found is None:
        raise not_found("member", member)
    return found


async def member_by_email(on: Reading, *, email: str) -> Member | None:
    """Give who has an e-mail address, None when nobody has; case does not matter."""
    return await _store.MEMBERS.first(on, id=None, email=email.strip())
