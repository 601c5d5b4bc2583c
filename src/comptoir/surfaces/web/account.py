"""The account's first page: who one is, in which language, and what was ordered last."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from comptoir.kernel.locale import Language
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.customers import queries as households
from comptoir.surfaces.web import account_orders, members, visits
from comptoir.surfaces.web.account_orders import PastOrder
from comptoir.surfaces.web.house import house_of
from comptoir.surfaces.web.members import Member

PATH = "/account"


@dataclass(frozen=True, slots=True)
class AccountView:
    """Who one is, as a form to change it, and the newest order."""

    name: str
    wrong: str
    household: str
    language: str
    latest: PastOrder | None


async def show(request: Request) -> Response:
    """Show the account."""
    return await _page(request, await members.member_of(request))


async def edit(request: Request) -> Response:
    """Keep somebody's name, their household's, and the language they are written to in."""
    member, form = await members.acting(request)
    language = Language(form["language"]) if form.get("language") in tuple(Language) else None
    name, household = form.get("name", ""), form.get("household", "")
    try:
        async with house_of(request).shop.database.work(member.caller) as uow:
            await customers.rename_person(
                uow, household=member.me.household, person=member.me.person, name=name
            )
            await customers.edit_household(
                uow,
                household=member.me.household,
                name=household,
                language=language or member.reader.language,
            )
    except Refusal as refusal:
        return await _refused(request, member, refusal, name)
    response = members.done(PATH, "saved")
    session = member.reader.session
    if language is not None:
        session = visits.speak(session, language)
    await visits.remember(request, response, session)
    return response


async def _refused(request: Request, member: Member, refusal: Refusal, name: str) -> Response:
    if not refusal.code.startswith("invalid_"):
        raise refusal
    wrong = member.words(f"wrong_{refusal.facts['remedy']}", **refusal.facts)
    return await _page(request, member, name=name, wrong=wrong, status=422)


async def _page(
    request: Request,
    member: Member,
    *,
    name: str | None = None,
    wrong: str = "",
    status: int = 200,
) -> Response:
    async with house_of(request).shop.database.read(member.caller) as on:
        household = await households.household(on, household=member.me.household)
        past = await account_orders.past(on, member, most=1)
    view = AccountView(
        name=member.me.name if name is None else name,
        wrong=wrong,
        household=household.name,
        language=household.language,
        latest=past[0] if past else None,
    )
    return await members.show(
        request, member, "account.html", place="account", status=status, account=view
    )
