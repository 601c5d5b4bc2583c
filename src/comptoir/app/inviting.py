"""Lets somebody of the staff in from the machine itself: the first administrator, or a new link."""

from dataclasses import dataclass

from comptoir.db.unit_of_work import Database
from comptoir.kernel.caller import Caller
from comptoir.kernel.refusals import not_found
from comptoir.staff.access import commands as access
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit.model import Action, AtTheMachine, Change, Field, Thing
from comptoir.staff.directory import commands as directory
from comptoir.staff.directory import queries
from comptoir.staff.directory.model import Member, MemberDetails
from comptoir.staff.directory.rules import CHAIN, checked_email

ENTRY = "/desk/enter/"
"""Where a link leads; what it carries follows."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Who was invited, whether they are new, and the path of their link."""

    member: Member
    fresh: bool
    path: str


async def invite(
    database: Database, caller: Caller, *, email: str, details: MemberDetails
) -> Invited:
    """Give somebody a link to the desk; who is of the staff already stays what they are.

    :raises Refusal: when a detail cannot be, or they no longer work here.
    """
    async with database.work(caller) as uow:
        known = await queries.member_by_email(uow, email=checked_email(email))
        member = known or await directory.add_member(uow, email=email, details=details)
        if known is None:
            created = Change(
                kind=Thing.MEMBER,
                object=member.id,
                label=member.name,
                action=Action.CREATED,
                fields=[
                    Field("email", "", member.email),
                    Field("role", "", member.role.value),
                    Field("stores", "", ", ".join(member.stores)),
                ],
            )
            await audit.record(uow, by=AtTheMachine(), store=CHAIN, changes=[created])
        drawn = await access.give_link(uow, member=member.id)
    return Invited(member, known is None, f"{ENTRY}{drawn}")


async def let_go(database: Database, caller: Caller, *, email: str) -> Member:
    """Let somebody in no more, and close what they have open.

    :raises Refusal: when nobody has this address, or it is the last administrator's.
    """
    async with database.work(caller) as uow:
        known = await queries.member_by_email(uow, email=email)
        if known is None:
            raise not_found("member", email)
        details = MemberDetails(
            name=known.name,
            role=known.role,
            stores=known.stores,
            language=known.language,
            active=False,
        )
        member = await directory.edit_member(uow, member=known.id, details=details)
        await access.close_all(uow, member=known.id)
        gone = Change(
            kind=Thing.MEMBER,
            object=known.id,
            label=known.name,
            fields=[Field("active", str(known.active), str(member.active))],
        )
        if known.active:
            await audit.record(uow, by=AtTheMachine(), store=CHAIN, changes=[gone])
    return member
