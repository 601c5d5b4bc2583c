"""Edits of a store: its name and place, its hours, its zone, its minimum."""

from collections.abc import Callable

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.desk.facts import Facts, check_unchanged, differences, facts_of
from comptoir.goods.stores import commands, queries
from comptoir.goods.stores.model import Store, StoreDetails
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit.model import Change, Thing
from comptoir.staff.directory.model import Act, Member
from comptoir.staff.directory.rules import check


def store_facts(store: Store) -> dict[str, str]:
    """Give what may be edited of a store, as text."""
    return facts_of(store.details)


async def edit_store(
    uow: UnitOfWork,
    *,
    by: Member,
    store: str,
    edit: Callable[[StoreDetails], StoreDetails],
    seen: Facts | None = None,
) -> Store:
    """Edit a store and put on record what changed; what changes nothing leaves no trace.

    :raises Refusal: when it is not theirs to edit, a detail cannot be, or it was changed since it
        was `seen`.
    """
    check(by, Act.EDIT_STORE, store)
    await commands.lock(uow, store=store)
    before = await queries.store(uow, store=store)
    check_unchanged(seen, store_facts(before))
    wanted = edit(before.details)
    changed = differences(store_facts(before), facts_of(wanted))
    if not changed:
        return before
    after = await commands.edit_store(uow, store=store, details=wanted)
    change = Change(kind=Thing.STORE, object=store, label=after.name, fields=changed)
    await audit.record(uow, by=by, store=store, changes=[change])
    return after
