"""The till, in one page: how, where, when, how to pay, and the button that orders."""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.conversation import commands as conversations
from comptoir.db.unit_of_work import Reading
from comptoir.kernel.refusals import Kind, Refusal
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.customers import queries as customers
from comptoir.shopping.customers.model import Household
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.commands import Checkout
from comptoir.shopping.orders.model import Outcome, PaymentChallenged, PaymentPending, Placed
from comptoir.shopping.orders.rules import customer_of
from comptoir.shopping.slots.model import Mode
from comptoir.street.typography import typeset
from comptoir.surfaces.web import forms, visits, windows
from comptoir.surfaces.web.counter import Notice
from comptoir.surfaces.web.framing import Head, frame, page_of
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.mailing import EmailTried, is_reached, tried_email
from comptoir.surfaces.web.parts import till_of
from comptoir.surfaces.web.places import Tried
from comptoir.surfaces.web.visits import Visit, glance_of
from comptoir.surfaces.web.words import Words

AT = "/checkout"


async def show(request: Request) -> Response:
    """Show the till; there is none without a cart, and a robot never has one."""
    session = await visits.session_of(request)
    if session is None:
        return RedirectResponse("/cart", 303)
    visit = await visits.welcome(request, session)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        cart = await cart_queries.cart(on, cart=visit.conversation.cart)
    if not cart.lines:
        return RedirectResponse("/cart", 303)
    response = await whole(request, visit)
    await visits.remember(request, response, visit.session)
    return response


async def whole(
    request: Request,
    visit: Visit,
    *,
    notice: Notice | None = None,
    tried: Tried | None = None,
    email: EmailTried | None = None,
    status: int = 200,
) -> Response:
    """Answer with the whole till; what was refused is shown as it was `tried`."""
    words = Words(visit.language)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        framed = await frame(request, on, glance_of(visit))
        cart = framed.cart or await cart_queries.cart(on, cart=visit.conversation.cart)
        parts = await till_of(framed, cart, tried=tried, email=email)
    return await page_of(
        framed,
        "checkout.html",
        Head(words("till"), words("till_about", store=visit.store.name), path=AT),
        kind=windows.AT_TILL,
        private=True,
        status=status,
        place=parts.place,
        till=parts.till,
        email=parts.email,
        notice=notice,
    )


async def choose_mode(request: Request) -> Response:
    """Choose delivery or pickup."""
    form = await forms.fields(request)
    visit = await visits.come_back(request, form)
    if form.get("mode") not in tuple(Mode):
        raise Refusal(Kind.INVALID, "bad_form")
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        await carts.set_mode(uow, cart=visit.conversation.cart, mode=Mode(form["mode"]))
    return RedirectResponse(f"{AT}#how", 303)


async def choose_slot(request: Request) -> Response:
    """Keep a place in a window; one that has gone meanwhile is told of on the page."""
    form = await forms.fields(request)
    visit = await visits.come_back(request, form)
    try:
        async with house_of(request).shop.database.work(caller(visit.language)) as uow:
            window = form.get("window", "")
            await carts.choose_window(uow, cart=visit.conversation.cart, window=window)
    except Refusal as refusal:
        return await whole(request, visit, notice=_notice(request, visit, refusal), status=409)
    return RedirectResponse(f"{AT}#slots", 303)


async def order(request: Request) -> Response:
    """Order what the page showed, at the total it showed, and lead to the order."""
    form = await forms.fields(request)
    visit = await visits.come_back(request, form)
    shop, who = house_of(request).shop, caller(visit.language)
    checkout, email = await _ticket(request, visit, form)
    cart = form.get("cart", "")
    if cart != visit.conversation.cart:
        return await _again(request, visit, cart)
    if email.wrong:
        return await whole(request, visit, email=email, status=422)
    try:
        outcome = await shop.place_order(who, cart, checkout)
    except Refusal as refusal:
        if refusal.kind in {Kind.FORBIDDEN, Kind.NOT_FOUND}:
            raise
        told = _notice(request, visit, refusal)
        return await whole(request, visit, notice=told, email=email, status=409)
    async with shop.database.work(who) as uow:
        await conversations.go_on(uow, conversation=visit.conversation.id)
    return RedirectResponse(_onward(outcome), 303)


async def _ticket(
    request: Request, visit: Visit, form: Mapping[str, str]
) -> tuple[Checkout, EmailTried]:
    """Read what the page said is ordered, and who it is for from what is known of them.

    Whoever can be written to already is not asked for an address.

    :raises Refusal: when the figures are none that the page wrote.
    """
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        household = await _household(on, visit)
    customer, email = customer_of(household), EmailTried()
    if not is_reached(household):
        email = tried_email(form.get("email", ""), Words(visit.language))
        customer = replace(customer, email="" if email.wrong else email.value)
    checkout = Checkout(
        payment_method=form.get("payment", ""),
        address=None if household is None else household.home,
        customer=customer,
        expected_total=_whole_number(form, "expected"),
        expected_version=_whole_number(form, "version"),
    )
    return checkout, email


async def _household(on: Reading, visit: Visit) -> Household | None:
    of = visit.conversation.household
    return None if of is None else await customers.household(on, household=of)


async def _again(request: Request, visit: Visit, cart: str) -> Response:
    """Lead a form that was sent twice to its order, and any other out of date back to the till."""
    household = visit.conversation.household
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        theirs = await cart_queries.cart(on, cart=cart)
        found = None
        if household is not None and theirs.household == household:
            found = await orders.order_of_cart(on, store=theirs.store, cart=cart)
    if found is None:
        notice = Notice(Words(visit.language)("form_token"))
        return await whole(request, visit, notice=notice, status=409)
    return RedirectResponse(f"/orders/{found}", 303)


def _onward(outcome: Outcome) -> str:
    """Lead to the order, or first to where its payment is proved."""
    match outcome:
        case PaymentChallenged(url=url) if url.startswith(("/", "https://")):
            return url
        case Placed() | PaymentPending() | PaymentChallenged():
            return f"/orders/{outcome.order.id}"
        case _:
            assert_never(outcome)


def _whole_number(form: Mapping[str, str], name: str) -> int:
    """Read a number that the page had written.

    :raises Refusal: when it is none.
    """
    text = form.get(name, "")
    if not text.isdecimal() or len(text) > 12:
        raise Refusal(Kind.INVALID, "bad_form")
    return int(text)


def _notice(request: Request, visit: Visit, refusal: Refusal) -> Notice:
    words = Words(visit.language)
    if words.has(refusal.code):
        return Notice(words(refusal.code))
    explained = house_of(request).explain(refusal, visit.language)
    return Notice(typeset(explained, visit.language))
