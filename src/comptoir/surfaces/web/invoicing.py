"""An order's invoices at the page: issued when asked for, for the order's own household alone."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.goods.stores import queries as stores
from comptoir.kernel.refusals import not_found
from comptoir.shopping.invoices import commands as invoices
from comptoir.shopping.invoices import queries as issued
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import Order
from comptoir.street.papers.invoice import invoice_pdf
from comptoir.surfaces.web import forms, papers
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.papers import address
from comptoir.surfaces.web.readers import Reader, reader_of, writer_of

_PDF = "application/pdf"


async def ask(request: Request) -> Response:
    """Issue the invoice, and open it."""
    reader = await writer_of(request, await forms.fields(request))
    order = await _own(request, reader)
    async with house_of(request).shop.database.work(caller(reader.language)) as uow:
        made = await invoices.issue(uow, order=order.id)
    return RedirectResponse(address(made), 303)


async def show(request: Request) -> Response:
    """Give an invoice as a PDF file."""
    reader = await reader_of(request)
    order = await _own(request, reader)
    number = str(request.path_params["number"])
    if not number.isdecimal() or len(number) > 12:
        raise not_found("invoice", number)
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await issued.invoice(on, order=order.id, number=int(number))
        store = await stores.store(on, store=order.store)
    kept = f'inline; filename="{found.kind.value}-{found.title}.pdf"'
    content = invoice_pdf(found, timezone=store.timezone)
    return Response(content, media_type=_PDF, headers={"Content-Disposition": kept})


async def _own(request: Request, reader: Reader) -> Order:
    """Find the order that a page is about.

    :raises Refusal: when there is none, or it is somebody else's.
    """
    order = str(request.path_params["order"])
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
    if not await papers.is_own(request, reader.session, found):
        raise not_found("order", order)
    return found
