"""The cart page and what its forms do: amounts, wishes, notes, a code."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import Reading, UnitOfWork
from comptoir.goods.shelf import queries as shelf
from comptoir.goods.shelf.substitutes import substitutes
from comptoir.kernel.refusals import Kind, Refusal, invalid, not_found
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.carts.model import Cart, Substitution
from comptoir.surfaces.web import checkout, forms, visits, windows
from comptoir.surfaces.web.basket import names_of, wishes
from comptoir.surfaces.web.cards import cards
from comptoir.surfaces.web.counter import Notice
from comptoir.surfaces.web.framing import Framed, Head, frame, page_of, who
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.journeys import journey_of
from comptoir.surfaces.web.parts import basket_of
from comptoir.surfaces.web.visits import Glance, glance_of
from comptoir.surfaces.web.words import Words

LONGEST_NOTE = 200
_INSTEAD = 4
_THIS = "this:"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a form that was refused, and why."""

    field: str
    value: str
    wrong: str


async def show(request: Request) -> Response:
    """Show the cart."""
    return await whole(request, await visits.look_in(request))


async def whole(
    request: Request,
    glance: Glance,
    *,
    notice: Notice | None = None,
    typed: Typed | None = None,
    status: int = 200,
) -> Response:
    """Answer with the whole cart page; a refused form is shown as it was `typed`."""
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        basket = await basket_of(framed)
        journey = await journey_of(framed)
    return await page_of(
        framed,
        "cart.html",
        Head(framed.printed.words("cart"), path="/cart", hidden=True),
        kind=windows.CART,
        private=True,
        status=status,
        basket=basket,
        journey=journey,
        notice=notice,
        typed=typed,
    )


async def line(request: Request) -> Response:
    """Show one line with all that may be wished for it."""
    glance, gtin = await visits.look_in(request), str(request.path_params["gtin"])
    return await _line_page(request, glance, gtin)


async def wish(request: Request) -> Response:
    """Keep what is wished for a line: a note, and what to do when its product is missing."""
    form, gtin = await forms.fields(request), str(request.path_params["gtin"])
    visit = await visits.come_back(request, form)
    words = Words(visit.language)
    if len(" ".join(form.get("note", "").split())) > LONGEST_NOTE:
        typed = Typed("note", form["note"], words("wrong_too_long", most=LONGEST_NOTE))
        return await _line_page(request, glance_of(visit), gtin, typed=typed, status=422)
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        await _keep(uow, visit.conversation.cart, gtin, form)
    return RedirectResponse(f"/cart#line-{gtin}", 303)


async def code(request: Request) -> Response:
    """Put a discount code on the cart, or take it off; on the cart's page or at the till."""
    form = await forms.fields(request)
    visit = await visits.come_back(request, form)
    words, given = Words(visit.language), form.get("code", "")[:40]
    at_till = form.get("on") == "till"
    try:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            await carts.apply_discount(uow, cart=visit.conversation.cart, code=given)
    except Refusal as refusal:
        if refusal.kind is not Kind.NOT_FOUND:
            raise
        unknown = words("discount_unknown", code=given)
        if at_till:
            return await checkout.whole(request, visit, notice=Notice(unknown), status=422)
        typed = Typed("code", given, unknown)
        return await whole(request, glance_of(visit), typed=typed, status=422)
    return RedirectResponse("/checkout#code" if at_till else "/cart#code", 303)


async def _keep(uow: UnitOfWork, cart: str, gtin: str, form: Mapping[str, str]) -> None:
    wanted = form.get("substitution", "")
    chosen = wanted.removeprefix(_THIS) if wanted.startswith(_THIS) else None
    wish = "this" if chosen is not None else wanted
    if wish not in tuple(Substitution):
        raise invalid("substitution", "use_one_of", choices=[each.value for each in Substitution])
    if wish == Substitution.THIS and chosen is None:
        now = (await cart_queries.cart(uow, cart=cart)).line(gtin)
        chosen = now.substitute if now is not None else None
    await carts.set_note(uow, cart=cart, gtin=gtin, note=form.get("note", ""))
    await carts.set_substitution(
        uow, cart=cart, gtin=gtin, substitution=Substitution(wish), substitute=chosen
    )


async def _line_page(
    request: Request,
    glance: Glance,
    gtin: str,
    *,
    typed: Typed | None = None,
    status: int = 200,
) -> Response:
    async with house_of(request).shop.database.read(who(glance)) as on:
        framed = await frame(request, on, glance)
        cart = framed.cart
        found = cart.line(gtin) if cart is not None else None
        if cart is None or found is None:
            raise not_found("line", gtin)
        basket = await basket_of(framed)
        stand_in = await _names(on, framed, cart, found.substitute)
        instead = await substitutes(on, store=framed.store.id, gtin=gtin, limit=_INSTEAD)
    shown = next(each for each in basket.lines if each.line.gtin == gtin) if basket else None
    return await page_of(
        framed,
        "line.html",
        Head(framed.printed.words("wish_title"), path=f"/cart/lines/{gtin}", hidden=True),
        private=True,
        status=status,
        shown=[each.gtin for each in instead],
        line=shown,
        wishes=wishes(found, framed.printed, stand_in),
        substitute=found.substitute,
        instead=cards(instead, framed.printed),
        typed=typed,
        most=LONGEST_NOTE,
    )


async def _names(on: Reading, framed: Framed, cart: Cart, substitute: str | None) -> str:
    if substitute is None:
        return ""
    items = await shelf.items(on, store=cart.store, gtins=[substitute])
    found = items.get(substitute)
    if found is None:
        return ""
    return names_of(items, framed.language).get(substitute, found.name)
