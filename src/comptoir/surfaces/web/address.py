"""What the form beside the cart does: it keeps where goods go and whom to ask for."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.kernel.refusals import Kind, Refusal, not_found
from comptoir.shopping.customers import commands as customers
from comptoir.shopping.slots.model import Mode
from comptoir.street import doorstep
from comptoir.surfaces.web import checkout, counter, forms, places, visits
from comptoir.surfaces.web.counter import Notice
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.places import Tried
from comptoir.surfaces.web.visits import Visit
from comptoir.surfaces.web.words import Words


async def put(request: Request) -> Response:
    """Keep what was typed, or show the form again as it was typed, with what to mend."""
    form = await forms.fields(request)
    visit = await visits.come_back(request, form)
    mode, words = _mode(form), Words(visit.language)
    at_till = form.get("on") == "till"
    tried = places.check(mode, form, visit.store, words)
    if tried.wrong:
        notice = Notice(words("place_check"))
        if at_till:
            return await checkout.whole(request, visit, notice=notice, tried=tried, status=422)
        return await counter.answer(
            request, visit, "/counter#place", notice=notice, tried=tried, status=422
        )
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        await _keep(uow, visit, mode, tried)
    if at_till:
        return RedirectResponse("/checkout#place", 303)
    return await counter.answer(request, visit, "/counter#place")


def _mode(form: Mapping[str, str]) -> Mode:
    modes = [mode.value for mode in Mode]
    if form.get("mode") not in modes:
        raise Refusal(Kind.INVALID, "bad_form")
    return Mode(form["mode"])


async def _keep(uow: UnitOfWork, visit: Visit, mode: Mode, tried: Tried) -> None:
    household, values = visit.conversation.household, tried.values
    if household is None:
        raise not_found("household", "")
    if mode is Mode.DELIVERY:
        await doorstep.keep_address(
            uow,
            household=household,
            store=visit.store,
            address=places.address_of(tried),
            phone=values["phone"],
        )
    else:
        await customers.put_contact(
            uow, household=household, name=values["recipient"], phone=values["phone"]
        )
