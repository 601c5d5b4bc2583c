"""Edits of a store's windows: the weekly pattern, and single windows of the days to come."""

from comptoir.db.unit_of_work import Reading, UnitOfWork
from comptoir.desk.facts import Facts, check_unchanged, differences, facts_of
from comptoir.goods.stores import commands as stores
from comptoir.goods.stores import queries as known_stores
from comptoir.kernel.refusals import not_found
from comptoir.shopping.slots import commands, queries, rules
from comptoir.shopping.slots.model import Template, Window
from comptoir.staff.audit import commands as audit
from comptoir.staff.audit.model import Action, Change, Field, Thing
from comptoir.staff.directory.model import Act, Member
from comptoir.staff.directory.rules import check


def template_facts(template: Template) -> dict[str, str]:
    """Give what may be edited of a window of the pattern, as text."""
    return facts_of(template, but=("id",))


def window_facts(window: Window) -> dict[str, str]:
    """Give what may be edited of a dated window, as text."""
    return {"capacity": str(window.capacity), "fee": str(window.fee)}


def template_id(template: Template) -> str:
    """Name a window of the pattern by its mode, day and hours."""
    hours = f"{template.starts_minute:04}-{template.ends_minute:04}"
    return f"{template.mode.value}-{template.weekday}-{hours}"


async def template_of(on: Reading, *, store: str, template: str) -> Template:
    """Give one window of the pattern.

    :raises Refusal: when it has none with this id.
    """
    for each in await queries.templates(on, store=store):
        if each.id == template:
            return each
    raise not_found("window", template)


async def put_template(
    uow: UnitOfWork, *, by: Member, store: str, template: Template, seen: Facts | None = None
) -> Template:
    """Add a window to the weekly pattern, or change its places, fee and cut-off.

    The windows already opened from it follow in places and fee, and new ones open at once.

    :raises Refusal: when it is not theirs to edit, a figure cannot be, or it was changed since it
        was `seen`.
    """
    check(by, Act.EDIT_WINDOWS, store)
    rules.check_template(template)
    await stores.lock(uow, store=store)
    known = {each.id: each for each in await queries.templates(uow, store=store)}
    before = known.get(template.id)
    was: Facts = {} if before is None else template_facts(before)
    check_unchanged(seen, was)
    changed = differences(was, template_facts(template))
    if not changed:
        return template
    await commands.put_templates(uow, store=store, templates=[template])
    await commands.follow_template(uow, store=store, template=template)
    zone = (await known_stores.store(uow, store=store)).timezone
    await commands.open_windows(uow, store=store, zone=zone)
    action = Action.CREATED if before is None else Action.CHANGED
    change = Change(kind=Thing.PATTERN, object=template.id, action=action, fields=changed)
    await audit.record(uow, by=by, store=store, changes=[change])
    return template


async def remove_template(
    uow: UnitOfWork, *, by: Member, store: str, template: str, seen: Facts | None = None
) -> None:
    """Take a window out of the weekly pattern; who has a place keeps it.

    :raises Refusal: when it is not theirs to edit, there is none, or it was changed meanwhile.
    """
    check(by, Act.EDIT_WINDOWS, store)
    await stores.lock(uow, store=store)
    before = template_facts(await template_of(uow, store=store, template=template))
    check_unchanged(seen, before)
    await commands.remove_template(uow, store=store, template=template)
    gone = [Field(name, was, "") for name, was in before.items()]
    change = Change(kind=Thing.PATTERN, object=template, action=Action.REMOVED, fields=gone)
    await audit.record(uow, by=by, store=store, changes=[change])


async def edit_window(
    uow: UnitOfWork,
    *,
    by: Member,
    store: str,
    window: str,
    capacity: int,
    fee: int,
    seen: Facts | None = None,
) -> Window:
    """Set the places and the fee of one dated window; no places close it to newcomers.

    :raises Refusal: when it is not theirs to edit, a figure cannot be, or it was changed since it
        was `seen`.
    """
    check(by, Act.EDIT_WINDOWS, store)
    await commands.lock_window(uow, store=store, window=window)
    before = window_facts(await queries.window(uow, store=store, window=window))
    check_unchanged(seen, before)
    after = await commands.edit_window(uow, store=store, window=window, capacity=capacity, fee=fee)
    changed = differences(before, window_facts(after))
    change = Change(kind=Thing.WINDOW, object=window, fields=changed)
    await audit.record(uow, by=by, store=store, changes=[change])
    return after
