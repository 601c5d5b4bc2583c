"""The shop's page and what its forms do."""

from collections.abc import Mapping
from typing import assert_never

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores import queries as stores
from comptoir.kernel.measure import Quantity, Unit
from comptoir.kernel.refusals import invalid, not_found
from comptoir.shopping.carts import commands as carts
from comptoir.shopping.carts import queries as cart_queries
from comptoir.shopping.carts.model import Added, Cart, CartLine, OnlySome, Outcome, SoldOut, Want
from comptoir.surfaces.web import counter, forms, talk, visits
from comptoir.surfaces.web.counter import Notice
from comptoir.surfaces.web.figures import figures
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.visits import Visit
from comptoir.surfaces.web.words import Words

GRAMS_A_STEP = 100


async def show(request: Request) -> Response:
    """Show the page, beginning a conversation on the first visit."""
    visit, every = await visits.arrive(request)
    response = await counter.whole(request, visit, every=every)
    await visits.remember(request, response, visit.session)
    return response


async def say(request: Request) -> Response:
    """Take what was said to the counter."""
    form = await forms.fields(request)
    visit = await visits.come_back(request, form)
    key = await talk.say(
        house_of(request).shop,
        language=visit.language,
        conversation=visit.conversation.id,
        text=form.get("text", ""),
        form=form.get("turn", ""),
    )
    return await counter.answer(request, visit, f"/#turn-{key}")


async def change_line(request: Request) -> Response:
    """Put in more of a product, take some out, or take it off the cart."""
    form = await forms.fields(request)
    visit = await visits.come_back(request, form)
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        notice = await _change(uow, visit, form)
    status = 200 if notice is None else 409
    return await counter.answer(request, visit, "/#cart", notice=notice, status=status)


async def confirm_age(request: Request) -> Response:
    """Note that the visitor has said to be old enough."""
    visit = await visits.come_back(request, await forms.fields(request))
    async with house_of(request).shop.database.work(caller(visit.language)) as uow:
        await carts.confirm_age(uow, cart=visit.conversation.cart)
    return await counter.answer(request, visit, "/#cart")


async def change_store(request: Request) -> Response:
    """Go to another store's counter; each has a conversation and a cart of its own."""
    form = await forms.fields(request)
    visit = await visits.come_back(request, form)
    async with house_of(request).shop.database.read(caller(visit.language)) as on:
        store = await stores.store(on, store=form.get("store", ""))
    response = RedirectResponse("/", 303)
    await visits.remember(request, response, visits.go_to_store(visit.session, store.id))
    return response


async def _change(uow: UnitOfWork, visit: Visit, form: Mapping[str, str]) -> Notice | None:
    cart, gtin = visit.conversation.cart, form.get("gtin", "")
    await carts.lock(uow, cart=cart)
    whole = await cart_queries.cart(uow, cart=cart)
    line = whole.line(gtin)
    if line is None:
        raise not_found("line", gtin)
    value = _wanted(line, form.get("do", ""))
    if value <= 0:
        await carts.remove_lines(uow, cart=cart, gtins=[gtin])
        return None
    want = Want(gtin, Quantity(value, line.quantity.unit), line.note, line.substitution)
    outcomes = await carts.set_lines(uow, cart=cart, wants=[want])
    return _notice(uow, visit, whole, line, outcomes[0])


def _wanted(line: CartLine, do: str) -> int:
    """Work out a line's new quantity: a piece, or a hundred grams, more or less."""
    step = GRAMS_A_STEP if line.quantity.unit is Unit.GRAM else 1
    match do:
        case "more":
            return line.quantity.value + step
        case "less":
            return line.quantity.value - step
        case "remove":
            return 0
        case _:
            raise invalid("do", "use_one_of", choices=["more", "less", "remove"])


def _notice(
    uow: UnitOfWork, visit: Visit, cart: Cart, line: CartLine, outcome: Outcome
) -> Notice | None:
    words = Words(visit.language)
    match outcome:
        case Added():
            return None
        case OnlySome():
            printer = figures(
                visit.language,
                currency=cart.currency,
                timezone=visit.store.timezone,
                now=uow.now,
            )
            left = printer.quantity(outcome.left)
            return Notice(words("only_some", left=left, name=line.name))
        case SoldOut():
            return Notice(words("sold_out", name=line.name))
        case _:
            assert_never(outcome)
