"""What can be done with the staff's directory."""

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal, not_found
from comptoir.staff.directory import _store, queries, rules
from comptoir.staff.directory.model import Member, MemberDetails, Role


async def add_member(uow: UnitOfWork, *, email: str, details: MemberDetails) -> Member:
    """Add somebody to the staff.

    :raises Refusal: when a field cannot be, a store is unknown, or the address is a colleague's.
    """
    wanted, address = rules.checked_details(details), rules.checked_email(email)
    identifier = secret()
    added = await _store.ADD.first(
        uow,
        id=identifier,
        name=wanted.name,
        email=address,
        role=wanted.role.value,
        language=wanted.language,
        active=wanted.active,
        now=uow.now,
    )
    if added is None:
        raise Refusal(Kind.CONFLICT, "email_taken")
    await _act_for(uow, identifier, wanted)
    return await queries.member(uow, member=identifier)


async def lock(uow: UnitOfWork, *, member: str) -> None:
    """Lock somebody's row, and let no other edit of the staff run meanwhile.

    :raises Refusal: when there is nobody with this id.
    """
    await _store.ONE_EDITOR.one(uow)
    if await _store.LOCK.first(uow, id=member) is None:
        raise not_found("member", member)


async def edit_member(uow: UnitOfWork, *, member: str, details: MemberDetails) -> Member:
    """Replace somebody's details.

    :raises Refusal: when there is nobody with this id, a detail cannot be, a store is unknown, or
        the chain would be left without an administrator.
    """
    wanted = rules.checked_details(details)
    await lock(uow, member=member)
    keeps = wanted.role is Role.ADMINISTRATOR and wanted.active
    before = await queries.member(uow, member=member)
    kept = before.role is Role.ADMINISTRATOR and before.active
    if kept and not keeps and not await _store.OTHER_ADMINISTRATORS.one(uow, id=member):
        raise Refusal(Kind.CONFLICT, "last_administrator")
    await _store.EDIT.run(
        uow,
        id=member,
        name=wanted.name,
        role=wanted.role.value,
        language=wanted.language,
        active=wanted.active,
    )
    await _store.LEAVE_STORES.run(uow, member=member)
    await _act_for(uow, member, wanted)
    return await queries.member(uow, member=member)


async def _act_for(uow: UnitOfWork, member: str, details: MemberDetails) -> None:
    written = await _store.ACT_FOR.run(uow, member=member, stores=list(details.stores))
    if written != len(details.stores):
        found = (await queries.member(uow, member=member)).stores
        raise not_found("store", next(each for each in details.stores if each not in found))
