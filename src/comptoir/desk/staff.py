"""Edits of the staff: who works here, as what and where, and how they are let in."""

from collections.abc import Sequence

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.desk.facts import Facts, check_unchanged, differences
from comptoir.staff.access import commands as access
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit.model import Action, Change, Field, Thing
from comptoir.staff.directory import commands, queries
from comptoir.staff.directory.model import Act, Member, MemberDetails
from comptoir.staff.directory.rules import CHAIN, check


def member_facts(member: Member) -> dict[str, str]:
    """Give what may be edited of a member, as text."""
    return {
        "name": member.name,
        "role": member.role.value,
        "stores": ", ".join(member.stores),
        "language": member.language,
        "active": "yes" if member.active else "no",
    }


async def add_member(
    uow: UnitOfWork, *, by: Member, email: str, details: MemberDetails
) -> tuple[Member, str]:
    """Add somebody to the staff, and give what their one-time link carries.

    :raises Refusal: when it is not theirs to do, a field cannot be, or the address is taken.
    """
    check(by, Act.KEEP_STAFF, CHAIN)
    added = await commands.add_member(uow, email=email, details=details)
    facts = {"email": added.email, **member_facts(added)}
    await _record(uow, by, added, differences({}, facts), Action.CREATED)
    return added, await access.give_link(uow, member=added.id)


async def edit_member(
    uow: UnitOfWork,
    *,
    by: Member,
    member: str,
    details: MemberDetails,
    seen: Facts | None = None,
) -> Member:
    """Edit somebody of the staff; whoever works here no more is put out at once.

    :raises Refusal: when it is not theirs to do, a field cannot be, it was changed since it was
        `seen`, or the chain would be left without an administrator.
    """
    check(by, Act.KEEP_STAFF, CHAIN)
    await commands.lock(uow, member=member)
    before = await queries.member(uow, member=member)
    check_unchanged(seen, member_facts(before))
    after = await commands.edit_member(uow, member=member, details=details)
    if not after.active:
        await access.close_all(uow, member=member)
    await _record(uow, by, after, differences(member_facts(before), member_facts(after)))
    return after


async def give_link(uow: UnitOfWork, *, by: Member, member: str) -> str:
    """Give what a one-time link of somebody carries, in place of one they had.

    :raises Refusal: when it is not theirs to do, or nobody of that id works here.
    """
    check(by, Act.KEEP_STAFF, CHAIN)
    drawn = await access.give_link(uow, member=member)
    who = await queries.member(uow, member=member)
    await _record(uow, by, who, [Field("link", "", "given")])
    return drawn


async def speak(uow: UnitOfWork, *, by: Member, language: str) -> Member:
    """Let somebody go on in another language: the one thing of theirs that everybody may set.

    :raises Refusal: when it is none of ours.
    """
    await commands.lock(uow, member=by.id)
    before = await queries.member(uow, member=by.id)
    details = MemberDetails(
        name=before.name,
        role=before.role,
        stores=before.stores,
        language=language,
        active=before.active,
    )
    after = await commands.edit_member(uow, member=by.id, details=details)
    await _record(uow, by, after, differences(member_facts(before), member_facts(after)))
    return after


async def _record(
    uow: UnitOfWork,
    by: Member,
    member: Member,
    fields: Sequence[Field],
    action: Action = Action.CHANGED,
) -> None:
    change = Change(
        kind=Thing.MEMBER, object=member.id, label=member.name, action=action, fields=fields
    )
    await audit.record(uow, by=by, store=CHAIN, changes=[change])
