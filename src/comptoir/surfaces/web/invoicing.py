"""An order's invoices at the page: issued when asked for, for those it is written to alone."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from comptoir.goods.stores import queries as stores
from comptoir.kernel.refusals import not_found
from comptoir.shopping.invoices import commands as invoices
from comptoir.shopping.invoices import queries as issued
from comptoir.shopping.orders import queries as orders
from comptoir.shopping.orders.model import Order
from comptoir.street.papers.invoice import invoice_pdf
from comptoir.surfaces.web import forms, papers, visits
from comptoir.surfaces.web.house import caller, house_of
from comptoir.surfaces.web.papers import address
from comptoir.surfaces.web.readers import Reader, reader_of, writer_of

_PDF = "application/pdf"
_LONGEST = 100


async def ask(request: Request) -> Response:
    """Issue the invoice, and open it."""
    reader = await writer_of(request, await forms.fields(request))
    order = await _readable(request, reader)
    async with house_of(request).shop.database.work(caller(reader.language)) as uow:
        made = await invoices.issue(uow, order=order.id)
    return RedirectResponse(address(made), 303)


async def show(request: Request) -> Response:
    """Give an invoice as a PDF file."""
    reader = await reader_of(request)
    order = await _readable(request, reader)
    number = str(request.path_params["number"])
    if not number.isdecimal() or len(number) > 12:
        raise not_found("invoice", number)
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await issued.invoice(on, order=order.id, number=int(number))
        store = await stores.store(on, store=order.store)
    kept = f'inline; filename="{found.kind.value}-{found.title}.pdf"'
    content = invoice_pdf(found, timezone=store.timezone)
    return Response(content, media_type=_PDF, headers={"Content-Disposition": kept})


async def come(request: Request) -> Response:
    """Let whoever follows the link of a letter have the order's invoices, on its page.

    The proof is noted and goes out of the address, which may be sent on. Nothing is issued yet:
    programs that look through mail follow links too.
    """
    reader, order = await reader_of(request), str(request.path_params["order"])
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
    response = RedirectResponse(f"/orders/{order}#papers", 303)
    proof = request.query_params.get("proof", "")[:_LONGEST]
    if proof.isascii() and await papers.proves(request, found, proof):
        await visits.remember(request, response, reader.session.noted(**{papers.PROOF: proof}))
    return response


async def _readable(request: Request, reader: Reader) -> Order:
    """Find the order that a page is about.

    :raises Refusal: when there is none, or it is somebody else's.
    """
    order = str(request.path_params["order"])
    async with house_of(request).shop.database.read(caller(reader.language)) as on:
        found = await orders.order(on, order=order)
    if not await papers.may_read(request, reader.session, found):
        raise not_found("order", order)
    return found
