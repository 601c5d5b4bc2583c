"""Edits of who sells in a store: what legal pages, letters and invoices say of the company."""

from dataclasses import fields, replace

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.desk.facts import Facts, check_unchanged, differences, facts_of
from comptoir.goods.stores import commands, queries
from comptoir.goods.stores.model import Seller
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit.model import Action, Change, Thing
from comptoir.staff.directory.model import Act, Member
from comptoir.staff.directory.rules import check

NOBODY = Seller(legal_name="")
"""The seller of a store where nobody has said who sells."""


def seller_facts(seller: Seller | None) -> dict[str, str]:
    """Give what may be edited of a seller, as text."""
    return facts_of(seller or NOBODY)


async def edit_seller(
    uow: UnitOfWork, *, by: Member, store: str, facts: Facts, seen: Facts | None = None
) -> Seller:
    """Put the facts that are told into who sells in a store, and on record what changed.

    Invoices that were issued keep the seller they name.

    :raises Refusal: when it is not theirs to edit, a text cannot be, or it was changed since it was
        `seen`.
    """
    check(by, Act.EDIT_STORE, store)
    await commands.lock(uow, store=store)
    known = await queries.seller(uow, store=store)
    before = known or NOBODY
    check_unchanged(seen, seller_facts(before))
    told = {each.name: facts[each.name] for each in fields(Seller) if each.name in facts}
    wanted = replace(before, **told)
    changed = differences(seller_facts(before), seller_facts(wanted))
    if not changed:
        return before
    await commands.set_seller(uow, store=store, seller=wanted)
    change = Change(
        kind=Thing.SELLER,
        object=store,
        label=wanted.legal_name,
        action=Action.CREATED if known is None else Action.CHANGED,
        fields=changed,
    )
    await audit.record(uow, by=by, store=store, changes=[change])
    return wanted
