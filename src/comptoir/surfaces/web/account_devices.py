"""Where somebody is signed in, and signing out there, or everywhere."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.shopping.identity import commands as identity
from comptoir.shopping.identity import queries as identities
from comptoir.shopping.identity.model import Passkey
from comptoir.shopping.identity.rules import digest
from comptoir.street.figures import Figures, figures
from comptoir.surfaces.web import members, visits
from comptoir.surfaces.web.devices import device
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.relying import relying

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


@dataclass(frozen=True, slots=True)
class KeyView:
    """A passkey: its name, since when, and when it was used last."""

    id: str
    name: str
    since: str
    used: str


async def show(request: Request) -> Response:
    """Show how one signs in and where one is signed in."""
    member = await members.member_of(request)
    async with house_of(request).shop.database.read(member.caller) as on:
        known = await identities.devices(on, household=member.me.household, person=member.me.person)
        now = on.now
        keys = await identities.passkeys(on, household=member.me.household, person=member.me.person)
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
    return await members.show(
        request,
        member,
        "devices.html",
        place="devices",
        devices=devices,
        keys=tuple(_key(each, printer) for each in keys),
        name=device(request.headers.get("user-agent", "")),
        here=relying(request) is not None,
    )


def _key(passkey: Passkey, printer: Figures) -> KeyView:
    used = "" if passkey.used_at is None else printer.day(passkey.used_at)
    return KeyView(passkey.id, passkey.name, printer.day(passkey.created_at), used)


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
    await visits.part(request, response, member.reader.session)
    return response
