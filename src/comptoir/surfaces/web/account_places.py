"""The addresses of an account: added, edited, preferred, removed."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from comptoir.kernel.refusals import Refusal
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers import queries as households
from comptoir.shopping.customers.model import Address, KnownAddress
from comptoir.surfaces.web import members
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.members import Member
from comptoir.surfaces.web.places import AUTOCOMPLETE, FieldView, Tried

PATH = "/account/addresses"
_FIELDS = ("recipient", "street", "postcode", "city", "instructions")


async def show(request: Request) -> Response:
    """Show the addresses."""
    member = await members.member_of(request)
    async with house_of(request).shop.database.read(member.caller) as on:
        known = await households.addresses(on, household=member.me.household)
    return await members.show(request, member, "addresses.html", place="addresses", known=known)


async def show_one(request: Request) -> Response:
    """Show the form of a new address, or of one that is edited."""
    member = await members.member_of(request)
    known = await _known(request, member)
    values = {} if known is None else {name: getattr(known, name) for name in _FIELDS}
    return await _form(request, member, known, Tried(values))


async def add(request: Request) -> Response:
    """Keep a new address, which becomes the preferred one."""
    member, form = await members.acting(request)
    details = _address(form)
    try:
        async with house_of(request).shop.database.work(member.caller) as uow:
            await customers.add_address(uow, household=member.me.household, address=details)
    except Refusal as refusal:
        return await _form(request, member, None, _tried(member, form, refusal), 422)
    return members.done(PATH, "added")


async def edit(request: Request) -> Response:
    """Do to an address what the form's button says."""
    member, form = await members.acting(request)
    household, address = member.me.household, str(request.path_params["address"])
    database, act = house_of(request).shop.database, form.get("do", "save")
    try:
        async with database.work(member.caller) as uow:
            if act == "remove":
                await customers.remove_address(uow, household=household, address=address)
                return members.done(PATH, "removed")
            if act == "prefer":
                await customers.prefer_address(uow, household=household, address=address)
                return members.done(PATH, "preferred")
            await customers.edit_address(
                uow, household=household, address=address, details=_address(form)
            )
    except Refusal as refusal:
        tried = _tried(member, form, refusal)
        return await _form(request, member, await _known(request, member), tried, 422)
    return members.done(PATH, "saved")


async def _known(request: Request, member: Member) -> KnownAddress | None:
    address = request.path_params.get("address")
    if address is None:
        return None
    async with house_of(request).shop.database.read(member.caller) as on:
        return await households.address(on, household=member.me.household, address=address)


def _address(form: Mapping[str, str]) -> Address:
    return Address(**{name: form.get(name, "") for name in _FIELDS})


def _tried(member: Member, form: Mapping[str, str], refusal: Refusal) -> Tried:
    """Read what is wrong out of a refusal.

    :raises Refusal: when it is not about a field.
    """
    name = refusal.facts.get("field")
    if not isinstance(name, str) or name not in _FIELDS:
        raise refusal
    words = member.words(f"wrong_{refusal.facts['remedy']}", **refusal.facts)
    return Tried({each: form.get(each, "") for each in _FIELDS}, {name: words})


async def _form(
    request: Request,
    member: Member,
    known: KnownAddress | None,
    tried: Tried,
    status: int = 200,
) -> Response:
    fields = tuple(
        FieldView(
            name=name,
            label=member.words(f"field_{name}"),
            value=tried.values.get(name, ""),
            wrong=tried.wrong.get(name, ""),
            autocomplete=AUTOCOMPLETE[name],
            required=name != "instructions",
            focus=name == next(iter(tried.wrong), ""),
        )
        for name in _FIELDS
    )
    return await members.show(
        request,
        member,
        "address.html",
        place="addresses",
        status=status,
        fields=fields,
        address=known,
    )
