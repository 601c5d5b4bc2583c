"""Discount codes of a store: made once, then only bounded and ended; each change on record."""

from dataclasses import replace

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.desk.facts import Facts, check_unchanged, differences, facts_of
from comptoir.desk.making import code_of
from comptoir.goods.pricing import commands, queries
from comptoir.goods.pricing.model import DiscountCode
from comptoir.goods.pricing.rules import spelling
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit.model import Action, Change, Thing
from comptoir.staff.directory.model import Act, Member
from comptoir.staff.directory.rules import check


def code_facts(code: DiscountCode) -> dict[str, str]:
    """Give what may be said of a discount code, as text."""
    return facts_of(code, but=("code",))


async def make_code(uow: UnitOfWork, *, by: Member, store: str, facts: Facts) -> DiscountCode:
    """Make a discount code out of its facts.

    :raises Refusal: when it is not theirs to make, a field cannot be, or the code is taken.
    """
    check(by, Act.EDIT_OFFERS, store)
    wanted = code_of(DiscountCode(code=spelling(facts["code"])), facts)
    await commands.create_discount_code(uow, store=store, code=wanted)
    change = Change(
        kind=Thing.CODE,
        object=wanted.code,
        label=wanted.code,
        action=Action.CREATED,
        fields=differences({}, code_facts(wanted)),
    )
    await audit.record(uow, by=by, store=store, changes=[change])
    return wanted


async def edit_code(
    uow: UnitOfWork, *, by: Member, store: str, code: str, facts: Facts, seen: Facts | None = None
) -> DiscountCode:
    """Put facts into a discount code: its days, its limits, whether it still counts.

    :raises Refusal: when it is not theirs to edit, there is none, a field cannot be, what was
        printed would be another, or it was changed since it was `seen`.
    """
    check(by, Act.EDIT_OFFERS, store)
    await commands.lock_discount_code(uow, store=store, code=code)
    before = await queries.discount_code(uow, store=store, code=code)
    check_unchanged(seen, code_facts(before))
    wanted = replace(code_of(before, facts), code=before.code)
    changed = differences(code_facts(before), code_facts(wanted))
    if not changed:
        return before
    await commands.edit_discount_code(uow, store=store, code=wanted)
    change = Change(kind=Thing.CODE, object=before.code, label=before.code, fields=changed)
    await audit.record(uow, by=by, store=store, changes=[change])
    return wanted
