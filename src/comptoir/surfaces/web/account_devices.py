"""Where somebody is signed in, and signing out there, or everywhere."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.shopping.identity import commands as identity
from comptoir.shopping.identity import queries as identities
from comptoir.shopping.identity.rules import digest
from comptoir.surfaces.web import members, visits
from comptoir.surfaces.web.figures import figures
from comptoir.surfaces.web.house import house_of

PATH = "/account/sign-in"
_ZONE = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A browser: its name, since when and when last, and whether it is this one."""

    key: str
    name: str
    since: str
    seen: str
    here: bool


async def show(request: Request) -> Response:
    """Show how one signs in and where one is signed in."""
    member = await members.member_of(request)
    async with house_of(request).shop.database.read(member.caller) as on:
        known = await identities.devices(on, household=member.me.household, person=member.me.person)
        now = on.now
    printer = figures(member.reader.language, currency="EUR", timezone=_ZONE, now=now)
    here = digest(member.reader.session.key)
    devices = tuple(
        DeviceView(
            key=each.key,
            name=each.device or member.words("device_unknown"),
            since=printer.day(each.created_at),
            seen=printer.day(each.seen_at),
            here=each.key == here,
        )
        for each in known
    )
    return await members.show(request, member, "devices.html", place="devices", devices=devices)


async def sign_out(request: Request) -> Response:
    """Sign one browser out, or all of them, this one too."""
    member, form = await members.acting(request)
    who = {"household": member.me.household, "person": member.me.person}
    async with house_of(request).shop.database.work(member.caller) as uow:
        if form.get("do") == "everywhere":
            await identity.sign_out_everywhere(uow, **who)
        else:
            await identity.sign_out_device(uow, **who, key=form.get("device", ""))
    if form.get("do") != "everywhere" and form.get("device") != digest(member.reader.session.key):
        return members.done(PATH, "signed_out")
    response = RedirectResponse("/", 303)
    await visits.remember(request, response, visits.anew(request, member.reader.session))
    return response
