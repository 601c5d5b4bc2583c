"""What is done at an order's page: looked at, followed, called off, told where its letters go."""

from collections.abc import AsyncGenerator

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from comptoir.kernel.refusals import not_found
from comptoir.shopping.orders import commands as order_commands
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import order_topic
from comptoir.street import streams
from comptoir.surfaces.web import forms, live, mailing, order_page, papers
from comptoir.surfaces.web.framing import private_page
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.pages import fill, from_htmx
from comptoir.surfaces.web.readers import Reader, reader_of, writer_of
from comptoir.surfaces.web.words import Words


async def show(request: Request) -> Response:
    """Show an order."""
    reader = await reader_of(request)
    context = await order_page.context(request, reader, request.path_params["order"])
    return await private_page(request, reader.session, "order.html", context)


async def leave_email(request: Request) -> Response:
    """Take the address that an order's letters go to, from whoever ordered it."""
    form = await forms.fields(request)
    reader = await writer_of(request, form)
    order, shop = str(request.path_params["order"]), house_of(request).shop
    async with shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
    if not await papers.is_own(request, reader.session, found):
        raise not_found("order", order)
    email = mailing.tried_email(form.get("email", ""), Words(reader.language))
    if email.wrong:
        context = await order_page.context(request, reader, order, email)
        return await private_page(request, reader.session, "order.html", context, 422)
    async with shop.database.work(caller(reader.language)) as uow:
        await order_commands.leave_email(uow, order=order, email=email.value)
    return RedirectResponse(f"/orders/{order}#email", 303)


async def cancel(request: Request) -> Response:
    """Call an order off, before its cut-off."""
    reader = await writer_of(request, await forms.fields(request))
    order: str = request.path_params["order"]
    await house_of(request).shop.cancel_order(caller(reader.language), order)
    if not from_htmx(request):
        return RedirectResponse(f"/orders/{order}", 303)
    context = await order_page.context(request, reader, order)
    return HTMLResponse(
        fill("_order_changes.html", reader.language, answered=True, notice=None, **context)
    )


async def watch(request: Request) -> Response:
    """Send an order anew whenever it changes, to a window that has no conversation beside it."""
    reader, order = await reader_of(request), str(request.path_params["order"])
    await order_page.version(request, reader, order)
    last = request.headers.get("last-event-id") or request.query_params.get("since") or ""
    since = int(last) if last.isdecimal() and len(last) < 16 else 0
    return live.stream(_changes(request, reader, order, since))


async def _changes(
    request: Request, reader: Reader, order: str, since: int
) -> AsyncGenerator[bytes]:
    shop = house_of(request).shop

    async def current() -> int:
        return await order_page.version(request, reader, order)

    async for version in streams.versions(shop, order_topic(order), since=since, current=current):
        if version is None:
            yield live.STILL_HERE
            continue
        yield live.parts(await order_page.changed(request, reader, order), id=str(version))
