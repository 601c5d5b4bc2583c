"""What can be done with invitations: ask somebody into a household, come in, think better of it."""

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers import queries as households
from comptoir.shopping.identity import _store, rules
from comptoir.shopping.identity.commands import bound
from comptoir.shopping.identity.model import INVITATION_LIFE, INVITATIONS, MOST_MEMBERS, SignedIn
from comptoir.shopping.identity.queries import invitation


async def invite(uow: UnitOfWork, *, me: SignedIn, email: str) -> tuple[str, str]:
    """Ask whoever reads an address into one's household; give the address and the link's token.

    It is the same whether the address is known or not. Who is asked again gets another link.

    :raises Refusal: when the address is none, the household is full, or too many were asked.
    """
    address = rules.checked_email(email)
    people = (await households.household(uow, household=me.household)).people
    if len(people) >= MOST_MEMBERS:
        raise Refusal(Kind.CONFLICT, "too_many_members", {"most": MOST_MEMBERS})
    await bound(uow, INVITATIONS, me.household)
    token = secret()
    await _store.PUT_INVITATION.run(
        uow,
        id=rules.digest(token),
        household=me.household,
        email=address,
        person=me.person,
        now=uow.now,
        until=uow.now + INVITATION_LIFE,
    )
    return address, token


async def accept(uow: UnitOfWork, *, token: str, name: str) -> tuple[str, str]:
    """Let whoever brings a link's token into the household, and give it and who they are there.

    :raises Refusal: when there is no such invitation, or the address has an account already.
    """
    asked = await invitation(uow, token=token)
    person = await customers.add_person(
        uow, household=asked.household, name=name, email=asked.email
    )
    await _store.DROP_INVITATION.run(uow, id=asked.id, household=asked.household)
    return asked.household, person


async def withdraw(uow: UnitOfWork, *, me: SignedIn, invitation: str) -> None:
    """Take an invitation of one's household back, named by its digest."""
    await _store.DROP_INVITATION.run(uow, id=invitation, household=me.household)
