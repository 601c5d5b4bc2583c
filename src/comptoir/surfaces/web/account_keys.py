"""Passkeys at the page: made in the account, used to sign in."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.identity import passkeys
from comptoir.shopping.identity.model import RelyingParty
from comptoir.street import signing
from comptoir.street.callers import own_path
from comptoir.surfaces.web import forms, members, signing_in, visits
from comptoir.surfaces.web.account_devices import PATH
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.readers import Reader, writer_of
from comptoir.surfaces.web.relying import relying
from comptoir.surfaces.web.signing_in import EntryView

_JSON = "application/json"


async def offer(request: Request) -> Response:
    """Give a browser what it needs to make a passkey."""
    member, _ = await members.acting(request)
    async with house_of(request).shop.database.work(member.caller) as uow:
        options = await passkeys.offer(
            uow, session=member.reader.session.key, me=member.me, at=_here(request)
        )
    return Response(options, media_type=_JSON)


async def add(request: Request) -> Response:
    """Keep the passkey that a browser has made."""
    member, form = await members.acting(request)
    async with house_of(request).shop.database.work(member.caller) as uow:
        await passkeys.add(
            uow,
            session=member.reader.session.key,
            me=member.me,
            at=_here(request),
            answer=form.get("answer", ""),
            name=form.get("name") or signing_in.entry_for(request).device or "Passkey",
        )
    return members.done(PATH, "passkey_added")


async def edit(request: Request) -> Response:
    """Give a passkey another name, or forget it."""
    member, form = await members.acting(request)
    passkey = form.get("passkey", "")
    async with house_of(request).shop.database.work(member.caller) as uow:
        if form.get("do") == "remove":
            await passkeys.remove(uow, me=member.me, passkey=passkey)
            return members.done(PATH, "removed")
        await passkeys.rename(uow, me=member.me, passkey=passkey, name=form.get("name", ""))
    return members.done(PATH, "saved")


async def ask(request: Request) -> Response:
    """Give a browser what it needs to sign in with a passkey."""
    reader, _ = await _visitor(request)
    async with house_of(request).shop.database.work(caller(reader.language)) as uow:
        options = await passkeys.ask(uow, session=reader.session.key, at=_here(request))
    response = Response(options, media_type=_JSON)
    await visits.remember(request, response, reader.session)
    return response


async def sign_in(request: Request) -> Response:
    """Let in whoever has signed with a passkey."""
    reader, form = await _visitor(request)
    onward = own_path(form.get("next"), signing_in.HOME)
    shop = house_of(request).shop
    try:
        async with shop.database.work(caller(reader.language)) as uow:
            household, person = await passkeys.use(
                uow,
                session=reader.session.key,
                at=_here(request),
                answer=form.get("answer", ""),
            )
    except Refusal as refusal:
        return await signing_in.passkey_refused(request, reader, EntryView(onward), refusal)
    entry = signing_in.entry_for(request)
    await signing.enter(
        shop,
        caller(reader.language),
        household=household,
        person=person,
        guests=await visits.guests(request, reader.session),
        entry=entry,
    )
    return await signing_in.leave_with(request, reader, entry, onward)


async def _visitor(request: Request) -> tuple[Reader, Mapping[str, str]]:
    form = await forms.fields(request)
    return await writer_of(request, form), form


def _here(request: Request) -> RelyingParty:
    """Tell what passkeys are bound to.

    :raises Refusal: where browsers allow none.
    """
    here = relying(request)
    if here is None:
        raise Refusal(Kind.UNAVAILABLE, "no_passkeys_here")
    return here
