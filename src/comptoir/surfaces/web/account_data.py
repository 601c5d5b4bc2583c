"""Taking one's data along, and erasing them."""

import json
from contextlib import suppress
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.customers import queries as households
from comptoir.street import personal
from comptoir.street.letters.entry import erased_letter
from comptoir.street.messages.ports import NotCarried, Unsure
from comptoir.surfaces.web import members, visits
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.members import Member

_NAME = "comptoir.json"


@dataclass(frozen=True, slots=True)
class DataView:
    """What erasing would do: to the whole household, or to one of its people."""

    alone: bool
    wrong: str = ""


async def show(request: Request) -> Response:
    """Say what is known and what can be done about it."""
    return await _page(request, await members.member_of(request))


async def export(request: Request) -> Response:
    """Give everything that is known of somebody, as a file."""
    member = await members.member_of(request)
    async with house_of(request).shop.database.read(member.caller) as on:
        known = await personal.export(on, me=member.me)
    text = json.dumps(known, ensure_ascii=False, indent=2, default=str)
    kept = f'attachment; filename="{_NAME}"'
    return Response(text, media_type="application/json", headers={"Content-Disposition": kept})


async def erase(request: Request) -> Response:
    """Erase somebody who has said to be sure, and tell them by mail."""
    member, form = await members.acting(request)
    if form.get("sure") != "yes":
        return await _page(request, member, member.words("erase_unsure"), 422)
    shop = house_of(request).shop
    try:
        await personal.erase(shop.database, member.caller, me=member.me)
    except Refusal as refusal:
        if not member.words.has(refusal.code):
            raise
        told = member.words(refusal.code, **refusal.facts)
        return await _page(request, member, told, 409)
    if shop.mail is not None:
        letter = erased_letter(member.me.email, member.reader.language)
        with suppress(NotCarried, Unsure):  # it is done all the same, and the page says so
            await shop.mail.send(letter, reference=secret(), at=shop.database.clock.now())
    response = RedirectResponse("/sign-in?erased=1", 303)
    await visits.part(request, response, member.reader.session)
    return response


async def _page(request: Request, member: Member, wrong: str = "", status: int = 200) -> Response:
    async with house_of(request).shop.database.read(member.caller) as on:
        people = (await households.household(on, household=member.me.household)).people
    alone = not any(each.email for each in people if each.id != member.me.person)
    return await members.show(
        request, member, "data.html", place="data", status=status, data=DataView(alone, wrong)
    )
