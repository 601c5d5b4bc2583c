"""Puts read offers into a store, after comparing them with what is there."""

from collections.abc import Mapping

from comptoir.app.importing.report import Change, Report, differences
from comptoir.app.importing.workplace import in_parts
from comptoir.db.unit_of_work import Reading, UnitOfWork
from comptoir.goods.pricing import commands
from comptoir.goods.pricing.model import Offer
from comptoir.goods.pricing.notation import PARTS, parts

Compared = tuple[Offer | None, Offer, str]
"""An offer as it is, as it will be, and the product's name."""


async def put_offers(
    on: Reading, *, store: str, report: Report, offers: Mapping[str, Compared]
) -> None:
    """Count what is new, changed and the same, and in a unit of work write what differs."""
    differing: list[Offer] = []
    for gtin in sorted(offers):
        before, after, name = offers[gtin]
        changes = _changes(before, after) if before is not None else ()
        if before is None:
            report.offers.new += 1
            differing.append(after)
        elif changes:
            report.offers.note(Change(gtin, name, changes))
            differing.append(after)
        else:
            report.offers.same += 1
    if isinstance(on, UnitOfWork):
        for part in in_parts(differing):
            await commands.set_offers(on, store=store, offers=part)


def _changes(before: Offer, after: Offer) -> tuple[tuple[str, str, str], ...]:
    """List what differs, a promotion by the fields in which a grocer writes it."""
    was, will_be = parts(before.promotion), parts(after.promotion)
    promotion = tuple(
        (name, str(was[name] or ""), str(will_be[name] or ""))
        for name in PARTS
        if was[name] != will_be[name]
    )
    return (*differences(before, after, skip=("promotion",)), *promotion)
