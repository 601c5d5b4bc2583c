"""What can be done with invoices: issue one, cancel it by a credit note; none is ever changed."""

import json
from collections.abc import Collection

from comptoir.db.unit_of_work import UnitOfWork
from comptoir.goods.stores import queries as stores
from comptoir.kernel.refusals import Kind as No
from comptoir.kernel.refusals import Refusal
from comptoir.shopping.invoices import _store, rules
from comptoir.shopping.invoices.model import Document, Invoice, Kind
from comptoir.shopping.invoices.queries import whole
from comptoir.shopping.orders import commands as orders
from comptoir.shopping.orders import queries as order_queries
from comptoir.shopping.orders.model import Order


async def issue(uow: UnitOfWork, *, order: str) -> Invoice:
    """Give the invoice of an order that stands, issuing it the first time it is asked for.

    Its number follows on the store's last one: both are written or neither is, and others wait
    meanwhile, so that the series has no gap (CGI, annex II, art. 242 nonies A, I, 7°).

    :raises Refusal: when the order does not stand, or nobody has said who sells in its store.
    """
    await orders.lock(uow, order=order)
    found = await order_queries.order(uow, order=order)
    standing = await _store.STANDING.first(uow, store=found.store, order_id=order)
    if standing is not None:
        return whole(standing)
    rules.check_invoiceable(found)
    seller = await stores.seller(uow, store=found.store)
    if seller is None:
        raise Refusal(No.UNAVAILABLE, "no_seller")
    store = await stores.store(uow, store=found.store)
    written = rules.document(found, store, seller)
    return await _write(uow, found, written)


async def cancel(uow: UnitOfWork, *, order: str) -> Invoice | None:
    """Cancel an order's standing invoice by a credit note; None when it has none."""
    await orders.lock(uow, order=order)
    store = order_queries.store_of_order(order)
    row = await _store.STANDING.first(uow, store=store, order_id=order)
    if row is None:
        return None
    standing = whole(row)
    written = rules.reversed_(standing.document)
    found = await order_queries.order(uow, order=order)
    return await _write(uow, found, written, cancels=standing.number)


async def credit(uow: UnitOfWork, *, order: str, gtins: Collection[str]) -> Invoice:
    """Give the money for products of an order back by a credit note on its invoice.

    The invoice is issued first where nobody had asked for it. With the last of what was bought the
    delivery fee goes back too (consumer code, L. 221-24).

    :raises Refusal: when the order does not stand, has none of these, or nobody sells in its store.
    """
    standing = await issue(uow, order=order)
    found = await order_queries.order(uow, order=order)
    before = await _corrected(uow, found, standing.number)
    written = rules.partly_reversed(standing.document, found, gtins, before)
    return await _write(uow, found, written, corrects=standing.number)


async def _corrected(uow: UnitOfWork, order: Order, number: int) -> tuple[Document, ...]:
    """Give the credit notes that have given a part of an invoice back already."""
    rows = await _store.OF_ORDER.all(uow, store=order.store, order_id=order.id)
    return tuple(whole(row).document for row in rows if row.corrects == number)


async def _write(
    uow: UnitOfWork,
    order: Order,
    document: Document,
    *,
    cancels: int | None = None,
    corrects: int | None = None,
) -> Invoice:
    number = await _store.NEXT.one(uow, store=order.store)
    kind = Kind.INVOICE if cancels is None and corrects is None else Kind.CREDIT
    await _store.INSERT.run(
        uow,
        store=order.store,
        number=number,
        kind=kind.value,
        order_id=order.id,
        cancels=cancels,
        corrects=corrects,
        document=json.dumps(rules.written(document)),
        now=uow.now,
    )
    return Invoice(order.store, number, kind, order.id, cancels, uow.now, document, corrects)
