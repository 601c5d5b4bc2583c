"""What the desk's pages have in common: figures of a store, and what was changed lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from starlette.requests import Request

from comptoir.db.unit_of_work import Reading
from comptoir.goods.stores.model import Store
from comptoir.kernel.ids import is_store_id
from comptoir.staff.audit import queries as audit
from comptoir.staff.audit.model import Recorded, Thing
from comptoir.staff.directory.model import Act
from comptoir.surfaces.console import sheets
from comptoir.surfaces.console.editing import Desk
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.figures import Figures
from comptoir.surfaces.console.house import house_of
from comptoir.surfaces.console.pages import ROOT
from comptoir.surfaces.console.words import Words

HISTORY = 10
"""So many changes are shown beside a thing."""

_PAGES = {
    Thing.OFFER: "/goods/{}",
    Thing.STOCK: "/goods/{}",
    Thing.ORDER: "/orders/{}",
    Thing.CODE: "/codes/{}",
    Thing.SELLER: "/seller",
    Thing.STORE: "",
}
"""Where a thing of a store is looked at; its windows and their pattern have a page together."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that was changed, in words."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change on record, in words."""

    id: int
    at: str
    who: str
    member: str
    what: str
    label: str
    href: str
    action: str
    store: str
    file: str
    fields: tuple[FieldChange, ...]


def desk_of(request: Request, visit: Visit) -> Desk:
    """Give what this visit's forms and figures are made with."""
    house = house_of(request)
    zone, currency = "Europe/Paris", "EUR"
    if visit.store is not None:
        zone, currency = visit.store.timezone, visit.store.currency
    now = house.shop.database.clock.now()
    figures = Figures(visit.language, currency, ZoneInfo(zone), now)
    return Desk(visit, figures, Words(visit.language), house.explain)


async def history(
    on: Reading, desk: Desk, *, kinds: Sequence[Thing], thing: str, store: str
) -> tuple[ChangeView, ...] | None:
    """Give what was changed of one thing, newest first; None to whoever may not read it."""
    if not desk.visit.may(Act.READ_CHANGES):
        return None
    found: list[Recorded] = []
    for kind in kinds:
        of = "" if kind is Thing.PRODUCT else store
        found += await audit.changes(on, stores=[of], kind=kind, object=thing, limit=HISTORY)
    newest = sorted(found, key=lambda each: -each.id)[:HISTORY]
    return tuple(change_view(each, desk) for each in newest)


def change_view(change: Recorded, desk: Desk) -> ChangeView:
    """Put a change on record into words."""
    words = desk.words
    return ChangeView(
        id=change.id,
        at=desk.figures.moment(change.at),
        who=change.member_name,
        member=change.member,
        what=words(f"thing_{change.kind}"),
        label=change.label or change.object,
        href=_href(change),
        action=words(f"action_{change.action}"),
        store=change.store,
        file=change.file or "",
        fields=tuple(
            FieldChange(
                sheets.field_words(each["field"], words),
                sheets.fact_words(each["field"], each["was"], desk.figures, words),
                sheets.fact_words(each["field"], each["now"], desk.figures, words),
            )
            for each in change.fields
        ),
    )


def _href(change: Recorded) -> str:
    base = f"{ROOT}/stores/{change.store}"
    if not is_store_id(change.store):
        return f"{ROOT}/staff/{change.object}" if change.kind == Thing.MEMBER else ""
    return base + _PAGES.get(Thing(change.kind), "/windows").format(change.object)


def stores_of(visit: Visit, every: Sequence[Store]) -> tuple[Store, ...]:
    """Give the stores that somebody acts for."""
    return tuple(
        store for store in every if visit.member.everywhere or store.id in visit.member.stores
    )
