"""The people of a household: who they are, asking others in, coming in."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers import queries as households
from comptoir.shopping.identity import invitations
from comptoir.shopping.identity import queries as identities
from comptoir.street import signing
from comptoir.street.letters.entry import invitation_letter
from comptoir.street.messages.ports import NotCarried, Unsure
from comptoir.street.problems import STATUS
from comptoir.surfaces.web import forms, members, rejoining, signing_in, visits
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.members import Member
from comptoir.surfaces.web.readers import Reader, reader_of, writer_of
from comptoir.surfaces.web.words import Words

PATH = "/account/household"


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody of the household; an invitation has no name yet."""

    id: str
    name: str
    email: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class WelcomeView:
    """An invitation, as whoever follows its link sees it."""

    token: str
    host: str
    email: str
    name: str
    wrong: str = ""
    taken: bool = False


async def show(request: Request) -> Response:
    """Show the people of the household and who was asked in."""
    return await _page(request, await members.member_of(request))


async def invite(request: Request) -> Response:
    """Ask somebody in by mail."""
    member, form = await members.acting(request)
    email, shop = form.get("email", ""), house_of(request).shop
    if shop.mail is None:
        return await _page(request, member, email, member.words("no_mail"), 503)
    try:
        async with shop.database.work(member.caller) as uow:
            address, token = await invitations.invite(uow, me=member.me, email=email)
    except Refusal as refusal:
        wrong = _why(refusal, member.words)
        return await _page(request, member, email, wrong, STATUS[refusal.kind])
    base = shop.address or f"{request.url.scheme}://{request.url.netloc}"
    url = f"{base}/invitations/{token}"
    letter = invitation_letter(address, member.me.name, url, member.reader.language)
    try:
        await shop.mail.send(letter, reference=secret(), at=shop.database.clock.now())
    except (NotCarried, Unsure):
        return await _page(request, member, email, member.words("code_not_sent"), 503)
    return members.done(PATH, "invited")


async def remove(request: Request) -> Response:
    """Take somebody out of the household, or an invitation back."""
    member, form = await members.acting(request)
    async with house_of(request).shop.database.work(member.caller) as uow:
        if form.get("invitation"):
            await invitations.withdraw(uow, me=member.me, invitation=form["invitation"])
        elif form.get("person") != member.me.person:
            await customers.remove_person(
                uow, household=member.me.household, person=form.get("person", "")
            )
    return members.done(PATH, "removed")


async def welcome(request: Request) -> Response:
    """Show an invitation to whoever follows its link."""
    reader, token = await reader_of(request), str(request.path_params["token"])
    return await _welcome(request, reader, token)


async def join(request: Request) -> Response:
    """Let whoever follows an invitation's link into the household."""
    form = await forms.fields(request)
    reader, token = await writer_of(request, form), str(request.path_params["token"])
    house = house_of(request)
    try:
        async with house.shop.database.work(caller(reader.language)) as uow:
            household, person = await invitations.accept(
                uow, token=token, name=form.get("name", "")
            )
    except Refusal as refusal:
        if refusal.code == "email_taken":
            return await _welcome(request, reader, token, taken=True, status=409)
        wrong = _why(refusal, Words(reader.language))
        return await _welcome(request, reader, token, form.get("name", ""), wrong, status=422)
    entry = signing_in.entry_for(request)
    await signing.enter(
        house.shop,
        caller(reader.language),
        household=household,
        person=person,
        guests=await visits.guests(request, reader.session),
        entry=entry,
    )
    return await signing_in.leave_with(request, reader, entry, f"{PATH}?done=joined")


def _why(refusal: Refusal, words: Words) -> str:
    """Tell what is wrong with what was typed.

    :raises Refusal: when it is not about that.
    """
    if refusal.kind is Kind.TOO_MANY:
        return words("too_often", count=refusal.facts["minutes"])
    if refusal.kind is Kind.INVALID:
        return words(f"wrong_{refusal.facts['remedy']}", **refusal.facts)
    if words.has(refusal.code):
        return words(refusal.code, **refusal.facts)
    raise refusal


async def _page(
    request: Request, member: Member, email: str = "", wrong: str = "", status: int = 200
) -> Response:
    household = member.me.household
    async with house_of(request).shop.database.read(member.caller) as on:
        people = (await households.household(on, household=household)).people
        asked = await identities.invitations(on, household=household)
    return await members.show(
        request,
        member,
        "household.html",
        place="household",
        status=status,
        people=tuple(
            PersonView(each.id, each.name, each.email, each.id == member.me.person)
            for each in people
            if each.email
        ),
        asked=tuple(PersonView(each.id, "", each.email) for each in asked),
        email=email,
        wrong=wrong,
    )


async def _welcome(
    request: Request,
    reader: Reader,
    token: str,
    name: str | None = None,
    wrong: str = "",
    *,
    taken: bool = False,
    status: int = 200,
) -> Response:
    house = house_of(request)
    async with house.shop.database.read(caller(reader.language)) as on:
        asked = await identities.invitation(on, token=token)
        people = (await households.household(on, household=asked.household)).people
    me = await rejoining.who(request, reader.session)
    if me is not None and me.household == asked.household:
        return RedirectResponse(PATH, 303)
    host = next((each.name for each in people if each.id == asked.invited_by), "")
    local = asked.email.partition("@")[0]
    view = WelcomeView(token, host, asked.email, local if name is None else name, wrong, taken)
    return await signing_in.entry_page(
        request, reader, "account/welcome.html", status, welcome=view
    )
