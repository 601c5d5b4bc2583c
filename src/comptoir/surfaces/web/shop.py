"""The counter's page and what its forms do; the forms of other pages talk to it too."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from comptoir.conversation import commands as conversations
from comptoir.conversation import queries
from comptoir.conversation.answer import Answer
from comptoir.conversation.shown import Show, Sight
from comptoir.kernel.ids import secret
from comptoir.kernel.refusals import invalid
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.slots.model import Mode
from comptoir.surfaces.web import counter, forms, talk, visits, windows
from comptoir.surfaces.web.framing import TILL
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.line_forms import local
from comptoir.surfaces.web.narrowing import Narrowing
from comptoir.surfaces.web.pages import from_htmx
from comptoir.surfaces.web.visits import Visit


async def show(request: Request) -> Response:
    """Show the counter, beginning a conversation on the first visit."""
    visit, every = await visits.arrive(request)
    response = await counter.whole(request, visit, every=every)
    await visits.remember(request, response, visit.session)
    return response


async def say(request: Request) -> Response:
    """Take what was said to the counter; a page of goods tells what it shows along with it."""
    form = await forms.fields(request)
    visit = await visits.come_in(request, form)
    await _see(request, visit, form)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        by = await visits.name_of(on, visit)
    answer = await talk.say(
        house_of(request).shop,
        language=visit.language,
        conversation=visit.conversation.id,
        text=form.get("text", ""),
        form=form.get("turn", ""),
        by=by,
    )
    if answer.onward is not None:
        visit = await visits.follow(request, visit, answer.onward)
        place = "/cart/changed" if answer.show is not None else "/counter#say"
        return await _led(request, visit, place)
    if form.get("at"):
        response = await _beside(request, visit, answer, form)
    else:
        place = f"/counter#turn-{talk.key(answer.turn_id)}"
        response = await counter.answer(request, visit, place)
    await visits.remember(request, response, visit.session)
    return response


async def _led(request: Request, visit: Visit, place: str) -> Response:
    """Lead to a page anew: store, cart and conversation are others."""
    response = (
        Response(headers={"HX-Redirect": place})
        if from_htmx(request)
        else RedirectResponse(place, 303)
    )
    await visits.remember(request, response, visit.session)
    return response


async def _see(request: Request, visit: Visit, form: Mapping[str, str]) -> None:
    """Let the sentence point at what the page shows: goods, or at the till the day's windows."""
    gtins = [each for each in form.get("shown", "").split(" ") if each.isdecimal()]
    slots = form.get("windows", "").split()
    if not gtins and not slots:
        return
    since = form.get("since", "")
    seen = int(since) if since.isdecimal() and len(since) < 16 else None
    into = visit.conversation.id
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        if gtins:
            said = form.get("said", "")[:200]
            await conversations.show(uow, conversation=into, gtins=gtins, said=said, since=seen)
        else:
            await conversations.show_windows(uow, conversation=into, windows=slots, since=seen)


async def _beside(
    request: Request, visit: Visit, answer: Answer, form: Mapping[str, str]
) -> Response:
    """Answer on a page of goods: it moves to what was asked for, or tells what came of it."""
    place, at = address_of(answer), local(form["at"])
    moves = place is not None and place != at
    if not from_htmx(request):
        return RedirectResponse(f"{place if moves else at}#said", 303)
    if moves:
        return Response(headers={"HX-Redirect": f"{place}#said"})
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        newest = await queries.conversation(on, conversation=visit.conversation.id)
    now = replace(visit, conversation=newest)
    text = await windows.changes(request, now, form.get("kind", ""), turn=secret())
    return HTMLResponse(text + windows.told(visit, "#notice", None))


def address_of(answer: Answer) -> str | None:  # noqa: PLR0911 (one arm a sight)
    """Give the page on which there is to see what an answer is about."""
    match answer.show:
        case Show(sight=Sight.SEARCH) as seen:
            asked = Narrowing(
                words=seen.words,
                labels=seen.labels,
                promotion=seen.promotion,
                max_price=seen.max_price,
            )
            return asked.address("/search")
        case Show(sight=Sight.PRODUCT, gtin=str(gtin)):
            return f"/products/{quote(gtin)}"
        case Show(sight=Sight.CART):
            return "/cart"
        case Show(sight=Sight.TILL) if answer.cart.lines:
            return TILL
        case Show(sight=Sight.ORDER, order=str(order)):
            return f"/orders/{quote(order)}"
        case Show(sight=Sight.CHANGED):
            return "/cart/changed"
        case _:
            return None


async def confirm_age(request: Request) -> Response:
    """Note that the visitor has said to be old enough."""
    form = await forms.fields(request)
    visit = await visits.come_back(request, form)
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        await carts.confirm_age(uow, cart=visit.conversation.cart)
    if form.get("on") == "till":
        return RedirectResponse("/checkout#age", 303)
    if form.get("on") == "cart":
        if from_htmx(request):
            return HTMLResponse(await windows.changes(request, visit, windows.CART, talked=False))
        return RedirectResponse("/cart", 303)
    return await counter.answer(request, visit, "/counter#cart")


async def change_mode(request: Request) -> Response:
    """Choose how the goods come: picked up or delivered."""
    form = await forms.fields(request)
    visit = await visits.come_in(request, form)
    await set_mode(request, visit, form.get("mode", ""))
    response = RedirectResponse(local(form.get("back", "/")), 303)
    await visits.remember(request, response, visit.session)
    return response


async def set_mode(request: Request, visit: Visit, mode: str) -> None:
    """Choose how a visit's goods come.

    :raises Refusal: when it is no way that goods come.
    """
    if mode not in tuple(Mode):
        raise invalid("mode", "use_one_of", choices=[each.value for each in Mode])
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        await carts.set_mode(uow, cart=visit.conversation.cart, mode=Mode(mode))
