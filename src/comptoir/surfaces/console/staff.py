"""The staff: who works here, as what and where, and how they are let in."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.desk import staff as desk_staff
from comptoir.desk.facts import Facts
from comptoir.goods.stores import queries as stores
from comptoir.goods.stores.model import Store
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.staff.audit.model import Thing
from comptoir.staff.directory import queries
from comptoir.staff.directory.model import Act, Member, MemberDetails, Role
from comptoir.staff.directory.rules import CHAIN, check
from comptoir.surfaces.console import entry, sheets
from comptoir.surfaces.console.common import desk_of, history
from comptoir.surfaces.console.editing import Choices, Desk, Tried, attempt, explained, form_view
from comptoir.surfaces.console.entry import Visit
from comptoir.surfaces.console.house import caller, house_of
from comptoir.surfaces.console.pages import ROOT
from comptoir.surfaces.console.sign_in import inside


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody in the list."""

    id: str
    name: str
    email: str
    role: str
    where: str
    active: bool


async def show(request: Request, visit: Visit) -> Response:
    """Show the staff, and the form that invites."""
    return await _list_page(request, visit)


async def invite(request: Request, visit: Visit) -> Response:
    """Add somebody, and show their one-time link, which is shown once."""
    desk = desk_of(request, visit)
    given: list[str] = []

    async def act(facts: Facts, _: Facts) -> None:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            added, drawn = await desk_staff.add_member(
                uow, by=visit.member, email=facts["email"], details=_details(facts, active=True)
            )
        given.extend((added.name, drawn))

    tried = await attempt(desk, sheets.INVITED, act)
    if tried is not None:
        return await _list_page(request, visit, tried)
    return _link_page(request, visit, *given)


async def show_member(request: Request, visit: Visit) -> Response:
    """Show somebody of the staff."""
    return await _member_page(request, visit)


async def edit(request: Request, visit: Visit) -> Response:
    """Edit somebody of the staff."""
    desk, member = desk_of(request, visit), str(request.path_params["member"])

    async def act(facts: Facts, seen: Facts) -> None:
        details = _details(facts, active=facts["active"] == "yes")
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await desk_staff.edit_member(
                uow, by=visit.member, member=member, details=details, seen=seen
            )

    tried = await attempt(desk, sheets.MEMBER, act)
    if tried is not None:
        return await _member_page(request, visit, tried)
    return RedirectResponse(f"{ROOT}/staff/{member}?saved=member", 303)


async def give_link(request: Request, visit: Visit) -> Response:
    """Draw a new one-time link for somebody."""
    member = str(request.path_params["member"])
    try:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            drawn = await desk_staff.give_link(uow, by=visit.member, member=member)
            who = await queries.member(uow, member=member)
    except Refusal as refusal:
        if refusal.code != "member_left":
            raise
        desk = desk_of(request, visit)
        return await _member_page(request, visit, notice=explained(desk, refusal))
    return _link_page(request, visit, who.name, drawn)


async def speak(request: Request, visit: Visit) -> Response:
    """Go on in the other language."""
    wanted = visit.posted.fields.get("language", "")
    back = visit.posted.fields.get("back", "")
    if wanted not in {"fr", "en"}:
        raise Refusal(Kind.INVALID, "bad_form")
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        await desk_staff.speak(uow, by=visit.member, language=wanted)
    return RedirectResponse(inside(back), 303)


def _details(facts: Facts, *, active: bool) -> MemberDetails:
    return MemberDetails(
        name=facts["name"],
        role=Role(facts["role"]),
        stores=tuple(part for part in facts["stores"].split(", ") if part),
        language=facts["language"],
        active=active,
    )


def _link_page(request: Request, visit: Visit, name: str, drawn: str) -> Response:
    link = str(request.base_url).rstrip("/") + f"{ROOT}/enter/{drawn}"
    return entry.page(request, visit, "link.html", name=name, link=link)


async def _list_page(request: Request, visit: Visit, tried: Tried | None = None) -> Response:
    check(visit.member, Act.KEEP_STAFF, CHAIN)
    desk = desk_of(request, visit)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        people = await queries.members(on)
        every = await stores.stores(on)
    form = form_view(
        desk,
        name="invite",
        action=f"{ROOT}/staff",
        specs=sheets.INVITED,
        facts={"role": Role.CLERK.value, "language": visit.language.value},
        submit=desk.words("invite"),
        tried=tried,
        choices=_choices(every),
    )
    rows = tuple(_row(desk, each, every) for each in people)
    status = 200 if tried is None else tried.status
    return entry.page(request, visit, "staff.html", status, rows=rows, form=form)


async def _member_page(
    request: Request, visit: Visit, tried: Tried | None = None, *, notice: str = ""
) -> Response:
    check(visit.member, Act.KEEP_STAFF, CHAIN)
    desk, member = desk_of(request, visit), str(request.path_params["member"])
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        who = await queries.member(on, member=member)
        every = await stores.stores(on)
        past = await history(on, desk, kinds=[Thing.MEMBER], thing=member, store=CHAIN)
    form = form_view(
        desk,
        name="member",
        action=f"{ROOT}/staff/{member}",
        specs=sheets.MEMBER,
        facts=desk_staff.member_facts(who),
        submit=desk.words("save"),
        tried=tried,
        choices=_choices(every),
    )
    return entry.page(
        request,
        visit,
        "member.html",
        409 if notice else 200 if tried is None else tried.status,
        who=who,
        form=form,
        history=past,
        notice=notice,
        saved=request.query_params.get("saved") == "member",
    )


def _choices(every: tuple[Store, ...]) -> dict[str, Choices]:
    return {"stores": tuple((store.id, store.name) for store in every)}


def _row(desk: Desk, member: Member, every: tuple[Store, ...]) -> Row:
    names = {store.id: store.name for store in every}
    where = ", ".join(names.get(store, store) for store in member.stores)
    return Row(
        id=member.id,
        name=member.name,
        email=member.email,
        role=desk.words(f"choice_role_{member.role.value}"),
        where=where or desk.words("whole_chain"),
        active=member.active,
    )
